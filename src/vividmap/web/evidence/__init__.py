"""The lists of evidence and of skill entries: filtered, grouped, and changed many at once."""
