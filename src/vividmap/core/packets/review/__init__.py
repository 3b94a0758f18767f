"""The performance review: a self-assessment for a period."""
