"""Bytes to core values and back. Knows no database and no screen."""
