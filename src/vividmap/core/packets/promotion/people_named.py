"""Which people of the map a text names: by the whole name, or the first name if only they have it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from vividmap.core.packets.voice import first_name
from vividmap.core.record import Person


def names_by_person(people: Sequence[Person]) -> Mapping[UUID, Sequence[str]]:
    """Return by person the whole name, and the first name if only they have it."""
    counts = Counter(first_name(person.text) for person in people)
    names = {person.id: [person.text, first_name(person.text)] for person in people}
    return {
        person_id: [name for name in (whole, first) if name == whole or counts[first] == 1]
        for person_id, (whole, first) in names.items()
    }


def is_named_in(text: str, name: str) -> bool:
    """Return whether a text holds a name as a word of its own."""
    is_there = bool(name) and name in text  # most are not, and this is soon known
    return is_there and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))
