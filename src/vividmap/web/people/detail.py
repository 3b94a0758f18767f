"""The section below a person: their positions, the touchpoints, and all that names them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vividmap.core.positions import Position
from vividmap.core.record import ENTRY_KINDS, Item, Person
from vividmap.core.vocabulary import TRUST_MARKS
from vividmap.core.when import When
from vividmap.services.actor import Actor
from vividmap.store import queries
from vividmap.store.queries.people import (
    OTHER_KINDS,
    NewestItems,
    UnshownEvidence,
    find_namesakes,
    list_unshown,
    newest_mentions,
    newest_touchpoints,
)
from vividmap.web import entry_rows
from vividmap.web.items.forms import FormField
from vividmap.web.people import forms
from vividmap.web.people.card import build_card
from vividmap.web.people.view_models import Recency

MOST_TOUCHPOINTS = 40
MOST_TOGETHER = 30
MOST_ELSEWHERE = 20
MOST_UNSEEN = 8
"""The most entries offered to be marked as shown: strong ones, then the newest."""


@dataclass(frozen=True)
class PositionRow:
    """Where somebody stood, and from when on; `is_current` marks the one that holds today."""

    since: entry_rows.Day | None
    height: str
    place: str
    is_current: bool


@dataclass(frozen=True)
class EntryList:
    """Some entries, how many there are in all, and how many of them are not shown."""

    rows: tuple[entry_rows.EntryRow, ...]
    count: int

    @property
    def hidden_count(self) -> int:
        """Return how many more there are."""
        return self.count - len(self.rows)


@dataclass(frozen=True)
class ShownEntry:
    """An entry that was shown to the person, and when."""

    on: entry_rows.Day | None
    row: entry_rows.EntryRow


@dataclass(frozen=True)
class PersonDetail:
    """All that the template shows."""

    handle: str
    positions: tuple[PositionRow, ...]
    recency: Recency
    marks: tuple[tuple[str, bool], ...]
    namesakes: tuple[tuple[str, str], ...]
    touchpoints: EntryList
    shared_work: EntryList
    shown_entries: tuple[ShownEntry, ...]
    hidden_shown_count: int
    other_mentions: EntryList
    entries_to_show: tuple[tuple[entry_rows.Day, UnshownEvidence], ...]
    touchpoint_fields: list[FormField]
    move_fields: list[FormField]


def detail(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Return the template of the section below a person, and its context."""
    assert isinstance(item, Person)  # noqa: S101 - for the type checker: it is chosen by kind
    owner = actor.owner
    touchpoints = newest_touchpoints(owner, item.id, MOST_TOUCHPOINTS)
    together = newest_mentions(owner, item.id, "person", ENTRY_KINDS, MOST_TOGETHER)
    shown_entries = newest_mentions(owner, item.id, "surfaced", ENTRY_KINDS, MOST_TOGETHER)
    other_mentions = newest_mentions(owner, item.id, "person", OTHER_KINDS, MOST_ELSEWHERE)
    entries_to_show = list_unshown(owner, item.id, MOST_UNSEEN)
    visible_items = [
        entry for group in (touchpoints, together, shown_entries, other_mentions) for entry in group.items
    ]
    names = queries.item_labels(owner, entry_rows.targets(visible_items))
    card = build_card(actor, item, today)
    person = PersonRows(item, today, names)
    beneath = PersonDetail(
        handle=item.handle,
        positions=tuple(_position_rows(item, today)),
        recency=card.row.recency,
        marks=tuple((mark, mark in item.trust_marks) for mark in TRUST_MARKS),
        namesakes=tuple(find_namesakes(owner, item.text, item.id)),
        touchpoints=person.entry_list(touchpoints),
        shared_work=person.entry_list(together),
        shown_entries=tuple(person.shown_rows(shown_entries)),
        hidden_shown_count=shown_entries.total - len(shown_entries.items),
        other_mentions=person.entry_list(other_mentions),
        entries_to_show=tuple(
            (entry_rows.format_day(entry.dates, today), entry) for entry in entries_to_show
        ),
        touchpoint_fields=forms.touchpoint_form({}).inputs,
        move_fields=forms.move_form(forms.position_values(item.position(today))).inputs,
    )
    return "people/detail.html", {"person": beneath, "card": card, "lead_template": "people/lead.html"}


@dataclass(frozen=True)
class PersonRows:
    """Makes rows for one person's page, without links to that person."""

    person: Person
    today: date
    names: entry_rows.Names

    def row(self, item: Item) -> entry_rows.EntryRow:
        entry_row = entry_rows.entry_row(item, self.today, self.names)
        return replace(
            entry_row, links=tuple(link for link in entry_row.links if link.handle != self.person.handle)
        )

    def entry_list(self, page: NewestItems) -> EntryList:
        return EntryList(tuple(map(self.row, page.items)), page.total)

    def shown_rows(self, page: NewestItems) -> Iterator[ShownEntry]:
        for item in page.items:
            days = [
                mention.shown_on
                for mention in item.mentions
                if mention.sort == "surfaced" and mention.target == self.person.id
            ]
            on = next((day for day in reversed(days) if day), None)
            yield ShownEntry(entry_rows.format_day(When.day(on), self.today) if on else None, self.row(item))


def _position_rows(person: Person, today: date) -> Iterator[PositionRow]:
    """Yield where somebody stood, the latest first."""
    now = person.position(today)
    for position in reversed(person.positions):
        since = entry_rows.format_day(When.day(position.since), today) if position.since else None
        yield PositionRow(since, position.height, _place(position), position is now)


def _place(at: Position) -> str:
    return ", ".join(part for part in (at.part, at.employer) if part)
