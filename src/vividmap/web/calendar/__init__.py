"""The calendar feed: the one address that opens with a secret of its own, without a session."""
