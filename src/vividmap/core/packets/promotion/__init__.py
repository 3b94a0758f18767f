"""The promotion: the case for a level, held against the criteria of a framework."""
