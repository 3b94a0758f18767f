"""The patterns in the words of their page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.urls import reverse

from vividmap.core.facts.facts import Facts
from vividmap.core.insights import Found, modules
from vividmap.core.insights.pattern import Insight
from vividmap.core.record import Record
from vividmap.formats import patterns as written
from vividmap.web import asked, rows
from vividmap.web.patterns import tables
from vividmap.web.patterns.tables import Places, Shown

MOST_BEHIND = 5
"""Entries that are named beneath a sentence; the others are on a page of their own."""


@dataclass(frozen=True)
class Named:
    """An item behind a sentence: what it says in short, and where it is."""

    text: str
    address: str


@dataclass(frozen=True)
class Said:
    """A sentence, its next step, and the first of what is behind it; `rest` leads to `more`."""

    says: str
    next: str
    calls: bool
    count: int
    behind: tuple[Named, ...]
    more: int
    rest: str


@dataclass(frozen=True)
class Limit:
    """A threshold that decides, and whether the number is the owner's own."""

    name: str
    said: str
    own: bool


@dataclass(frozen=True)
class Section:
    """One question with all that is found."""

    name: str
    question: str
    why: str
    needs: str
    calls: bool
    said: tuple[Said, ...]
    table: Shown | None
    limits: tuple[Limit, ...]


def sections(found: Iterable[Found], facts: Facts) -> list[Section]:
    """Return what patterns found as the sections of the page."""
    item = partial(_item, facts.record, reverse("item", args=["0"])[:-1])
    return [_section(one, facts, Places(item, entries_at(one.name))) for one in found]


def contents(shown: Sequence[Section]) -> list[Section]:
    """Return the sections for the list of contents: those of which something calls first."""
    return sorted(shown, key=lambda one: not one.calls)


def entries_at(name: str) -> str:
    """Return the address of what is behind a pattern."""
    return reverse("patterns-entries", args=[name])


def behind(found: Found, said: int | None, row: str, column: str) -> tuple[str, tuple[UUID, ...]]:
    """Return what a page of entries is about, and the ids: of a sentence (from 1 on), or of a row and column.

    Without either, all that the sentences rest on.
    """
    insights, table = found.pattern.insights, found.pattern.table
    if said is not None:
        one = insights[said - 1] if 0 < said <= len(insights) else Insight("")
        return one.says, one.behind
    if row or column:
        return ", ".join(part for part in (row, column) if part), (
            tables.behind(table, row, column) if table else ()
        )
    return "", tuple(dict.fromkeys(uid for one in insights for uid in one.behind))


def _section(found: Found, facts: Facts, places: Places) -> Section:
    pattern = found.pattern
    return Section(
        name=found.name,
        question=found.question,
        why=found.why,
        needs=pattern.needs,
        calls=any(one.calls for one in pattern.insights),
        said=tuple(_said(one, at, facts, places) for at, one in enumerate(pattern.insights, 1)),
        table=tables.shown(pattern.table, places, facts.profile.week_starts) if pattern.table else None,
        limits=tuple(_limits(found.name, facts)),
    )


def _said(one: Insight, at: int, facts: Facts, places: Places) -> Said:
    named = (Named(rows.quoted(facts.name(uid)), places.item(uid)) for uid in one.behind[:MOST_BEHIND])
    return Said(
        says=one.says,
        next=one.next,
        calls=one.calls,
        count=len(one.behind),
        behind=tuple(named),
        more=max(0, len(one.behind) - MOST_BEHIND),
        rest=asked.address(places.entries, {"said": at}),
    )


def _limits(name: str, facts: Facts) -> Iterator[Limit]:
    for one in modules()[name].THRESHOLDS:
        value = facts.limit(one)
        yield Limit(one.name, written.said(one, value), value != one.usual)


def _item(record: Record, prefix: str, uid: UUID) -> str:
    return f"{prefix}{record.by_id[uid].handle}"
