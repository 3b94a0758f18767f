"""Leads: the line that becomes an entry, and the lines below it, without bullets and `>` in front."""

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace

from vividmap.core.text import clean, clean_line
from vividmap.formats.notes.blocks import NoteBlock
from vividmap.formats.notes.labels import split_label

_MARKER = re.compile(r"[ \t]*(?:[-*+•◦▪‣●○]|\d{1,9}[.)])(?:[ \t]+|$)")
_CHECKBOX = re.compile(r"\[(?P<mark>[ xX])\](?:\s+|$)")
_QUOTE = re.compile(r"^[ \t]{0,3}>[ \t]?")
_ORNAMENT = re.compile(r"^[\s>#+*`~-]+(?=\S)")
_WORD = re.compile(r"\w")
_WRAPPED_AT = 60
_SENTENCE_ENDS = tuple(".!?:;\u2026|\u3002\uff01\uff1f\uff1a")


@dataclass(frozen=True)
class Lead:
    """The line of a future entry, and the numbers of the lines below it (from 0)."""

    words: str
    first: int
    body: int
    """The first line that is not in `words`."""
    end: int
    own_end: int
    """The first line below that was attached without being indented."""
    reads: Callable[[int], str]
    inner: tuple[NoteBlock, ...] = ()
    checked: bool | None = None

    def text(self, field_lines: Container[int] = ()) -> str:
        """Return the lines below, unchanged, without those that gave fields or items."""
        numbers = [n for n in range(self.body, self.end) if n not in field_lines]
        own_lines = [self.reads(n) for n in numbers if n < self.own_end]
        indent = min((len(line) - len(line.lstrip(" ")) for line in own_lines if line.strip()), default=0)
        # From four spaces on it is code, and the spaces are part of it.
        own_lines = [line[indent:] for line in own_lines] if indent < 4 else own_lines
        return clean("\n".join([*own_lines, *(self.reads(n) for n in numbers if n >= self.own_end)]))

    def reaching(self, end: int) -> "Lead":
        """Return the lead with all lines up to `end` below it."""
        return self if end == self.end else replace(self, end=end)


def lead_of(block: NoteBlock, lines: Sequence[str]) -> Lead | None:
    """Return the lead of a block, None if it has no words."""
    return _READERS[block.sort](block, lines)


def _of_text(block: NoteBlock, lines: Sequence[str]) -> Lead | None:
    indent = len(lines[block.first]) - len(lines[block.first].lstrip())
    return _lead(block, block, _own_lines(block, lines, lambda n: _dedent(lines[n], indent)))


def _of_quote(block: NoteBlock, lines: Sequence[str]) -> Lead | None:
    return _lead(block, None, _own_lines(block, lines, lambda n: _QUOTE.sub("", lines[n], count=1)))


def _of_heading(block: NoteBlock, lines: Sequence[str]) -> Lead:
    return Lead(block.title, block.first, block.end, block.end, block.end, lambda n: lines[n])


def _of_item(block: NoteBlock, lines: Sequence[str]) -> Lead | None:
    first = lines[block.first]
    marker = _MARKER.match(first)
    prefix = marker.group() if marker else ""
    column = _content_column(prefix, first)
    opening = f"{block.title} {first[len(prefix) :]}".strip()
    reads = _own_lines(block, lines, lambda n: opening if n == block.first else _dedent(lines[n], column))
    lead = _lead(block, block.inner[0] if block.inner else None, reads)
    if lead is None or not (box := _CHECKBOX.match(lead.words)):
        return lead
    text = lead.words[box.end() :]
    return replace(lead, words=text, checked=box["mark"] != " ") if _WORD.search(text) else None


def _own_lines(block: NoteBlock, lines: Sequence[str], reads: Callable[[int], str]) -> Callable[[int], str]:
    """Return a reader that uses `reads` for the block's own lines and leaves attached lines unchanged."""
    return lambda number: reads(number) if number < block.end else lines[number]


def _lead(block: NoteBlock, opening: NoteBlock | None, reads: Callable[[int], str]) -> Lead | None:
    first = next((n for n in range(block.first, block.end) if _WORD.search(reads(n))), None)
    if first is None:
        return None
    text, body, inner = _ORNAMENT.sub("", reads(first), count=1), block.first, block.inner
    if opening and opening.sort == "heading":
        text, body, inner = opening.title, opening.end, block.inner[1:]
    elif opening and opening.sort == "text" and opening.first == first:
        body, inner = wrapped_to(reads, first, opening.end), block.inner or (block,)
        text = " ".join(map(reads, range(first, body)))
    elif block.end == block.first + 1 or block.sort == "quote":
        body = first + 1
    # Otherwise it is code or a table in a bullet: the first line is the text, and all is kept in the body.
    return Lead(clean_line(text), block.first, body, block.end, block.end, reads, inner)


_READERS = {"text": _of_text, "quote": _of_quote, "heading": _of_heading, "item": _of_item}


def wrapped_to(reads: Callable[[int], str], first: int, end: int) -> int:
    """Return the end of the line that begins at `first`; an editor may have wrapped it."""
    number = first + 1
    while (
        number < end
        and _is_continued(reads(number - 1))
        and reads(number).strip()
        and not split_label(reads(number))[0]
    ):
        number += 1
    return number


def _is_continued(line: str) -> bool:
    text = line.rstrip()
    broken_on_purpose = line.endswith(("  ", "\\"))
    return len(text) >= _WRAPPED_AT and not broken_on_purpose and not text.endswith(_SENTENCE_ENDS)


def _content_column(prefix: str, line: str) -> int:
    """Return the column at which a bullet's content begins according to CommonMark."""
    marker, content = len(prefix.rstrip().expandtabs(4)), len(prefix.expandtabs(4))
    return marker + 1 if content - marker > 4 or not line[len(prefix) :].strip() else content


def _dedent(line: str, columns: int) -> str:
    """Return a line without its indentation, at most `columns` columns of it."""
    text = line.lstrip(" \t")
    indent = line[: len(line) - len(text)]
    return (indent.expandtabs(4) if "\t" in indent[:columns] else indent)[columns:] + text
