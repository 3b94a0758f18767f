"""What must not leave the company: what is internal or private, and what holds a confidential name.

The names are the owner's, kept with the profile. An item is held back where any of its texts holds one, its
notes included, and so is one that links to such an item: the link would name it.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from uuid import UUID

from vividmap.core.record import Evidence, Item, Record, SkillEntry
from vividmap.core.text import fold

INSIDE = ("internal", "private")

_BETWEEN = re.compile(r"[\s./_-]+")


class Withheld:
    """Tells which items of a record stay inside, but for those that the author wants `shown`."""

    def __init__(self, record: Record, shown: tuple[UUID, ...] = ()) -> None:
        self._record, self._shown = record, frozenset(shown)
        names = [name for one in record.profile.confidential if (name := _folded(one))]
        self._pattern = re.compile("|".join(map(_as_a_whole, names))) if names else None

    def holds(self, item: Item) -> bool:
        """Tell whether an item is held back."""
        return item.id not in self._shown and (self.is_inside(item) or self.is_confidential(item))

    @staticmethod
    def is_inside(item: Item) -> bool:
        """Tell whether an entry was marked as one for the company or for oneself alone."""
        return isinstance(item, Evidence | SkillEntry) and item.confidentiality in INSIDE

    def is_confidential(self, item: Item) -> bool:
        """Tell whether an item holds a confidential name, or is linked to what holds one."""
        return self._pattern is not None and (
            self.names(*_texts(item)) or any(mention.target in self._named for mention in item.mentions)
        )

    def names(self, *texts: str) -> bool:
        """Tell whether texts hold a confidential name."""
        return self._pattern is not None and self._pattern.search(_folded(" \n ".join(texts))) is not None

    @cached_property
    def _named(self) -> frozenset[UUID]:
        """Return what can be linked to and holds a confidential name in its own name."""
        return frozenset(
            one.id
            for one in self._record.items
            if not isinstance(one, Evidence | SkillEntry)
            and self.names(one.text, *getattr(one, "aliases", ()))
        )


def _folded(text: str) -> str:
    """Return a text for comparing; "project-falcon" is "Project Falcon"."""
    return _BETWEEN.sub(" ", fold.__wrapped__(text)).strip()


def _as_a_whole(name: str) -> str:
    """Return a pattern for a name that is no part of a word, in scripts that have spaces between words."""
    before = r"(?<!\w)" if _is_spaced(name[0]) else ""
    return f"{before}{re.escape(name)}" + (r"(?!\w)" if _is_spaced(name[-1]) else "")


def _is_spaced(character: str) -> bool:
    return character.isdigit() or character.upper() != character.lower()


def _texts(item: Item) -> Iterator[str]:
    yield from (item.text, item.body, *(one.written for one in item.mentions))
    for name in ("outcome", "strong", "measured", "met", "worked_on"):
        yield getattr(item, name, "")
    yield from chain(getattr(item, "tags", ()), getattr(item, "links", ()), getattr(item, "aliases", ()))
    for position in getattr(item, "positions", ()):
        yield from (position.employer, position.part)
