"""Settings, and what is seldom needed: roles, the trash, what is erased for good, backups, the look."""
