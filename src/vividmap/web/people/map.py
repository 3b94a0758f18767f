"""The map: who stands at which height, in which part of the organisation, and where nobody does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vividmap.core.places import FROM_THE_TOP, UNSAID
from vividmap.core.record import Person
from vividmap.core.text import fold
from vividmap.store.queries.people import Contact
from vividmap.web.people.shape import BANDS, Who, who

OUTSIDE = "outside"
PART_UNSAID = "part not said"
EMPLOYER_UNSAID = "employer not said"


@dataclass(frozen=True)
class Cell:
    """Those of one band who are in one place."""

    place: str
    people: tuple[Who, ...]


@dataclass(frozen=True)
class Band:
    """A height: how many stand there, and where. Without cells nobody does."""

    name: str
    said: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Map:
    """Bands from the top down against parts of the organisation; outside it, against employers."""

    parts: tuple[str, ...]
    bands: tuple[Band, ...]
    outside: Band
    said: str


def people_map(everyone: Sequence[Person], met: Mapping[UUID, Contact], today: date) -> Map:
    """Return where people stand."""
    placed = [_Placed(one, who(one, met.get(one.id, Contact()), today), today) for one in everyone]
    inside = [one for one in placed if one.seen.height != OUTSIDE]
    outside = [one for one in placed if one.seen.height == OUTSIDE]
    parts = tuple(_columns(inside))
    heights = [height for height in FROM_THE_TOP if height != OUTSIDE]
    bands = [_band(height, [one for one in inside if one.seen.height == height], parts) for height in heights]
    if unsaid := [one for one in inside if not one.seen.height]:
        bands.append(_band(UNSAID, unsaid, parts))
    employers = tuple(_columns(outside))
    return Map(parts, tuple(bands), _band(OUTSIDE, outside, employers), "".join(_said(placed)))


class _Placed:
    """A person with the place that is the column."""

    def __init__(self, person: Person, seen: Who, today: date) -> None:
        at = person.position(today)
        self.seen = seen
        self.place = (at.employer or EMPLOYER_UNSAID) if at.height == OUTSIDE else (at.part or PART_UNSAID)
        self.key = fold(self.place)


def _columns(placed: Sequence[_Placed]) -> Iterator[str]:
    """Yield the places, those with most people first, those that nobody said last."""
    named: dict[str, str] = {}
    count: dict[str, int] = {}
    for one in placed:
        named.setdefault(one.key, one.place)
        count[one.key] = count.get(one.key, 0) + 1
    unsaid = (PART_UNSAID, EMPLOYER_UNSAID)
    yield from (named[key] for key in sorted(count, key=lambda key: (key in unsaid, -count[key], key)))


def _band(height: str, placed: Sequence[_Placed], places: Sequence[str]) -> Band:
    at: dict[str, list[Who]] = {}
    for one in placed:
        at.setdefault(one.key, []).append(one.seen)
    knowing = sum(one.seen.knows for one in placed)
    return Band(
        name=BANDS.get(height, height),
        said=f"{knowing} of {len(placed)} {'knows' if knowing == 1 else 'know'} my work" if placed else "",
        cells=tuple(Cell(place, tuple(at.get(fold(place), ()))) for place in places) if placed else (),
    )


def _said(placed: Sequence[_Placed]) -> Iterator[str]:
    """Yield what the map says of visibility, the heights above the manager first."""
    yield "1 person" if len(placed) == 1 else f"{len(placed)} people"
    above = [one.seen for one in placed if one.seen.height in FROM_THE_TOP[:2]]
    knowing = sum(one.knows for one in above)
    yield f"; {knowing or 'nobody'} above my manager {'know' if knowing > 1 else 'knows'} my work"
    advocates = sum("advocate" in one.seen.real for one in placed)
    yield f"; {advocates or 'nobody'} would advocate for me."
