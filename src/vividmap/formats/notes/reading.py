"""What a document reads as: drafts, a result for each line, questions."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, NamedTuple

from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.shorthand import Draft
from vividmap.formats.notes.questions import NotesQuestion

MOST_LINES = 12_000
"""Ten years of notes are shorter; a longer file would exceed the time limit of a page."""

LineUse = Literal["entry", "heading", "not imported"]


class Unreadable(ValueError):
    """The document cannot be read at all; `line` is the place, from 1, and the message the reason."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line


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
class Reading:
    """Drafts in the order of the file, one result for each line that is not blank, and questions."""

    drafts: tuple[Draft, ...] = ()
    questions: tuple[NotesQuestion, ...] = ()
    line_results: tuple[LineResult, ...] = ()
    assumed_places: frozenset[int] = frozenset()
    """The places of drafts whose date is the period's or the title's, and not their own."""
    sources: Mapping[int, str] = field(default_factory=dict)
    """The lines of each draft as the document has them, by its place."""
    ratings: Mapping[int, float] = field(default_factory=dict)
    """How many stars the author gave an entry, by its place; those without any are left out."""


def split_lines(text: str) -> list[str]:
    """Return the lines of a text. Raises Unreadable for NUL, invalid Unicode and too many lines."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if (at := text.find("\0")) >= 0:
        raise Unreadable(_line_at(text, at), "contains a NUL character (U+0000); remove it")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Unreadable(_line_at(text, error.start), "this is not valid Unicode") from None
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        raise Unreadable(
            MOST_LINES, f"{len(lines)} lines are too many; import at most {MOST_LINES} at a time"
        )
    return lines


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
