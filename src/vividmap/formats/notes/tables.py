"""A table or CSV file → entries, one per row. Headers and content give the meaning of the columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from vividmap.core.record import Evidence, Gap, Goal
from vividmap.core.shorthand import NameMark
from vividmap.core.text import fold
from vividmap.formats.notes.before_after import BeforeAfter, find_before_after, is_measure
from vividmap.formats.notes.cells import TableCell
from vividmap.formats.notes.column_heads import has_head_label, head_key, is_deed_head
from vividmap.formats.notes.columns import Column, Columns, find_columns, rating_of
from vividmap.formats.notes.content import is_feedback
from vividmap.formats.notes.entries import Entries
from vividmap.formats.notes.labels import has_label
from vividmap.formats.notes.lines import NoteLine
from vividmap.formats.notes.making import Place, ReadEntry
from vividmap.formats.notes.names import is_name
from vividmap.formats.notes.nodes import Node
from vividmap.formats.notes.noise import OPEN_TASK, reason_to_skip
from vividmap.formats.notes.plain import to_plain
from vividmap.formats.notes.sections import SECTIONS
from vividmap.formats.notes.titles import find_section
from vividmap.formats.notes.vocabulary import key_of

_OF_GOAL = ("target", "state", "link", "tags")
_WEEK_HEADERS = [
    [word] for word in ("week", "woche", "semaine", "semana", "settimana", "weken", "неделя", "wk", "kw")
]
_NOT_BEGUN = frozenset(
    "not started,todo,to do,to-do,planned,backlog,open,offen,geplant,à faire,pendiente,pendente".split(",")
)
_KEY_RESULTS = frozenset(
    "key result,key results,kr,schlusselergebnis,schlüsselergebnis,resultat cle,résultat clé,resultado clave,"
    "resultado chave,risultato chiave".split(",")
)
_SHARE_OF_NAMES = 0.5


class TableRow(NamedTuple):
    """One row: its line, and each column's header and the cell's text."""

    line: NoteLine
    cells: tuple[tuple[str, str], ...]


class TableEntry(NamedTuple):
    """What a row became, None if nothing, and why."""

    line: NoteLine
    entry: ReadEntry | None
    reason: str = ""


class _RowPlan(NamedTuple):
    """One row, and what its columns say."""

    row: TableRow
    columns: Sequence[Column]
    columns_found: Columns
    pair: BeforeAfter | None

    @property
    def text_at(self) -> int | None:
        """Return the column with the text of this row; None if none has one."""
        texts = (self.columns_found.text, *self.columns_found.fallbacks)
        outcomes = (
            column.at
            for column in self.columns
            if column.has_label("outcome") or self._label(column.at) == "outcome"
        )
        pair = self.pair[:2] if self.pair else ()
        places = [at for at in (*texts, *outcomes) if at not in pair or at == self.columns_found.text]
        return next((at for at in places if any(map(str.isalpha, _cell(self.row, at)))), None)

    def text(self, at: int) -> str:
        """Return the text of this row: what was done, or what changed and how."""
        return self._change(at) if self.pair and self._measure(at) is None else _cell(self.row, at)

    def cells(self, at: int) -> list[TableCell]:
        """Return the other cells, with their labels."""
        cells = [
            TableCell(head, _week_of(head, value), self._label(place))
            for place, (head, value) in enumerate(self.row.cells)
            if place != at and not self._is_told(place, at)
        ]
        if not self.pair:
            return cells
        if (measure := self._measure(at)) is not None:
            cells.insert(0, TableCell("", self._change(measure), "outcome"))
        has_date = any(has_label(cell.label, "date") and cell.value for cell in cells)
        if self.pair.period and not has_date:
            cells.append(TableCell("Date", self.pair.period, "date"))
        return cells

    def _label(self, at: int) -> str:
        head, value = self.row.cells[at] if at < len(self.row.cells) else ("", "")
        label = self.columns_found.labels.get(at, head_key(head))
        is_bare_difference = self.pair and has_label(label, "outcome") and not any(map(str.isalpha, value))
        return (
            ""
            if is_bare_difference or (self.pair and label == "outcome" and at in self.columns_found.labels)
            else label
        )

    def _is_told(self, place: int, at: int) -> bool:
        """Return whether a cell is part of the change that is told."""
        if not self.pair:
            return False
        is_whole = bool(_cell(self.row, self.pair.after))
        return place == self._measure(at) or (is_whole and place in (self.pair.before, self.pair.after))

    def _measure(self, at: int) -> int | None:
        """Return the column that says what was measured, where another says what was done."""
        if not self.pair or not is_deed_head(self.columns[at].head):
            return None
        others = [column for column in _without(self.columns, self.pair) if column.at != at]
        return next(
            (column.at for column in others if column.has_label("outcome") and is_measure(column)), None
        )

    def _change(self, at: int) -> str:
        if not self.pair:
            return ""
        before, after = _cell(self.row, self.pair.before), _cell(self.row, self.pair.after)
        return self.pair.tell(_cell(self.row, at), before, after)


def read_table(table: Node, place: Place, entries: Entries) -> Iterator[TableEntry]:
    """Yield each row's line and its draft."""
    header, *lines = table.lines
    rows = [_row(header, line) for line in lines if line.level != 2]
    section = (
        place.section
        if place.section not in ("", "notes", "ask", "one-on-one")
        else _section(header.cells, rows)
    )
    place = place._replace(section=section or ("" if place.section == "one-on-one" else place.section))
    columns = _columns(header.cells, rows)
    pair = find_before_after(columns, place.around) if place.kind is Evidence else None
    columns_found = find_columns(_without(columns, pair), place.kind, place.around)
    for row in rows:
        yield _read_row(_RowPlan(row, columns, columns_found, pair), place, entries)


