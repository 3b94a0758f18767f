"""The running document → drafts and, for each line that could not be read, a problem. Nothing is raised."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from vividmap.core.english import dates
from vividmap.core.fields import BadField
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import (
    Evidence,
    Gap,
    Goal,
    Item,
    Person,
    Profile,
    Skill,
    SkillEntry,
    Touchpoint,
    Update,
    specs,
)
from vividmap.core.shorthand import Draft, NameMark, ParsedLine, read_line, split_handle
from vividmap.core.text import UnreadableText, clean, clean_line, fold
from vividmap.core.when import When
from vividmap.formats.document import BASE, INDENT, ORPHANS, SECTIONS, SKILLS
from vividmap.formats.document.marks import misplaced_mark, misspelt_field, unescape_line
from vividmap.formats.document.mentions import read_mention

_SECTION = {fold(title): kind for title, kind in SECTIONS.items()}
_SUBSECTION: dict[tuple[type[Item] | None, str], type[Item]] = {
    (SkillEntry, fold(SKILLS)): Skill,
    (Person, fold(ORPHANS)): Touchpoint,
}
_INDENT = lazy_pattern(rf"(?:{INDENT}|\t)*")
_BULLET = lazy_pattern(r"[-*+]( |$)")
_HEADING = lazy_pattern(r"(#{1,6})\s+(.*)")


class DocumentProblem(NamedTuple):
    """A line (from 1) that could not be read, and how to fix it."""

    line: int
    message: str


@dataclass(frozen=True)
class DocumentReading:
    """The contents of a document: drafts in the order of the file, the profile, and problems by line.

    `base` marks the state of the record that the document was written from, "" if it does not say.
    """

    drafts: tuple[Draft, ...] = ()
    profile: Draft | None = None
    problems: tuple[DocumentProblem, ...] = ()
    base: str = ""


class _DocumentRow(NamedTuple):
    number: int
    depth: int
    """Levels of indentation; a level is two spaces or a tab."""
    text: str
    """The line with its indentation, without its line end."""

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    def at(self, depth: int) -> str:
        """Return the text without `depth` levels of indentation."""
        text = self.text
        for _ in range(depth):
            text = text.removeprefix("\t") if text.startswith("\t") else text.removeprefix(INDENT)
        return text


def _row(number: int, text: str) -> _DocumentRow:
    indent = _INDENT.match(text)
    blanks = indent[0] if indent else ""
    tabs = blanks.count("\t")
    return _DocumentRow(number, tabs + (len(blanks) - tabs) // len(INDENT), text)


def read(text: str, today: date) -> DocumentReading:
    """Return the contents of a running document.

    `today`, the owner's local date, is the date of new lines that have no date and no heading with one.
    Raises UnreadableText.
    """
    try:
        text.encode()
        if "\0" in text:
            raise UnreadableText("the document contains a NUL character (U+0000)")
    except UnicodeEncodeError:
        return DocumentReading(problems=(DocumentProblem(1, "the document is not valid Unicode"),))
    except UnreadableText as error:
        return DocumentReading(problems=(DocumentProblem(1, str(error)),))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    rows = [_row(number, line) for number, line in enumerate(text.split("\n"), 1)]
    return _DocumentReader(rows, today).read()


def read_entry(
    text: str, kind: type[Item], today: date, *, handles: bool = False
) -> tuple[Draft, tuple[DocumentProblem, ...]]:
    """Return the draft of a captured entry (a line, `field: value` lines, free text) and the problems.

    If there are problems, all lines below the first are kept as free text.
    """
    first, _, body = text.partition("\n")
    if body.strip() or handles:
        lines = [f"- {first}", *(INDENT + line if line.strip() else "" for line in body.split("\n"))]
        rows = [_row(number, line) for number, line in enumerate(lines, 1)]
        reader = _DocumentReader(rows, today, section=kind, kind=kind, handles=handles, flat=True)
        draft = reader.item(0, len(rows), 0)
        if draft is not None and not reader.problems:
            return draft, ()
        return _as_text(first, body, kind), tuple(reader.problems)
    return _as_text(first, body, kind), ()


def _as_text(first: str, body: str, kind: type[Item]) -> Draft:
    """Return the draft of a line, with everything below it as free text."""
    line = read_line(first, kind)
    return Draft(
        kind=kind.kind,
        text=line.text,
        body=clean(body),
        when=line.when,
        is_undated=line.is_undated,
        fields=_fields_from_marks(line, kind),
        mentions=line.mentions,
    )


def _fields_from_marks(line: ParsedLine, kind: type[Item]) -> dict[str, str]:
    """Return the fields that a line gives with marks (`->`, `~`, `+`)."""
    fields = {"outcome": line.outcome, "scope": line.scope, "project": line.project}
    return {name: value for name, value in fields.items() if value}


@dataclass
class _DocumentReader:
    """The rows of a document while they are read."""

    rows: list[_DocumentRow]
    today: date
    problems: list[DocumentProblem] = field(default_factory=list)
    section: type[Item] | None = None
    kind: type[Item] | None = None
    heading: When | None = None
    handles: bool = True
    flat: bool = False
    """A single entry: the lines below are free text, and an entry without a date stays undated."""
    base: str = ""

    def read(self) -> DocumentReading:
        start, profile = self._front()
        drafts = []
        index = start
        while index < len(self.rows):
            row = self.rows[index]
            if row.is_blank:
                index += 1
            elif match := _HEADING.fullmatch(row.text):
                self._heading(row, len(match[1]), match[2].rstrip().rstrip("#").rstrip())
                index += 1
            elif row.depth == 0 and _BULLET.match(row.text):
                end = self._block(index, 0)
                draft = self.item(index, end, 0)
                drafts += [draft] if draft else []
                index = end
            else:
                self._problem(
                    row, "this text is not part of an entry; begin an entry with '- ' and indent the rest"
                )
                index += 1
        return DocumentReading(tuple(drafts), profile, tuple(self.problems), self.base)

    def _problem(self, row: _DocumentRow, message: str) -> None:
        self.problems.append(DocumentProblem(row.number, message))

    def _front(self) -> tuple[int, Draft | None]:
        first = next((index for index, row in enumerate(self.rows) if not row.is_blank), len(self.rows))
        if first == len(self.rows) or self.rows[first].text.rstrip() != "---":
            return 0, None
        end = next(
            (index for index in range(first + 1, len(self.rows)) if self.rows[index].text.rstrip() == "---"),
            None,
        )
        if end is None:
            self._problem(self.rows[first], "the front matter has no closing '---'")
            return first + 1, None
        rows = [row for row in self.rows[first + 1 : end] if not row.is_blank]
        name = ""
        profile_rows = []
        for row in rows:
            label, _, value = row.text.partition(":")
            if label.strip() == "vividmap":
                if value.strip() != "document 1":
                    self._problem(
                        row, f"unknown version of the document: {value.strip()!r}; use 'document 1'"
                    )
            elif label.strip() == "name":
                name = clean_line(value)
            elif label.strip() == BASE:
                self.base = value.strip()
            else:
                profile_rows.append(row)
        values, _, unread_rows = self._fields(profile_rows, Profile)
        for row in unread_rows:
            self._problem(row, f"the profile has no field {row.text.partition(':')[0].strip()!r}")
        return end + 1, Draft(kind=Profile.kind, text=name, fields=values, place=self.rows[first].number)

    def _heading(self, row: _DocumentRow, level: int, title: str) -> None:
        if level == 1:
            self.section = self.kind = _SECTION.get(fold(title))
            self.heading = None
            if self.section is None:
                self._problem(row, f"unknown section {title!r}; the sections are {', '.join(SECTIONS)}")
            return
        self.kind = _SUBSECTION.get((self.section, fold(title)), self.section)
        self.heading = dates.parse_date_or_none(title, self.today)
        if self.heading and self.heading.first <= self.today <= self.heading.last:
            self.heading = When.day(self.today)

    def _block(self, index: int, depth: int) -> int:
        """Return the end of the lines below the bullet at `index`, without trailing blank lines."""
        end = last = index + 1
        while end < len(self.rows):
            row = self.rows[end]
            if not row.is_blank:
                if row.depth <= depth:
                    break
                last = end + 1
            end += 1
        return last

    def item(self, index: int, end: int, depth: int, parent: type[Item] | None = None) -> Draft | None:
        """Return the item of the bullet at `index`, whose lines end before `end`; None for a problem."""
        row = self.rows[index]
        text = row.at(depth)[2:].strip()
        kind, text = self._kind_of(text, parent)
        if kind is None:
            self._problem(row, "an entry must be in one of the four sections")
            return None
        if kind.is_dated and (problem := misplaced_mark(text)):
            self._problem(row, problem)
        below = self.rows[index + 1 : end]
        fields_end = next(
            (
                index
                for index, row_below in enumerate(below)
                if row_below.is_blank
                or (row_below.depth != depth + 1 and not self._is_field_below(row_below, depth, kind))
            ),
            len(below),
        )
        values, names_below, unread_rows = self._fields(below[:fields_end], kind, depth + 1, stop=True)
        body_rows = unread_rows + below[fields_end:]
        body, children = self._read_below(index + 1 + len(below) - len(body_rows), end, depth + 1, kind)
        draft = self._line(text, kind, row)
        if draft is None:
            return None
        outcome = values.pop("outcome", None)
        fields = {**draft.fields, **values} | ({"outcome": outcome} if outcome else {})
        mentions = tuple(dict.fromkeys((*draft.mentions, *names_below)))
        return replace(draft, fields=fields, mentions=mentions, body=body, children=children)

    def _kind_of(self, text: str, parent: type[Item] | None) -> tuple[type[Item] | None, str]:
        if parent is None:
            return self.kind, text
        if parent is Person:
            return Touchpoint, text
        if parent is Goal and text.casefold().startswith("gap:"):
            return Gap, text[4:].strip()
        return Update, text

    def _line(self, line_text: str, kind: type[Item], row: _DocumentRow) -> Draft | None:
        if not kind.is_dated:
            text, handle = split_handle(line_text) if self.handles else (line_text, "")
            if not text:
                self._problem(row, f"a {kind.kind} needs a name")
                return None
            return Draft(kind=kind.kind, text=text, handle=handle, place=row.number)
        line = read_line(line_text, kind, handles=self.handles)
        if not line.text:
            self._problem(row, "an entry needs some text")
            return None
        moment = line.when
        if moment is None and not line.is_undated and not self.flat:
            moment = (self.heading if kind in (Evidence, SkillEntry) else None) or When.day(self.today)
        return Draft(
            kind=kind.kind,
            text=line.text,
            when=moment,
            is_undated=line.is_undated,
            fields=_fields_from_marks(line, kind),
            mentions=line.mentions,
            handle=line.handle,
            place=row.number,
        )

    def _fields(
        self, rows: list[_DocumentRow], kind: type[Item], depth: int = 0, *, stop: bool = False
    ) -> tuple[dict[str, Any], list[NameMark], list[_DocumentRow]]:
        """Return the values, the mentions and the other rows of `field: value` lines.

        With `stop`, all rows from the first one that is neither a field nor a mention are other rows.
        """
        lines_by_field: dict[str, list[tuple[_DocumentRow, str]]] = {}
        mentions: list[NameMark] = []
        unread_rows: list[_DocumentRow] = []
        for position, row in enumerate(rows):
            text = row.at(depth).strip()
            name, value = next(self._matches(text, kind), ("", ""))
            if name:
                lines_by_field.setdefault(name, []).append((row, value))
            elif mention := read_mention(text, kind):
                mentions.append(mention)
            elif stop and (problem := misspelt_field(text, kind)):
                self._problem(row, problem)
            elif stop:
                unread_rows = rows[position:]
                break
            else:
                unread_rows.append(row)
        return dict(self._values(lines_by_field, kind)), mentions, unread_rows

    def _is_field_below(self, row: _DocumentRow, depth: int, kind: type[Item]) -> bool:
        """Return whether a row that is indented too far is a field all the same."""
        return row.depth > depth + 1 and next(self._matches(row.text.strip(), kind), None) is not None

    @staticmethod
    def _matches(text: str, kind: type[Item]) -> Iterator[tuple[str, str]]:
        for name, spec in specs(kind.kind).items():
            value = spec.find(text)
            if value is not None:
                yield name, value

    def _values(
        self, lines_by_field: dict[str, list[tuple[_DocumentRow, str]]], kind: type[Item]
    ) -> Iterator[tuple[str, Any]]:
        for name, lines in lines_by_field.items():
            spec = specs(kind.kind)[name]
            try:
                value = spec.read([value for _, value in lines])
            except BadField as error:
                self._problem(lines[-1][0], str(error))
                continue
            if value != spec.empty:
                yield name, value

    def _read_below(
        self, index: int, end: int, depth: int, kind: type[Item]
    ) -> tuple[str, tuple[Draft, ...]]:
        """Return the free text below an item and, if its kind can have child items, those."""
        needs_escape = kind in (Person, Goal, Gap)
        parent = needs_escape and not self.flat
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
            if problem := misplaced_mark(row.text):
                self._problem(row, problem)
            if children and not row.is_blank:
                self._problem(row, "put free text above the lines that begin with a hyphen")
            body.append(row.at(depth))
            index += 1
        hyphen = r"\\+- " if needs_escape else r"$."
        body = [line[1:] if re.match(hyphen, line) else unescape_line(line) for line in body]
        return clean("\n".join(body)), tuple(children)
