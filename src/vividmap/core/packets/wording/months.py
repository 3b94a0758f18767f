"""Months: which one an entry counts for, which ones a period has, and how a date is said in a sentence."""

from collections.abc import Iterable, Iterator
from datetime import date

from vividmap.core import when as dates_of_work
from vividmap.core.dates import ALL_TIME, Period
from vividmap.core.record import Item
from vividmap.core.when import When, month_after, month_name


def month_of(item: Item, period: Period) -> date | None:
    """Return the first day of the month in which a dated entry counts: its last one within the period.

    None where the date is so rough that the month is not known.
    """
    if item.when is None or item.when.rough:
        return None
    return min(item.when.last, period.last).replace(day=1)


def possible_months(item: Item, period: Period) -> Iterator[date]:
    """Yield the month in which an entry counts; where that is not known, each that it may be of."""
    if item.when is None:
        return
    if item.when.rough:
        yield from months_in(Period(max(item.when.first, period.first), min(item.when.last, period.last), ""))
    elif month := month_of(item, period):
        yield month


def months_in(period: Period) -> Iterator[date]:
    """Yield the first day of each month that a period touches."""
    month = period.first.replace(day=1)
    while month <= period.last:
        yield month
        if month_after(month) == month:
            return
        month = month_after(month)


def lived(period: Period, items: Iterable[Item]) -> Period:
    """Return a period; of all time the part from the first to the last of some dated items."""
    if period != ALL_TIME:
        return period
    moments = [one.when for one in items if one.when]
    first = min((one.first for one in moments), default=period.first)
    return Period(first, max((one.last for one in moments), default=first), period.name)


def say_month(day: date, period: Period) -> str:
    """Return "November", with its year where the period alone does not tell it."""
    name = month_name(day)
    return name if _needs_year(day, period) else name.partition(" ")[0]


def say_day(day: date, period: Period) -> str:
    """Return "18 November", with its year where the period alone does not tell it."""
    return f"{day.day} {say_month(day, period)}"


def say_when(moment: When, period: Period) -> str:
    """Return when it was to begin a sentence: "In November", "Around Q3 2025", "From May to June"."""
    first, last = moment.first, moment.last
    if (first.year, first.month) == (last.year, last.month):
        return f"{'Around' if moment.about and first != last else 'In'} {say_month(first, period)}"
    if moment.about:
        return dates_of_work.say(moment).replace("about", "Around", 1)
    return f"From {say_month(first, period)} to {say_month(last, period)}"


def _needs_year(day: date, period: Period) -> bool:
    return not (period.first.year == period.last.year == day.year)
