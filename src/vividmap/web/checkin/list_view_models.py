"""View models of the list of check-ins: those due, those that come next, and past ones."""

from dataclasses import dataclass
from datetime import date

from vividmap.core import checkins
from vividmap.core.checkins.answers import read_answers
from vividmap.core.checkins.calendar import DueCheckIn, describe_period, most_due
from vividmap.core.record import CheckIn
from vividmap.web import entry_rows

_STATES = {"": "in progress", "open": "in progress", "done": "done", "skipped": "skipped"}


@dataclass(frozen=True)
class CheckInCard:
    """A check-in that can be begun. `day` is a day in its period, `ago` says how long it has been open.

    `button` is the label on the button, "" where it cannot be begun yet; `key` presses it on the page of
    check-ins: 1 the weekly, 2 the monthly, 3 the quarterly.
    """

    kind: str
    title: str
    period: str
    day: str
    ago: str
    reason: str
    button: str
    key: str


@dataclass(frozen=True)
class PastCheckIn:
    """An existing check-in: its period, its state, and whether it has notes."""

    handle: str
    day: entry_rows.Day
    text: str
    state: str
    has_notes: bool


def due(waiting: tuple[DueCheckIn, ...], today: date) -> list[CheckInCard]:
    """Return the check-ins that are due, in the order to do them."""
    first = most_due(waiting, today)
    return [_due(check_in, today) for check_in in sorted(waiting, key=lambda check_in: check_in is not first)]


def _due(check_in: DueCheckIn, today: date) -> CheckInCard:
    reason = f"{checkins.minutes(check_in.kind)} minutes. {_reason(check_in, today)}"
    return _waiting(
        check_in,
        entry_rows.format_age((today - check_in.since).days),
        reason,
        "Continue" if check_in.is_begun else "Start",
    )


def _reason(check_in: DueCheckIn, today: date) -> str:
    if check_in.is_begun:
        return "In progress. Your answers are saved."
    since = entry_rows.weekday_heading(check_in.since)
    opening = "Opened today" if check_in.since == today else f"Open since {since}"
    late = ", and overdue." if check_in.is_late else "."
    return f"{opening}{late}"


def coming(check_ins: tuple[DueCheckIn, ...], today: date) -> list[CheckInCard]:
    """Return the check-ins that come next, the soonest first."""
    return [
        _waiting(
            check_in,
            "",
            f"Opens on {entry_rows.weekday_heading(check_in.since)}.",
            "Start now" if check_in.period.first <= today else "",
        )
        for check_in in check_ins
    ]


def _waiting(check_in: DueCheckIn, ago: str, reason: str, button: str) -> CheckInCard:
    return CheckInCard(
        kind=check_in.kind,
        title=f"{check_in.kind.capitalize()} check-in",
        period=describe_period(check_in.period),
        day=check_in.period.first.isoformat(),
        ago=ago,
        reason=reason,
        button=button,
        key=str(checkins.KINDS.index(check_in.kind) + 1),
    )


def past(check_ins: list[CheckIn], today: date) -> list[PastCheckIn]:
    """Return check-ins as the list shows them."""
    return [
        PastCheckIn(
            check_in.handle,
            entry_rows.format_day(check_in.when, today),
            check_in.text,
            _STATES[check_in.state],
            bool(read_answers(check_in)),
        )
        for check_in in check_ins
    ]
