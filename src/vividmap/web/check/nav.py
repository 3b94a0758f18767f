"""The area whose link in the navigation leads here."""

WITHIN = {"check": "prepare"}
