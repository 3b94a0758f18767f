"""The running document → drafts, with every line that could not be read named. Nothing is raised."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from vividmap.core import dates, when
from vividmap.core.fields import BadField
from vividmap.core.record import (
    Evidence,
    Gap,
    Goal,
    Item,
    MentionSort,
    Person,
    Profile,
    Skill,
    SkillEntry,
    Touchpoint,
    Update,
    specs,
)
from vividmap.core.shorthand import Draft, Line, Named, read_line, split_handle
from vividmap.core.text import UnreadableText, clean, clean_line, fold
from vividmap.core.when import When
from vividmap.formats.document import INDENT, ORPHANS, SECTIONS, SKILLS

_SECTION = {fold(title): kind for title, kind in SECTIONS.items()}
_SUBSECTION: dict[tuple[type[Item] | None, str], type[Item]] = {
    (SkillEntry, fold(SKILLS)): Skill,
    (Person, fold(ORPHANS)): Touchpoint,
}
_INDENT = re.compile(rf"(?:{INDENT}|\t)*")
_BULLET = re.compile(r"[-*+]( |$)")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_MENTION = {"serves": "goal", "criterion": "criterion", "surfaced": "surfaced"}
_SORT: dict[str, MentionSort] = {"#": "skill", "@": "person", "!": "goal"}


class Problem(NamedTuple):
    """A line that could not be taken as it stands, and what to do about it."""

    line: int
    message: str


@dataclass(frozen=True)
class Document:
    """What a document says: drafts in the order of the file, the profile apart, problems by line."""

    drafts: tuple[Draft, ...] = ()
    profile: Draft | None = None
    problems: tuple[Problem, ...] = ()


class _Row(NamedTuple):
    number: int
    depth: int
    """Levels of indentation: two spaces or a tab each."""
    text: str
    """The line without its line end, with its indentation."""

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    def at(self, depth: int) -> str:
        """Return the text without `depth` levels of indentation."""
        text = self.text
        for _ in range(depth):
            text = text.removeprefix("\t") if text.startswith("\t") else text.removeprefix(INDENT)
        return text


def _row(number: int, text: str) -> _Row:
    indent = _INDENT.match(text)
    blanks = indent[0] if indent else ""
    tabs = blanks.count("\t")
    return _Row(number, tabs + (len(blanks) - tabs) // len(INDENT), text)


def read(text: str, today: date) -> Document:
    """Read a running document. `today` dates new lines that have no date and no heading that says one."""
    try:
        text.encode()
        if "\0" in text:
            raise UnreadableText("the document holds a NUL character (U+0000)")
    except UnicodeEncodeError:
        return Document(problems=(Problem(1, "the document is not valid Unicode"),))
    except UnreadableText as error:
        return Document(problems=(Problem(1, str(error)),))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    rows = [_row(number, line) for number, line in enumerate(text.split("\n"), 1)]
    return _Reader(rows, today).read()


def read_entry(
    text: str, kind: type[Item], today: date, *, handles: bool = False
) -> tuple[Draft, tuple[Problem, ...]]:
    """Read one entry as it is captured: its line, then `field: value` lines and free text beneath.

    Lines beneath that cannot be read are problems, and kept as free text.
    """
    first, _, rest = text.partition("\n")
    if rest.strip() or handles:
        lines = [f"- {first}", *(INDENT + line if line.strip() else "" for line in rest.split("\n"))]
        rows = [_row(number, line) for number, line in enumerate(lines, 1)]
        reader = _Reader(rows, today, section=kind, kind=kind, handles=handles, flat=True)
        draft = reader.item(0, len(rows), 0)
        if draft is not None and not reader.problems:
            return draft, ()
        return _as_text(first, rest, kind), tuple(reader.problems)
    return _as_text(first, rest, kind), ()


def _as_text(first: str, rest: str, kind: type[Item]) -> Draft:
    """Return the draft of a line alone, with what is beneath it as free text, whatever that says."""
    line = read_line(first, kind)
    return Draft(
        kind=kind.kind,
        text=line.text,
        body=clean(rest),
        when=line.when,
        undated=line.undated,
        fields=_marked(line, kind),
        mentions=line.mentions,
    )


def _marked(line: Line, kind: type[Item]) -> dict[str, str]:
    """Return the fields that a line says with marks."""
    said = {"outcome": line.outcome, "scope": line.scope} if kind is Evidence else {}
    return {name: value for name, value in said.items() if value}


@dataclass
class _Reader:
    rows: list[_Row]
    today: date
    problems: list[Problem] = field(default_factory=list)
    section: type[Item] | None = None
    kind: type[Item] | None = None
    heading: When | None = None
    handles: bool = True
    flat: bool = False
    """One entry alone: what is beneath it is free text, and it is not dated where it says no date."""

    def read(self) -> Document:
        start, profile = self._front()
        drafts = []
        index = start
        while index < len(self.rows):
            row = self.rows[index]
            if row.blank:
                index += 1
            elif match := _HEADING.fullmatch(row.text):
                self._heading(row, len(match[1]), match[2])
                index += 1
            elif row.depth == 0 and _BULLET.match(row.text):
                end = self._block(index, 0)
                draft = self.item(index, end, 0)
                drafts += [draft] if draft else []
                index = end
            else:
                self._problem(
                    row, "this text belongs to no entry; begin an entry with '- ' and indent the rest"
                )
                index += 1
        return Document(tuple(drafts), profile, tuple(self.problems))

    def _problem(self, row: _Row, message: str) -> None:
        self.problems.append(Problem(row.number, message))

    def _front(self) -> tuple[int, Draft | None]:
        first = next((i for i, row in enumerate(self.rows) if not row.blank), len(self.rows))
        if first == len(self.rows) or self.rows[first].text.rstrip() != "---":
            return 0, None
        end = next((i for i in range(first + 1, len(self.rows)) if self.rows[i].text.rstrip() == "---"), None)
        if end is None:
            self._problem(self.rows[first], "the front matter has no closing '---'")
            return first + 1, None
        rows = [row for row in self.rows[first + 1 : end] if not row.blank]
        name = ""
        others = []
        for row in rows:
            label, _, value = row.text.partition(":")
            if label.strip() == "vividmap":
                if value.strip() != "document 1":
                    self._problem(
                        row, f"this document is of a form that is not known here ({value.strip()!r})"
                    )
            elif label.strip() == "name":
                name = clean_line(value)
            else:
                others.append(row)
        values, _, unread = self._fields(others, Profile)
        for row in unread:
            self._problem(row, f"the profile has no field {row.text.partition(':')[0].strip()!r}")
        return end + 1, Draft(kind=Profile.kind, text=name, fields=values, place=self.rows[first].number)

    def _heading(self, row: _Row, level: int, title: str) -> None:
        if level == 1:
            self.section = self.kind = _SECTION.get(fold(title))
            self.heading = None
            if self.section is None:
                self._problem(row, f"no section is called {title!r}; there are {', '.join(SECTIONS)}")
            return
        self.kind = _SUBSECTION.get((self.section, fold(title)), self.section)
        self.heading = dates.read(title, self.today)
        if self.heading and self.heading.first <= self.today <= self.heading.last:
            self.heading = When.day(self.today)

    def _block(self, index: int, depth: int) -> int:
        """Return where the lines beneath the bullet at `index` end, trailing blank lines left out."""
        end = last = index + 1
        while end < len(self.rows):
            row = self.rows[end]
            if not row.blank:
                if row.depth <= depth:
                    break
                last = end + 1
            end += 1
        return last

    def item(self, index: int, end: int, depth: int, parent: type[Item] | None = None) -> Draft | None:
        """Read the item whose bullet stands at `index` and whose lines end before `end`."""
        row = self.rows[index]
        said = row.at(depth)[2:].strip()
        kind, said = self._kind_of(said, parent)
        if kind is None:
            self._problem(row, "an entry stands under one of the four sections")
            return None
        below = self.rows[index + 1 : end]
        fields_end = next(
            (i for i, one in enumerate(below) if one.blank or one.depth != depth + 1), len(below)
        )
        values, named, unread = self._fields(below[:fields_end], kind, depth + 1, stop=True)
        rest = unread + below[fields_end:]
        body, children = self._beneath(index + 1 + len(below) - len(rest), end, depth + 1, kind)
        draft = self._line(said, kind, row)
        if draft is None:
            return None
        outcome = values.pop("outcome", None)
        fields = {**draft.fields, **values} | ({"outcome": outcome} if outcome else {})
        mentions = tuple(dict.fromkeys((*draft.mentions, *named)))
        return replace(draft, fields=fields, mentions=mentions, body=body, children=children)

    def _kind_of(self, said: str, parent: type[Item] | None) -> tuple[type[Item] | None, str]:
        if parent is None:
            return self.kind, said
        if parent is Person:
            return Touchpoint, said
        if parent is Goal and said.casefold().startswith("gap:"):
            return Gap, said[4:].strip()
        return Update, said

    def _line(self, said: str, kind: type[Item], row: _Row) -> Draft | None:
        if not kind.dated:
            text, handle = split_handle(said) if self.handles else (said, "")
            if not text:
                self._problem(row, f"a {kind.kind} needs a name")
                return None
            return Draft(kind=kind.kind, text=text, handle=handle, place=row.number)
        line = read_line(said, kind, handles=self.handles)
        if not line.text:
            self._problem(row, "an entry needs some text")
            return None
        moment = line.when
        if moment is None and not line.undated and not self.flat:
            moment = (self.heading if kind in (Evidence, SkillEntry) else None) or When.day(self.today)
        return Draft(
            kind=kind.kind,
            text=line.text,
            when=moment,
            undated=line.undated,
            fields=_marked(line, kind),
            mentions=line.mentions,
            handle=line.handle,
            place=row.number,
        )

    def _fields(
        self, rows: list[_Row], kind: type[Item], depth: int = 0, *, stop: bool = False
    ) -> tuple[dict[str, Any], list[Named], list[_Row]]:
        """Read `field: value` lines: values, names, and what is neither (from the first, if `stop`)."""
        found: dict[str, list[tuple[_Row, str]]] = {}
        named: list[Named] = []
        unread: list[_Row] = []
        for position, row in enumerate(rows):
            text = row.at(depth).strip()
            name, value = next(self._matches(text, kind), ("", ""))
            if name:
                found.setdefault(name, []).append((row, value))
            elif one := _read_mention(text, kind):
                named.append(one)
            elif stop:
                unread = rows[position:]
                break
            else:
                unread.append(row)
        return dict(self._values(found, kind)), named, unread

    @staticmethod
    def _matches(text: str, kind: type[Item]) -> Iterator[tuple[str, str]]:
        for name, spec in specs(kind.kind).items():
            value = spec.find(text)
            if value is not None:
                yield name, value

    def _values(
        self, found: dict[str, list[tuple[_Row, str]]], kind: type[Item]
    ) -> Iterator[tuple[str, Any]]:
        for name, lines in found.items():
            spec = specs(kind.kind)[name]
            try:
                value = spec.read([value for _, value in lines])
            except BadField as error:
                self._problem(lines[-1][0], str(error))
                continue
            if value != spec.empty:
                yield name, value

    def _beneath(self, index: int, end: int, depth: int, kind: type[Item]) -> tuple[str, tuple[Draft, ...]]:
        """Read the free text and, where the kind has items beneath it, those."""
        escaped = kind in (Person, Goal, Gap)
        parent = escaped and not self.flat
        body: list[str] = []
        children: list[Draft] = []
        while index < end:
            row = self.rows[index]
            if parent and row.depth == depth and row.at(depth).startswith("- "):
                stop = min(self._block(index, depth), end)
                child = self.item(index, stop, depth, kind)
                children += [child] if child else []
                index = stop
                continue
            if children and not row.blank:
                self._problem(row, "free text stands before the lines with a hyphen beneath it")
            body.append(row.at(depth))
            index += 1
        if escaped:
            body = [line[1:] if re.match(r"\\+- ", line) else line for line in body]
        return clean("\n".join(body)), tuple(children)


def _read_mention(text: str, kind: type[Item]) -> Named | None:
    label, _, said = text.partition(":")
    label, said = label.casefold(), said.strip()
    unlinked = label == "unlinked"
    if label == "serves" and kind is not Skill:
        return None
    if unlinked and said.partition(" ")[0] in ("criterion", "surfaced"):
        label, _, said = said.partition(" ")
    sort = _MENTION.get(label)
    if sort is None and label not in ("mention", "unlinked"):
        return None
    if sort == "surfaced":
        return _read_surfaced(said, unlinked=unlinked) if "surfaced" in kind.mentions_of else None
    if sort == "criterion":
        return (
            Named("criterion", said, unlinked=unlinked) if said and "criterion" in kind.mentions_of else None
        )
    found = _SORT.get(said[:1])
    name = said[1:].strip() if found else said
    found = found or ("goal" if sort == "goal" else None)
    if not name or found not in kind.mentions_of:
        return None
    return Named(found, name, unlinked=unlinked)


def _read_surfaced(said: str, *, unlinked: bool) -> Named | None:
    name, _, last = said.removeprefix("@").rpartition(" ")
    moment = when.read(last)
    if name and last == "undated":
        return Named("surfaced", name.strip(), unlinked=unlinked)
    if name and moment and moment.first == moment.last:
        return Named("surfaced", name.strip(), moment.first, unlinked)
    return Named("surfaced", said.removeprefix("@").strip(), None, unlinked) if said else None
