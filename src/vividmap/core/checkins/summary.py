"""What a check-in ends with: what was saved in it, and how the month stands."""

from datetime import date

from vividmap.core.checkins import created_in, steps
from vividmap.core.checkins.answers import read_answers
from vividmap.core.record import ENTRY_KINDS, CheckIn, Evidence, Record

_CREATED = {
    "entry": ENTRY_KINDS,
    "person": ("person",),
    "touchpoint": ("touchpoint",),
    "update": ("update",),
}
"""The kinds of items that a check-in adds, by what they are called here."""
_ANSWERED = {"outcome": "outcome", "strong entry": "strong", "note": "note"}
"""The kinds of steps whose answers are counted, by what such an answer is called."""
_PLURALS = {"entry": "entries", "person": "people", "strong entry": "strong entries"}


def describe_saved(check_in: CheckIn, record: Record) -> str:
    """Return what was saved in a check-in: "Saved: 2 entries, 1 outcome."."""
    kinds = {step.name: step.kind for step in steps(check_in.rhythm)}
    created = [record.by_id[uid].kind for uid in created_in(check_in) if uid in record.by_id]
    answered = [kinds.get(answer.step, "") for answer in read_answers(check_in) if not answer.instead]
    counts = {name: sum(kind in item_kinds for kind in created) for name, item_kinds in _CREATED.items()}
    counts |= {name: answered.count(kind) for name, kind in _ANSWERED.items()}
    parts = [_count(count, name) for name, count in counts.items() if count]
    return f"Saved: {', '.join(parts)}." if parts else "Nothing was added."


def describe_month(record: Record, today: date) -> str:
    """Return how many pieces of evidence are of this month, against the 2 to 4 that make a record."""
    days = [entry.when.last for entry in record.items_of(Evidence) if entry.when]
    count = sum((day.year, day.month) == (today.year, today.month) for day in days)
    return f"{_count(count, 'entry') if count else 'No entries'} this month; aim for 2–4."


def _count(count: int, name: str) -> str:
    return f"1 {name}" if count == 1 else f"{count} {_PLURALS.get(name, f'{name}s')}"
