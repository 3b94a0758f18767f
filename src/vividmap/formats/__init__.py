"""Readers and writers: files and text to core values and back. No database, no user interface."""
