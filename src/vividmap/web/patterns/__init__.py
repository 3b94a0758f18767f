"""Patterns: what the record says over time, with what is behind it."""
