"""Prepare: the four conversations, from a proposal to the author's own text."""
