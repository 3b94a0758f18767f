"""Which entries a packet tells of, and why these; what may not be told, and to whom."""
