"""The lists of evidence and of skill entries: narrowed, grouped, and changed many at once."""
