"""The line that becomes an entry, and the lines beneath, as they read without the bullet or `>` in front."""

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace

from vividmap.core.text import clean, clean_line
from vividmap.formats.notes.blocks import Block
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
    """An entry in the making: its line, and where the lines beneath it stand."""

    said: str
    first: int
    body: int
    """The first line that is not in `said`."""
    end: int
    own: int
    """The first line that was put beneath, and was not indented there."""
    reads: Callable[[int], str]
    inner: tuple[Block, ...] = ()
    checked: bool | None = None

    def text(self, taken: Container[int] = ()) -> str:
        """Return the lines beneath as they stand, but those that were taken for something else."""
        numbers = [n for n in range(self.body, self.end) if n not in taken]
        own = [self.reads(n) for n in numbers if n < self.own]
        indent = min((len(line) - len(line.lstrip(" ")) for line in own if line.strip()), default=0)
        # From four spaces on it is code, and they are part of it.
        own = [line[indent:] for line in own] if indent < 4 else own
        return clean("\n".join([*own, *(self.reads(n) for n in numbers if n >= self.own)]))

    def reaching(self, end: int) -> "Lead":
        """Return the lead with all lines up to `end` beneath it."""
        return self if end == self.end else replace(self, end=end)


def lead_of(block: Block, lines: Sequence[str]) -> Lead | None:
    """Return the lead in a block, None if no word is in it."""
    return _READERS[block.sort](block, lines)


def _of_text(block: Block, lines: Sequence[str]) -> Lead | None:
    indent = len(lines[block.first]) - len(lines[block.first].lstrip())
    return _lead(block, block, _own(block, lines, lambda n: _dedent(lines[n], indent)))


def _of_quote(block: Block, lines: Sequence[str]) -> Lead | None:
    return _lead(block, None, _own(block, lines, lambda n: _QUOTE.sub("", lines[n], count=1)))


def _of_heading(block: Block, lines: Sequence[str]) -> Lead:
    return Lead(block.title, block.first, block.end, block.end, block.end, lambda n: lines[n])


def _of_item(block: Block, lines: Sequence[str]) -> Lead | None:
    first = lines[block.first]
    marker = _MARKER.match(first)
    prefix = marker.group() if marker else ""
    column = _content_column(prefix, first)
    opening = f"{block.title} {first[len(prefix) :]}".strip()
    reads = _own(block, lines, lambda n: opening if n == block.first else _dedent(lines[n], column))
    lead = _lead(block, block.inner[0] if block.inner else None, reads)
    if lead is None or not (box := _CHECKBOX.match(lead.said)):
        return lead
    said = lead.said[box.end() :]
    return replace(lead, said=said, checked=box["mark"] != " ") if _WORD.search(said) else None


def _own(block: Block, lines: Sequence[str], reads: Callable[[int], str]) -> Callable[[int], str]:
    """Read the block's own lines so, and those that are put beneath it as they stand."""
    return lambda number: reads(number) if number < block.end else lines[number]


def _lead(block: Block, opening: Block | None, reads: Callable[[int], str]) -> Lead | None:
    first = next((n for n in range(block.first, block.end) if _WORD.search(reads(n))), None)
    if first is None:
        return None
    said, body, inner = _ORNAMENT.sub("", reads(first), count=1), block.first, block.inner
    if opening and opening.sort == "heading":
        said, body, inner = opening.title, opening.end, block.inner[1:]
    elif opening and opening.sort == "text" and opening.first == first:
        body, inner = wrapped_to(reads, first, opening.end), block.inner or (block,)
        said = " ".join(map(reads, range(first, body)))
    elif block.end == block.first + 1 or block.sort == "quote":
        body = first + 1
    # Else it is code or a table in a bullet: its first line says what it is, and it stays whole beneath.
    return Lead(clean_line(said), block.first, body, block.end, block.end, reads, inner)


_READERS = {"text": _of_text, "quote": _of_quote, "heading": _of_heading, "item": _of_item}


def wrapped_to(reads: Callable[[int], str], first: int, end: int) -> int:
    """Return where the line that begins at `first` ends: an editor may have broken it to fit its window."""
    number = first + 1
    while (
        number < end
        and _runs_on(reads(number - 1))
        and reads(number).strip()
        and not split_label(reads(number))[0]
    ):
        number += 1
    return number


def _runs_on(line: str) -> bool:
    stripped = line.rstrip()
    broken_on_purpose = line.endswith(("  ", "\\"))
    return len(stripped) >= _WRAPPED_AT and not broken_on_purpose and not stripped.endswith(_SENTENCE_ENDS)


def _content_column(prefix: str, line: str) -> int:
    """Return the column at which a bullet's content begins, as CommonMark counts it."""
    marker, content = len(prefix.rstrip().expandtabs(4)), len(prefix.expandtabs(4))
    return marker + 1 if content - marker > 4 or not line[len(prefix) :].strip() else content


def _dedent(line: str, columns: int) -> str:
    """Return a line without its indentation, up to so many columns of it."""
    rest = line.lstrip(" \t")
    indent = line[: len(line) - len(rest)]
    return (indent.expandtabs(4) if "\t" in indent[:columns] else indent)[columns:] + rest
