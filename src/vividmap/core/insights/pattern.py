"""What a pattern says: values for the terminal, the page and the check-ins alike."""

from typing import Literal
from uuid import UUID

from vividmap.core.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Insight:
    """One thing that is so: the sentence, one next step ("" where there is nothing to do), what is behind it.

    `behind` are the ids of items, the most telling first. `is_actionable`: something may be done about it;
    what is not is worth knowing all the same.
    """

    statement: str
    next_step: str = ""
    behind: tuple[UUID, ...] = ()
    is_actionable: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a table: as it is said, as a number for a chart, and the items that it counts."""

    text: str
    value: float | None = None
    behind: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class PatternTable:
    """The numbers behind a pattern. The first cell of a row names it, as the first column names the rows.

    `chart` tells which picture shows more than the table does: a `calendar` (a row a day with evidence: date,
    number), `stack` (a row a quarter, a column a series), `matrix` (rows × columns, darker is more) or `flow`
    (a row a connection: from, to, number).
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    chart: Literal["", "calendar", "stack", "matrix", "flow"] = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many entries are of one sort: a square each in the small picture of a pattern."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """What one question finds. `needs`: how much more there has to be, where it is too little.

    The small picture of a pattern shows its table, or its `tallies`: at most three sorts, the best first.
    """

    insights: tuple[Insight, ...] = ()
    table: PatternTable | None = None
    needs: str = ""
    tallies: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """What the one action for a pattern's finding is called, and where it leads.

    A lower `order` comes first. `is_about_many`: it leads to all entries of a finding, not to one.
    """

    order: int = 1000
    label: str = "Show entries"
    is_about_many: bool = False
