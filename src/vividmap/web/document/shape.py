"""The running document in the words of its page: four sections, their groups, their entries."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from vividmap.core.record import (
    Evidence,
    Gap,
    Goal,
    Item,
    Mention,
    Person,
    Record,
    Skill,
    SkillEntry,
    Touchpoint,
    specs,
)
from vividmap.core.when import When, say
from vividmap.formats.document import ORPHANS, SECTIONS, SKILLS
from vividmap.formats.document.write import by_birth, by_name, newest_first
from vividmap.web import prose, rows

_IN_THE_ROW = ("outcome", "scope", "tags", "confidentiality")
_KEYS = {Evidence: "evidence", SkillEntry: "practice", Person: "people", Goal: "goals"}


@dataclass(frozen=True)
class Entry:
    """One item with what stands beneath it. `body` is safe HTML."""

    row: rows.Row
    dated: bool
    fields: tuple[tuple[str, str], ...]
    body: str
    beneath: tuple["Entry", ...]


@dataclass(frozen=True)
class Group:
    """Entries under one heading; without one, `title` is empty."""

    title: str
    entries: tuple[Entry, ...]
    plain: bool = False


@dataclass(frozen=True)
class Section:
    """One of the four sections."""

    name: str
    title: str
    teach: str
    groups: tuple[Group, ...]


_TEACH = {
    Evidence: "What you did, what came of it, how far it reached.",
    SkillEntry: "What you invest in: a new domain, practice, a gap acted on, feedback.",
    Person: "The people who matter, where they stand, and when you last spoke.",
    Goal: "Where you want to be in twelve months, and the gaps on the way.",
}


def names(items: Iterable[Item]) -> rows.Names:
    """Return what items are called, where all of them are at hand."""
    return {item.id: (item.text, item.handle) for item in items}


def sections(items: Sequence[Item], called: rows.Names, today: date, only: str = "") -> list[Section]:
    """Return the sections of some items; of one section alone when the items are a part of the document."""
    shaping = _Shaping(Record(tuple(items)), called, today)
    return [
        Section(_KEYS[kind], title, _TEACH[kind], tuple(shaping.groups(kind)))
        for title, kind in SECTIONS.items()
        if only in ("", title)
    ]


@dataclass(frozen=True)
class _Shaping:
    record: Record
    called: rows.Names
    today: date

    def groups(self, kind: type[Item]) -> Iterator[Group]:
        if kind in (Evidence, SkillEntry):
            for month, found in groupby(
                newest_first(self.record.all(kind)), lambda one: rows.heading(one.when)
            ):
                yield Group(month, self._entries(found))
        if kind is SkillEntry and self.record.all(Skill):
            yield Group(SKILLS, self._entries(by_name(self.record.all(Skill))), plain=True)
        if kind is Person and self.record.all(Person):
            yield Group("", self._entries(by_name(self.record.all(Person))))
        orphans = [one for one in self.record.all(Touchpoint) if one.parent is None] if kind is Person else []
        if orphans:
            yield Group(ORPHANS, self._entries(newest_first(orphans)))
        if kind is Goal and self.record.all(Goal):
            yield Group("", self._entries(by_birth(self.record.all(Goal))))

    def _entries(self, items: Iterable[Item]) -> tuple[Entry, ...]:
        return tuple(self._entry(item) for item in items)

    def _entry(self, item: Item) -> Entry:
        children = self.record.children.get(item.id, ())
        moments = newest_first(one for one in children if one.dated)
        gaps = by_birth(one for one in children if isinstance(one, Gap))
        return Entry(
            row=rows.row(item, self.today, self.called),
            dated=item.dated,
            fields=(*_fields(item), *self._surfaced(item)),
            body=prose.html(item.body) if item.body else "",
            beneath=self._entries([*moments, *gaps]),
        )

    def _surfaced(self, item: Item) -> Iterator[tuple[str, str]]:
        for one in item.mentions:
            if one.sort == "surfaced":
                name = self._name(one)
                yield "surfaced", f"{name}, {say(When.day(one.on))}" if one.on else name
            elif one.sort == "criterion":
                yield "criterion", self._name(one)

    def _name(self, mention: Mention) -> str:
        known = self.called.get(mention.target) if mention.target else None
        return known[0] if known else mention.written


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    """Yield the fields that the row does not show, as the document has them."""
    shown = _IN_THE_ROW if isinstance(item, Evidence | SkillEntry) else ()
    for name, spec in specs(item.kind).items():
        value: Any = getattr(item, name)
        if name in shown or (name == "what" and isinstance(item, Evidence | SkillEntry)):
            continue
        for line in spec.lines(value):
            label, _, said = line.partition(":")
            yield label, said.strip()
