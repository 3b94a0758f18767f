"""The list of people, filtered and in groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from vividmap.core.filter_line import FilterLine
from vividmap.core.record import Person
from vividmap.core.search import contains_terms, parse_query
from vividmap.core.text import fold, slug
from vividmap.core.vocabulary import HEIGHTS_FROM_TOP, NO_HEIGHT
from vividmap.services.list_filters import ListFilter
from vividmap.store.queries.people import Contact
from vividmap.web.people.view_models import PersonRow, person_row

MAX_PEOPLE = 400


@dataclass(frozen=True)
class PeopleList:
    """The filtered people in groups; an empty group is shown in a list that is not filtered."""

    groups: tuple[tuple[str, tuple[PersonRow, ...]], ...]
    summary: str
    hidden_count: int


def build_list(
    people: Sequence[Person], met: Mapping[UUID, Contact], today: date, list_filter: ListFilter
) -> PeopleList:
    """Return people as the list shows them."""
    people_rows = [(person, person_row(person, met.get(person.id, Contact()), today)) for person in people]
    line, is_filtered = list_filter.line, list_filter.is_filtered
    matches = [row for person, row in people_rows if _is_match(person, row, line, today)]
    matches = [] if list_filter.problems else matches
    groups = (
        _by_name(matches[:MAX_PEOPLE]) if line.value("by") == "name" else _by_height(matches[:MAX_PEOPLE])
    )
    return PeopleList(
        groups=tuple(
            (name, group_people) for name, group_people in groups if group_people or not is_filtered
        ),
        summary=_summary(matches, len(people), is_filtered=is_filtered),
        hidden_count=max(0, len(matches) - MAX_PEOPLE),
    )


def _is_match(person: Person, row: PersonRow, line: FilterLine, today: date) -> bool:
    at = person.position(today)
    height, part, mark = line.value("height"), line.value("part"), line.value("trust")
    return (
        (not height or height == slug(at.height or NO_HEIGHT))
        and (not part or slug(part) == slug(at.part))
        and (not mark or mark in map(slug, person.trust_marks))
        and (not line.values("no") or not person.trust_marks)
        and (not line.values("is") or row.recency.is_quiet)
        and contains_terms(_words(person, today), parse_query(line.words))
    )


def _words(person: Person, today: date) -> str:
    at = person.position(today)
    texts = (person.text, at.part, at.employer, at.height, person.how_we_met, person.worked_on, person.status)
    return "\n".join((*texts, *person.tags))


def _by_height(rows: Sequence[PersonRow]) -> Iterator[tuple[str, tuple[PersonRow, ...]]]:
    for height in HEIGHTS_FROM_TOP:
        yield height, tuple(row for row in rows if row.height == height)
    if without_height := tuple(row for row in rows if not row.height):
        yield NO_HEIGHT, without_height


def _by_name(rows: Sequence[PersonRow]) -> Iterator[tuple[str, tuple[PersonRow, ...]]]:
    for letter, group in groupby(rows, key=lambda row: fold(row.name)[:1].upper()):
        yield letter, tuple(group)


def _summary(rows: Sequence[PersonRow], count: int, *, is_filtered: bool) -> str:
    quiet = sum(row.recency.is_quiet for row in rows)
    people = "1 person" if count == 1 else f"{count} people"
    number = f"{len(rows)} of {people}" if is_filtered else people
    quiet_text = f"; {quiet} {'has' if quiet == 1 else 'have'} gone quiet" if quiet else ""
    return f"{number}{quiet_text}."
