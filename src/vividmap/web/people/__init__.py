"""People: who they are, where they stand, how recent the last contact is, and how they are met again."""
