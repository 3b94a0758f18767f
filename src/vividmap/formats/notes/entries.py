"""A lead and what stands beneath it → a draft. What is not certain stays body, in the writer's own words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from typing import Any, NamedTuple

from vividmap.core.places import Position
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
from vividmap.core.shorthand import Draft, Line, read_line
from vividmap.core.text import fold
from vividmap.core.when import When
from vividmap.formats.notes.blocks import Block
from vividmap.formats.notes.dating import Around, Dated, read_date, split_date
from vividmap.formats.notes.labels import Found, merge, read_label, split_label
from vividmap.formats.notes.leads import Lead, lead_of, wrapped_to
from vividmap.formats.notes.names import read_name, read_rest
from vividmap.formats.notes.titles import Section, Title

_LONGEST_LINE = 1_000
_CHILDREN: dict[type[Item], tuple[type[Item], ...]] = {
    Person: (Touchpoint,),
    Goal: (Gap, Update),
    Gap: (Update,),
}


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
class _Beneath:
    """What was read from the lines beneath a lead: fields, items of their own, and which lines that took."""

    found: Found
    children: list[Made] = field(default_factory=list)
    taken: dict[int, str] = field(default_factory=dict)
    """The field that each line gave, "" where it is in an item of its own."""

    def take(self, first: int, end: int, found: Found | None = None) -> None:
        """Keep lines out of the body."""
        self.taken.update(dict.fromkeys(range(first, end), next(iter(found or ()), "")))

    def add(self, draft: Draft, lead: Lead, fields: tuple[str, ...]) -> None:
        """Add an item that was made of fields, from the lines that gave them."""
        lines = [number for number, name in self.taken.items() if name in fields]
        place = min(lines, default=lead.first) + 1
        spans = tuple((number, number + 1, place) for number in lines)
        self.children.append(Made(replaced(draft, place=place), spans))


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
        """Return the draft for a lead, with what stands in columns beside it; None where a name is missing."""
        kind = kind or place.kind
        if kind is Skill and not (_is_skill_name(lead) or cells):
            kind = SkillEntry
        beneath = _Beneath({}, list(children))
        text, left = _LINES.get(kind, _dated_line)(lead, place, kind, beneath.found)
        if not text:
            return None
        for made in children:
            for first, end, _ in made.spans:
                beneath.take(first, end)
        said = [left, *(line for line in _read_cells(cells, kind, place, beneath.found))]
        self._read_beneath(lead, kind, place, beneath)
        _add_said(lead, kind, beneath)
        body = "\n\n".join(part for part in ("\n".join(filter(None, said)), lead.text(beneath.taken)) if part)
        draft = Draft(kind=kind.kind, text=text, body=body, place=lead.first + 1)
        return _made(draft, lead, place, beneath)

    def _read_beneath(self, lead: Lead, kind: type[Item], place: Place, beneath: _Beneath) -> None:
        subs = [
            sub
            for one in lead.inner
            if one.sort == "item" and one.first >= lead.body and (sub := self._lead(one))
        ]
        says_gaps = bool(beneath.children) or any(split_label(sub.said)[0] in ("gap", "gaps") for sub in subs)
        for block in lead.inner:
            if block.sort == "text":
                _read_lines(block, lead, kind, place, beneath)
        for sub in subs:
            children = list(self._children(sub, kind, place, says_gaps=says_gaps))
            beneath.children += children
            if children:
                beneath.take(sub.first, sub.end)
            else:
                _read_item(sub, kind, place, beneath)

    def _lead(self, block: Block) -> Lead | None:
        return lead_of(block, self.lines)

    def _children(self, sub: Lead, kind: type[Item], place: Place, *, says_gaps: bool) -> Iterator[Made]:
        """Yield what a bullet beneath a person, a goal or a gap is of its own."""
        kinds = _CHILDREN.get(kind, ())
        label, said = split_label(sub.said)
        made = None
        if Gap in kinds and label in ("gap", "gaps") and not said:
            inner = (self._lead(block) for block in sub.inner if block.sort == "item")
            yield from (one for gap in inner if gap and (one := self.make(gap, place, kind=Gap)))
        elif Gap in kinds and label == "gap":
            made = self.make(replaced(sub, said=said), place, kind=Gap)
        elif kinds and split_date(sub.said, place.around).when:
            made = self.make(sub, place, kind=kinds[-1])
        elif Gap in kinds and not label and not says_gaps:
            made = self.make(sub, place, kind=Gap)
        if made:
            yield made


def _read_lines(block: Block, lead: Lead, kind: type[Item], place: Place, beneath: _Beneath) -> None:
    number = max(block.first, lead.body)
    while number < block.end:
        end = wrapped_to(lead.reads, number, block.end)
        label, said = split_label(" ".join(lead.reads(n).strip() for n in range(number, end)))
        found = read_label(label, said, kind, place.around)
        if merge(beneath.found, found):
            beneath.take(number, end, found)
        number = end


def _read_item(sub: Lead, kind: type[Item], place: Place, beneath: _Beneath) -> None:
    label, said = split_label(sub.said)
    found = read_label(label, said, kind, place.around)
    if not sub.text() and merge(beneath.found, found):
        beneath.take(sub.first, sub.end, found)


def _read_cells(
    cells: Sequence[tuple[str, str]], kind: type[Item], place: Place, found: Found
) -> Iterator[str]:
    """Read the columns that are fields; yield the others as lines."""
    for header, said in cells:
        counts = said.isdigit() and not any(c.isalnum() for c in header)
        if said and not counts and not merge(found, read_label(fold(header), said, kind, place.around)):
            yield f"{header}: {said}" if header else said


def _add_said(lead: Lead, kind: type[Item], beneath: _Beneath) -> None:
    """Make items of what is said in fields: when a person was last met, how a gap stands today."""
    last, current, doing = (beneath.found.pop(name, None) for name in ("last", "current", "doing"))
    if kind is Person and last:
        beneath.add(Draft(kind=Touchpoint.kind, text="Last met", when=last), lead, ("last",))
    elif kind is Gap and current:
        fields = {"doing": doing} if doing else {}
        beneath.add(
            Draft(kind=Update.kind, text=current, undated=True, fields=fields), lead, ("current", "doing")
        )
    elif doing:
        # An update says the current state; without one, what is done about it stays where it is.
        beneath.taken = {number: name for number, name in beneath.taken.items() if name != "doing"}


def _is_skill_name(lead: Lead) -> bool:
    return (
        len(lead.said.split()) <= 3
        and lead.body == lead.end
        and not any(c in lead.said for c in ":,;@#!~[]*`_→")
    )


def _dated_line(lead: Lead, place: Place, kind: type[Item], found: Found) -> tuple[str, str]:
    # No sentence is that long; what looks like a mark in it is no mark.
    short = len(lead.said) <= _LONGEST_LINE
    line = read_line(lead.said, kind, dated=False) if short else Line(lead.said)
    dated, outcome = split_date(line.text, place.around), Dated(line.outcome)
    if not dated.when and not dated.written:
        outcome = split_date(line.outcome, place.around)
    said: Found = {"outcome": outcome.text, "scope": line.scope, "mentions": line.mentions}
    said["when"] = dated.when or outcome.when
    said["date_as_written"] = dated.written or outcome.written or ("" if said["when"] else place.written)
    merge(found, {name: value for name, value in said.items() if value})
    # A box that is not ticked is something still to do: it stays in sight.
    return f"[ ] {dated.text}" if lead.checked is False else dated.text, ""


def _person_line(lead: Lead, place: Place, kind: type[Item], found: Found) -> tuple[str, str]:
    name = read_name(lead.said)
    if name is None:
        return "", ""
    fields, left = read_rest(name.rest)
    merge(found, fields | ({"links": [name.href]} if name.href else {}))
    return name.name, left


def _goal_line(lead: Lead, place: Place, kind: type[Item], found: Found) -> tuple[str, str]:
    if lead.checked:
        found["state"] = {Goal: "reached", Gap: "closed"}[kind]
    by = lead.said.casefold().rfind(" by ")
    target = read_date(lead.said[by + 4 :].rstrip(").]"), place.around) if by > 0 else None
    if kind is Goal and target and target.first == target.last:
        found["target"] = target.first
    return lead.said, ""


_ReadLine = Callable[[Lead, Place, type[Item], Found], tuple[str, str]]
_LINES: dict[type[Item], _ReadLine] = {
    Person: _person_line,
    Goal: _goal_line,
    Gap: _goal_line,
    Skill: lambda lead, place, kind, found: (lead.said, ""),
}


def _made(draft: Draft, lead: Lead, place: Place, beneath: _Beneath) -> Made:
    kind, found = KINDS[draft.kind], beneath.found
    moment: When | None = found.pop("when", None) or place.around.above
    draft = replaced(
        draft,
        when=moment if kind.dated else None,
        undated=kind.dated and moment is None,
        mentions=tuple(dict.fromkeys(found.pop("mentions", ()))),
        fields=_fields(kind, place, found),
        children=tuple(made.draft for made in beneath.children),
    )
    spans = (span for made in beneath.children for span in made.spans)
    return Made(draft, ((lead.first, lead.end, draft.place), *spans))


def _fields(kind: type[Item], place: Place, found: Found) -> dict[str, Any]:
    declared = specs(kind.kind)
    if part := found.pop("part", ""):
        position = found.get("positions", (Position(),))[0]
        found["positions"] = (replaced(position, part=part),)
    found["tags"] = [*place.tags, *found.get("tags", ())]
    given = dict(place.section.fields) if place.section and kind is place.section.kind else {}
    kept = {name: value for name, value in {**given, **found}.items() if name in declared and value}
    return {
        name: tuple(dict.fromkeys(value)) if isinstance(value, list) else value
        for name, value in kept.items()
    }
