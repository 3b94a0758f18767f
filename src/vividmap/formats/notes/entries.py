"""A lead and the lines below it → a draft. Uncertain text stays in the body, unchanged."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from vividmap.core.record import Gap, Goal, Item, Person, Skill, SkillEntry, Touchpoint, Update
from vividmap.core.shorthand import Draft, ParsedLine, read_line
from vividmap.formats.notes.blocks import NoteBlock
from vividmap.formats.notes.dating import DatedText, read_date, split_date
from vividmap.formats.notes.labels import FieldValues, merge, split_label
from vividmap.formats.notes.leads import Lead, lead_of
from vividmap.formats.notes.making import EntryDraft, Place, ReadEntry
from vividmap.formats.notes.names import read_name, read_rest

GAP_LABELS = ("gap", "gaps")
_LONGEST_LINE = 1_000
_NO_NAME = frozenset(":,;@#!~[]*`_→")


@dataclass(frozen=True)
class Entries:
    """Makes drafts from the blocks of one document."""

    lines: Sequence[str]

    def make(
        self,
        lead: Lead,
        place: Place,
        *,
        kind: type[Item] | None = None,
        children: Sequence[ReadEntry] = (),
        cells: Sequence[tuple[str, str]] = (),
    ) -> ReadEntry | None:
        """Return the draft of a lead with the lines below and its table cells; None if a name is missing."""
        kind = kind or place.kind
        if kind is Skill and not cells and not _is_skill_name(lead):
            kind = SkillEntry
        making = EntryDraft(lead, kind, place)
        text, remainder = _LINES.get(kind, _dated_line)(making)
        if not text:
            return None
        making.adopt(children)
        extra_lines = list(making.read_cells(cells))
        self._read_below(making)
        _make_of_fields(making)
        return making.finish(text, [remainder, *extra_lines])

    def _read_below(self, making: EntryDraft) -> None:
        bullets = (
            block for block in making.lead.inner if block.sort == "item" and block.first >= making.lead.body
        )
        subs = [sub for bullet in bullets if (sub := self._lead(bullet))]
        says_gaps = bool(making.children) or any(split_label(sub.words)[0] in GAP_LABELS for sub in subs)
        for block in making.lead.inner:
            if block.sort == "text":
                making.read_lines(block)
        for sub in subs:
            children = list(self._children(sub, making.kind, making.place, says_gaps=says_gaps))
            making.adopt(children)
            if children:
                making.take_lines(sub.first, sub.end)
            else:
                making.read_bullet(sub)

    def _lead(self, block: NoteBlock) -> Lead | None:
        return lead_of(block, self.lines)

    def _children(self, sub: Lead, kind: type[Item], place: Place, *, says_gaps: bool) -> Iterator[ReadEntry]:
        """Yield the child items that a bullet below a person, a goal or a gap gives."""
        child_kind = {Person: Touchpoint, Goal: Update, Gap: Update}.get(kind)
        label, value = split_label(sub.words)
        child = None
        if kind is Goal and label in GAP_LABELS:
            yield from self._gaps(sub, value, place)
        elif child_kind and split_date(sub.words, place.around).moment:
            child = self.make(sub, place, kind=child_kind)
        elif kind is Goal and not label and not says_gaps:
            child = self.make(sub, place, kind=Gap)
        if child:
            yield child

    def _gaps(self, sub: Lead, value: str, place: Place) -> Iterator[ReadEntry]:
        """Yield the gap in `Gap: …`, or those below `Gaps:`."""
        inner = (self._lead(block) for block in sub.inner if block.sort == "item" and block.first >= sub.body)
        for gap in [replace(sub, words=value)] if value else inner:
            if gap and (gap_entry := self.make(gap, place, kind=Gap)):
                yield gap_entry


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
        making.field_lines = {number: name for number, name in making.field_lines.items() if name != "action"}


def _is_skill_name(lead: Lead) -> bool:
    return len(lead.words.split()) <= 3 and lead.body == lead.end and not _NO_NAME & set(lead.words)


def _dated_line(making: EntryDraft) -> tuple[str, str]:
    lead, place = making.lead, making.place
    # No sentence is that long; do not look for marks in it.
    is_line = len(lead.words) <= _LONGEST_LINE
    line = read_line(lead.words, making.kind, with_date=False) if is_line else ParsedLine(lead.words)
    line_date, outcome = split_date(line.text, place.around), DatedText(line.outcome)
    if not line_date.moment and not line_date.undecided_date:
        outcome = split_date(line.outcome, place.around)
    moment = line_date.moment or outcome.moment
    undecided_date = (
        line_date.undecided_date or outcome.undecided_date or ("" if moment else place.undecided_date)
    )
    values: FieldValues = {
        "when": moment,
        "date_as_written": undecided_date,
        "outcome": outcome.text,
        "scope": line.scope,
    }
    values["mentions"] = line.mentions
    merge(making.values, {name: value for name, value in values.items() if value})
    # An unchecked box is an open task: keep it visible.
    return f"[ ] {line_date.text}" if lead.checked is False else line_date.text, ""


def _person_line(making: EntryDraft) -> tuple[str, str]:
    name = read_name(making.lead.words)
    if name is None:
        return "", ""
    fields, remainder = read_rest(name.details)
    merge(making.values, fields | ({"links": [name.href]} if name.href else {}))
    return name.name, remainder


def _goal_line(making: EntryDraft) -> tuple[str, str]:
    lead = making.lead
    if lead.checked:
        making.values["state"] = {Goal: "reached", Gap: "closed"}[making.kind]
    by = lead.words.casefold().rfind(" by ")
    target = read_date(lead.words[by + 4 :].rstrip(").]"), making.place.around) if by > 0 else None
    if making.kind is Goal and target and target.first == target.last:
        making.values["target"] = target.first
    return lead.words, ""


_LINES: dict[type[Item], Callable[[EntryDraft], tuple[str, str]]] = {
    Person: _person_line,
    Goal: _goal_line,
    Gap: _goal_line,
    Skill: lambda making: (making.lead.words, ""),
}
"""How the first line of a kind is read: to its text and the remaining words."""
