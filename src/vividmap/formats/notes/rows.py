"""A table → entries, one a row. The columns are known by what stands above them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.rules_block.table import escapedSplit

from vividmap.core.record import Evidence, Gap, Goal, Item, Person, Skill, SkillEntry
from vividmap.core.text import clean_line, fold
from vividmap.formats.notes.blocks import Block
from vividmap.formats.notes.entries import Entries
from vividmap.formats.notes.leads import Lead
from vividmap.formats.notes.making import Made, Place

# The column whose words are the entry's line, the likeliest first.
_LINE: dict[type[Item], str] = {
    Evidence: "what|accomplishment|achievement|win|evidence|contribution|description|summary|activity|item"
    "|project|title",
    SkillEntry: "what|topic|learning|learned|what i learned|course|activity|skill",
    Skill: "skill|name",
    Person: "name|person|who|contact",
    Goal: "goal|objective",
    Gap: "gap",
}
# Without a section above, a column of this name says what the rows are.
_TELLS: dict[str, type[Item]] = {"goal": Goal, "objective": Goal, "person": Person, "name": Person}


class _Row(NamedTuple):
    number: int
    cells: tuple[tuple[str, str], ...]
    """The column's header and what stands in it."""


def read_table(block: Block, lines: Sequence[str], place: Place) -> Iterator[tuple[int, Made | None]]:
    """Yield each row's line and its draft, None where there is none to make."""
    headers = _cells(lines[block.first])
    kind = _kind(headers, place)
    column = _line_column(headers, kind)
    for number in range(block.first + 2, block.end):
        said = _cells(lines[number])
        headed = [*headers, *[""] * (len(said) - len(headers))]
        row = _Row(number, tuple(zip(headed, said, strict=False)))
        yield number, _entry(row, column, kind, place, Entries(lines)) if any(said) else None


def _cells(line: str) -> list[str]:
    cells = [clean_line(cell) for cell in escapedSplit(line.strip())]
    return cells[line.lstrip().startswith("|") : len(cells) - (len(cells) > 1 and not cells[-1])]


def _kind(headers: Sequence[str], place: Place) -> type[Item]:
    tells = (_TELLS.get(fold(header)) for header in headers)
    told = next((kind for kind in tells if kind), None)
    kind = place.kind if place.section or not told else told
    has_dates = any(fold(header) in ("date", "when", "day") for header in headers)
    return SkillEntry if kind is Skill and has_dates else kind


def _line_column(headers: Sequence[str], kind: type[Item]) -> int:
    folded = [fold(header).removesuffix("s") for header in headers]
    names = f"{_LINE[kind]}|{_LINE[Evidence]}".split("|")
    return next((folded.index(name) for name in names if name in folded), 0)


def _entry(row: _Row, column: int, kind: type[Item], place: Place, entries: Entries) -> Made | None:
    column = column if column < len(row.cells) and row.cells[column][1] else _first_said(row.cells)
    others = [cell for position, cell in enumerate(row.cells) if position != column]
    children = []
    if kind is Goal and (
        gap := next((said for header, said in others if fold(header) in ("gap", "gaps") and said), "")
    ):
        of_gap = [cell for cell in others if fold(cell[0]) not in ("gap", "gaps", *_OF_GOAL)]
        others = [cell for cell in others if fold(cell[0]) in _OF_GOAL]
        made = entries.make(_lead(gap, row.number), place, kind=Gap, cells=of_gap)
        children = [made] if made else []
    return entries.make(
        _lead(row.cells[column][1], row.number), place, kind=kind, cells=others, children=children
    )


_OF_GOAL = ("target", "target date", "due", "by", "deadline", "state", "status", "link", "links", "tags")


def _first_said(cells: Sequence[tuple[str, str]]) -> int:
    return next(position for position, (_, said) in enumerate(cells) if said)


def _lead(said: str, number: int) -> Lead:
    return Lead(said, number, number + 1, number + 1, number + 1, lambda n: "")
