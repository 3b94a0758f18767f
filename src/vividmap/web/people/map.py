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


@dataclass(frozen=True)
class MapCell:
    """Those of one band who are in one place."""

    place: str
    people: tuple[PersonRow, ...]


@dataclass(frozen=True)
class HeightBand:
    """A height: how many stand there, and where. Without cells nobody does."""

    name: str
    summary: str
    cells: tuple[MapCell, ...]


@dataclass(frozen=True)
class PeopleMap:
    """Bands from the top down against parts of the organisation; outside it, against employers."""

    parts: tuple[str, ...]
    bands: tuple[HeightBand, ...]
    outside: HeightBand
    summary: str


def build_map(people: Sequence[Person], met: Mapping[UUID, Contact], today: date) -> PeopleMap:
    """Return where people stand."""
    map_people = [
        PlacedPerson(person, person_row(person, met.get(person.id, Contact()), today), today)
        for person in people
    ]
    inside = [entry for entry in map_people if entry.row.height != OUTSIDE]
    outside = [entry for entry in map_people if entry.row.height == OUTSIDE]
    parts = tuple(_columns(inside))
    heights = [height for height in HEIGHTS_FROM_TOP if height != OUTSIDE]
    bands = [
        _band(height, [entry for entry in inside if entry.row.height == height], parts) for height in heights
    ]
    if no_height := [entry for entry in inside if not entry.row.height]:
        bands.append(_band(NO_HEIGHT, no_height, parts))
    employers = tuple(_columns(outside))
    return PeopleMap(
        parts, tuple(bands), _band(OUTSIDE, outside, employers), "".join(_map_summary(map_people))
    )


class PlacedPerson:
    """A person with the place that is the column."""

    def __init__(self, person: Person, person_row: PersonRow, today: date) -> None:
        at = person.position(today)
        self.row = person_row
        self.place = (at.employer or EMPLOYER_UNSAID) if at.height == OUTSIDE else (at.part or PART_UNSAID)
        self.key = fold(self.place)


def _columns(entries: Sequence[PlacedPerson]) -> Iterator[str]:
    """Yield the places, those with most people first, those that nobody said last."""
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
        cells=tuple(MapCell(place, tuple(at.get(fold(place), ()))) for place in places) if entries else (),
    )


def _map_summary(entries: Sequence[PlacedPerson]) -> Iterator[str]:
    """Yield what the map says of visibility, the heights above the manager first."""
    yield "1 person" if len(entries) == 1 else f"{len(entries)} people"
    above = [entry.row for entry in entries if entry.row.height in HEIGHTS_FROM_TOP[:2]]
    knowing = sum(row.knows_work for row in above)
    yield f"; {knowing or 'no one'} above my manager {'know' if knowing > 1 else 'knows'} my work"
    advocates = sum("advocate" in entry.row.trust_labels for entry in entries)
    yield f"; {advocates or 'no one'} would advocate for me."
