"""Check a text against the record."""
