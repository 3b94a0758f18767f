"""The first page: the record at a glance, and a box to add to it."""
