"""The 1:1: a conversation with one person."""
