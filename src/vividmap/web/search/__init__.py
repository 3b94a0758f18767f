"""Finding anything: the page that searches, and the palette that leads anywhere."""
