"""A line of text that may serve as a heading, and what its place says of it."""

from typing import NamedTuple

from vividmap.formats.notes.item_headings import LABEL_AT_MOST
from vividmap.formats.notes.lines import NoteLine
from vividmap.formats.notes.titles import NoteTitle


class TextHeading(NamedTuple):
    """A line of text that may serve as a heading; `announces`: it ends in a colon above a list or a table."""

    at: int
    line: NoteLine
    following: NoteLine | None
    plain: str
    title: NoteTitle
    is_bold: bool
    announces: bool

    @property
    def is_short(self) -> bool:
        """Return whether it is as short as a label."""
        return len(self.plain) <= LABEL_AT_MOST and len(self.plain.split()) <= 7


def is_list(line: NoteLine | None) -> bool:
    """Return whether a line is an item of a list or a row of a table."""
    return line is not None and line.sort in ("item", "row")
