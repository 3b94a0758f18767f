"""Builders of drafts: the context of the headings above, and what was read so far."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.positions import Position
from vividmap.core.record import Item, specs
from vividmap.core.shorthand import Draft, NameMark
from vividmap.core.text import clean
from vividmap.core.when import When
from vividmap.formats.notes.dating import Around
from vividmap.formats.notes.document_dates import narrower
from vividmap.formats.notes.labels import FieldValues, merge, read_label
from vividmap.formats.notes.names import PersonName
from vividmap.formats.notes.nodes import Node
from vividmap.formats.notes.sections import SECTIONS, NoteSection

_YEAR = 364
_PASTED_BULLET = lazy_pattern(r"^([ \t]{0,80})(?:[•◦▪‣●○■▸►➢❖⁃∙·\uf0b7\uf0a7][ \t]{0,20}|o[ \t]{2,20})(?=\S)")
"""A bullet of a word processor, which is a list in Markdown only with a hyphen."""


class Place(NamedTuple):
    """The context of a line: what the headings above it give."""

    around: Around
    section: str = ""
    undecided_date: str = ""
    tags: tuple[str, ...] = ()
    project: str = ""
    title_moment: When | None = None
    """The date of the document's title, for what has no other."""
    period: When | None = None
    """The period that the document is about, as its owner says."""
    person: PersonName | None = None
    """With whom the conversations below were held."""
    is_asked: bool = False
    """Whether the section was suggested or answered: a line's own words count for more than a guess."""
    confidentiality: str = ""
    """Who may read what is here, as a heading says: "Private (not for the review)"."""
    is_below_title: bool = True
    """Whether no heading but the document's title stands above."""

    @property
    def note_section(self) -> NoteSection | None:
        """Return what the section gives its items, None without a section."""
        return SECTIONS.get(self.section)

    @property
    def kind(self) -> type[Item]:
        """Return the kind of the items here; evidence unless a heading gives another."""
        return (self.note_section or SECTIONS["evidence"]).kind


class ReadEntry(NamedTuple):
    """A draft, its lines (first, and end, not included, from 0), and whether its date is only assumed.

    `rating` is how many stars its author gave it, 0 for none.
    """

    draft: Draft
    spans: tuple[tuple[int, int, int], ...]
    has_assumed_date: bool = False
    rating: float = 0


class ReadMeeting(NamedTuple):
    """A conversation that was read: with whom, its touchpoint, and the feedback that was given in it.

    `partner` is a name, or "" where `height` says their role instead.
    """

    partner: str
    height: str
    touchpoint: ReadEntry
    feedback: tuple[ReadEntry, ...]


def _within_year(above: When | None, period: When | None) -> When | None:
    """Return the date of the headings above; the period that the owner named, if they say its year alone."""
    is_year = above is not None and (above.last - above.first).days >= _YEAR
    return narrower(period, above) if is_year and period is not None else above


@dataclass
class EntryDraft:
    """A draft that is being built from a node and its children."""

    lines: Sequence[str]
    node: Node
    kind: type[Item]
    place: Place
    giver: str = ""
    """Who gave the feedback that this is, if it is known from elsewhere."""
    values: FieldValues = field(default_factory=dict)
    children: list[ReadEntry] = field(default_factory=list)
    field_lines: dict[int, str] = field(default_factory=dict)
    """Lines that are not part of the body, each with the field that it gave, "" for a child item."""
    notes: list[str] = field(default_factory=list)
    """Text of its own lines that did not become a field."""

    def read_field(self, label: str, value: str) -> FieldValues | None:
        """Store and return the fields of a label; None, with nothing stored, if it is not a clear field."""
        fields = read_label(label, value, self.kind, self.place.around)
        return fields if merge(self.values, fields) else None

    def take_lines(self, first: int, end: int, name: str = "") -> None:
        """Exclude lines from the body."""
        self.field_lines.update(dict.fromkeys(range(first, end), name))

    def adopt(self, entries: Sequence[ReadEntry]) -> None:
        """Add child items, and exclude their lines from the body."""
        self.children += entries
        for entry in entries:
            for first, end, _ in entry.spans:
                self.take_lines(first, end)

    def add(self, draft: Draft, names: tuple[str, ...]) -> None:
        """Add a child item that was made from fields, with the lines of those fields."""
        lines = [number for number, name in self.field_lines.items() if name in names]
        place = min(lines, default=self.node.first) + 1
        spans = tuple((number, number + 1, place) for number in lines)
        self.children.append(ReadEntry(replace(draft, place=place), spans))

    def body(self, skipped: Collection[int]) -> str:
        """Return the lines beneath as they stand, without those that gave fields or items."""
        numbers = [
            number
            for number in range(self.node.own_end, self.node.end)
            if number not in self.field_lines and number not in skipped
        ]
        if not numbers:
            return ""
        texts = [
            self.lines[number].expandtabs(4) if "\t" in self.lines[number][:8] else self.lines[number]
            for number in numbers
        ]
        texts = [_PASTED_BULLET.sub(r"\1- ", text, count=1) for text in texts]
        indent = min((len(text) - len(text.lstrip(" ")) for text in texts if text.strip()), default=0)
        return clean("\n".join(text[indent:] for text in texts))

    def finish(self, text: str, skipped: Collection[int] = ()) -> ReadEntry:
        """Return the draft."""
        own_date: When | None = self.values.pop("when", None) or _within_year(
            self.place.around.above, self.place.period
        )
        is_ongoing = self.values.pop("is_ongoing", False)
        undecided_date = self.values.get("date_as_written") or self.place.undecided_date
        moment, is_assumed = own_date, False
        if self.kind.is_dated and not own_date and not is_ongoing and not undecided_date:
            moment, is_assumed = narrower(self.place.title_moment, self.place.period), True
        body = "\n\n".join(filter(None, ("\n".join(self.notes), self.body(skipped))))
        draft = Draft(
            kind=self.kind.kind,
            text=text,
            body=body,
            when=moment if self.kind.is_dated else None,
            is_undated=self.kind.is_dated and moment is None,
            mentions=tuple(dict.fromkeys(self.values.pop("mentions", ()))),
            fields=self._fields(),
            children=tuple(child.draft for child in self.children),
            place=self.node.first + 1,
        )
        spans = (span for child in self.children for span in child.spans)
        return ReadEntry(draft, ((self.node.first, self.node.end, draft.place), *spans), is_assumed)

    def mention(self, *names: str) -> None:
        """Add people."""
        self.values.setdefault("mentions", []).extend(NameMark("person", name) for name in names)

    def _fields(self) -> dict[str, Any]:
        fields, field_values, section = specs(self.kind.kind), self.values, self.place.note_section
        if part := field_values.pop("part", ""):
            position = field_values.get("positions", (Position(),))[0]
            field_values["positions"] = (replace(position, part=part),)
        tags = [*self.place.tags, *field_values.get("tags", ())]
        if self.place.project and "project" in fields:
            field_values.setdefault("project", self.place.project)
        field_values["tags"] = tags
        field_values.setdefault("confidentiality", self.place.confidentiality)
        section_fields = section.fields if section and section.kind is self.kind else ()
        values = {**dict(section_fields), **field_values}
        return {
            name: tuple(dict.fromkeys(value)) if isinstance(value, list) else value
            for name, value in values.items()
            if value and name in fields
        }
