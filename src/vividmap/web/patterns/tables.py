"""The table of a pattern as its page has it: each number leads to what it counts.

The rows are put together here and not in a template: a page holds some thousand cells.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from urllib.parse import quote_plus
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe

from vividmap.core import when
from vividmap.core.insights.pattern import Cell, PatternTable
from vividmap.core.when import WEEKDAYS, When

MAX_ROWS = 60
"""Rows that are shown: what a person reads. The command line has them all."""
_WIDE = 5
"""From so many columns on, a table scrolls by itself on a narrow screen."""

_CAPTIONS = {
    "calendar": "One column per week, one square per day. A stronger colour means more entries."
    " A narrow screen shows the newest four months.",
    "stack": "A bar a quarter.",
    "matrix": "The stronger the colour, the more there is; where there is no square there is nothing.",
    "flow": "The wider, the more entries lead that way.",
}


@dataclass(frozen=True)
class EntryLinks:
    """URLs: of an item by its id, and of the entries behind one pattern. Neither needs escaping."""

    item: Callable[[UUID], str]
    entries: str

    def row(self, row: str) -> str:
        """Return the URL of what is behind the cells of a row, escaped; the quoted column is appended."""
        return f"{self.entries}?row={quote_plus(row)}&amp;column="


@dataclass(frozen=True)
class TableView:
    """A table to be shown. `count` is how many rows there are, `hidden_rows` how many are not shown."""

    chart: str
    caption: str
    head: tuple[str, ...]
    body: SafeString
    count: int
    hidden_rows: int
    is_wide: bool


def build_table(table: PatternTable, places: EntryLinks, week_starts: str) -> TableView:
    """Return a table with its chart's name; the days of a calendar by weeks."""
    if table.chart == "calendar":
        head, rows = _weeks(table, places, week_starts)
    else:
        head, rows = table.columns, list(_rows(table, places))
    count = len(rows) if table.chart == "calendar" else len(table.rows)
    return TableView(
        chart=table.chart,
        caption=_CAPTIONS.get(table.chart, ""),
        head=head,
        body=mark_safe("\n".join(rows[-MAX_ROWS:])),  # noqa: S308 - every text in it is escaped
        count=count,
        hidden_rows=max(0, count - MAX_ROWS),
        is_wide=len(head) >= _WIDE,
    )


def row_labels(table: PatternTable) -> list[str]:
    """Return the name of each row in a URL: its first cell, and as many more as make it unique."""
    width = 1
    row_labels = [_label(row, width) for row in table.rows]
    while len(set(row_labels)) < len(row_labels) and width < len(table.columns):
        width += 1
        row_labels = [_label(row, width) for row in table.rows]
    return row_labels


def cell_entries(table: PatternTable, row: str, column: str) -> tuple[UUID, ...]:
    """Return what is behind a row, a column, or the cell of both; nothing if there is none."""
    at = table.columns.index(column) if column in table.columns else None
    if (column and at is None) or not (row or column):
        return ()
    matches = [
        cell
        for label, cells in zip(row_labels(table), table.rows, strict=True)
        if not row or label == row
        for cell in (cells if at is None else cells[at : at + 1])
    ]
    return tuple(dict.fromkeys(uid for cell in matches for uid in cell.behind))


def _label(row: Sequence[Cell], width: int) -> str:
    return ", ".join(cell.text for cell in row[:width])


def _rows(table: PatternTable, places: EntryLinks) -> Iterator[str]:
    columns = [quote_plus(column) for column in table.columns[1:]]
    for label, row in zip(row_labels(table)[:MAX_ROWS], table.rows, strict=False):
        name, *cells = row
        row_url = places.row(label)
        cell_html = (
            _cell(cell, row_url + column, places) for cell, column in zip(cells, columns, strict=True)
        )
        yield f'<tr><th scope="row" dir="auto">{_linked(name, places)}</th>{"".join(cell_html)}</tr>'


def _cell(cell: Cell, address: str, places: EntryLinks) -> str:
    if cell.value is None:
        return f'<td dir="auto">{_linked(cell, places) if len(cell.behind) == 1 else _to(cell, address)}</td>'
    return f'<td data-value="{cell.value:g}">{_to(cell, address)}</td>'


def _linked(cell: Cell, places: EntryLinks) -> str:
    """Return the text of a cell, linked to the item behind it if there is exactly one."""
    return _to(cell, places.item(cell.behind[0]) if len(cell.behind) == 1 else "")


def _to(cell: Cell, address: str) -> str:
    """Return the text of a cell, as a link if something is behind it. The address is escaped already."""
    text = escape(cell.text)
    return f'<a href="{address}">{text}</a>' if cell.behind and address and cell.text else text


def _weeks(table: PatternTable, places: EntryLinks, week_starts: str) -> tuple[tuple[str, ...], list[str]]:
    """Return the days with entries, a row per week and a column per weekday; empty weeks have no row."""
    first = WEEKDAYS.index(week_starts) if week_starts in WEEKDAYS else 0
    weeks: dict[date, list[str]] = {}
    column = quote_plus(table.columns[1])
    for name, cell in table.rows:
        day = date.fromisoformat(name.text)
        at = (day.weekday() - first) % 7
        week = weeks.setdefault(when.days_before(day, at), ["<td></td>"] * 7)
        address = places.row(name.text) + column
        week[at] = f'<td data-value="{cell.value:g}" data-day="{name.text}">{_to(cell, address)}</td>'
    rows = [_week(monday, weeks[monday]) for monday in sorted(weeks)]
    weekday_names = (WEEKDAYS[(first + number) % 7].capitalize() for number in range(7))
    return ("Week of", *weekday_names), rows


def _week(first: date, cells: Sequence[str]) -> str:
    return f'<tr><th scope="row">{escape(when.describe_when(When.day(first)))}</th>{"".join(cells)}</tr>'
