"""Headings that are entries: a person's name, a goal with its gaps, a piece of work with its outcome."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from vividmap.core.record import Evidence, Gap, Goal, Item, Person, Touchpoint, Update
from vividmap.formats.notes.blocks import Block
from vividmap.formats.notes.entries import GAP_LABELS, Entries
from vividmap.formats.notes.labels import split_label
from vividmap.formats.notes.leads import Lead, lead_of
from vividmap.formats.notes.making import Made, Place
from vividmap.formats.notes.names import read_name
from vividmap.formats.notes.outline import Group, Node, groups
from vividmap.formats.notes.rows import read_table
from vividmap.formats.notes.titles import Title, read_title

_OUTCOMES = ("outcome", "outcomes", "impact", "result", "results")
_LONGEST = 1_000
_HAS_LEAD = ("item", "text", "quote")


@dataclass(frozen=True)
class Headed:
    """Makes drafts from the headings of one document that are entries themselves."""

    lines: Sequence[str]

    def make(self, node: Node, title: Title, above: Place) -> Made | None:
        """Return the draft for a heading with all that stands beneath it; None if it is only a heading."""
        place = above.beneath(title, above.tags)
        makers = {Person: self._person, Goal: self._goal, Gap: self._goal_of_gaps, Evidence: self._work}
        maker = makers.get(place.kind)
        return maker(node, title, place) if maker and len(title.said) <= _LONGEST else None

    def _person(self, node: Node, title: Title, place: Place) -> Made | None:
        name = title.person or (None if title.section else read_name(title.rest, strict=True))
        if name is None or self._lists_people(node):
            return None
        lead = self._lead(node, f"{name.name} — {name.rest}" if name.rest else name.name)
        children = list(self._moments(node, Touchpoint, place))
        if title.when:
            own = list(takewhile(lambda part: isinstance(part, Block), node.parts))
            children[:0] = self._moment(Node(None, own), Touchpoint, place)
            lead = replace(lead, inner=())
        return self._entries.make(lead, place, kind=Person, children=children)

    def _goal(self, node: Node, title: Title, place: Place) -> Made | None:
        gaps = [
            gap
            for one in node.nodes
            if (section := self._title(one, place).section) and section.kind is Gap
            for gap in _from(one.first, self._gaps(one, place))
        ]
        if title.section or not title.rest or not (gaps or set(GAP_LABELS) & set(self._labels(node))):
            return None
        children = [*gaps, *self._moments(node, Update, place)]
        return self._entries.make(self._lead(node, title.said), place, kind=Goal, children=children)

    def _goal_of_gaps(self, node: Node, title: Title, place: Place) -> Made | None:
        """Return a goal by the name of the gaps beneath it: a gap needs one to stand under."""
        gaps = list(self._gaps(node, place))
        lead = replace(self._lead(node, title.said), inner=())
        return self._entries.make(lead, place, kind=Goal, children=gaps) if gaps else None

    def _work(self, node: Node, title: Title, place: Place) -> Made | None:
        outcomes = sum(label in _OUTCOMES for label in self._labels(node))
        if title.section or not title.rest or node.nodes or outcomes != 1:
            return None
        return self._entries.make(self._lead(node, title.rest), place, kind=Evidence)

    @property
    def _entries(self) -> Entries:
        return Entries(self.lines)

    def _title(self, node: Node, place: Place) -> Title:
        return read_title(node.title, place.around)

    def _lead(self, node: Node, said: str) -> Lead:
        body = node.heading.end if node.heading else node.first
        return Lead(said, node.first, body, node.end, body, lambda n: self.lines[n], tuple(node.blocks))

    def _gaps(self, node: Node, place: Place) -> Iterator[Made]:
        for part in groups(node.parts, self.lines):
            if isinstance(part, Group) and part.lead.sort == "table":
                rows = (made for _, made in read_table(part.lead, self.lines, place) if made)
                yield from _from(part.lead.first, rows)
            elif lead := self._lead(part, part.title) if isinstance(part, Node) else self._group_lead(part):
                yield from filter(None, [self._entries.make(lead, place, kind=Gap)])

    def _group_lead(self, group: Group) -> Lead | None:
        lead = lead_of(group.lead, self.lines) if group.lead.sort in _HAS_LEAD else None
        return lead.reaching(group.end) if lead else None

    def _moments(self, node: Node, kind: type[Item], place: Place) -> Iterator[Made]:
        """Yield one touchpoint or update for each heading beneath that is a date."""
        for one in node.nodes:
            title = self._title(one, place)
            if title.when:
                yield from self._moment(one, kind, place.beneath(title, ()), title.rest)

    def _moment(self, node: Node, kind: type[Item], place: Place, rest: str = "") -> Iterator[Made]:
        """Yield what stands under a date as one entry: its first line, and all else beneath it."""
        lead = self._group_lead(Group(node.blocks[0], node.end)) if node.blocks and not rest else None
        if lead is None and node.heading:
            lead = replace(self._lead(node, rest or node.title), inner=())
        made = self._entries.make(lead, place, kind=kind) if lead else None
        yield from _from(node.first, [made] if made else [])

    def _labels(self, node: Node) -> list[str]:
        """Return the labels directly beneath a heading: of bullets, and of lines of text."""
        items = (lead_of(block, self.lines) for block in node.blocks if block.sort == "item")
        said = [lead.said for lead in items if lead]
        for block in node.blocks:
            said += self.lines[block.first : block.end] if block.sort == "text" else []
        return [split_label(one)[0] for one in said]

    def _lists_people(self, node: Node) -> bool:
        """Tell whether the bullets beneath a heading are people: then it names nobody itself."""
        leads = (lead_of(block, self.lines) for block in node.blocks if block.sort == "item")
        names = [read_name(lead.said, strict=True) for lead in leads if lead]
        return len(names) > 1 and all(name and name.rest and " " in name.name for name in names)


def _from(first: int, made: Iterable[Made]) -> Iterator[Made]:
    """Yield items, the first of which reaches up to the heading that they stand under."""
    for position, one in enumerate(made):
        (start, end, place), *others = one.spans
        yield Made(one.draft, ((start if position else first, end, place), *others))
