"""Captures, from the spool and from the web page, which become entries."""
