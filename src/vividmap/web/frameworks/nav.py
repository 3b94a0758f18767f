"""Frameworks have no link in the navigation: they are reached from Prepare."""

WITHIN = {"frameworks": "prepare"}
ITEM_KINDS = {"frameworks": ("framework", "criterion")}
