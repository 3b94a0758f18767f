"""What came of a piece of work, read inside its text: English in full, seven more languages from tables."""
