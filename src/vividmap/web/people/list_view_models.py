"""The list of people: narrowed to what the address asks for, and in groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import groupby
from uuid import UUID

from vividmap.core.record import Person
from vividmap.core.text import fold
from vividmap.core.vocabulary import HEIGHTS, HEIGHTS_FROM_TOP, NO_HEIGHT, TRUST_MARKS
from vividmap.store.queries.people import Contact
from vividmap.web.people.view_models import PersonRow, person_row

GROUPINGS = ("height", "name")
NOT_REAL = "not yet"
MAX_PEOPLE = 400


@dataclass(frozen=True)
class PeopleFilters:
    """What the address asks for. `part` and `q` are as they were typed."""

    by: str = "height"
    q: str = ""
    height: str = ""
    part: str = ""
    real: str = ""
    quiet: str = ""

    @property
    def params(self) -> dict[str, str]:
        """Return the parameters of the URL, without the default grouping."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if (name, value) != _USUAL}

    @property
    def is_filtered(self) -> bool:
        """Return whether any person may be filtered out."""
        return any((self.q, self.height, self.part, self.real, self.quiet))


_USUAL = ("by", GROUPINGS[0])
_OPTIONS = {
    "by": GROUPINGS,
    "height": (*HEIGHTS, NO_HEIGHT),
    "real": (*TRUST_MARKS, NOT_REAL),
    "quiet": ("1",),
}


def parse_filters(params: Mapping[str, str]) -> PeopleFilters:
    """Read what an address asks for; what means nothing is as if it were not said."""
    values = {field.name: params.get(field.name, "").strip() for field in fields(PeopleFilters)}
    valid_values = {name: value for name, value in values.items() if value in _OPTIONS.get(name, (value,))}
    return PeopleFilters(**valid_values)


@dataclass(frozen=True)
class FilterOptions:
    """What the filters offer: each option with what it is called."""

    heights: tuple[str, ...]
    parts: tuple[str, ...]
    reals: tuple[str, ...]


@dataclass(frozen=True)
class PeopleList:
    """The people whom the filters leave, in groups; an empty group is shown where nothing is narrowed."""

    groups: tuple[tuple[str, tuple[PersonRow, ...]], ...]
    summary: str
    hidden_count: int
    choices: FilterOptions


def build_list(
    people: Sequence[Person], met: Mapping[UUID, Contact], today: date, filters: PeopleFilters
) -> PeopleList:
    """Return people as the list shows them."""
    people_rows = [(person, person_row(person, met.get(person.id, Contact()), today)) for person in people]
    matches = [row for person, row in people_rows if _is_match(person, row, filters, today)]
    groups = _by_height(matches[:MAX_PEOPLE]) if filters.by == "height" else _by_name(matches[:MAX_PEOPLE])
    return PeopleList(
        groups=tuple(
            (name, group_people) for name, group_people in groups if group_people or not filters.is_filtered
        ),
        summary=_summary(matches, len(people), filters),
        hidden_count=max(0, len(matches) - MAX_PEOPLE),
        choices=FilterOptions(
            (*HEIGHTS_FROM_TOP, NO_HEIGHT), tuple(_parts(people, today)), (*TRUST_MARKS, NOT_REAL)
        ),
    )


def _is_match(person: Person, row: PersonRow, filters: PeopleFilters, today: date) -> bool:
    at = person.position(today)
    return (
        (not filters.height or filters.height == (at.height or NO_HEIGHT))
        and (not filters.part or fold(filters.part) == fold(at.part))
        and (not filters.real or filters.real in (person.trust_marks or (NOT_REAL,)))
        and (not filters.quiet or row.recency.is_quiet)
        and all(word in _words(person, today) for word in fold(filters.q).split())
    )


def _words(person: Person, today: date) -> str:
    at = person.position(today)
    texts = (person.text, at.part, at.employer, at.height, person.how_we_met, person.worked_on, person.status)
    return fold("\n".join((*texts, *person.tags)))


def _parts(people: Sequence[Person], today: date) -> Iterator[str]:
    """Yield each part of the organisation once, in the order of the alphabet."""
    names_by_key = {fold(part): part for person in reversed(people) if (part := person.position(today).part)}
    yield from (names_by_key[key] for key in sorted(names_by_key))


def _by_height(rows: Sequence[PersonRow]) -> Iterator[tuple[str, tuple[PersonRow, ...]]]:
    for height in HEIGHTS_FROM_TOP:
        yield height, tuple(row for row in rows if row.height == height)
    if without_height := tuple(row for row in rows if not row.height):
        yield NO_HEIGHT, without_height


def _by_name(rows: Sequence[PersonRow]) -> Iterator[tuple[str, tuple[PersonRow, ...]]]:
    for letter, group in groupby(rows, key=lambda row: fold(row.name)[:1].upper()):
        yield letter, tuple(group)


def _summary(rows: Sequence[PersonRow], count: int, filters: PeopleFilters) -> str:
    quiet = sum(row.recency.is_quiet for row in rows)
    people = "1 person" if count == 1 else f"{count} people"
    number = f"{len(rows)} of {people}" if filters.is_filtered else people
    quiet_text = f"; {quiet} {'has' if quiet == 1 else 'have'} gone quiet" if quiet else ""
    return f"{number}{quiet_text}."
