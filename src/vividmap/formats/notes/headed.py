"""Headings that are entries: a person's name, a goal with its gaps, a piece of work with its outcome."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as replaced
from itertools import takewhile

from vividmap.core.record import Evidence, Gap, Goal, Item, Person, Touchpoint, Update
from vividmap.formats.notes.blocks import Block
from vividmap.formats.notes.entries import Entries, Made, Place
from vividmap.formats.notes.labels import split_label
from vividmap.formats.notes.leads import Lead, lead_of
from vividmap.formats.notes.names import read_name
from vividmap.formats.notes.outline import Node, groups
from vividmap.formats.notes.rows import read_table
from vividmap.formats.notes.titles import Title, read_title

_OUTCOMES = ("outcome", "outcomes", "impact", "result", "results")
_LONGEST = 1_000
_SAYS_SOMETHING = ("item", "text", "quote")


@dataclass(frozen=True)
class Headed:
    """Makes drafts from the headings of one document that are entries themselves."""

    lines: Sequence[str]

    def make(self, node: Node, title: Title, above: Place) -> Made | None:
        """Return the draft for a heading with all that stands beneath it; None if it is only a heading."""
        place = above.beneath(title, above.tags)
        makers = {Person: self._person, Goal: self._goal, Gap: self._goal_of_gaps, Evidence: self._work}
        maker = makers.get(place.kind)
        if maker is None or node.heading is None or len(node.heading.title) > _LONGEST:
            return None
        return maker(node, node.heading, title, place)

    def _person(self, node: Node, heading: Block, title: Title, place: Place) -> Made | None:
        name = title.person or (None if title.section else read_name(title.rest, strict=True))
        if name is None or self._lists_people(node):
            return None
        children = list(self._moments(node, Touchpoint, place))
        own = _before_headings(node)
        if title.when and own:
            children[:0] = self._moment(own, Touchpoint, place, own[0].first, own[-1].end)
        said = f"{name.name} — {name.rest}" if name.rest else name.name
        lead = self._heading_lead(node, heading, said)
        return self._entries.make(
            replaced(lead, inner=()) if title.when else lead, place, kind=Person, children=children
        )

    def _goal(self, node: Node, heading: Block, title: Title, place: Place) -> Made | None:
        gaps = [
            gap
            for one in node.nodes
            if one.heading and _is_gaps(read_title(one.heading.title, place.around))
            for gap in _from(one.heading.first, self._gaps(one, place))
        ]
        if (
            title.section
            or not title.rest
            or not (gaps or "gap" in self._labels(node) or "gaps" in self._labels(node))
        ):
            return None
        children = [*gaps, *self._moments(node, Update, place)]
        return self._entries.make(
            self._heading_lead(node, heading, title.said), place, kind=Goal, children=children
        )

    def _goal_of_gaps(self, node: Node, heading: Block, title: Title, place: Place) -> Made | None:
        """Return a goal by the name of the gaps beneath it: a gap needs one to stand under."""
        gaps = list(self._gaps(node, place))
        lead = replaced(self._heading_lead(node, heading, title.said), inner=())
        return self._entries.make(lead, place, kind=Goal, children=gaps) if gaps else None

    def _work(self, node: Node, heading: Block, title: Title, place: Place) -> Made | None:
        outcomes = sum(label in _OUTCOMES for label in self._labels(node))
        if title.section or not title.rest or node.nodes or outcomes != 1:
            return None
        return self._entries.make(self._heading_lead(node, heading, title.rest), place, kind=Evidence)

    @property
    def _entries(self) -> Entries:
        return Entries(self.lines)

    def _heading_lead(self, node: Node, heading: Block, said: str) -> Lead:
        inner = tuple(node.blocks)
        return Lead(said, heading.first, heading.end, node.end, lambda number: self.lines[number], inner)

    def _gaps(self, node: Node, place: Place) -> Iterator[Made]:
        for part in groups(node.parts, self.lines):
            made = None
            if isinstance(part, Node):
                if part.heading:
                    made = self._entries.make(
                        self._heading_lead(part, part.heading, part.heading.title), place, kind=Gap
                    )
            elif part.lead.sort == "table":
                rows = (row for _, row in read_table(part.lead, self.lines, place) if row)
                yield from _from(part.lead.first, rows)
            elif part.lead.sort in _SAYS_SOMETHING and (lead := lead_of(part.lead, self.lines)):
                made = self._entries.make(lead.reaching(part.end), place, kind=Gap)
            if made:
                yield made

    def _moments(self, node: Node, kind: type[Item], place: Place) -> Iterator[Made]:
        """Yield one touchpoint or update for each heading beneath that is a date."""
        for one in node.nodes:
            title = read_title(one.heading.title, place.around) if one.heading else None
            if title and one.heading and title.when:
                inner = place.beneath(title, ())
                if title.rest or not one.blocks:
                    lead = self._heading_lead(one, one.heading, title.rest or one.heading.title)
                    yield from filter(None, [self._entries.make(replaced(lead, inner=()), inner, kind=kind)])
                else:
                    yield from self._moment(one.blocks, kind, inner, one.heading.first, one.end)

    def _moment(
        self, blocks: Sequence[Block], kind: type[Item], place: Place, first: int, end: int
    ) -> list[Made]:
        """Return what stands under a date as one entry: its first line, and all else beneath it."""
        lead = lead_of(blocks[0], self.lines) if blocks[0].sort in _SAYS_SOMETHING else None
        made = self._entries.make(lead.reaching(end), place, kind=kind) if lead else None
        return list(_from(first, [made] if made else []))

    def _labels(self, node: Node) -> list[str]:
        """Return the labels directly beneath a heading: of bullets, and of lines of text."""
        items = (lead_of(block, self.lines) for block in node.blocks if block.sort == "item")
        said = [lead.said for lead in items if lead]
        for block in node.blocks:
            said += self.lines[block.first : block.end] if block.sort == "text" else []
        return [split_label(one)[0] for one in said]

    def _lists_people(self, node: Node) -> bool:
        """Tell whether the bullets beneath a heading are people: then it is no name itself, whatever it looks like."""
        leads = [lead_of(block, self.lines) for block in node.blocks if block.sort == "item"]
        names = [read_name(lead.said, strict=True) for lead in leads if lead]
        return len(names) > 1 and all(name and name.rest and len(name.name.split()) > 1 for name in names)


def _is_gaps(title: Title) -> bool:
    return bool(title.section and title.section.kind is Gap)


def _before_headings(node: Node) -> list[Block]:
    return [
        part
        for part in takewhile(lambda part: isinstance(part, Block), node.parts)
        if isinstance(part, Block)
    ]


def _from(first: int, made: Iterable[Made]) -> Iterator[Made]:
    """Yield items, the first of which reaches up to the heading that they stand under."""
    for position, one in enumerate(made):
        (start, end, place), *others = one.spans
        yield Made(one.draft, ((start if position else first, end, place), *others))
