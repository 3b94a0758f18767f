"""Finding anything: the page that searches, and the palette that goes anywhere."""
