"""A line about a new person → name, position, and how we met."""

from typing import Any

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.positions import Position
from vividmap.formats.notes.names import PersonName, read_name, read_rest

_LEADING_NAME = lazy_pattern(r"(?:[^\W\d_a-z][\w.\'’-]{0,40}\s+){1,3}(?=[^\W\d_A-Z])")
_PART_WORDS = 3


def read_person(line: str) -> tuple[str, dict[str, Any]]:
    """Return the name in a line such as "Mira Solberg, Data, wrote to me", and the fields of the rest.

    The fields are `positions` and `how_we_met`, each only if the line says it. A line that does not begin
    with a name is a name as it stands.
    """
    person = read_name(line) or _leading_name(line)
    if person is None:
        return line, {}
    fields, rest = read_rest(person.details)
    first, _, details = rest.partition(",")
    if "positions" not in fields and _is_part(first):
        fields["positions"] = (Position(part=first.strip()),)
        rest = details
    if rest.strip():
        fields["how_we_met"] = rest.strip()
    return person.name, fields


def _leading_name(line: str) -> PersonName | None:
    match = _LEADING_NAME.match(line)
    return PersonName(match[0].strip(), line[match.end() :].strip()) if match else None


def _is_part(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= _PART_WORDS and all(word[0].isupper() for word in words)
