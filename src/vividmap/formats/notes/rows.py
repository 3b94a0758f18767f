"""A table → entries, one per row. The headers give the meaning of the columns."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.rules_block.table import escapedSplit

from vividmap.core.record import Evidence, Gap, Goal, Item, Person, Skill, SkillEntry
from vividmap.core.text import clean_line, fold
from vividmap.formats.notes.blocks import NoteBlock
from vividmap.formats.notes.entries import Entries
from vividmap.formats.notes.leads import Lead
from vividmap.formats.notes.making import Place, ReadEntry

# Headers of the column with the entry's text, the likeliest first.
_LINE: dict[type[Item], str] = {
    Evidence: "what|accomplishment|achievement|win|evidence|contribution|description|summary|activity|item"
    "|project|title",
    SkillEntry: "what|topic|learning|learned|what i learned|course|activity|skill",
    Skill: "skill|name",
    Person: "name|person|who|contact",
    Goal: "goal|objective",
    Gap: "gap",
}
# Without a section above, a column with one of these headers gives the kind of the rows.
_TELLS: dict[str, type[Item]] = {"goal": Goal, "objective": Goal, "person": Person, "name": Person}


class _TableRow(NamedTuple):
    number: int
    cells: tuple[tuple[str, str], ...]
    """Each column's header and the cell's text."""


def read_table(
    block: NoteBlock, lines: Sequence[str], place: Place
) -> Iterator[tuple[int, ReadEntry | None]]:
    """Yield each row's line number, from 0, and its draft, None for an empty row or a missing name."""
    headers = _cells(lines[block.first])
    kind = _kind(headers, place)
    column = _line_column(headers, kind)
    for number in range(block.first + 2, block.end):
        cell_texts = _cells(lines[number])
        padded_headers = [*headers, *[""] * (len(cell_texts) - len(headers))]
        row = _TableRow(number, tuple(zip(padded_headers, cell_texts, strict=False)))
        yield number, _entry(row, column, kind, place, Entries(lines)) if any(cell_texts) else None


def _cells(line: str) -> list[str]:
    cells = [clean_line(cell) for cell in escapedSplit(line.strip())]
    return cells[line.lstrip().startswith("|") : len(cells) - (len(cells) > 1 and not cells[-1])]


def _kind(headers: Sequence[str], place: Place) -> type[Item]:
    tells = (_TELLS.get(fold(header)) for header in headers)
    kind_from_headers = next((kind for kind in tells if kind), None)
    kind = place.kind if place.section or not kind_from_headers else kind_from_headers
    has_dates = any(fold(header) in ("date", "when", "day") for header in headers)
    return SkillEntry if kind is Skill and has_dates else kind


def _line_column(headers: Sequence[str], kind: type[Item]) -> int:
    names_in_headers = [fold(header).removesuffix("s") for header in headers]
    names = f"{_LINE[kind]}|{_LINE[Evidence]}".split("|")
    return next((names_in_headers.index(name) for name in names if name in names_in_headers), 0)


def _entry(row: _TableRow, column: int, kind: type[Item], place: Place, entries: Entries) -> ReadEntry | None:
    column = column if column < len(row.cells) and row.cells[column][1] else _first_said(row.cells)
    other_cells = [cell for position, cell in enumerate(row.cells) if position != column]
    children = []
    if kind is Goal and (
        gap := next((value for header, value in other_cells if fold(header) in ("gap", "gaps") and value), "")
    ):
        of_gap = [cell for cell in other_cells if fold(cell[0]) not in ("gap", "gaps", *_OF_GOAL)]
        other_cells = [cell for cell in other_cells if fold(cell[0]) in _OF_GOAL]
        gap_entry = entries.make(_lead(gap, row.number), place, kind=Gap, cells=of_gap)
        children = [gap_entry] if gap_entry else []
    return entries.make(
        _lead(row.cells[column][1], row.number), place, kind=kind, cells=other_cells, children=children
    )


_OF_GOAL = ("target", "target date", "due", "by", "deadline", "state", "status", "link", "links", "tags")


def _first_said(cells: Sequence[tuple[str, str]]) -> int:
    return next(position for position, (_, value) in enumerate(cells) if value)


def _lead(text: str, number: int) -> Lead:
    return Lead(text, number, number + 1, number + 1, number + 1, lambda n: "")
