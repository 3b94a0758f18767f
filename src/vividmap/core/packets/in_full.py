"""Which entries an author wants told in full: nothing is left out of them as talk."""

from collections.abc import Iterable
from uuid import UUID

from vividmap.core import handles
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.request_fields import LineField
from vividmap.core.record import Item

ALL_ENTRIES = "all"

IN_FULL = LineField(
    name="in_full",
    label="entries to tell in full",
    option="in-full",
    option_help="Put back what was left out of entries: handles, or all.",
    metavar="HANDLES",
    hint="Handles of entries to include in full, or “all”.",
)


def has_all_in_full(choices: AuthorChoices) -> bool:
    """Return whether the author wants all entries told in full."""
    return ALL_ENTRIES in _read_names(choices)


def read_in_full(choices: AuthorChoices, items: Iterable[Item]) -> frozenset[UUID]:
    """Return the items that the author wants told in full."""
    names = _read_names(choices)
    if not names:
        return frozenset()
    return frozenset(item.id for item in items if ALL_ENTRIES in names or item.handle in names)


def _read_names(choices: AuthorChoices) -> set[str]:
    return {handles.normalize(word) for word in choices.answer(IN_FULL).replace(",", " ").split()}
