"""The calendar feed: the one address behind the door that opens by its own secret."""
