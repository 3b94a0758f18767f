"""A packet that is kept: what it was asked for, its text and what is new in it."""
