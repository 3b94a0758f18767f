"""View models of the lists of entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from vividmap.core.quarters import quarter
from vividmap.core.record import Item
from vividmap.web import entry_rows

PAGE_SIZE = 100


@dataclass(frozen=True)
class EntryListPage:
    """What differs between the lists: their kind, their words, and the help that an empty one shows."""

    name: str
    title: str
    kind: str
    empty_text: str
    example: str


LIST_PAGES = {
    "evidence": EntryListPage(
        "evidence",
        "Impact evidence",
        "evidence",
        "No evidence yet. Write down what you did, what came of it and how far it reached, two to four times"
        " a month. Add it on Today.",
        "Moved the session cache to Redis -> P99 down 340 ms ~teams #system-design @priya",
    ),
    "skills": EntryListPage(
        "skills",
        "Skill development",
        "skill entry",
        "No skill entries yet. Write down a new domain, deliberate practice, a gap acted on or feedback"
        " that you work on. Add it on Today.",
        "Two evenings of TLA+ on the retry path; it finds the double payout #distributed-systems",
    ),
}


def group_entries(
    items: Sequence[Item], by: str, today: date, names: entry_rows.Names
) -> list[tuple[str, list[entry_rows.EntryRow]]]:
    """Return entries, newest first, beneath the months or quarters that they belong to."""
    if by != "quarter":
        return entry_rows.group_by_month(items, today, names)
    groups = groupby(items, key=_quarter)
    return [
        (name, [entry_rows.entry_row(item, today, names) for item in quarter_items])
        for name, quarter_items in groups
    ]


def _quarter(item: Item) -> str:
    return quarter(item.when.last).name if item.when else "Undated"
