"""Frameworks: brought in, looked at as a matrix, edited in place, linked to evidence."""
