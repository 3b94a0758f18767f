"""CSV, or cells pasted from a spreadsheet: commas, semicolons or tabs between them."""

import csv
from collections.abc import Sequence
from io import StringIO

from vividmap.formats.frameworks.axes import is_level
from vividmap.formats.frameworks.grid import Grid, Row
from vividmap.formats.frameworks.roles import role
from vividmap.formats.frameworks.stated import Found, Span
from vividmap.formats.notes.blocks import Unreadable

_BETWEEN = "\t;,"
_MOST_COLUMNS = 200
_LONGEST_HEADER = 60


def is_sheet(lines: Sequence[str]) -> bool:
    """Tell whether a text is a table with columns that are called as those of frameworks are."""
    first = next((line for line in lines if line.strip()), "")
    cells = _split(first)
    if len(cells) < 2 or first.lstrip().startswith(("|", "#", "-", "*")):
        return False
    named = [cell for cell in cells if role(cell) or is_level(cell)]
    return bool(named) and all(len(cell) <= _LONGEST_HEADER and "." not in cell for cell in cells)


def read_sheet(lines: Sequence[str]) -> Found:
    """Read a table. Raises Unreadable."""
    rows = _rows(lines)
    title = rows[0] if len(rows) > 1 and _filled(rows[0]) == 1 < _filled(rows[1]) else None
    rows = rows[1:] if title else rows
    grid = Grid()
    shape = grid.read(rows[0], rows[1:]) if rows else "an empty table"
    spans = [Span(title.first, title.last, "heading", "what it is called")] if title else []
    name = next((cell.strip() for cell in title.cells if cell.strip()), "") if title else ""
    return Found(f"CSV, {shape}", tuple(grid.leaves), tuple(grid.labels), (*spans, *grid.spans), name=name)


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _rows(lines: Sequence[str]) -> list[Row]:
    first = next((line for line in lines if line.strip()), "")
    reader = csv.reader(StringIO("\n".join(lines)), delimiter=_delimiter(first))
    rows, begun = [], 1
    try:
        for cells in reader:
            if len(cells) > _MOST_COLUMNS:
                raise Unreadable(begun, f"there are {len(cells)} cells; a table has at most {_MOST_COLUMNS}")
            if any(cell.strip() for cell in cells):
                rows.append(Row(tuple(cells), begun, reader.line_num))
            begun = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(begun, f"this row cannot be read: {error}") from error
    return rows


def _delimiter(line: str) -> str:
    return max(_BETWEEN, key=line.count)


def _split(line: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=_delimiter(line)), [])
    except csv.Error:
        return []
