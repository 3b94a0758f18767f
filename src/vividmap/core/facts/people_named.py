"""Which people of the map a text names: by the whole name, or the first name if only they have it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from vividmap.core.first_names import first_name_key, first_word, unique_first_names
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import Person

_LETTERS = lazy_pattern(r"\w+")


class PeopleNames:
    """The names of some of the people on the map, to be found in texts.

    A first name counts only if it is unique among `everybody`.
    """

    def __init__(self, people: Sequence[Person], everybody: Iterable[Person]) -> None:
        unique_keys = unique_first_names(person.text for person in everybody)
        self._ids = [person.id for person in people]
        self._names_by_start: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for place, person in enumerate(people):
            is_known_by_first = first_name_key(person.text) in unique_keys
            for name in {person.text, first_word(person.text)} if is_known_by_first else {person.text}:
                if start := _LETTERS.search(name):
                    self._names_by_start[start[0]].append((name, place))

    def find(self, text: str) -> list[UUID]:
        """Return the people whom a text names by whole words, in the order of the people."""
        places = {
            place
            for start in {*_LETTERS.findall(text)} & self._names_by_start.keys()
            for name, place in self._names_by_start[start]
            if name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        }
        return [self._ids[place] for place in sorted(places)]