def _read_row(plan: _RowPlan, place: Place, entries: Entries) -> TableEntry:
    row = plan.row
    if not any(value for _, value in row.cells):
        return TableEntry(row.line, None, "empty row")
    at = plan.text_at
    if at is None:
        return TableEntry(row.line, None, "row without a name")
    if reason := _reason_to_skip(row, _cell(row, at)):
        return TableEntry(row.line, None, reason)
    kind_column = plan.columns_found.kind
    if kind_column is not None and (row_section := find_section(_cell(row, kind_column))) in SECTIONS:
        place = place._replace(section=row_section)
    entry = _entry(plan, at, place, entries)
    if entry and plan.columns_found.rating is not None:
        entry = entry._replace(rating=rating_of(_cell(row, plan.columns_found.rating)))
    return TableEntry(row.line, entry, "" if entry else "row without a name")


def suggest_table_section(table: Node) -> str:
    """Return the section that the headers and names of a table suggest, "" if they suggest none."""
    header, *lines = table.lines
    return _section(header.cells, [_row(header, line) for line in lines if line.level != 2])


def _reason_to_skip(row: TableRow, text: str) -> str:
    """Return why a row is not read, for example that nothing was done yet; "" if it may be read."""
    if len(row.cells) == 2 and all(has_label(key_of(cell), "about") for cell in row.cells[0]):
        return "about the document"
    if any(has_head_label(head, ("state",)) and fold(value) in _NOT_BEGUN for head, value in row.cells):
        return OPEN_TASK
    return reason_to_skip(_node(row.line, text), to_plain(text).text)


def _row(header: NoteLine, line: NoteLine) -> TableRow:
    headers = [*header.cells, *[""] * (len(line.cells) - len(header.cells))]
    return TableRow(line, tuple(zip(headers, line.cells, strict=False)))


