"""Fields by the label that documents, options and JSON call them by; their names in code differ by kind."""

from typing import Any

from vividmap.core.record import Item, specs


def find_field(kind: str, label: str) -> str:
    """Return the name of the field that a kind of item calls by a label, "" where it has none."""
    return next((name for name, spec in specs(kind).items() if spec.label == label), "")


def read_field(item: Item, label: str) -> Any:
    """Return what an item says in a field, "" where its kind has none of that label."""
    name = find_field(item.kind, label)
    return getattr(item, name) if name else ""
