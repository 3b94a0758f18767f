"""Today in words."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vividmap.core import when
from vividmap.core.record import WEEKDAYS, Item, Person
from vividmap.core.when import When
from vividmap.services.due import Due
from vividmap.web import rows


@dataclass(frozen=True)
class Waiting:
    """Something that is due: how long it has waited, what it asks, and why."""

    handle: str
    kind: str
    text: str
    ago: str
    why: str


def title(day: date) -> str:
    """Return a day as a heading."""
    return f"{WEEKDAYS[day.weekday()].capitalize()}, {day.day} {rows.month(day)}"


def month(day: date) -> tuple[date, date]:
    """Return the first and the last day of a day's month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def lead(counts: Mapping[str, int], count: int) -> str:
    """Return the sentence beneath the date: this month against the 2–4 that make a record."""
    if not counts.get("evidence"):
        return "A line about what mattered, a few times a month, is all it takes."
    entries = "No entry" if not count else "1 entry" if count == 1 else f"{count} entries"
    return f"{entries} this month; 2–4 make a record."


def due(one: Due, day: date) -> Waiting:
    """Return what is due as it is shown, with the reason."""
    if isinstance(one.item, Person):
        marks = one.item.real[0] if one.item.real else ""
        who = {
            "knows my work": "Knows your work. ",
            "would advocate": "Would advocate for you. ",
            "gives feedback": "Gives you feedback. ",
        }.get(marks, "")
        together = f"You worked on {one.item.worked_on} together. " if one.item.worked_on else ""
        why = f"{who}{together}Quiet for longer than {one.after} days."
    else:
        why = "No outcome yet; a rough estimate will do."
    return Waiting(one.item.handle, one.item.kind, one.item.text, rows.ago((day - one.since).days), why)


def full(item: Item) -> str:
    """Return the day on which an item is asked about again."""
    later: date | None = getattr(item, "later", None)
    return when.say(When.day(later)) if later else "another day"
