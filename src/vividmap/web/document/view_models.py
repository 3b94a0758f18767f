"""View models of the running document: four sections, their groups, their entries."""

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
from vividmap.core.when import When, describe_when
from vividmap.formats.document import ORPHANS, SECTIONS, SKILLS
from vividmap.formats.document.write import by_birth, by_name, newest_first
from vividmap.web import entry_rows, markdown_html

_IN_THE_ROW = ("outcome", "scope", "tags", "confidentiality")
_KEYS = {Evidence: "evidence", SkillEntry: "practice", Person: "people", Goal: "goals"}


@dataclass(frozen=True)
class DocumentEntry:
    """One item with the items below it. `body` is safe HTML."""

    row: entry_rows.EntryRow
    is_dated: bool
    fields: tuple[tuple[str, str], ...]
    body: str
    children: tuple["DocumentEntry", ...]


@dataclass(frozen=True)
class EntryGroup:
    """Entries under one heading; without one, `title` is empty."""

    title: str
    entries: tuple[DocumentEntry, ...]
    is_plain: bool = False


@dataclass(frozen=True)
class DocumentSection:
    """One of the four sections."""

    name: str
    title: str
    empty_text: str
    groups: tuple[EntryGroup, ...]


_TEACH = {
    Evidence: "What you did, what came of it, how far it reached.",
    SkillEntry: "What you invest in: a new domain, practice, a gap acted on, feedback.",
    Person: "The people who matter, where they stand, and when you last spoke.",
    Goal: "Where you want to be in twelve months, and the gaps on the way.",
}


def names_by_id(items: Iterable[Item]) -> entry_rows.Names:
    """Return the names and handles of items by id."""
    return {item.id: (item.text, item.handle) for item in items}


def build_sections(
    items: Sequence[Item], item_names: entry_rows.Names, today: date, only: str = ""
) -> list[DocumentSection]:
    """Return the sections of some items; of one section alone when the items are a part of the document."""
    shaping = SectionBuilder(Record(tuple(items)), item_names, today)
    return [
        DocumentSection(_KEYS[kind], title, _TEACH[kind], tuple(shaping.groups(kind)))
        for title, kind in SECTIONS.items()
        if only in ("", title)
    ]


@dataclass(frozen=True)
class SectionBuilder:
    record: Record
    item_names: entry_rows.Names
    today: date

    def groups(self, kind: type[Item]) -> Iterator[EntryGroup]:
        if kind in (Evidence, SkillEntry):
            for month, entries in groupby(
                newest_first(self.record.items_of(kind)), lambda item: entry_rows.heading(item.when)
            ):
                yield EntryGroup(month, self._entries(entries))
        if kind is SkillEntry and self.record.items_of(Skill):
            yield EntryGroup(SKILLS, self._entries(by_name(self.record.items_of(Skill))), is_plain=True)
        if kind is Person and self.record.items_of(Person):
            yield EntryGroup("", self._entries(by_name(self.record.items_of(Person))))
        orphans = (
            [touchpoint for touchpoint in self.record.items_of(Touchpoint) if touchpoint.parent is None]
            if kind is Person
            else []
        )
        if orphans:
            yield EntryGroup(ORPHANS, self._entries(newest_first(orphans)))
        if kind is Goal and self.record.items_of(Goal):
            yield EntryGroup("", self._entries(by_birth(self.record.items_of(Goal))))

    def _entries(self, items: Iterable[Item]) -> tuple[DocumentEntry, ...]:
        return tuple(self._entry(item) for item in items)

    def _entry(self, item: Item) -> DocumentEntry:
        children = self.record.children.get(item.id, ())
        moments = newest_first(child for child in children if child.is_dated)
        gaps = by_birth(child for child in children if isinstance(child, Gap))
        return DocumentEntry(
            row=entry_rows.entry_row(item, self.today, self.item_names),
            is_dated=item.is_dated,
            fields=(*_fields(item), *self._mention_fields(item)),
            body=markdown_html.render_markdown(item.body) if item.body else "",
            children=self._entries([*moments, *gaps]),
        )

    def _mention_fields(self, item: Item) -> Iterator[tuple[str, str]]:
        for mention in item.mentions:
            if mention.sort == "surfaced":
                name = self._name(mention)
                yield (
                    "surfaced",
                    f"{name}, {describe_when(When.day(mention.shown_on))}" if mention.shown_on else name,
                )
            elif mention.sort == "criterion":
                yield "criterion", self._name(mention)

    def _name(self, mention: Mention) -> str:
        label = self.item_names.get(mention.target) if mention.target else None
        return label[0] if label else mention.name


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    """Yield the fields that the row does not show, as the document has them."""
    row_fields = _IN_THE_ROW if isinstance(item, Evidence | SkillEntry) else ()
    for name, spec in specs(item.kind).items():
        value: Any = getattr(item, name)
        if name in row_fields or (name == "category" and isinstance(item, Evidence | SkillEntry)):
            continue
        for line in spec.lines(value):
            label, _, value_text = line.partition(":")
            yield label, value_text.strip()
