"""Builders of drafts: what was read so far, and from which lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from vividmap.core.positions import Position
from vividmap.core.record import Evidence, Item, specs
from vividmap.core.shorthand import Draft
from vividmap.core.text import fold
from vividmap.core.when import When
from vividmap.formats.notes.blocks import NoteBlock
from vividmap.formats.notes.dating import Around
from vividmap.formats.notes.labels import FieldValues, merge, read_label, split_label
from vividmap.formats.notes.leads import Lead, wrapped_to
from vividmap.formats.notes.titles import NoteSection, NoteTitle


class Place(NamedTuple):
    """The context of a block: what the headings above it give."""

    around: Around
    section: NoteSection | None = None
    undecided_date: str = ""
    tags: tuple[str, ...] = ()

    @property
    def kind(self) -> type[Item]:
        """Return the kind of the items here; evidence unless a heading gives another."""
        return self.section.kind if self.section else Evidence

    def below(self, title: NoteTitle, tags: tuple[str, ...]) -> "Place":
        """Return the place below one more heading."""
        says_when = bool(title.moment or title.undecided_date)
        moment = title.moment if says_when else self.around.above
        around = self.around._replace(above=moment, year=title.year or self.around.year)
        undecided_date = title.undecided_date if says_when else self.undecided_date
        return Place(around, title.section or self.section, undecided_date, tags)


class ReadEntry(NamedTuple):
    """A draft and its lines: first, end (not included), both from 0, and the place of their entry."""

    draft: Draft
    spans: tuple[tuple[int, int, int], ...]


@dataclass
class EntryDraft:
    """A draft that is being built from a lead and the lines below it."""

    lead: Lead
    kind: type[Item]
    place: Place
    values: FieldValues = field(default_factory=dict)
    children: list[ReadEntry] = field(default_factory=list)
    field_lines: dict[int, str] = field(default_factory=dict)
    """Lines that are not part of the body, each with the field that it gave, "" for a child item."""

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

    def read_lines(self, block: NoteBlock) -> None:
        """Read fields from the lines of a text."""
        number, reads = max(block.first, self.lead.body), self.lead.reads
        while number < block.end:
            end = wrapped_to(reads, number, block.end)
            fields = self.read_field(*split_label(" ".join(reads(n).strip() for n in range(number, end))))
            if fields:
                self.take_lines(number, end, next(iter(fields)))
            number = end

    def read_bullet(self, sub: Lead) -> None:
        """Read the field of a bullet that has nothing below it."""
        fields = None if sub.text() else self.read_field(*split_label(sub.words))
        if fields:
            self.take_lines(sub.first, sub.end, next(iter(fields)))

    def read_cells(self, cells: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Read fields from the columns of a table; yield the other columns as lines."""
        for header, value in cells:
            only_counts = value.isdigit() and not any(c.isalnum() for c in header)
            if value and not only_counts and not self.read_field(fold(header), value):
                yield f"{header}: {value}" if header else value

    def add(self, draft: Draft, names: tuple[str, ...]) -> None:
        """Add a child item that was made from fields, with the lines of those fields."""
        lines = [number for number, name in self.field_lines.items() if name in names]
        place = min(lines, default=self.lead.first) + 1
        spans = tuple((number, number + 1, place) for number in lines)
        self.children.append(ReadEntry(replace(draft, place=place), spans))

    def finish(self, text: str, remainder: Sequence[str]) -> ReadEntry:
        """Return the draft; `remainder` is text of its line or of columns that did not become fields."""
        moment: When | None = self.values.pop("when", None) or self.place.around.above
        body = ("\n".join(filter(None, remainder)), self.lead.text(self.field_lines))
        draft = Draft(
            kind=self.kind.kind,
            text=text,
            body="\n\n".join(filter(None, body)),
            when=moment if self.kind.is_dated else None,
            is_undated=self.kind.is_dated and moment is None,
            mentions=tuple(dict.fromkeys(self.values.pop("mentions", ()))),
            fields=self._fields(),
            children=tuple(child.draft for child in self.children),
            place=self.lead.first + 1,
        )
        spans = (span for child in self.children for span in child.spans)
        return ReadEntry(draft, ((self.lead.first, self.lead.end, draft.place), *spans))

    def _fields(self) -> dict[str, Any]:
        fields, field_values, section = specs(self.kind.kind), self.values, self.place.section
        if part := field_values.pop("part", ""):
            position = field_values.get("positions", (Position(),))[0]
            field_values["positions"] = (replace(position, part=part),)
        field_values["tags"] = [*self.place.tags, *field_values.get("tags", ())]
        section_fields = section.fields if section and section.kind is self.kind else ()
        values = {**dict(section_fields), **field_values}
        return {
            name: tuple(dict.fromkeys(value)) if isinstance(value, list) else value
            for name, value in values.items()
            if value and name in fields
        }
