"""For which period a check-in is, and when it is due: on the owner's calendar, by the date where they are.

A check-in opens in the last days of its period and is due until the next one opens: what was missed is asked
for once, by the newest, and never piles up. When each opens is a rule of thumb of ours: a week's on the fifth
of its seven days (Friday, where weeks begin on Monday), a month's in its last three days, a quarter's in its
last week.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from vividmap.core.english import dates
from vividmap.core.english.dates import Period
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.quarters import quarter
from vividmap.core.record import CheckIn, Evidence, Profile, Record, SkillEntry, Touchpoint, Update
from vividmap.core.when import WEEKDAYS, When, describe_when, month_range

PERIOD_EXAMPLES = {"weekly": "2026-W46", "monthly": "2026-10", "quarterly": "2026-Q3"}
"""How the period of each kind of check-in is written."""

_WEEK = lazy_pattern(r"(\d{4})-?w(\d{1,2})")


@dataclass(frozen=True, slots=True)
class DueCheckIn:
    """A check-in that waits: its kind, for which period, and the day on which it opened or opens.

    `is_late`: its period is over. `is_begun`: it was left in the middle.
    """

    kind: str
    period: Period
    since: date
    is_late: bool = False
    is_begun: bool = False


def week(day: date, profile: Profile) -> Period:
    """Return the owner's week that a day is in: `2026-W47`, or `week of 2026-11-22` if not from Monday on."""
    begins = WEEKDAYS.index(profile.week_starts) if profile.week_starts in WEEKDAYS else 0
    number = day.toordinal() - (day.weekday() - begins) % 7
    first = date.fromordinal(max(number, 1))
    last = date.fromordinal(min(number + 6, date.max.toordinal()))
    year, iso_week, _ = first.isocalendar()
    return Period(first, last, f"week of {first}" if begins else f"{year:04}-W{iso_week:02}")


def month(day: date, profile: Profile) -> Period:
    """Return the calendar month that a day is in: `2026-11`."""
    first, last = month_range(day.year, day.month, 1)
    return Period(first, last, f"{day.year:04}-{day.month:02}")


def fiscal_quarter(day: date, profile: Profile) -> Period:
    """Return the quarter of the owner's year that a day is in: `2026-Q4`, or `FY2027-Q1`."""
    fiscal = quarter(day, profile.fiscal_month or 1)
    return Period(fiscal.first, fiscal.last, fiscal.name)


_FIRST_WEEK = timedelta(days=7)
"""How old the first entry is before a check-in is due: nobody is asked in the first minute."""
_RHYTHMS: dict[str, tuple[Callable[[date, Profile], Period], int]] = {
    "weekly": (week, 3),
    "monthly": (month, 3),
    "quarterly": (fiscal_quarter, 7),
}
"""By kind: the period that a day is in, and in how many of its last days the check-in is open."""


def period_of(kind: str, day: date, profile: Profile) -> Period:
    """Return the period that a check-in of a kind has for a day."""
    return _RHYTHMS[kind][0](day, profile)


def opening_day(kind: str, period: Period) -> date:
    """Return the day from which on a check-in for a period is due."""
    days = timedelta(days=_RHYTHMS[kind][1] - 1)
    return period.last - min(days, period.last - period.first)


def read_period(kind: str, text: str, today: date, profile: Profile) -> Period | None:
    """Return the period that a person said: `2026-W46`, `2026-10`, `2026-Q3`, or any day or days in it.

    None where it is not understood, or is more than one period of that kind.
    """
    folded = text.strip().casefold()
    if match := _WEEK.fullmatch(folded):
        try:  # a week that begins on another day is the one that has most of its days in common
            first = last = date.fromisocalendar(int(match[1]), int(match[2]), 4)
        except ValueError:
            return None
        return period_of(kind, first, profile) if kind == "weekly" else None
    span = dates.parse_date_or_none(folded, today) or dates.parse_period_or_none(
        folded, today, profile.fiscal_month or 1
    )
    if span is None:
        return None
    first, last = span.first, span.last
    period = period_of(kind, first, profile)
    return period if last in period else None


