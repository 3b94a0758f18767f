"""Today: the capture box, what is due, and the last entries."""
