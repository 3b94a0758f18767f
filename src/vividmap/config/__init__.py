"""Where it is put together: settings, URLs, the server. Nothing of ours imports it; Django does."""
