"""Prepare: the four conversations, from a proposal to a text of one's own."""
