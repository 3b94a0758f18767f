"""What an install added above our own entry: objects, lists, files. Uninstalling removes these and no others.

It is remembered in the home, since a client's file cannot tell whose an empty object is.
"""

import json
from collections.abc import Collection, Mapping

KeyPath = tuple[str, ...]
FILE: KeyPath = ()
"""The path of what holds everything: the file itself was made by us."""

MadeParents = dict[str, frozenset[KeyPath]]
"""By file, the keys that lead to each object or list that was made."""


def read_made_parents(text: str | None) -> MadeParents:
    """Return what is remembered; nothing if there is no such text, or it is damaged."""
    try:
        values = json.loads(text or "{}")
        return {
            str(file): frozenset(tuple(map(str, path)) for path in paths) for file, paths in values.items()
        }
    except (AttributeError, RecursionError, TypeError, ValueError):
        return {}


def write_made_parents(made: Mapping[str, Collection[KeyPath]]) -> str | None:
    """Return the text to remember; None if there is nothing to remember."""
    values = {file: sorted(map(list, paths)) for file, paths in sorted(made.items()) if paths}
    return f"{json.dumps(values, ensure_ascii=False, indent=2)}\n" if values else None
