"""Lines that an editor broke: which line goes on in the next."""

from collections.abc import Sequence
from itertools import pairwise

from vividmap.formats.notes.dating import Around, has_date_in_front
from vividmap.formats.notes.labels import split_label
from vividmap.formats.notes.line_shapes import is_open_link
from vividmap.formats.notes.lines import NoteLine
from vividmap.formats.notes.nodes import Node

_WRAPPED_AT = 60
_MAY_BE_WRAPPED_AT = 45
_WIDEST = 130
_ENOUGH_FULL = 4
_SENTENCE_ENDS = (".", "!", "?", ":", ";", "\u2026", "|", "\u3002", "\uff01", "\uff1f", "\uff1a")
_GOING_ON = (",", " and", " or", " the", " to", " of", " -", "–")


class LineWrapping:
    """How wide the lines of a document are, and whether its editor broke them."""

    def __init__(self, lines: Sequence[NoteLine], around: Around) -> None:
        self.around = around
        widths = [len(line.text) + line.indent for line in lines if line.sort in ("text", "item")]
        self.width = max(widths, default=0)
        pairs = [
            (line, following)
            for line, following in pairwise(lines)
            if line.sort in ("text", "item") and following.sort == "text" and not following.after_blank
        ]
        full = sum(self._is_full(line, following, is_item=line.sort == "item") for line, following in pairs)
        self.is_wrapped = self.width <= _WIDEST and full >= _ENOUGH_FULL and full * 2 >= len(pairs)

    def _is_full(self, line: NoteLine, following: NoteLine, *, is_item: bool) -> bool:
        """Return whether the first word of the next line would not have fitted on a line."""
        first_word = following.text.split(None, 1)[0]
        return _length(line, is_item=is_item) + 1 + len(first_word) > self.width

    def is_continuation(self, node: Node | None, line: NoteLine) -> bool:
        """Return whether an editor broke the sentence of the node above at this line."""
        if node is None or line.after_blank or node.sort not in ("item", "text") or node.children:
            return False
        above = node.lines[-1]
        if above.end != line.number:
            return False
        text = above.text
        if (
            not text
            or text.endswith(_SENTENCE_ENDS)
            or split_label(line.text)[0]
            or has_date_in_front(line.text, self.around)
        ):
            return text.endswith("](") or is_open_link(text)
        if is_open_link(text):
            return True
        length = _length(above, is_item=node.sort == "item")
        goes_on = line.text[:1].islower() or text.endswith(_GOING_ON)
        if node.sort == "item" and line.indent > above.indent - 1 and line.indent > 0:
            return length >= _WRAPPED_AT or (goes_on and length >= _MAY_BE_WRAPPED_AT)
        is_broken = self.is_wrapped and self._is_full(above, line, is_item=node.sort == "item")
        return length >= _WRAPPED_AT and (goes_on or is_broken)


def _length(line: NoteLine, *, is_item: bool) -> int:
    return len(line.text) + line.indent + (2 if is_item else 0)
