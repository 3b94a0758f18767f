"""The only Django models, and the only reads: owner-scoped queries, and rows → the record."""
