"""What patterns, criteria and packets alike read of a record."""
