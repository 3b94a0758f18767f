"""Projects are reached from the evidence that belongs to them."""

WITHIN = {"projects": "evidence"}
