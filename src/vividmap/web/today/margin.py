"""The margin beside the entries of Today: this month as a calendar, and the next check-ins."""

from calendar import Calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vividmap.core.record import Item
from vividmap.core.when import WEEKDAYS
from vividmap.web import entry_rows


@dataclass(frozen=True)
class MonthDay:
    """A day of the calendar with its entries; `number` is 0 outside the month.

    `query` filters the list of evidence to the day; `label` says the entries in words.
    """

    number: int
    label: str = ""
    query: str = ""
    is_strong: bool = False
    is_today: bool = False


@dataclass(frozen=True)
class MonthCalendar:
    """A month by weeks, Monday first."""

    title: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[MonthDay, ...], ...]


def month_calendar(entries: Iterable[Item], today: date) -> MonthCalendar:
    """Return the month of `today` with the entries of each day; rough dates are on no day."""
    by_day: dict[date, list[Item]] = {}
    for entry in entries:
        when = getattr(entry, "when", None)
        if when and not when.is_rough:
            day = when.first
            while day <= when.last:
                by_day.setdefault(day, []).append(entry)
                day += timedelta(days=1)
    weeks = Calendar().monthdatescalendar(today.year, today.month)
    return MonthCalendar(
        f"{entry_rows.month(today)} {today.year}",
        tuple(name[:2].capitalize() for name in WEEKDAYS),
        tuple(tuple(_month_day(day, by_day.get(day, ()), today) for day in week) for week in weeks),
    )


def _month_day(day: date, entries: Sequence[Item], today: date) -> MonthDay:
    if day.month != today.month:
        return MonthDay(0)
    label = f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}" if entries else ""
    return MonthDay(
        day.day,
        label,
        f"period:{day}" if entries else "",
        any(getattr(entry, "strong", "") for entry in entries),
        day == today,
    )
