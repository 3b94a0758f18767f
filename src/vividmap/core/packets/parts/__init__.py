"""What a draft is made of: each file writes one of its parts."""
