"""What is said to the author alone, beside the draft and never in it."""
