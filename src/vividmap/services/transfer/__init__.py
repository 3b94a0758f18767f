"""Import and export of the whole record: documents, archives, frameworks."""
