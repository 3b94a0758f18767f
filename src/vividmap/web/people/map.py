"""The map: who stands at which height, in which part of the organisation, and where nobody does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vividmap.core.record import Person
from vividmap.core.text import fold
from vividmap.core.vocabulary import HEIGHTS_FROM_TOP, NO_HEIGHT
from vividmap.store.queries.people import Contact
from vividmap.web.people.view_models import BANDS, PersonRow, person_row

OUTSIDE = "outside"
PART_UNSAID = "no part"
EMPLOYER_UNSAID = "no employer"
ELSEWHERE = "elsewhere"
MAX_PARTS = 3
"""Parts with a column of their own, so that the map fits a screen; the people of all others share one."""
_MEANINGS = {
    "above skip-level": "No one yet: no one who decides on your level has seen your work.",
    "skip-level": "No one yet: your manager is the only one who can speak for you upwards.",
    "manager": "No one yet: your manager comes first.",
    "peer": "No one yet: promotion panels ask peers.",
}
"""What it means that a height is empty."""


@dataclass(frozen=True)
class MapCell:
    """The people of one band in one place; `is_elsewhere`: in several places, each named with the person."""

    place: str
    people: tuple[PersonRow, ...]
    is_elsewhere: bool = False


@dataclass(frozen=True)
class HeightBand:
    """A height: how many people it has, and where. An empty one has no cells, but a `meaning`.

    `has_line`: below it is the line above which promotions are decided.
    """

    name: str
    summary: str
    cells: tuple[MapCell, ...]
    meaning: str = ""
    has_line: bool = False


@dataclass(frozen=True)
class PeopleMap:
    """Bands from the top down against parts of the organisation; outside it, against employers."""

    parts: tuple[str, ...]
    bands: tuple[HeightBand, ...]
    outside: HeightBand
    summary: str
    line: str


def build_map(people: Sequence[Person], met: Mapping[UUID, Contact], today: date) -> PeopleMap:
    """Return where people stand."""
    map_people = [
        PlacedPerson(person, person_row(person, met.get(person.id, Contact()), today), today)
        for person in people
    ]
    inside = [entry for entry in map_people if entry.row.height != OUTSIDE]
    outside = [entry for entry in map_people if entry.row.height == OUTSIDE]
    parts = _limit_parts(inside)
    heights = [height for height in HEIGHTS_FROM_TOP if height != OUTSIDE]
    bands = [
        _band(height, [entry for entry in inside if entry.row.height == height], parts) for height in heights
    ]
    if no_height := [entry for entry in inside if not entry.row.height]:
        bands.append(_band(NO_HEIGHT, no_height, parts))
    employers = tuple(_columns(outside))
    top = [entry for entry in inside if entry.row.height == HEIGHTS_FROM_TOP[0]]
    return PeopleMap(
        parts,
        tuple(bands),
        _band(OUTSIDE, outside, employers),
        "".join(_map_summary(map_people)),
        _describe_line(top),
    )


def _limit_parts(entries: Sequence["PlacedPerson"]) -> tuple[str, ...]:
    """Return the columns: the largest parts; if there are more, everyone else's column is ELSEWHERE."""
    parts = tuple(_columns(entries))
    if len(parts) <= MAX_PARTS + 1:
        return parts
    keys = [entry.key for entry in entries]
    large_parts = [part for part in parts[:MAX_PARTS] if keys.count(fold(part)) > 1] or [parts[0]]
    large_keys = {fold(part) for part in large_parts}
    for entry in entries:
        if entry.key not in large_keys:
            entry.key = ELSEWHERE
    return (*large_parts, ELSEWHERE)


def _describe_line(top: Sequence["PlacedPerson"]) -> str:
    knowing = sum(entry.row.knows_work for entry in top)
    return f"{knowing or 'no one'} above this line {'know' if knowing > 1 else 'knows'} my work"


class PlacedPerson:
    """A person with the place whose column they are in."""

    def __init__(self, person: Person, person_row: PersonRow, today: date) -> None:
        at = person.position(today)
        self.row = person_row
        self.place = (at.employer or EMPLOYER_UNSAID) if at.height == OUTSIDE else (at.part or PART_UNSAID)
        self.key = fold(self.place)


def _columns(entries: Sequence[PlacedPerson]) -> Iterator[str]:
    """Yield the places, those with most people first, unknown ones last."""
    names_by_key: dict[str, str] = {}
    count: dict[str, int] = {}
    for entry in entries:
        names_by_key.setdefault(entry.key, entry.place)
        count[entry.key] = count.get(entry.key, 0) + 1
    unplaced_names = (PART_UNSAID, EMPLOYER_UNSAID)
    yield from (
        names_by_key[key] for key in sorted(count, key=lambda key: (key in unplaced_names, -count[key], key))
    )


def _band(height: str, entries: Sequence[PlacedPerson], places: Sequence[str]) -> HeightBand:
    at: dict[str, list[PersonRow]] = {}
    for entry in entries:
        at.setdefault(entry.key, []).append(entry.row)
    knowing = sum(entry.row.knows_work for entry in entries)
    return HeightBand(
        name=BANDS.get(height, height),
        summary=f"{knowing} of {len(entries)} {'knows' if knowing == 1 else 'know'} my work"
        if entries
        else "",
        cells=tuple(
            MapCell(place, tuple(at.get(fold(place), ())), is_elsewhere=place == ELSEWHERE)
            for place in places
        )
        if entries
        else (),
        meaning="" if entries else _MEANINGS.get(height, "No one yet."),
        has_line=height == HEIGHTS_FROM_TOP[0],
    )


def _map_summary(entries: Sequence[PlacedPerson]) -> Iterator[str]:
    """Yield what the map says of visibility, the heights above the manager first."""
    yield "1 person" if len(entries) == 1 else f"{len(entries)} people"
    above = [entry.row for entry in entries if entry.row.height in HEIGHTS_FROM_TOP[:2]]
    knowing = sum(row.knows_work for row in above)
    yield f"; {knowing or 'no one'} above my manager {'know' if knowing > 1 else 'knows'} my work"
    advocates = sum("advocate" in entry.row.trust_labels for entry in entries)
    yield f"; {advocates or 'no one'} would advocate for me."
