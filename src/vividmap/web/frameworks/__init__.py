"""Frameworks: imported, shown as a matrix, edited in place, linked to evidence."""
