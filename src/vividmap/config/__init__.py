"""Settings, URLs and the server. Only Django imports it."""
