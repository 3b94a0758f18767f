"""What a session with an assistant may leave for the inbox, read from its transcript on this machine."""