def _section(headers: Sequence[str], rows: Sequence[TableRow]) -> str:
    """Return the section of a table without one above it."""
    keys = [head_key(header) for header in headers]
    has = {
        name: any(has_label(key, name) for key in keys)
        for name in ("outcome", "date", "role", "team", "gap", "current", "action", "feedback", "target")
    }
    if any(
        key
        in (
            "goal",
            "goals",
            "objective",
            "ziel",
            "objectif",
            "objetivo",
            "obiettivo",
            "doel",
            "цель",
            "目標",
            "目标",
        )
        for key in keys
    ):
        return "goals"
    if has["gap"] or (has["current"] and has["action"]):
        return "gaps"
    names = [row.cells[0][1] for row in rows if row.cells and row.cells[0][1]]
    are_people = (
        bool(names)
        and sum(is_name(to_plain(name).text) for name in names) >= _SHARE_OF_NAMES * len(names) + 0.01
    )
    if (
        are_people
        and (has["role"] or has["team"] or not has["outcome"])
        and any(has_label(keys[0], name) for name in ("name", "people"))
    ):
        return "people"
    if has["feedback"] and not has["outcome"]:
        return "feedback"
    return ""


def _entry(plan: _RowPlan, at: int, place: Place, entries: Entries) -> ReadEntry | None:
    row = plan.row
    text, others = plan.text(at), plan.cells(at)
    children: list[ReadEntry] = []
    if place.kind is Goal and (
        gap := next((cell.value for cell in others if has_label(cell.label, "gap") and cell.value), "")
    ):
        of_gap = [cell for cell in others if not has_label(cell.label, "gap") and not _is_of_goal(cell)]
        others = [cell for cell in others if _is_of_goal(cell)]
        gap_entry = entries.make(_node(row.line, gap), place, kind=Gap, cells=of_gap)
        children = [gap_entry] if gap_entry else []
    if place.kind is Evidence and not place.section and not plan.pair and is_feedback(to_plain(text).text):
        place = place._replace(section="feedback")
    if place.kind is Goal and (key_result := next((cell for cell in others if _is_key_result(cell)), None)):
        # Several rows are of one objective, and each came as far as it did.
        text, others = f"{text}: {key_result.value}", [cell for cell in others if cell is not key_result]
    entry = entries.make(_node(row.line, text), place, cells=others, children=children)
    is_giver = entry is not None and place.section == "feedback"
    givers = [
        cell.value for cell in others if has_label(cell.label, "people") or has_label(cell.label, "name")
    ]
    if entry and is_giver and givers and is_name(givers[0]):
        marks = dict.fromkeys((*entry.draft.mentions, NameMark("person", givers[0])))
        entry = entry._replace(draft=replace(entry.draft, mentions=tuple(marks)))
    return entry


def _is_key_result(cell: TableCell) -> bool:
    return bool(cell.value) and key_of(cell.head) in _KEY_RESULTS


def _week_of(header: str, value: str) -> str:
    """Return a day in a column of weeks as the week that begins with it."""
    is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", value) and key_of(header).split()[:1] in _WEEK_HEADERS
    return f"week of {value}" if is_day else value


def _is_of_goal(cell: TableCell) -> bool:
    return any(has_label(cell.label, name) for name in _OF_GOAL)


def _node(line: NoteLine, text: str) -> Node:
    return Node("item", [line._replace(text=text, sort="item")])


def _cell(row: TableRow, at: int) -> str:
    return row.cells[at][1] if at < len(row.cells) else ""


def _columns(heads: Sequence[str], rows: Sequence[TableRow]) -> list[Column]:
    count = max((len(row.cells) for row in rows), default=len(heads))
    return [
        Column(at, heads[at] if at < len(heads) else "", tuple(_cell(row, at) for row in rows))
        for at in range(max(count, len(heads)))
    ]


def _without(columns: Sequence[Column], pair: BeforeAfter | None) -> list[Column]:
    return [column for column in columns if not pair or column.at not in (pair.before, pair.after)]
