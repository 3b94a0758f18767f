"""The home as a whole: start-up, database, backups, checks, sample record."""
