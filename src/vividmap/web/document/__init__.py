"""The running document: read, printed, edited as a whole."""
