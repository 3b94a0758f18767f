"""What stands beneath a person: where they stood, the touchpoints, and all that names them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vividmap.core.places import Position
from vividmap.core.record import REAL, Item, Person
from vividmap.core.when import When
from vividmap.services.actor import Actor
from vividmap.store.queries import labels
from vividmap.store.queries import people as reads
from vividmap.web import rows
from vividmap.web.items.form import Input
from vividmap.web.people import forms
from vividmap.web.people.shape import Recency, recency

MOST_TOUCHPOINTS = 40
MOST_TOGETHER = 30
MOST_ELSEWHERE = 20
MOST_UNSEEN = 8
"""So many entries are offered to be marked as shown: what is strong, and the newest."""


@dataclass(frozen=True)
class Stand:
    """Where somebody stood, and from when on; `now` marks the one that holds today."""

    since: rows.Day | None
    height: str
    place: str
    now: bool


@dataclass(frozen=True)
class Rows:
    """Some entries, how many there are in all, and how many of them are not shown."""

    shown: tuple[rows.Row, ...]
    count: int

    @property
    def left_out(self) -> int:
        """Return how many more there are."""
        return self.count - len(self.shown)


@dataclass(frozen=True)
class Surfaced:
    """An entry that was shown to the person, and when."""

    on: rows.Day | None
    row: rows.Row


@dataclass(frozen=True)
class Beneath:
    """All that the template shows."""

    handle: str
    stands: tuple[Stand, ...]
    recency: Recency
    marks: tuple[tuple[str, bool], ...]
    namesakes: tuple[tuple[str, str], ...]
    touchpoints: Rows
    together: Rows
    surfaced: tuple[Surfaced, ...]
    surfaced_left_out: int
    elsewhere: Rows
    unseen: tuple[tuple[rows.Day, reads.Unseen], ...]
    touch: list[Input]
    moved: list[Input]


def detail(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Return the template of what stands beneath a person, and what it shows."""
    assert isinstance(item, Person)  # noqa: S101 - for the type checker: it is chosen by kind
    owner = actor.owner
    touchpoints = reads.touchpoints(owner, item.id, MOST_TOUCHPOINTS)
    together = reads.naming(owner, item.id, "person", reads.ENTRIES, MOST_TOGETHER)
    surfaced = reads.naming(owner, item.id, "surfaced", reads.ENTRIES, MOST_TOGETHER)
    elsewhere = reads.naming(owner, item.id, "person", reads.ELSEWHERE, MOST_ELSEWHERE)
    unseen = reads.not_shown(owner, item.id, MOST_UNSEEN)
    shown = [one for some in (touchpoints, together, surfaced, elsewhere) for one in some.shown]
    names = labels.called(owner, rows.targets(shown))
    person = _Of(item, today, names)
    beneath = Beneath(
        handle=item.handle,
        stands=tuple(_stands(item, today)),
        recency=recency(item, reads.contact(owner, item.id, today), today),
        marks=tuple((mark, mark in item.real) for mark in REAL),
        namesakes=tuple(reads.namesakes(owner, item.text, item.id)),
        touchpoints=person.rows(touchpoints),
        together=person.rows(together),
        surfaced=tuple(person.surfaced(surfaced)),
        surfaced_left_out=surfaced.total - len(surfaced.shown),
        elsewhere=person.rows(elsewhere),
        unseen=tuple((rows.day(one.when, today), one) for one in unseen),
        touch=forms.touch({}).inputs,
        moved=forms.moved(forms.standing(item.position(today))).inputs,
    )
    return "people/detail.html", {"person": beneath}


@dataclass(frozen=True)
class _Of:
    """Makes rows for one person's page, where that person goes without saying."""

    person: Person
    today: date
    names: rows.Names

    def row(self, item: Item) -> rows.Row:
        made = rows.row(item, self.today, self.names)
        return replace(made, links=tuple(one for one in made.links if one.handle != self.person.handle))

    def rows(self, some: reads.Some) -> Rows:
        return Rows(tuple(map(self.row, some.shown)), some.total)

    def surfaced(self, some: reads.Some) -> Iterator[Surfaced]:
        for item in some.shown:
            days = [
                one.on for one in item.mentions if one.sort == "surfaced" and one.target == self.person.id
            ]
            on = next((day for day in reversed(days) if day), None)
            yield Surfaced(rows.day(When.day(on), self.today) if on else None, self.row(item))


def _stands(person: Person, today: date) -> Iterator[Stand]:
    """Yield where somebody stood, the latest first."""
    now = person.position(today)
    for one in reversed(person.positions):
        since = rows.day(When.day(one.since), today) if one.since else None
        yield Stand(since, one.height, _place(one), one is now)


def _place(at: Position) -> str:
    return ", ".join(part for part in (at.part, at.employer) if part)
