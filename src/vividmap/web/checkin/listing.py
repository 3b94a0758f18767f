"""Check-ins in the words of the page that lists them: what is due, what comes next, and what was."""

from dataclasses import dataclass
from datetime import date

from vividmap.core import checkins
from vividmap.core.checkins.answers import answers
from vividmap.core.checkins.calendar import Due, most_due, said
from vividmap.core.record import WEEKDAYS, CheckIn
from vividmap.web import rows

_STATES = {"": "left in the middle", "open": "left in the middle", "done": "done", "skipped": "skipped"}


@dataclass(frozen=True)
class Waiting:
    """A check-in that can be begun. `day` is a day in its period, `ago` since when it is open.

    `go` is the word on the button, "" where it cannot be begun yet.
    """

    kind: str
    title: str
    period: str
    day: str
    ago: str
    why: str
    go: str


@dataclass(frozen=True)
class Past:
    """A check-in that there is: its period, what became of it, and whether it has notes."""

    handle: str
    day: rows.Day
    text: str
    state: str
    has_notes: bool


def due(waiting: tuple[Due, ...], today: date) -> list[Waiting]:
    """Return the check-ins that are due, the one to do first at the head."""
    first = most_due(waiting, today)
    return [_due(one, today) for one in sorted(waiting, key=lambda one: one is not first)]


def _due(one: Due, today: date) -> Waiting:
    why = f"{checkins.minutes(one.kind)} minutes. {_reason(one, today)}"
    return _waiting(one, rows.ago((today - one.since).days), why, "Go on" if one.begun else "Begin")


def _reason(one: Due, today: date) -> str:
    if one.begun:
        return "You began it; what you said is kept."
    opened = "Opened today" if one.since == today else f"Open since {_day(one.since)}"
    late = ", and still asked for: its time is over." if one.late else "."
    return f"{opened}{late}"


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()].capitalize()}, {day.day} {rows.month(day)}"


def coming(some: tuple[Due, ...], today: date) -> list[Waiting]:
    """Return the check-ins that come next, the soonest first."""
    return [
        _waiting(one, "", f"Opens on {_day(one.since)}.", "Begin now" if one.period.first <= today else "")
        for one in some
    ]


def _waiting(one: Due, ago: str, why: str, go: str) -> Waiting:
    return Waiting(
        kind=one.kind,
        title=f"{one.kind.capitalize()} check-in",
        period=said(one.period),
        day=one.period.first.isoformat(),
        ago=ago,
        why=why,
        go=go,
    )


def past(found: list[CheckIn], today: date) -> list[Past]:
    """Return check-ins as they stand in the list."""
    return [
        Past(one.handle, rows.day(one.when, today), one.text, _STATES[one.state], bool(answers(one)))
        for one in found
    ]
