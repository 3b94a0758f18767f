"""A node of the outline → a draft, one function a kind. Uncertain text stays in the body, unchanged."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from vividmap.core.facts.strength import points_of
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import (
    Evidence,
    Gap,
    Goal,
    Item,
    Person,
    Skill,
    SkillEntry,
    Touchpoint,
    Update,
    specs,
)
from vividmap.core.shorthand import Draft, ParsedLine, read_line
from vividmap.core.when import When
from vividmap.formats.notes.cells import TableCell
from vividmap.formats.notes.channels import without_channels
from vividmap.formats.notes.content import attribution_of, giver_of
from vividmap.formats.notes.dating import DatedText, has_date_in_front, read_date, split_date
from vividmap.formats.notes.deeds import has_result
from vividmap.formats.notes.document_dates import year_before
from vividmap.formats.notes.labels import FieldValues, field_of, has_label, merge, people_in, split_label
from vividmap.formats.notes.making import EntryDraft, Place, ReadEntry
from vividmap.formats.notes.names import place_height, read_name, read_rest
from vividmap.formats.notes.nodes import Node
from vividmap.formats.notes.plain import urls_in
from vividmap.formats.notes.sentence_dates import date_within
from vividmap.formats.notes.vocabulary import phrases

_LONGEST_LINE = 1_000
_NO_NAME = frozenset(":,;@#!~[]*`_→.?!、。")
_TARGET = lazy_pattern(
    r"\b(?:by|bis(?: zum| ende)?|d['’]ici(?: à)?|para|até|entro|tegen|hasta|before)\s+"
    r"(?P<date>[^,.;:()]{3,30})",
    re.IGNORECASE,
)
_SENTENCE_END = lazy_pattern(r"(?<=[^\W_]{3}[.!?])\s(?=[^\W\d_a-zа-я])|(?<=[。！？])")
_SHORTEST_GOAL, _LONGEST_GOAL = 8, 60
"""A goal of several sentences is longer; its first is no abbreviation and has some words."""
_BELOW = {Person: Touchpoint, Goal: Update, Gap: Update}


@dataclass(frozen=True)
class Entries:
    """Makes drafts from the nodes of one document."""

    lines: Sequence[str]
    skipped: Collection[int]
    """Lines that are no part of any entry: comments, rules, properties."""

    def make(  # noqa: PLR0913 - each but the first two has a default
        self,
        node: Node,
        place: Place,
        *,
        kind: type[Item] | None = None,
        text: str | None = None,
        children: Sequence[ReadEntry] = (),
        cells: Sequence[TableCell] = (),
        when: When | None = None,
        giver: str = "",
    ) -> ReadEntry | None:
        """Return the draft of a node and its children; None if it has no name where it needs one.

        `when` is its date, and `giver` who gave the feedback, if both are known already.
        """
        kind = kind or place.kind
        plain = node.plain
        words = plain.text if text is None else text
        if kind is Skill and not cells and not _is_skill_name(node, words):
            kind = SkillEntry
        making = EntryDraft(self.lines, node, kind, place, giver=giver)
        if "links" in specs(kind.kind):
            merge(making.values, {"links": list(plain.links)} if plain.links else None)
        if when:
            making.values["when"] = when
        elif node.line.date_text and (moment := read_date(node.line.date_text, place.around)):
            making.values["when"] = moment
        making.values.setdefault("tags", []).extend(node.line.tags)
        told = [cell for cell in cells if kind is Evidence and has_label(cell.label, "outcome")]
        self._read_cells(making, told)
        title = _TITLES.get(kind, _dated_title)(making, words)
        if not title:
            return None
        making.adopt(children)
        self._read_cells(making, [cell for cell in cells if cell not in told])
        self._read_below(making)
        _make_of_fields(making)
        return making.finish(title, self.skipped)

    def _read_cells(self, making: EntryDraft, cells: Sequence[TableCell]) -> None:
        """Read fields from the columns of a table; the others become lines of the body."""
        for header, value, label in cells:
            only_counts = value.isdigit() and not any(character.isalnum() for character in header)
            if not value or only_counts:
                continue
            fields = making.read_field(label, value)
            if fields and "is_ongoing" not in fields:
                continue
            if has_label(label, "people") and making.kind.is_dated:
                merge(making.values, people_in(value))
            making.notes.append(f"{header}: {value}" if header else value)

    def _read_below(self, making: EntryDraft) -> None:
        node = making.node
        says_gaps = bool(making.children) or any(
            has_label(split_label(child.plain.text)[0], "gap") for child in node.children
        )
        for child in node.children:
            if child.first in making.field_lines or child.sort not in ("item", "text", "heading"):
                continue
            inner = list(self._children(child, making.kind, making.place, says_gaps=says_gaps))
            making.adopt(inner)
            if inner:
                making.take_lines(child.first, child.end)
            elif child.sort != "heading":
                self._read_sub(making, child)
        if making.kind is Evidence and "outcome" not in making.values:
            _take_result_below(making)

    def _read_sub(self, making: EntryDraft, child: Node) -> None:
        """Read the field of a line beneath that has nothing below it."""
        label, value = split_label(child.raw)
        if not label or (child.children and value):
            return
        if not value and child.children and has_label(label, "outcome") and making.kind is Evidence:
            value = "; ".join(inner.plain.text for inner in child.children)
        fields = making.read_field(label, value)
        if fields:
            making.take_lines(child.first, child.end, next(iter(fields)))
        elif has_label(label, "people") and making.kind.is_dated and field_of(label, making.kind):
            merge(making.values, people_in(value))

    def _children(
        self, child: Node, kind: type[Item], place: Place, *, says_gaps: bool
    ) -> Iterator[ReadEntry]:
        """Yield the child items that a line below a person, a goal or a gap gives."""
        child_kind = _BELOW.get(kind)
        words = child.plain.text
        label, value = split_label(words)
        entry = None
        if kind is Goal and has_label(label, "gap"):
            yield from self._gaps(child, value, place)
        elif child_kind and child.sort != "heading" and split_date(words, place.around).moment:
            entry = self.make(child, place, kind=child_kind)
        elif (
            kind is Goal and place.section == "goals" and not label and not says_gaps and "gap" in place.tags
        ):
            entry = self.make(child, place, kind=Gap)
        if entry:
            yield entry

    def _gaps(self, child: Node, value: str, place: Place) -> Iterator[ReadEntry]:
        """Yield the gap in `Gap: …`, or those below `Gaps:`."""
        if value:
            if entry := self.make(child, place, kind=Gap, text=value):
                yield entry
            return
        for inner in child.children:
            if inner.sort in ("item", "text") and (entry := self.make(inner, place, kind=Gap)):
                yield entry


def _take_result_below(making: EntryDraft) -> None:
    """Take the line beneath that states the weightiest result as the outcome, if the line has none."""
    if has_result(making.node.plain.text):
        return
    stated: list[Node] = []
    for child in making.node.children:
        label = split_label(child.plain.text)[0]
        if child.sort not in ("item", "text") or child.first in making.field_lines or label or child.children:
            continue
        if child.line.checked is not False and has_result(child.plain.text):
            stated.append(child)
    if stated:
        weightiest = max(stated, key=lambda child: points_of("", child.plain.text))
        making.values["outcome"] = weightiest.plain.text
        making.take_lines(weightiest.first, weightiest.end, "outcome")


def _make_of_fields(making: EntryDraft) -> None:
    """Turn fields into child items: the last touchpoint of a person, the current state of a gap."""
    last, current, action = (making.values.pop(name, None) for name in ("last", "current", "action"))
    if last:
        making.add(Draft(kind=Touchpoint.kind, text="Last met", when=last), ("last",))
    if current:
        fields = {"action": action} if action else {}
        making.add(
            Draft(kind=Update.kind, text=current, is_undated=True, fields=fields), ("current", "action")
        )
    elif action:
        # An update needs a current state; without it the action stays in the body.
        lines = [number for number, name in making.field_lines.items() if name == "action"]
        making.field_lines = {number: name for number, name in making.field_lines.items() if name != "action"}
        if not lines:
            making.notes.append(action)


def _is_skill_name(node: Node, words: str) -> bool:
    return len(words.split()) <= 4 and not node.children and not _NO_NAME & set(words)


def _dated_title(making: EntryDraft, words: str) -> str:
    place = making.place
    # No sentence is that long; do not look for marks in it.
    is_line = len(words) <= _LONGEST_LINE
    line = read_line(words, making.kind, with_date=False) if is_line else ParsedLine(words)
    line = without_channels(line, words)
    if line.outcome and "outcome" in making.values:
        # A column says what came of it: the arrow is part of what was done, "from Datadog → Grafana".
        line = line._replace(text=f"{line.text} → {line.outcome}", outcome="")
    if line.outcome and has_date_in_front(words, place.around) and read_date(line.text, place.around):
        # An arrow behind the date alone is a dash: "9/3 → added contract tests".
        front = split_date(words, place.around)
        making.values.setdefault("when", front.moment)
        line = read_line(front.text, making.kind, with_date=False)
    line_date, outcome = split_date(line.text, place.around), DatedText(line.outcome)
    if "when" in making.values:
        line_date = DatedText(line.text)
    if not line_date.moment and not line_date.undecided_date:
        outcome = split_date(line.outcome, place.around)
    moment = line_date.moment or outcome.moment
    if not moment and not line_date.undecided_date and "when" not in making.values:
        moment = _attributed_date(words, place) or date_within(words, place.around)
    undecided_date = (
        line_date.undecided_date or outcome.undecided_date or ("" if moment else place.undecided_date)
    )
    moment = year_before(moment, words, place.around)
    values: FieldValues = {
        "when": moment,
        "date_as_written": undecided_date,
        "outcome": outcome.text,
        "scope": line.scope,
        "mentions": line.mentions,
    }
    if making.kind in (Evidence, SkillEntry) and (urls := urls_in(line.text)):
        values["links"] = urls
    merge(making.values, {name: value for name, value in values.items() if value})
    if making.kind is SkillEntry and place.section == "feedback":
        making.mention(*filter(None, [making.giver or giver_of(line.text)]))
    return line_date.text


def _attributed_date(words: str, place: Place) -> When | None:
    """Return the date behind a quotation: "– Beatrix, support lead, May"."""
    parts = re.split(r"[,;()–—]", attribution_of(words)) if place.section == "feedback" else []
    return next(filter(None, (read_date(part.strip(), place.around) for part in reversed(parts))), None)


def _person_title(making: EntryDraft, words: str) -> str:
    name = read_name(words)
    if name is None:
        return ""
    fields, remainder = read_rest(name.details)
    heights = [height for tag in making.place.tags if (height := place_height(tag))]
    merge(making.values, fields | ({"links": [name.href]} if name.href else {}))
    if "positions" not in fields and heights:
        making.read_field("role", heights[-1])
    if remainder:
        making.notes.append(remainder)
    return name.name


def _goal_title(making: EntryDraft, words: str) -> str:
    if making.node.line.checked:
        making.values["state"] = {Goal: "reached", Gap: "closed"}[making.kind]
    if making.kind is Goal and "target" not in making.values:
        for match in _TARGET.finditer(words[:300]):
            target = read_date(match["date"].strip(), making.place.around)
            if target and (target.first.year, target.first.month) == (target.last.year, target.last.month):
                making.values["target"] = target.last
    return _first_sentence(making, words) if making.kind is Goal else words


def _first_sentence(making: EntryDraft, words: str) -> str:
    """Return the first of several sentences of a goal; the others become its gap or its free text."""
    end = next(
        (match for match in _SENTENCE_END.finditer(words[:_LONGEST_LINE]) if match.start() >= _SHORTEST_GOAL),
        None,
    )
    if end is None or len(words) <= _LONGEST_GOAL:
        return words
    rest = words[end.end() :].lstrip()
    label, value = split_label(rest)
    if value and (has_label(label, "gap") or phrases("headings").get(label) == "gaps"):
        gap = Draft(kind=Gap.kind, text=value, place=making.node.first + 1)
        making.children.append(ReadEntry(gap, ()))
    else:
        making.notes.insert(0, rest)
    return words[: end.start()].rstrip(".")


_TITLES: dict[type[Item], Callable[[EntryDraft, str], str]] = {
    Person: _person_title,
    Goal: _goal_title,
    Gap: _goal_title,
    Skill: lambda making, words: words,
}
"""How the first line of a kind is read: to its text; what else it says goes into fields and notes."""
