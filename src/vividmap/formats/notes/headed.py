"""Headings that are entries: a person's name, a goal with its gaps, a piece of work with its outcome."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from vividmap.core.record import Evidence, Gap, Goal, Item, Person, Touchpoint, Update
from vividmap.formats.notes.blocks import NoteBlock
from vividmap.formats.notes.entries import GAP_LABELS, Entries
from vividmap.formats.notes.labels import split_label
from vividmap.formats.notes.leads import Lead, lead_of
from vividmap.formats.notes.making import Place, ReadEntry
from vividmap.formats.notes.names import read_name
from vividmap.formats.notes.outline import Group, Node, groups
from vividmap.formats.notes.rows import read_table
from vividmap.formats.notes.titles import NoteTitle, read_title

_OUTCOMES = ("outcome", "outcomes", "impact", "result", "results")
_LONGEST = 1_000
_HAS_LEAD = ("item", "text", "quote")


@dataclass(frozen=True)
class HeadingEntries:
    """Makes drafts from those headings of a document that are entries themselves."""

    lines: Sequence[str]

    def make(self, node: Node, title: NoteTitle, above: Place) -> ReadEntry | None:
        """Return the draft of a heading with everything below it; None if it is only a heading."""
        place = above.below(title, above.tags)
        makers = {Person: self._person, Goal: self._goal, Gap: self._goal_of_gaps, Evidence: self._work}
        maker = makers.get(place.kind)
        return maker(node, title, place) if maker and len(title.words) <= _LONGEST else None

    def _person(self, node: Node, title: NoteTitle, place: Place) -> ReadEntry | None:
        name = title.person or (None if title.section else read_name(title.remainder, strict=True))
        if name is None or self._has_only_people(node):
            return None
        lead = self._lead(node, f"{name.name} — {name.details}" if name.details else name.name)
        children = list(self._moments(node, Touchpoint, place))
        if title.moment:
            own_blocks = list(takewhile(lambda part: isinstance(part, NoteBlock), node.parts))
            children[:0] = self._moment(Node(None, own_blocks), Touchpoint, place)
            lead = replace(lead, inner=())
        return self._entries.make(lead, place, kind=Person, children=children)

    def _goal(self, node: Node, title: NoteTitle, place: Place) -> ReadEntry | None:
        gaps = [
            gap
            for child in node.nodes
            if (section := self._title(child, place).section) and section.kind is Gap
            for gap in _from(child.first, self._gaps(child, place))
        ]
        if title.section or not title.remainder or not (gaps or set(GAP_LABELS) & set(self._labels(node))):
            return None
        children = [*gaps, *self._moments(node, Update, place)]
        return self._entries.make(self._lead(node, title.words), place, kind=Goal, children=children)

    def _goal_of_gaps(self, node: Node, title: NoteTitle, place: Place) -> ReadEntry | None:
        """Return a goal with the name of the heading of some gaps, because each gap needs a goal."""
        gaps = list(self._gaps(node, place))
        lead = replace(self._lead(node, title.words), inner=())
        return self._entries.make(lead, place, kind=Goal, children=gaps) if gaps else None

    def _work(self, node: Node, title: NoteTitle, place: Place) -> ReadEntry | None:
        outcomes = sum(label in _OUTCOMES for label in self._labels(node))
        if title.section or not title.remainder or node.nodes or outcomes != 1:
            return None
        return self._entries.make(self._lead(node, title.remainder), place, kind=Evidence)

    @property
    def _entries(self) -> Entries:
        return Entries(self.lines)

    def _title(self, node: Node, place: Place) -> NoteTitle:
        return read_title(node.title, place.around)

    def _lead(self, node: Node, text: str) -> Lead:
        body = node.heading.end if node.heading else node.first
        return Lead(text, node.first, body, node.end, body, lambda n: self.lines[n], tuple(node.blocks))

    def _gaps(self, node: Node, place: Place) -> Iterator[ReadEntry]:
        for part in groups(node.parts, self.lines):
            if isinstance(part, Group) and part.lead.sort == "table":
                rows = (entry for _, entry in read_table(part.lead, self.lines, place) if entry)
                yield from _from(part.lead.first, rows)
            elif lead := self._lead(part, part.title) if isinstance(part, Node) else self._group_lead(part):
                yield from filter(None, [self._entries.make(lead, place, kind=Gap)])

    def _group_lead(self, group: Group) -> Lead | None:
        lead = lead_of(group.lead, self.lines) if group.lead.sort in _HAS_LEAD else None
        return lead.reaching(group.end) if lead else None

    def _moments(self, node: Node, kind: type[Item], place: Place) -> Iterator[ReadEntry]:
        """Yield one touchpoint or update for each heading below that is a date."""
        for child in node.nodes:
            title = self._title(child, place)
            if title.moment:
                yield from self._moment(child, kind, place.below(title, ()), title.remainder)

    def _moment(self, node: Node, kind: type[Item], place: Place, text: str = "") -> Iterator[ReadEntry]:
        """Yield the text below a date as one entry: the first line, and the rest as its body."""
        lead = self._group_lead(Group(node.blocks[0], node.end)) if node.blocks and not text else None
        if lead is None and node.heading:
            lead = replace(self._lead(node, text or node.title), inner=())
        entry = self._entries.make(lead, place, kind=kind) if lead else None
        yield from _from(node.first, [entry] if entry else [])

    def _labels(self, node: Node) -> list[str]:
        """Return the labels of the bullets and text lines directly below a heading."""
        items = (lead_of(block, self.lines) for block in node.blocks if block.sort == "item")
        texts = [lead.words for lead in items if lead]
        for block in node.blocks:
            texts += self.lines[block.first : block.end] if block.sort == "text" else []
        return [split_label(text)[0] for text in texts]

    def _has_only_people(self, node: Node) -> bool:
        """Return whether the bullets below a heading are people; then the heading is not a name."""
        leads = (lead_of(block, self.lines) for block in node.blocks if block.sort == "item")
        names = [read_name(lead.words, strict=True) for lead in leads if lead]
        return len(names) > 1 and all(name and name.details and " " in name.name for name in names)


def _from(first: int, entries: Iterable[ReadEntry]) -> Iterator[ReadEntry]:
    """Yield entries; the lines of the first include those up to the heading above it."""
    for position, entry in enumerate(entries):
        (start, end, place), *more_spans = entry.spans
        yield ReadEntry(entry.draft, ((start if position else first, end, place), *more_spans))