def is_for(check_in: CheckIn, kind: str, period: Period) -> bool:
    """Return whether a check-in is the one of a kind for a period.

    The period's middle day decides, so that a change of the first day of the week asks for no period twice.
    """
    middle = period.first + (period.last - period.first) // 2
    dates = check_in.when
    return check_in.rhythm == kind and dates is not None and dates.first <= middle <= dates.last


def find_check_in(record: Record, kind: str, period: Period) -> CheckIn | None:
    """Return the check-in of a kind for a period, the newest if there are more; None where there is none."""
    matches = [checkin for checkin in record.items_of(CheckIn) if is_for(checkin, kind, period)]
    return max(matches, key=lambda check_in: (check_in.created_at, check_in.id), default=None)


def due_check_ins(record: Record, today: date) -> tuple[DueCheckIn, ...]:
    """Return the check-ins that are due today, at most one of a kind, the shortest first.

    One that was done or skipped is not; none is for a period before the record's first entry, and the first
    is due a week after that entry.
    """
    return tuple(check_in for kind in _RHYTHMS for check_in in _due(record, kind, today))


def _due(record: Record, kind: str, today: date) -> Iterator[DueCheckIn]:
    period = _newest(kind, today, record.profile)
    check_in = find_check_in(record, kind, period) if period else None
    if period is None or (check_in is not None and check_in.state not in ("", "open")):
        return
    if check_in is None and not _has_begun(record, period, today):
        return
    yield DueCheckIn(
        kind, period, opening_day(kind, period), is_late=today > period.last, is_begun=check_in is not None
    )


def _newest(kind: str, today: date, profile: Profile) -> Period | None:
    """Return the newest period whose check-in has opened; None before the first there is."""
    period = period_of(kind, today, profile)
    if opening_day(kind, period) <= today:
        return period
    before = period.first - timedelta(days=1) if period.first > date.min else None
    return period_of(kind, before, profile) if before else None


def _has_begun(record: Record, period: Period, today: date) -> bool:
    """Return whether the record has an entry of the period or of before that is at least a week old."""
    latest = min(period.last, today - min(_FIRST_WEEK, today - date.min))
    return any(
        entry.when is not None and entry.when.first <= latest
        for kind in (Evidence, SkillEntry, Touchpoint, Update)
        for entry in record.items_of(kind)
    )


def most_due(waiting: tuple[DueCheckIn, ...], today: date) -> DueCheckIn | None:
    """Return the one to do first: what was begun, else what has waited longest for its own rhythm.

    A weekly check-in of three days ago has waited longer than a quarterly one of a week ago.
    """

    def waiting_share(check_in: DueCheckIn) -> tuple[bool, float]:
        return check_in.is_begun, (today - check_in.since).days / (
            (check_in.period.last - check_in.period.first).days + 1
        )

    return max(waiting, key=waiting_share, default=None)


def next_check_ins(record: Record, today: date) -> tuple[DueCheckIn, ...]:
    """Return of each kind the next check-in that will open, the soonest first."""
    upcoming = [check_in for kind in _RHYTHMS for check_in in _coming(record, kind, today)]
    return tuple(sorted(upcoming, key=lambda check_in: check_in.since))


def _coming(record: Record, kind: str, today: date) -> Iterator[DueCheckIn]:
    period = period_of(kind, today, record.profile)
    for _ in range(3):  # this one may be open, and the next one may have been done before its time
        if opening_day(kind, period) > today and not _is_over(find_check_in(record, kind, period)):
            yield DueCheckIn(kind, period, opening_day(kind, period))
            return
        if period.last == date.max:
            return
        period = period_of(kind, period.last + timedelta(days=1), record.profile)


def _is_over(check_in: CheckIn | None) -> bool:
    return check_in is not None and check_in.state in ("done", "skipped")


def describe_period(period: Period) -> str:
    """Return a period's days as a sentence has them: "16 November 2026 to 22 November 2026"."""
    return f"{describe_day(period.first)} to {describe_day(period.last)}"


def describe_day(day: date) -> str:
    """Return "16 November 2026"."""
    return describe_when(When.day(day))
