"""Any Markdown document → drafts, and a result for each line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple

from vividmap.core.record import Goal, Person
from vividmap.core.shorthand import Draft
from vividmap.core.text import fold
from vividmap.core.when import describe_when
from vividmap.formats.notes.blocks import NoteBlock, read_blocks, split_lines
from vividmap.formats.notes.dating import Around, split_date
from vividmap.formats.notes.entries import Entries
from vividmap.formats.notes.headed import HeadingEntries
from vividmap.formats.notes.leads import lead_of
from vividmap.formats.notes.making import Place, ReadEntry
from vividmap.formats.notes.outline import SAYS_NOTHING, Group, Node, groups, read_outline
from vividmap.formats.notes.references import link_references
from vividmap.formats.notes.rows import read_table
from vividmap.formats.notes.titles import NOT_ENTRIES, NoteTitle, read_title

_REASONS = {"html": "HTML that is not part of an entry", "code": "code that is not part of an entry"}
_LONGEST_TAG = 60

LineUse = Literal["entry", "heading", "not imported"]


class LineResult(NamedTuple):
    """What one line, counted from 1, becomes.

    "entry": part of the entry whose first line is `entry` (a draft's `place`). "heading": context of the
    lines below. "not imported": left out. `detail` is for people; "" for a later line of an entry.
    """

    line: int
    result: LineUse
    detail: str = ""
    entry: int = 0

    def __str__(self) -> str:
        return f"{self.result}: {self.detail}" if self.detail else self.result


@dataclass(frozen=True)
class Notes:
    """Drafts in the order of the file, and one result for each line that is not blank."""

    drafts: tuple[Draft, ...] = ()
    line_results: tuple[LineResult, ...] = ()


def read(text: str, today: date) -> Notes:
    """Return the drafts in any Markdown text, and a result for each line.

    `today`, the owner's local date, gives the year of dates that have none. Raises Unreadable for NUL
    characters, lone surrogates and more than MOST_LINES lines.
    """
    lines = split_lines(text)
    blocks = read_blocks(lines)
    reader = _NotesReader(lines, Around(today))
    reader.node(read_outline(blocks, lines, Around(today)), Place(Around(today)))
    return reader.notes(blocks)


@dataclass
class _NotesReader:
    lines: Sequence[str]
    around: Around
    entries: list[ReadEntry] = field(default_factory=list)
    line_results: dict[int, LineResult] = field(default_factory=dict)
    above_all: bool = True
    """Only the document's own title has been read so far."""

    def notes(self, blocks: Sequence[NoteBlock]) -> Notes:
        entries, definitions = link_references(_merge_same_names(self.entries), blocks)
        other_results, self.line_results = self.line_results, {}
        for block in blocks:
            if block.sort in SAYS_NOTHING:
                self._skip(block.first, block.end, SAYS_NOTHING[block.sort])
        self.line_results |= other_results
        for entry in entries:
            self._record_entry(entry)
        for block, place in definitions:
            self._record(block.first, block.end, "entry", f"link definition of [{block.title}]", place)
        return Notes(
            tuple(entry.draft for entry in entries),
            tuple(self.line_results[number] for number in sorted(self.line_results)),
        )

    def node(self, node: Node, above: Place) -> None:
        """Read a heading and everything below it."""
        place = above
        if node.heading:
            title = read_title(node.heading.title, above.around)
            if not self._is_title(node.heading, title) and (
                entry := HeadingEntries(self.lines).make(node, title, above)
            ):
                self.above_all = False
                self.entries.append(entry)
                return
            place = self._enter(node.heading, title, above)
            if fold(title.remainder) in NOT_ENTRIES:
                self._skip(node.heading.end, node.end, f"below {node.heading.title!r}")
                return
        is_headed = bool(node.nodes)
        for part in groups(node.parts, self.lines):
            if isinstance(part, Node):
                self.node(part, place)
            else:
                self._group(part, place, introduces=self.above_all and is_headed)

    def _enter(self, heading: NoteBlock, title: NoteTitle, above: Place) -> Place:
        """Return the place below a heading, and record how the heading was read."""
        is_title = self._is_title(heading, title)
        self.above_all = is_title
        tags = tuple(part for word in title.remainder.split(",") if (part := word.strip()))
        if is_title or len(title.remainder) > _LONGEST_TAG:
            tags = ()
        place = above.below(title, () if title.section else (*above.tags, *tags))
        readings = [
            f"section {title.section.kind.kind}" if title.section else "",
            f"date {describe_when(title.moment)}" if title.moment else "",
            f"ambiguous date {title.undecided_date!r}" if title.undecided_date else "",
            f"tag {', '.join(tags)}" if tags else "",
        ]
        detail = "; ".join(filter(None, readings)) or "no section or date"
        self._record(heading.first, heading.end, "heading", detail)
        return place

    def _is_title(self, heading: NoteBlock, title: NoteTitle) -> bool:
        return self.above_all and heading.level == 1 and not title.section

    def _group(self, group: Group, place: Place, *, introduces: bool) -> None:
        block = group.lead
        if block.sort in _REASONS:
            self._skip(block.first, group.end, _REASONS[block.sort])
        elif block.sort == "table":
            self._table(block, place)
        elif (lead := lead_of(block, self.lines)) is None:
            self._skip(block.first, group.end, "no words")
        elif introduces and block.sort == "text" and not split_date(lead.words, place.around).moment:
            self._skip(block.first, group.end, "introduction above the first heading")
        else:
            entry = Entries(self.lines).make(lead.reaching(group.end), place)
            self._take(entry, block.first, group.end, "does not begin with a person's name")

    def _table(self, block: NoteBlock, place: Place) -> None:
        self._record(block.first, block.first + 2, "heading", "table header")
        for number, entry in read_table(block, self.lines, place):
            self._take(
                entry,
                number,
                number + 1,
                "row without a name" if self.lines[number].strip("|: ") else "empty row",
            )

    def _take(self, entry: ReadEntry | None, first: int, end: int, reason: str) -> None:
        if entry:
            self.entries.append(entry)
        else:
            self._skip(first, end, reason)

    def _record_entry(self, read_entry: ReadEntry) -> None:
        for first, end, place in read_entry.spans:
            self._record(first, end, "entry", "", place)
        # In reverse, because a goal and its gap may share a row: the row counts as the goal's.
        for draft in reversed([read_entry.draft, *_descendants(read_entry.draft)]):
            self._record(draft.place - 1, draft.place, "entry", _describe_draft(draft), draft.place)

    def _skip(self, first: int, end: int, reason: str) -> None:
        self._record(first, end, "not imported", reason)

    def _record(self, first: int, end: int, result: LineUse, detail: str, entry: int = 0) -> None:
        for number in range(first, end):
            if self.lines[number].strip():
                self.line_results[number] = LineResult(number + 1, result, detail, entry)


def _descendants(draft: Draft) -> Iterator[Draft]:
    for child in draft.children:
        yield child
        yield from _descendants(child)


def _describe_draft(draft: Draft) -> str:
    details = [draft.kind]
    if draft.when or draft.is_undated:
        details.append(describe_when(draft.when))
    if undecided_date := draft.fields.get("date_as_written"):
        details.append(f"the date {undecided_date!r} is ambiguous and kept as written")
    return ", ".join(details)


def _merge_same_names(entries: Sequence[ReadEntry]) -> list[ReadEntry]:
    """Return entries with people, and goals, of the same name merged unless their fields differ."""
    alike: dict[object, list[ReadEntry]] = {}
    for number, entry in enumerate(entries):
        has_name = entry.draft.kind in (Person.kind, Goal.kind)
        key = (entry.draft.kind, fold(entry.draft.text)) if has_name else number
        group = alike.setdefault(key, [])
        agrees = all(_has_same_fields(earlier.draft, entry.draft) for earlier in group[:1])
        (group if agrees else alike.setdefault(number, [])).append(entry)
    return [_join_entries(group) for group in alike.values()]


def _has_same_fields(draft: Draft, later: Draft) -> bool:
    return not later.fields or draft.fields == later.fields


def _join_entries(group: Sequence[ReadEntry]) -> ReadEntry:
    first, *later_entries = group
    if not later_entries:
        return first
    place, moved_places = first.draft.place, {entry.draft.place for entry in later_entries}
    bodies = dict.fromkeys(entry.draft.body for entry in group if entry.draft.body)
    children = tuple(child for entry in group for child in entry.draft.children)
    draft = replace(first.draft, body="\n\n".join(bodies), children=children)
    spans = (span for entry in group for span in entry.spans)
    return ReadEntry(
        draft, tuple((first, end, place if at in moved_places else at) for first, end, at in spans)
    )
