"""Check-ins: what is due, one of them step by step, and its notes."""
