"""A lead and what stands beneath it → a draft. What is not certain stays body, in the writer's words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from vividmap.core.record import Gap, Goal, Item, Person, Skill, SkillEntry, Touchpoint, Update
from vividmap.core.shorthand import Draft, Line, read_line
from vividmap.formats.notes.blocks import Block
from vividmap.formats.notes.dating import Dated, read_date, split_date
from vividmap.formats.notes.labels import Found, merge, split_label
from vividmap.formats.notes.leads import Lead, lead_of
from vividmap.formats.notes.making import Made, Making, Place
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
        children: Sequence[Made] = (),
        cells: Sequence[tuple[str, str]] = (),
    ) -> Made | None:
        """Return the draft for a lead, with what is beneath and beside it; None where a name is missing."""
        kind = kind or place.kind
        if kind is Skill and not cells and not _is_skill_name(lead):
            kind = SkillEntry
        making = Making(lead, kind, place)
        text, left = _LINES.get(kind, _dated_line)(making)
        if not text:
            return None
        making.adopt(children)
        others = list(making.read_cells(cells))
        self._read_beneath(making)
        _make_of_fields(making)
        return making.done(text, [left, *others])

    def _read_beneath(self, making: Making) -> None:
        bullets = (one for one in making.lead.inner if one.sort == "item" and one.first >= making.lead.body)
        subs = [sub for one in bullets if (sub := self._lead(one))]
        says_gaps = bool(making.children) or any(split_label(sub.said)[0] in GAP_LABELS for sub in subs)
        for block in making.lead.inner:
            if block.sort == "text":
                making.read_lines(block)
        for sub in subs:
            children = list(self._children(sub, making.kind, making.place, says_gaps=says_gaps))
            making.adopt(children)
            if children:
                making.take(sub.first, sub.end)
            else:
                making.read_bullet(sub)

    def _lead(self, block: Block) -> Lead | None:
        return lead_of(block, self.lines)

    def _children(self, sub: Lead, kind: type[Item], place: Place, *, says_gaps: bool) -> Iterator[Made]:
        """Yield what a bullet beneath a person, a goal or a gap is of its own."""
        dated = {Person: Touchpoint, Goal: Update, Gap: Update}.get(kind)
        label, said = split_label(sub.said)
        made = None
        if kind is Goal and label in GAP_LABELS:
            yield from self._gaps(sub, said, place)
        elif dated and split_date(sub.said, place.around).when:
            made = self.make(sub, place, kind=dated)
        elif kind is Goal and not label and not says_gaps:
            made = self.make(sub, place, kind=Gap)
        if made:
            yield made

    def _gaps(self, sub: Lead, said: str, place: Place) -> Iterator[Made]:
        """Yield the gap in `Gap: …`, or those beneath `Gaps:`."""
        inner = (self._lead(block) for block in sub.inner if block.sort == "item" and block.first >= sub.body)
        for gap in [replace(sub, said=said)] if said else inner:
            if gap and (made := self.make(gap, place, kind=Gap)):
                yield made


def _make_of_fields(making: Making) -> None:
    """Make items of what is said in fields: when a person was last met, how a gap stands today."""
    last, current, doing = (making.found.pop(name, None) for name in ("last", "current", "doing"))
    if last:
        making.add(Draft(kind=Touchpoint.kind, text="Last met", when=last), ("last",))
    if current:
        fields = {"doing": doing} if doing else {}
        making.add(Draft(kind=Update.kind, text=current, undated=True, fields=fields), ("current", "doing"))
    elif doing:
        # An update says the current state; without one, what is done about it stays where it is.
        making.taken = {number: name for number, name in making.taken.items() if name != "doing"}


def _is_skill_name(lead: Lead) -> bool:
    return len(lead.said.split()) <= 3 and lead.body == lead.end and not _NO_NAME & set(lead.said)


def _dated_line(making: Making) -> tuple[str, str]:
    lead, place = making.lead, making.place
    # No sentence is that long; what looks like a mark in it is no mark.
    is_line = len(lead.said) <= _LONGEST_LINE
    line = read_line(lead.said, making.kind, dated=False) if is_line else Line(lead.said)
    dated, outcome = split_date(line.text, place.around), Dated(line.outcome)
    if not dated.when and not dated.written:
        outcome = split_date(line.outcome, place.around)
    when = dated.when or outcome.when
    written = dated.written or outcome.written or ("" if when else place.written)
    found: Found = {"when": when, "date_as_written": written, "outcome": outcome.text, "scope": line.scope}
    found["mentions"] = line.mentions
    merge(making.found, {name: value for name, value in found.items() if value})
    # A box that is not ticked is something still to do: it stays in sight.
    return f"[ ] {dated.text}" if lead.checked is False else dated.text, ""


def _person_line(making: Making) -> tuple[str, str]:
    name = read_name(making.lead.said)
    if name is None:
        return "", ""
    fields, left = read_rest(name.rest)
    merge(making.found, fields | ({"links": [name.href]} if name.href else {}))
    return name.name, left


def _goal_line(making: Making) -> tuple[str, str]:
    lead = making.lead
    if lead.checked:
        making.found["state"] = {Goal: "reached", Gap: "closed"}[making.kind]
    by = lead.said.casefold().rfind(" by ")
    target = read_date(lead.said[by + 4 :].rstrip(").]"), making.place.around) if by > 0 else None
    if making.kind is Goal and target and target.first == target.last:
        making.found["target"] = target.first
    return lead.said, ""


_LINES: dict[type[Item], Callable[[Making], tuple[str, str]]] = {
    Person: _person_line,
    Goal: _goal_line,
    Gap: _goal_line,
    Skill: lambda making: (making.lead.said, ""),
}
"""How the line of a kind is read: its text, and the words that are left."""
