"""Today in words."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vividmap.core import when
from vividmap.core.inbox import describe_waiting
from vividmap.core.record import Item, Person
from vividmap.core.when import When
from vividmap.services.reminders.due import DueItem
from vividmap.store.queries import inbox
from vividmap.web import entry_rows


@dataclass(frozen=True)
class DueCard:
    """Something that is due: how long it has waited, what it asks, and why."""

    handle: str
    kind: str
    text: str
    ago: str
    reason: str


def month_bounds(day: date) -> tuple[date, date]:
    """Return the first and the last day of a day's month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def monthly_summary(counts: Mapping[str, int], count: int) -> str:
    """Return the sentence beneath the date: this month against the 2–4 that make a record."""
    if not counts.get("evidence"):
        return "Write a line about what mattered, a few times a month."
    entries = "No entries" if not count else "1 entry" if count == 1 else f"{count} entries"
    return f"{entries} this month; aim for 2–4."


def inbox_summary(count: int) -> str:
    """Return what waits in the inbox, "" where nothing does; `count` stops at `inbox.MOST_COUNTED`."""
    if count >= inbox.MOST_COUNTED:
        return f"{count} or more candidates are waiting."
    return f"{describe_waiting(count)}." if count else ""


def due_card(due_item: DueItem, day: date) -> DueCard:
    """Return what is due as it is shown, with the reason."""
    if isinstance(due_item.item, Person):
        marks = due_item.item.trust_marks[0] if due_item.item.trust_marks else ""
        trust_note = {
            "knows my work": "Knows your work. ",
            "would advocate": "Would advocate for you. ",
            "gives feedback": "Gives you feedback. ",
        }.get(marks, "")
        together = f"You worked on {due_item.item.worked_on} together. " if due_item.item.worked_on else ""
        reason = f"{trust_note}{together}No contact for more than {due_item.after} days."
    else:
        reason = "No outcome yet; a rough estimate is fine."
    return DueCard(
        due_item.item.handle,
        due_item.item.kind,
        due_item.item.text,
        entry_rows.format_age((day - due_item.since).days),
        reason,
    )


def next_ask_date(item: Item) -> str:
    """Return the day on which an item is asked about again."""
    later: date | None = getattr(item, "ask_again_on", None)
    return when.describe_when(When.day(later)) if later else "another day"
