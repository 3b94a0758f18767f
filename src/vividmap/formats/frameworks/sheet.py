"""CSV, or cells pasted from a spreadsheet, separated by commas, semicolons or tabs."""

import csv
from collections.abc import Sequence
from io import StringIO

from vividmap.formats.frameworks.axes import is_level
from vividmap.formats.frameworks.grid import Grid, GridRow
from vividmap.formats.frameworks.roles import role
from vividmap.formats.frameworks.stated import FrameworkContents, Span
from vividmap.formats.notes.blocks import Unreadable

_BETWEEN = "\t;,"
_MOST_COLUMNS = 200
_LONGEST_HEADER = 60


def is_sheet(lines: Sequence[str]) -> bool:
    """Return whether a text is a table whose headers are levels or usual columns of frameworks."""
    first = next((line for line in lines if line.strip()), "")
    cells = _split(first)
    if len(cells) < 2 or first.lstrip().startswith(("|", "#", "-", "*")):
        return False
    named_cells = [cell for cell in cells if role(cell) or is_level(cell)]
    return bool(named_cells) and all(len(cell) <= _LONGEST_HEADER and "." not in cell for cell in cells)


def read_sheet(lines: Sequence[str]) -> FrameworkContents:
    """Return the contents of a table. Raises Unreadable."""
    rows = _rows(lines)
    title = rows[0] if len(rows) > 1 and _count_filled(rows[0]) == 1 < _count_filled(rows[1]) else None
    rows = rows[1:] if title else rows
    grid = Grid()
    shape = grid.read(rows[0], rows[1:]) if rows else "an empty table"
    spans = [Span(title.first, title.last, "heading", "name of the framework")] if title else []
    name = next((cell.strip() for cell in title.cells if cell.strip()), "") if title else ""
    return FrameworkContents(
        f"CSV, {shape}", tuple(grid.leaves), tuple(grid.labels), (*spans, *grid.spans), name=name
    )


def _count_filled(row: GridRow) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _rows(lines: Sequence[str]) -> list[GridRow]:
    first = next((line for line in lines if line.strip()), "")
    reader = csv.reader(StringIO("\n".join(lines)), delimiter=_delimiter(first))
    rows, first_line = [], 1
    try:
        for cells in reader:
            if len(cells) > _MOST_COLUMNS:
                raise Unreadable(
                    first_line, f"the row has {len(cells)} cells; at most {_MOST_COLUMNS} are allowed"
                )
            if any(cell.strip() for cell in cells):
                rows.append(GridRow(tuple(cells), first_line, reader.line_num))
            first_line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(first_line, f"cannot read this row: {error}") from error
    return rows


def _delimiter(line: str) -> str:
    return max(_BETWEEN, key=line.count)


def _split(line: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=_delimiter(line)), [])
    except csv.Error:
        return []
