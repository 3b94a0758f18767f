"""People: the list, the map, each person's page, and their forms."""
