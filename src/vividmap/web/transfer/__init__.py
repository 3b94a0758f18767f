"""What comes in and what goes out: import, export, the first run and the sample record."""
