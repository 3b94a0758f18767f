"""Text → lines with their structure: heading, item, text, quotation, row. No meaning is read here.

One set of lines for Markdown, Org, pastes of word processors, plain lines, tables, CSV and TSV.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.formats.notes.cells import split_cells
from vividmap.formats.notes.column_heads import head_key
from vividmap.formats.notes.csv_records import can_be_heads, read_records
from vividmap.formats.notes.vocabulary import key_of, phrases

LineSort = Literal["heading", "item", "text", "quote", "row", "code", "skip"]

_ITEM = lazy_pattern(
    r"(?P<indent>[ \t]*)(?:"
    r"(?P<tick>[✓✔✅☑]\ufe0f?)[ \t]*|(?P<box>[☐□⬜]\ufe0f?)[ \t]*"
    r"|[•◦▪‣●○■▸►➢➤❖⁃∙➔»·\uf0b7\uf0a7][ \t]*"
    r"|(?:[-*+–—→]|(?<=[ \t])o|\bo(?=\t)|\((?P<inside>\d{1,2})\))(?:[ \t]+|$)"
    r"|(?P<number>\d{1,4})[.)](?:[ \t]+|$))"
)
_CHECKBOX = lazy_pattern(
    r"(?:\[(?P<mark>[ xX~/_><!-]?)\]|(?P<tick>[✓✔✅☑])\ufe0f?|(?P<box>[☐⬜])\ufe0f?)(?:\s+|$)"
)
_HEADING = lazy_pattern(r" {0,3}(?P<marks>#{1,6})(?:[ \t]++|$|(?<=##)(?=[^\s#]))(?P<text>.*)")
_WIKI_HEADING = lazy_pattern(
    r"(?:(?P<marks>={2,6})\s*(?P<text>[^=\s][^=]*+)={2,6}|h(?P<level>[1-6])\.\s++(?P<jira>\S.*+))\s*+"
)
_CLOSING_MARKS = lazy_pattern(r"(?<![ \t])[ \t]++#++[ \t]*$")
_RULE = lazy_pattern(r"[ \t]*([-*_=~#])(?:[ \t]*\1){2,}[ \t]*")
_UNDERLINE = lazy_pattern(r" {0,3}(?:=+|-{2,})[ \t]*")
_QUOTE = lazy_pattern(r"[ \t]*>[ \t>]*")
_FENCE = lazy_pattern(r"[ \t]*(?:[-*+] )?(?P<fence>`{3,}|~{3,})")
_FRONT = {"---": ("---", "..."), "+++": ("+++",)}
_FRONT_KEY = lazy_pattern(r"[\w\"'-][\w\"' .-]{0,60}[:=]")
_TABLE_RULE = lazy_pattern(r"[ \t]*+\|?[ \t]*+:?-+:?[ \t]*+(?:[|+][ \t]*+:?-+:?[ \t]*+)*[|+]?[ \t]*")
_HTML = lazy_pattern(
    r"[ \t]*</?(?:div|p|br|hr|img|details|summary|table|tr|td|th|tbody|thead|span|style|script|center)\b"
    r"[^>]*+>[ \t]*",
    re.IGNORECASE,
)
_DEFINITION = lazy_pattern(r" {0,3}\[[^\[\]]{1,100}\]:[ \t]+\S.*")
_PROPERTY = lazy_pattern(r"[ \t]*(?:[-*+] )?[\w-]{1,40}::(?: .*)?")
_ORG_HEADING = lazy_pattern(r"(?P<marks>\*+)[ \t]++(?P<text>.*)")
_ORG_STATE = lazy_pattern(
    r"(?P<state>TODO|NEXT|WAITING|WAIT|DOING|STARTED|HOLD|CANCELLED|CANCELED|DONE)\b[ \t]*"
)
_ORG_TAGS = lazy_pattern(r"(?<![ \t])[ \t]++:(?P<tags>[\w@#%:]+):[ \t]*$")
_ORG_CLOSED = lazy_pattern(r"[ \t]*(?:CLOSED|SCHEDULED|DEADLINE):.*")
_ORG_DATE = lazy_pattern(r"[<\[](?P<date>\d{4}-\d\d-\d\d)[^>\]]{0,30}[>\]]")
_ORG_INACTIVE = lazy_pattern(r"^\[(?P<date>\d{4}-\d\d-\d\d)[^>\]]{0,30}\]")
_ORG_LINK = lazy_pattern(r"\[\[(?P<href>[^\[\]]+)\]\[(?P<text>[^\[\]]+)\]\]")
_ORG_OPEN = frozenset(("TODO", "NEXT", "WAITING", "WAIT", "DOING", "STARTED", "HOLD"))
_ORG_CANCELLED = frozenset(("CANCELLED", "CANCELED"))
_FEWEST_TABS = 2
_MOST_CELLS = 60_000  # with more, a table is read as text


class NoteLine(NamedTuple):
    """One line, or the lines of one record of a CSV file, without its marker. Numbers count from 0."""

    number: int
    end: int
    sort: LineSort
    text: str
    indent: int = 0
    level: int = 0
    """For a heading: its level, from 1. For a row: 1 for the header of a table."""
    checked: bool | None = None
    cells: tuple[str, ...] = ()
    reason: str = ""
    """Why the line is not read, for the sort "skip"; "" for a line that belongs to the one above."""
    date_text: str = ""
    """The day on which it was closed, if its form states that."""
    tags: tuple[str, ...] = ()
    after_blank: bool = False
    is_ordered: bool = False


def read_lines(lines: Sequence[str]) -> list[NoteLine]:
    """Return the lines that are not blank, in order."""
    if records := read_records(lines):
        return [
            NoteLine(record.first, record.end, "row", "", level=int(not at), cells=record.cells)
            for at, record in enumerate(records)
        ]
    parser = _OrgLines(lines) if _is_org(lines) else _MarkdownLines(lines)
    return list(parser.read())


def _is_org(lines: Sequence[str]) -> bool:
    deep = sum(bool(re.match(r"\*{2,}[ \t]+\S", line)) for line in lines)
    marks = sum(line.startswith("#+") for line in lines[:20])
    markdown = sum(bool(_HEADING.match(line)) for line in lines)
    return bool(marks or deep) and not markdown


def columns(indent: str) -> int:
    """Return the width of an indentation."""
    return len(indent.expandtabs(4))


class _MarkdownLines:
    """Markdown in its usual variants, and text without marks."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.after_blank = True
        self.counts: dict[int, int] = {}
        self.can_have_tables = sum(line.count("|") for line in lines) <= _MOST_CELLS
        self.in_table = 0

    def read(self) -> Iterator[NoteLine]:
        """Yield the lines."""
        number = self._front_matter()
        for at in range(number):
            if self.lines[at].strip():
                yield NoteLine(at, at + 1, "skip", self.lines[at], reason="front matter")
        while number < len(self.lines):
            if not self.lines[number].strip():
                self.after_blank, self.in_table = True, 0
                number += 1
                continue
            produced = list(self._read_at(number))
            yield from produced
            number = produced[-1].end
            self.after_blank = False
            if produced[-1].sort != "row":
                self.in_table = 0

    def _front_matter(self) -> int:
        closes = _FRONT.get(self.lines[0].rstrip(), ())
        end = next((n for n, line in enumerate(self.lines[1:200], 1) if line.rstrip() in closes), 0)
        inside = [line for line in self.lines[1:end] if line.strip()]
        return end + 1 if end and all(_FRONT_KEY.match(line) or line[0] in " -#" for line in inside) else 0

    def _read_at(self, number: int) -> Iterator[NoteLine]:
        line = self.lines[number]
        if fence := _FENCE.match(line):
            yield from self._block(number, fence["fence"])
        elif line.lstrip().startswith("<!--"):
            yield from self._comment(number)
        elif self.can_have_tables and "|" in line and self._is_row(number):
            yield self._row(number, split_cells(line))
        elif self._is_tabbed_row(number):
            yield self._row(number, [cell.strip() for cell in line.split("\t")])
        else:
            yield from self._read_line(number, line)

    def _read_line(self, number: int, line: str) -> Iterator[NoteLine]:
        heading, wiki = _HEADING.fullmatch(line), _WIKI_HEADING.fullmatch(line)
        following = self.lines[number + 1] if number + 1 < len(self.lines) else ""
        if heading:
            text = _CLOSING_MARKS.sub("", heading["text"]).strip()
            self.counts.clear()
            yield NoteLine(number, number + 1, "heading", text, level=len(heading["marks"]))
        elif wiki:
            level = len(wiki["marks"]) - 1 if wiki["marks"] else int(wiki["level"])
            yield NoteLine(number, number + 1, "heading", (wiki["text"] or wiki["jira"]).strip(), level=level)
        elif _RULE.fullmatch(line):
            yield NoteLine(number, number + 1, "skip", line.strip(), reason="a horizontal rule")
        elif _HTML.fullmatch(line):
            yield NoteLine(number, number + 1, "skip", line.strip(), reason="HTML without text")
        elif _PROPERTY.fullmatch(line):
            yield NoteLine(number, number + 1, "skip", line.strip(), reason="a property of the note")
        elif _DEFINITION.fullmatch(line):
            yield NoteLine(
                number, number + 1, "skip", line.strip(), reason="a link definition that no entry uses"
            )
        elif (item := _ITEM.match(line)) and not self._is_text_in_front(item, line):
            yield self._item(number, line, item)
        elif quote := _QUOTE.match(line):
            yield NoteLine(
                number,
                number + 1,
                "quote",
                line[quote.end() :].strip(),
                columns(line[: len(line) - len(line.lstrip())]),
                after_blank=self.after_blank,
            )
        elif (
            following.strip()
            and len(line) <= 100
            and _UNDERLINE.fullmatch(following)
            and self._is_title_above(number)
        ):
            self.counts.clear()
            yield NoteLine(number, number + 1, "heading", line.strip(), level=1 if "=" in following else 2)
            yield NoteLine(
                number + 1, number + 2, "skip", following.strip(), reason="the underline of a heading"
            )
        else:
            yield self._text(number, line)

    def _is_title_above(self, number: int) -> bool:
        """Return whether an underline makes a heading: the line stands alone above it."""
        return self.after_blank or number == 0 or len(self.lines[number + 1].strip()) >= 3

    def _is_text_in_front(self, item: re.Match[str], line: str) -> bool:
        """Return whether what looks like a marker is text: "12. März", "2026. It was"."""
        if not item["number"]:
            return False
        indent, count = columns(item["indent"]), int(item["number"])
        expected = self.counts.get(indent, 0) + 1
        return count not in (0, 1, expected)

    def _item(self, number: int, line: str, item: re.Match[str]) -> NoteLine:
        indent = columns(item["indent"])
        self.counts = {width: count for width, count in self.counts.items() if width <= indent}
        if item["number"]:
            self.counts[indent] = int(item["number"])
        text, checked = line[item.end() :].strip(), True if item["tick"] else False if item["box"] else None
        if box := _CHECKBOX.match(text):
            is_checked = bool(box["tick"]) or (box["mark"] or "").lower() == "x"
            # "[!]" marks what is important, whether it is done or not
            text, checked = text[box.end() :], None if box["mark"] == "!" else is_checked
        is_ordered = bool(item["number"] or item["inside"])
        return NoteLine(
            number,
            number + 1,
            "item",
            text,
            indent,
            checked=checked,
            after_blank=self.after_blank,
            is_ordered=is_ordered,
        )

    def _text(self, number: int, line: str) -> NoteLine:
        indent = columns(line[: len(line) - len(line.lstrip())])
        text, box = line.strip(), _CHECKBOX.match(line.lstrip())
        if box and (box["mark"] is not None):
            is_checked = (box["mark"] or "").lower() == "x"
            return NoteLine(
                number,
                number + 1,
                "item",
                text[box.end() :],
                indent,
                checked=is_checked,
                after_blank=self.after_blank,
            )
        return NoteLine(number, number + 1, "text", text, indent, after_blank=self.after_blank)

    def _block(self, number: int, fence: str) -> Iterator[NoteLine]:
        end = number + 1
        while end < len(self.lines) and not self.lines[end].strip().startswith(fence):
            end += 1
        end = min(end + 1, len(self.lines))
        line = self.lines[number]
        indent = columns(line[: len(line) - len(line.lstrip())])
        yield NoteLine(number, end, "code", "", indent, after_blank=self.after_blank)

    def _comment(self, number: int) -> Iterator[NoteLine]:
        end = number
        while end < len(self.lines) and "-->" not in self.lines[end]:
            end += 1
        end = min(end + 1, len(self.lines))
        yield NoteLine(number, end, "skip", "", reason="a comment")

    def _is_row(self, number: int) -> bool:
        """Return whether a line is part of a table: below a header with its rule, or of a run of rows."""
        line = self.lines[number]
        if self.in_table:
            return len(split_cells(line)) > 1 or line.lstrip().startswith("|")
        following = self.lines[number + 1 : number + 3]
        if (
            following
            and "-" in following[0]
            and "|" in line
            and _TABLE_RULE.fullmatch(following[0])
            and ("|" in following[0] or "+" in following[0])
        ):
            return True
        rows = [line, *following]
        bordered = [row.strip() for row in rows if row.strip().startswith("|") and row.strip().endswith("|")]
        return len(bordered) == 3 and len({len(split_cells(row)) for row in bordered}) == 1

    def _is_tabbed_row(self, number: int) -> bool:
        """Return whether a line is a row of a pasted sheet: tabs, below a header whose labels are known."""
        line = self.lines[number]
        if line.count("\t") < _FEWEST_TABS or line[0] in "\t •*-":
            return False
        if self.in_table:
            return True
        following = self.lines[number + 1] if number + 1 < len(self.lines) else ""
        known = sum(head_key(cell) in phrases("labels") for cell in line.split("\t"))
        below = self.lines[number + 1 : number + 3]
        is_sheet = len(below) == 2 and can_be_heads(line.split("\t"))
        if known * 2 <= line.count("\t") and not (is_sheet and below[1].count("\t") == line.count("\t")):
            return False
        return following.count("\t") == line.count("\t")

    def _row(self, number: int, cells: Sequence[str]) -> NoteLine:
        self.in_table += 1
        line = self.lines[number]
        if self.in_table > 1 and _TABLE_RULE.fullmatch(line):
            return NoteLine(number, number + 1, "row", "", level=2)
        return NoteLine(
            number,
            number + 1,
            "row",
            line.strip(),
            columns(line[: len(line) - len(line.lstrip(" \t"))]),
            level=int(self.in_table == 1),
            after_blank=self.after_blank,
            cells=tuple(cells),
        )


