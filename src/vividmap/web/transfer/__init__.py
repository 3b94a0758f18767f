"""Import, export, the first run and the sample record."""
