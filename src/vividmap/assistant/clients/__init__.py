"""Registration of `vividmap mcp` with AI assistants, in each one's own files."""
