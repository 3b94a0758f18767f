"""The Django models, owner-scoped reads, and rows → the record."""
