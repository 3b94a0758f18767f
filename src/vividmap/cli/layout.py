"""Text laid out for a terminal: cells, wrapping, aligned columns. Pure functions; `output` prints."""

from collections.abc import Sequence
from unicodedata import category, east_asian_width

from vividmap.core.lazy_pattern import lazy_pattern

# What moves a terminal's cursor, colours it or reorders its text. Notes come from anywhere; tabs and line
# ends are ours. Bidirectional overrides and isolates change how the rest of the line reads.
_CONTROL = lazy_pattern(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


def visible_text(text: str) -> str:
    """Return text with a space in place of each control or bidirectional formatting character."""
    return _CONTROL.sub(" ", text)


def cell_width(text: str) -> int:
    """Return how many terminal cells a text takes: wide characters count two, combining ones none."""
    return sum(0 if category(c) in ("Mn", "Me", "Cf") else 1 + (east_asian_width(c) in "WF") for c in text)


def wrap_words(text: str, width: int) -> list[str]:
    """Return a text's lines, broken at spaces to at most `width` cells; a longer word stays whole."""
    lines, line, used = [], "", 0
    for word in text.split(" "):
        size = cell_width(word)
        if line and used + 1 + size > width:
            lines.append(line)
            line, used = word, size
        else:
            line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
    return [*lines, line] if line or not lines else lines


def wrap_hanging(line: str, width: int, hanging: int) -> list[str]:
    """Return a line wrapped to `width` cells, its continuation indented by `hanging` more than its start."""
    words = line.lstrip(" ")
    indent = len(line) - len(words)
    first, *continuation = wrap_words(words, max(width - indent - hanging, 24))
    return [" " * indent + first, *(" " * (indent + hanging) + piece for piece in continuation)]


def cut_text(text: str, width: int) -> str:
    """Return a text of at most `width` cells; one that is cut ends in an ellipsis."""
    if cell_width(text) <= width:
        return text
    prefix = text[: max(width - 1, 0)]
    while prefix and cell_width(prefix) > width - 1:
        prefix = prefix[:-1]
    return f"{prefix.rstrip()}…"


def align_columns(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return rows as lines of aligned columns, two spaces apart, cut at `width` cells."""
    if not rows:
        return []
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    return [cut_text(_pad_cells(row, widths), width) for row in rows]


def _pad_cells(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [cell + " " * (width - cell_width(cell)) for cell, width in zip(row, widths, strict=True)]
    return "  ".join(cells).rstrip()