class _OrgLines(_MarkdownLines):
    """Org mode: stars are headings, drawers and keywords are not text."""

    def _front_matter(self) -> int:
        return 0

    def _read_at(self, number: int) -> Iterator[NoteLine]:
        line = self.lines[number]
        stripped = line.strip()
        if stripped.upper().startswith("#+TITLE:"):
            yield NoteLine(number, number + 1, "heading", stripped[8:].strip(), level=1)
        elif stripped.startswith(("#+", "# ")):
            yield NoteLine(number, number + 1, "skip", stripped, reason="a setting of the document")
        elif heading := _ORG_HEADING.fullmatch(line):
            yield self._heading(number, heading)
        elif _ORG_DATE.fullmatch(stripped):
            yield NoteLine(number, number + 1, "skip", stripped, reason="the date of the heading above")
        elif re.fullmatch(r":[\w-]+:(?:[ \t].*)?", stripped) or _ORG_CLOSED.fullmatch(line):
            yield NoteLine(number, number + 1, "skip", stripped, reason="a property of the heading above")
        else:
            for note_line in super()._read_at(number):
                text = _ORG_LINK.sub(r"[\g<text>](\g<href>)", note_line.text)
                term, mark, value = text.partition(" :: ")
                if mark:
                    text = f"{term}: {value}" if key_of(term) in phrases("labels") else f"{term} — {value}"
                yield note_line._replace(text=_ORG_INACTIVE.sub(r"\g<date>:", text))

    def _heading(self, number: int, heading: re.Match[str]) -> NoteLine:
        text, checked, tags, reason = heading["text"].strip(), None, (), ""
        if state := _ORG_STATE.match(text):
            text = text[state.end() :]
            checked = state["state"] not in (*_ORG_OPEN, *_ORG_CANCELLED)
            reason = "a task that was cancelled" if state["state"] in _ORG_CANCELLED else ""
        if tag_match := _ORG_TAGS.search(text):
            text = text[: tag_match.start()]
            tags = tuple(filter(None, tag_match["tags"].split(":")))
        text = re.sub(r"\[#[A-C]\]\s*", "", text, count=1)
        date_text = ""
        if stamp := _ORG_DATE.search(text):
            date_text, text = stamp["date"], (text[: stamp.start()] + text[stamp.end() :]).strip()
        for below in self.lines[number + 1 : number + 3]:
            is_stamp = "CLOSED:" in below or _ORG_DATE.fullmatch(below.strip())
            if not date_text and is_stamp and (stamp := _ORG_DATE.search(below)):
                date_text = stamp["date"]
        self.counts.clear()
        return NoteLine(
            number,
            number + 1,
            "heading",
            text.strip(),
            level=min(len(heading["marks"]) + 1, 30),
            checked=checked,
            reason=reason,
            date_text=date_text,
            tags=tags,
        )
