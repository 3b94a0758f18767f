"""A draft in the making: what was read of it so far, and which lines that took."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from vividmap.core.places import Position
from vividmap.core.record import Evidence, Item, specs
from vividmap.core.shorthand import Draft
from vividmap.core.text import fold
from vividmap.core.when import When
from vividmap.formats.notes.blocks import Block
from vividmap.formats.notes.dating import Around
from vividmap.formats.notes.labels import Found, merge, read_label, split_label
from vividmap.formats.notes.leads import Lead, wrapped_to
from vividmap.formats.notes.titles import Section, Title


class Place(NamedTuple):
    """Where a block stands: what the headings above it say."""

    around: Around
    section: Section | None = None
    written: str = ""
    tags: tuple[str, ...] = ()

    @property
    def kind(self) -> type[Item]:
        """Return what an item here is; impact evidence, where no heading says anything else."""
        return self.section.kind if self.section else Evidence

    def beneath(self, title: Title, tags: tuple[str, ...]) -> "Place":
        """Return the place beneath one more heading."""
        says_when = bool(title.when or title.written)
        when = title.when if says_when else self.around.above
        around = self.around._replace(above=when, year=title.year or self.around.year)
        written = title.written if says_when else self.written
        return Place(around, title.section or self.section, written, tags)


class Made(NamedTuple):
    """A draft, and the lines that are in it: from, to before, and the line that their entry is known by."""

    draft: Draft
    spans: tuple[tuple[int, int, int], ...]


@dataclass
class Making:
    """One draft: its lead, and what is found beneath."""

    lead: Lead
    kind: type[Item]
    place: Place
    found: Found = field(default_factory=dict)
    children: list[Made] = field(default_factory=list)
    taken: dict[int, str] = field(default_factory=dict)
    """Lines that are kept out of the body: the field that each gave, "" for an item of its own."""

    def say(self, label: str, said: str) -> Found | None:
        """Take what a label says; None, and nothing taken, where that is no field or not certain."""
        found = read_label(label, said, self.kind, self.place.around)
        return found if merge(self.found, found) else None

    def take(self, first: int, end: int, name: str = "") -> None:
        """Keep lines out of the body."""
        self.taken.update(dict.fromkeys(range(first, end), name))

    def adopt(self, made: Sequence[Made]) -> None:
        """Put items beneath this one, with their lines."""
        self.children += made
        for one in made:
            for first, end, _ in one.spans:
                self.take(first, end)

    def read_lines(self, block: Block) -> None:
        """Read the lines of a text that are fields."""
        number, reads = max(block.first, self.lead.body), self.lead.reads
        while number < block.end:
            end = wrapped_to(reads, number, block.end)
            found = self.say(*split_label(" ".join(reads(n).strip() for n in range(number, end))))
            if found:
                self.take(number, end, next(iter(found)))
            number = end

    def read_bullet(self, sub: Lead) -> None:
        """Read a bullet that is a field, and has nothing beneath it."""
        found = None if sub.text() else self.say(*split_label(sub.said))
        if found:
            self.take(sub.first, sub.end, next(iter(found)))

    def read_cells(self, cells: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Read the columns that are fields; yield the others as lines."""
        for header, said in cells:
            only_counts = said.isdigit() and not any(c.isalnum() for c in header)
            if said and not only_counts and not self.say(fold(header), said):
                yield f"{header}: {said}" if header else said

    def add(self, draft: Draft, names: tuple[str, ...]) -> None:
        """Put an item beneath that was made of fields, with the lines that gave them."""
        lines = [number for number, name in self.taken.items() if name in names]
        place = min(lines, default=self.lead.first) + 1
        spans = tuple((number, number + 1, place) for number in lines)
        self.children.append(Made(replace(draft, place=place), spans))

    def done(self, text: str, left: Sequence[str]) -> Made:
        """Return the draft; `left` are words of its line, or of columns beside it, that are no fields."""
        moment: When | None = self.found.pop("when", None) or self.place.around.above
        body = ("\n".join(filter(None, left)), self.lead.text(self.taken))
        draft = Draft(
            kind=self.kind.kind,
            text=text,
            body="\n\n".join(filter(None, body)),
            when=moment if self.kind.dated else None,
            undated=self.kind.dated and moment is None,
            mentions=tuple(dict.fromkeys(self.found.pop("mentions", ()))),
            fields=self._fields(),
            children=tuple(made.draft for made in self.children),
            place=self.lead.first + 1,
        )
        spans = (span for made in self.children for span in made.spans)
        return Made(draft, ((self.lead.first, self.lead.end, draft.place), *spans))

    def _fields(self) -> dict[str, Any]:
        declared, found, section = specs(self.kind.kind), self.found, self.place.section
        if part := found.pop("part", ""):
            position = found.get("positions", (Position(),))[0]
            found["positions"] = (replace(position, part=part),)
        found["tags"] = [*self.place.tags, *found.get("tags", ())]
        given = section.fields if section and section.kind is self.kind else ()
        values = {**dict(given), **found}
        return {
            name: tuple(dict.fromkeys(value)) if isinstance(value, list) else value
            for name, value in values.items()
            if value and name in declared
        }
