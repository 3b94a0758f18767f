"""Names of what is marked as private, found where a text has them in plain words, without a mark."""

import re
from collections.abc import Iterable, Iterator

from vividmap.core.confidential_names import ConfidentialNames
from vividmap.core.first_names import first_name_key, first_part
from vividmap.core.names import full_names
from vividmap.core.record import NAMEABLE_KINDS, Item, Person, Record
from vividmap.core.text import fold, slug


class PrivateNames:
    """The names of some people, skills, goals, gaps and criteria of a record, to be found in texts.

    A skill is also found by an alias; a person in every spelling, and by a first name that nobody else has.
    A first name counts with its capital only, since it may be a word ("Will").
    """

    def __init__(self, record: Record, items: Iterable[Item]) -> None:
        nameable_items = [item for item in items if item.kind in NAMEABLE_KINDS]
        people = [item for item in nameable_items if isinstance(item, Person)]
        self._people = ConfidentialNames(person.text for person in people)
        self._slugs = frozenset(name for item in nameable_items for name in full_names(item)) - {""}
        beginnings = sorted({re.escape(name.split("-")[0]) for name in self._slugs})
        self._beginnings = re.compile("|".join(beginnings))
        first_names = sorted(map(re.escape, _unique_first_names(record, people)))
        self._first_names = re.compile(rf"(?<!\w)(?:{'|'.join(first_names)})(?!\w)") if first_names else None

    def __bool__(self) -> bool:
        return bool(self._slugs)

    def is_in(self, *texts: str) -> bool:
        """Return whether any of some texts holds one of the names."""
        return bool(self) and any(map(self._is_in, texts))

    def _is_in(self, text: str) -> bool:
        if self._first_names and self._first_names.search(text):
            return True
        return self._has_slug(text) or self._people.is_in(text)

    def _has_slug(self, text: str) -> bool:
        if not self._beginnings.search(fold.__wrapped__(text)):
            return False  # most texts hold none, and a slug is made character by character
        padded_text = f"-{slug(text)}-".replace(".-", "-")
        return any(f"-{name}-" in padded_text for name in self._slugs)

    def is_title(self, title: str) -> bool:
        """Return whether a title is one of the names."""
        return slug(title) in self._slugs


def _unique_first_names(record: Record, people: Iterable[Person]) -> Iterator[str]:
    """Yield the first names of people that nobody else on the map has."""
    ids = {person.id for person in people}
    other_keys = {first_name_key(person.text) for person in record.items_of(Person) if person.id not in ids}
    for person in people:
        name = first_part(person.text)
        if name and name != person.text and first_name_key(name) not in other_keys:
            yield name
