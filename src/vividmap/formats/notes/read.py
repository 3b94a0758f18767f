"""A Markdown document that was never ours → drafts, and what becomes of every line of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from datetime import date
from typing import Literal, NamedTuple

from vividmap.core.record import Goal, Person
from vividmap.core.shorthand import Draft
from vividmap.core.text import fold
from vividmap.core.when import say
from vividmap.formats.notes.blocks import Block, read_blocks, split_lines
from vividmap.formats.notes.dating import Around, split_date
from vividmap.formats.notes.entries import Entries
from vividmap.formats.notes.headed import Headed
from vividmap.formats.notes.leads import lead_of
from vividmap.formats.notes.making import Made, Place
from vividmap.formats.notes.outline import SAYS_NOTHING, Group, Node, groups, read_outline
from vividmap.formats.notes.references import link_references
from vividmap.formats.notes.rows import read_table
from vividmap.formats.notes.titles import NOT_ENTRIES, Title, read_title

_REASONS = {"html": "HTML that stands beneath no entry", "code": "code that stands beneath no entry"}
_LONGEST_TAG = 60

What = Literal["entry", "heading", "not taken"]


class Fate(NamedTuple):
    """What becomes of one line, counted from 1.

    "entry": it is in the entry whose first line is `entry` (a draft's `place`). "heading": it says where what
    follows belongs. "not taken": it is left out. `said` tells a person more; "" for a line within an entry.
    """

    line: int
    what: What
    said: str = ""
    entry: int = 0

    def __str__(self) -> str:
        return f"{self.what}: {self.said}" if self.said else self.what


@dataclass(frozen=True)
class Notes:
    """What was read: drafts in the order of the file, and one fate for each line that is not blank."""

    drafts: tuple[Draft, ...] = ()
    fates: tuple[Fate, ...] = ()


def read(text: str, today: date) -> Notes:
    """Read any Markdown. `today` gives a year to dates that have none, in the text and its headings.

    Raises Unreadable for a text that is none: NUL, half a surrogate pair, more than MOST_LINES lines.
    """
    lines = split_lines(text)
    blocks = read_blocks(lines)
    reader = _Reader(lines, Around(today))
    reader.node(read_outline(blocks, lines, Around(today)), Place(Around(today)))
    return reader.notes(blocks)


@dataclass
class _Reader:
    lines: Sequence[str]
    around: Around
    made: list[Made] = field(default_factory=list)
    fates: dict[int, Fate] = field(default_factory=dict)
    above_all: bool = True
    """Nothing but the document's own title has been read so far."""

    def notes(self, blocks: Sequence[Block]) -> Notes:
        made, used = link_references(_united(self.made), blocks)
        fates, self.fates = self.fates, {}
        for block in blocks:
            if block.sort in SAYS_NOTHING:
                self._not_taken(block.first, block.end, SAYS_NOTHING[block.sort])
        self.fates |= fates
        for one in made:
            self._say_entry(one)
        for block, place in used:
            self._say(block.first, block.end, "entry", f"the address of [{block.title}]", place)
        return Notes(
            tuple(one.draft for one in made), tuple(self.fates[number] for number in sorted(self.fates))
        )

    def node(self, node: Node, above: Place) -> None:
        """Read a heading and what stands beneath it."""
        place = above
        if node.heading:
            title = read_title(node.heading.title, above.around)
            if not self._is_title(node.heading, title) and (
                made := Headed(self.lines).make(node, title, above)
            ):
                self.above_all = False
                self.made.append(made)
                return
            place = self._enter(node.heading, title, above)
            if fold(title.rest) in NOT_ENTRIES:
                self._not_taken(node.heading.end, node.end, f"beneath {node.heading.title!r}")
                return
        is_headed = bool(node.nodes)
        for part in groups(node.parts, self.lines):
            if isinstance(part, Node):
                self.node(part, place)
            else:
                self._group(part, place, introduces=self.above_all and is_headed)

    def _enter(self, heading: Block, title: Title, above: Place) -> Place:
        """Return the place beneath a heading, and say how it was read."""
        is_title = self._is_title(heading, title)
        self.above_all = is_title
        tags = tuple(part for one in title.rest.split(",") if (part := one.strip()))
        if is_title or len(title.rest) > _LONGEST_TAG:
            tags = ()
        place = above.beneath(title, () if title.section else (*above.tags, *tags))
        said = [
            f"section {title.section.kind.kind}" if title.section else "",
            f"date {say(title.when)}" if title.when else "",
            f"date {title.written!r}, which cannot be decided" if title.written else "",
            f"tag {', '.join(tags)}" if tags else "",
        ]
        self._say(
            heading.first, heading.end, "heading", "; ".join(filter(None, said)) or "no section, no date"
        )
        return place

    def _is_title(self, heading: Block, title: Title) -> bool:
        return self.above_all and heading.level == 1 and not title.section

    def _group(self, group: Group, place: Place, *, introduces: bool) -> None:
        block = group.lead
        if block.sort in _REASONS:
            self._not_taken(block.first, group.end, _REASONS[block.sort])
        elif block.sort == "table":
            self._table(block, place)
        elif (lead := lead_of(block, self.lines)) is None:
            self._not_taken(block.first, group.end, "no word in it")
        elif introduces and block.sort == "text" and not split_date(lead.said, place.around).when:
            self._not_taken(block.first, group.end, "text above the first heading")
        else:
            made = Entries(self.lines).make(lead.reaching(group.end), place)
            self._take(made, block.first, group.end, "no name of a person at its start")

    def _table(self, block: Block, place: Place) -> None:
        self._say(block.first, block.first + 2, "heading", "columns of a table")
        for number, made in read_table(block, self.lines, place):
            self._take(
                made,
                number,
                number + 1,
                "a row without a name" if self.lines[number].strip("|: ") else "empty",
            )

    def _take(self, made: Made | None, first: int, end: int, reason: str) -> None:
        if made:
            self.made.append(made)
        else:
            self._not_taken(first, end, reason)

    def _say_entry(self, made: Made) -> None:
        for first, end, place in made.spans:
            self._say(first, end, "entry", "", place)
        # Backwards, since a goal and its gap may stand in one row: the line is the goal's.
        for draft in reversed([made.draft, *_all_beneath(made.draft)]):
            self._say(draft.place - 1, draft.place, "entry", _said_of(draft), draft.place)

    def _not_taken(self, first: int, end: int, reason: str) -> None:
        self._say(first, end, "not taken", reason)

    def _say(self, first: int, end: int, what: What, said: str, entry: int = 0) -> None:
        for number in range(first, end):
            if self.lines[number].strip():
                self.fates[number] = Fate(number + 1, what, said, entry)


def _all_beneath(draft: Draft) -> Iterator[Draft]:
    for child in draft.children:
        yield child
        yield from _all_beneath(child)


def _said_of(draft: Draft) -> str:
    said = [draft.kind]
    if draft.when or draft.undated:
        said.append(say(draft.when))
    if written := draft.fields.get("date_as_written"):
        said.append(f"the date {written!r} cannot be decided and is kept as written")
    return ", ".join(said)


def _united(made: Sequence[Made]) -> list[Made]:
    """Make one of the people, and of the goals, that are written about in several places under one name."""
    alike: dict[object, list[Made]] = {}
    for number, one in enumerate(made):
        named = one.draft.kind in (Person.kind, Goal.kind)
        key = (one.draft.kind, fold(one.draft.text)) if named else number
        there = alike.setdefault(key, [])
        agrees = all(_agree(other.draft, one.draft) for other in there[:1])
        (there if agrees else alike.setdefault(number, [])).append(one)
    return [_joined(group) for group in alike.values()]


def _agree(one: Draft, other: Draft) -> bool:
    return not other.fields or one.fields == other.fields


def _joined(group: Sequence[Made]) -> Made:
    one, *others = group
    if not others:
        return one
    place, moved = one.draft.place, {other.draft.place for other in others}
    bodies = dict.fromkeys(other.draft.body for other in group if other.draft.body)
    children = tuple(child for other in group for child in other.draft.children)
    draft = replaced(one.draft, body="\n\n".join(bodies), children=children)
    spans = (span for other in group for span in other.spans)
    return Made(draft, tuple((first, end, place if at in moved else at) for first, end, at in spans))
