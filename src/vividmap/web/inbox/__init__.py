"""The inbox: what sources and assistants propose, and what is decided about it."""
