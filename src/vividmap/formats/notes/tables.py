"""A table or CSV file → entries, one per row. Headers and content give the meaning of the columns."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from vividmap.core.record import Evidence, Gap, Goal, Item, Person, Skill, SkillEntry
from vividmap.core.shorthand import NameMark
from vividmap.core.text import fold
from vividmap.formats.notes.content import is_feedback
from vividmap.formats.notes.dating import Around, read_date, undecided_date_in
from vividmap.formats.notes.deeds import has_result
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

_TEXT_LABELS: dict[type[Item], tuple[str, ...]] = {
    Evidence: ("text", "project"),
    SkillEntry: ("text", "skill", "learning", "feedback"),
    Skill: ("skill", "name", "text"),
    Person: ("name",),
    Goal: ("goal", "text"),
    Gap: ("gap", "tags", "text", "skill"),
}
_OF_GOAL = ("target", "state", "link", "tags")
_WEEK_HEADERS = [
    [word] for word in ("week", "woche", "semaine", "semana", "settimana", "weken", "неделя", "wk", "kw")
]
_NOT_BEGUN = frozenset(
    "not started,todo,to do,to-do,planned,backlog,open,offen,geplant,à faire,pendiente,pendente".split(",")
)
_ENOUGH = 0.5


class TableRow(NamedTuple):
    """One row: its line, and each column's header and the cell's text."""

    line: NoteLine
    cells: tuple[tuple[str, str], ...]


class TableEntry(NamedTuple):
    """What a row became, None if nothing, and why."""

    line: NoteLine
    entry: ReadEntry | None
    reason: str = ""


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
    kind = place.kind
    dated_column = _date_column(header.cells, rows, place.around)
    column = _text_column(header.cells, rows, kind, dated_column)
    kind_column = _kind_column(header.cells, rows)
    outcome_column = _outcome_column(header.cells, rows, (column, dated_column, kind_column))
    for row in rows:
        if not any(value for _, value in row.cells):
            yield TableEntry(row.line, None, "empty row")
            continue
        if reason := _reason_to_skip(row, column):
            yield TableEntry(row.line, None, reason)
            continue
        row_place = place
        if kind_column is not None and (row_section := find_section(row.cells[kind_column][1])) in SECTIONS:
            row_place = place._replace(section=row_section)
        entry = _entry(row, column, {dated_column: "date", outcome_column: "outcome"}, row_place, entries)
        yield TableEntry(row.line, entry, "" if entry else "row without a name")


def suggest_table_section(table: Node) -> str:
    """Return the section that the headers and names of a table suggest, "" if they suggest none."""
    header, *lines = table.lines
    return _section(header.cells, [_row(header, line) for line in lines if line.level != 2])


def _reason_to_skip(row: TableRow, column: int) -> str:
    """Return why a row is not read, for example that nothing was done yet; "" if it may be read."""
    text = _cell(row, column)
    if not text and not any(len(value.split()) > 1 for _, value in row.cells):
        return "row without a name"
    if len(row.cells) == 2 and all(has_label(key_of(cell), "about") for cell in row.cells[0]):
        return "about the document"
    if any(has_label(key_of(header), "state") and fold(value) in _NOT_BEGUN for header, value in row.cells):
        return OPEN_TASK
    return reason_to_skip(_node(row.line, text), to_plain(text).text) if text else ""


def _row(header: NoteLine, line: NoteLine) -> TableRow:
    headers = [*header.cells, *[""] * (len(line.cells) - len(header.cells))]
    return TableRow(line, tuple(zip(headers, line.cells, strict=False)))


def _section(headers: Sequence[str], rows: Sequence[TableRow]) -> str:
    """Return the section of a table without one above it."""
    keys = [key_of(header) for header in headers]
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
        bool(names) and sum(is_name(to_plain(name).text) for name in names) >= _ENOUGH * len(names) + 0.01
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


def _date_column(headers: Sequence[str], rows: Sequence[TableRow], around: Around) -> int | None:
    """Return the column that holds dates: by its header, else by its content."""
    for at, header in enumerate(headers):
        if has_label(key_of(header), "date") and any(
            read_date(_cell(row, at), around) or undecided_date_in(_cell(row, at)) for row in rows
        ):
            return at
    for at in range(len(headers)):
        values = [value for row in rows if (value := _cell(row, at))]
        if values and sum(bool(read_date(value, around)) for value in values) > len(values) * 0.6:
            return at
    return None


def _cell(row: TableRow, at: int) -> str:
    return row.cells[at][1] if at < len(row.cells) else ""


def _text_column(
    headers: Sequence[str], rows: Sequence[TableRow], kind: type[Item], dated: int | None
) -> int:
    keys = [key_of(header) for header in headers]
    candidates = [
        at
        for name in _TEXT_LABELS[kind]
        for at, key in enumerate(keys)
        if has_label(key, name) and at != dated
    ]
    if kind in (Evidence, SkillEntry) and len(candidates) > 1:
        # "Project" and "What I did": the longer column is the entry, the shorter one is what it belongs to.
        by_length = sorted(candidates, key=lambda at: -_width(rows, at))
        is_vague = has_label(keys[candidates[0]], "project") and not has_label(keys[by_length[0]], "outcome")
        return by_length[0] if is_vague else candidates[0]
    if candidates:
        return candidates[0]
    others = [
        at
        for at, key in enumerate(keys)
        if at != dated
        and not any(has_label(key, name) for name in ("outcome", "people", "link", "tags", "scope", "state"))
    ]
    return max(others, key=lambda at: (_width(rows, at), -at), default=0)


def _width(rows: Sequence[TableRow], at: int) -> float:
    values = [len(value) for row in rows if (value := _cell(row, at))]
    return sum(values) / len(values) if values else 0


def _kind_column(headers: Sequence[str], rows: Sequence[TableRow]) -> int | None:
    """Return the column whose values are sections ("win", "learning"), if there is one."""
    for at, header in enumerate(headers):
        values = [value for row in rows if (value := _cell(row, at))]
        known = sum(find_section(value) in SECTIONS for value in values)
        if has_label(key_of(header), "tags") and values and known == len(values) and len(values) > 1:
            return at
    return None


def _outcome_column(
    headers: Sequence[str], rows: Sequence[TableRow], others: Collection[int | None]
) -> int | None:
    """Return the column that tells what came of the work by its content, if no header says so."""
    if any(has_label(key_of(header), "outcome") for header in headers):
        return None
    for at in range(len(headers)):
        values = [value for row in rows if (value := _cell(row, at))]
        results = sum(has_result(value) for value in values)
        if at not in others and values and results > len(values) * _ENOUGH:
            return at
    return None


def _entry(
    row: TableRow, column: int, read_as: Mapping[int | None, str], place: Place, entries: Entries
) -> ReadEntry | None:
    column = column if column < len(row.cells) and row.cells[column][1] else _first_filled(row.cells)
    others = [
        (read_as.get(at, header), _week_of(header, value))
        for at, (header, value) in enumerate(row.cells)
        if at != column
    ]
    children: list[ReadEntry] = []
    if place.kind is Goal and (
        gap := next((value for header, value in others if has_label(key_of(header), "gap") and value), "")
    ):
        of_gap = [
            cell for cell in others if not has_label(key_of(cell[0]), "gap") and not _is_of_goal(cell[0])
        ]
        others = [cell for cell in others if _is_of_goal(cell[0])]
        gap_entry = entries.make(_node(row.line, gap), place, kind=Gap, cells=of_gap)
        children = [gap_entry] if gap_entry else []
    text = row.cells[column][1]
    if place.kind is Evidence and not place.section and is_feedback(to_plain(text).text):
        place = place._replace(section="feedback")
    entry = entries.make(_node(row.line, text), place, cells=others, children=children)
    if (
        entry
        and place.section == "feedback"
        and (
            giver := next(
                (
                    value
                    for header, value in others
                    if has_label(key_of(header), "people") or has_label(key_of(header), "name")
                ),
                "",
            )
        )
        and is_name(giver)
    ):
        marks = dict.fromkeys((*entry.draft.mentions, NameMark("person", giver)))
        entry = entry._replace(draft=replace(entry.draft, mentions=tuple(marks)))
    return entry


def _week_of(header: str, value: str) -> str:
    """Return a day in a column of weeks as the week that begins with it."""
    is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", value) and key_of(header).split()[:1] in _WEEK_HEADERS
    return f"week of {value}" if is_day else value


def _is_of_goal(header: str) -> bool:
    return any(has_label(key_of(header), name) for name in _OF_GOAL)


def _first_filled(cells: Sequence[tuple[str, str]]) -> int:
    return next(position for position, (_, value) in enumerate(cells) if value)


def _node(line: NoteLine, text: str) -> Node:
    return Node("item", [line._replace(text=text, sort="item")])
