"""Months: which one an entry counts for, which ones a period has, and how a date stands in a sentence."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from vividmap.core.english.dates import ALL_TIME, Period
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import Evidence, Item, Record
from vividmap.core.when import MONTHS, When, describe_when_in_prose, month_name, next_month


def month_of(item: Item, period: Period) -> date | None:
    """Return the first day of the month in which a dated entry counts: its last one within the period.

    None where the date is so rough that the month is not known.
    """
    if item.when is None or item.when.is_rough:
        return None
    return min(item.when.last, period.last).replace(day=1)


class MonthSpan(NamedTuple):
    """Months that follow each other, from the first to the last; each is its first day.

    A span and not a list of months: a period from a mistyped year 206 has 21,000 of them.
    """

    first: date
    last: date

    def __contains__(self, month: object) -> bool:
        return isinstance(month, date) and self.first <= month <= self.last


def possible_months(item: Item, period: Period) -> MonthSpan | None:
    """Return the month in which an entry counts; if that is not known, the months that it may be in."""
    if item.when and item.when.is_rough:
        first, last = max(item.when.first, period.first), min(item.when.last, period.last)
        return MonthSpan(first.replace(day=1), last.replace(day=1)) if first <= last else None
    month = month_of(item, period)
    return MonthSpan(month, month) if month else None


def months_without(spans: Iterable[MonthSpan | None], period: Period) -> Iterator[MonthSpan]:
    """Yield the spans of months in a period that none of some spans cover, in order."""
    month, last_month = period.first.replace(day=1), period.last.replace(day=1)
    for span in sorted(filter(None, spans)):
        if month < span.first:
            yield MonthSpan(month, min(_previous_month(span.first), last_month))
        if span.last >= last_month:
            return
        month = max(month, next_month(span.last))
    yield MonthSpan(month, last_month)


def _previous_month(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def clamp_to_entries(period: Period, record: Record) -> Period:
    """Return a period; of all time the part from the first to the last of a record's dated evidence."""
    if period != ALL_TIME:
        return period
    moments = [entry.when for entry in record.items_of(Evidence) if entry.when]
    first = min((moment.first for moment in moments), default=period.first)
    return Period(first, max((moment.last for moment in moments), default=first), period.name)


def format_month(day: date, period: Period) -> str:
    """Return "November", with its year if the period does not make it clear."""
    name = month_name(day)
    return name if _needs_year(day, period) else name.partition(" ")[0]


def format_months(span: MonthSpan, period: Period) -> tuple[str, ...]:
    """Return the months of a span: one or two by name, more as "July to November"."""
    if span.last <= next_month(span.first):
        return tuple(format_month(month, period) for month in dict.fromkeys(span))
    return (describe_span(span.first, span.last, period),)


def format_day(day: date, period: Period) -> str:
    """Return "18 November", with its year if the period does not make it clear."""
    return f"{day.day} {format_month(day, period)}"


def format_when(moment: When, period: Period) -> str:
    """Return a date as it begins a sentence: "In November", "In the third quarter of 2025"."""
    first, last = moment.first, moment.last
    if (first.year, first.month) == (last.year, last.month):
        return f"{'Around' if moment.about and first != last else 'In'} {format_month(first, period)}"
    if moment.about:
        text = describe_when_in_prose(moment)
        return text.replace("about", "Around", 1) if text.startswith("about") else f"In the {text}"
    return f"From {format_month(first, period)} to {format_month(last, period)}"


def describe_months(moments: Iterable[When | None], period: Period) -> str:
    """Return the months that some dates span within a period: "July to October"; "" where there are none."""
    days = [
        min(max(day, period.first), period.last) if moment.is_rough and period.covers(moment) else day
        for moment in moments
        if moment
        for day in (moment.first, moment.last)
    ]
    return describe_span(min(days), max(days), period) if days else ""


_NAMED_MONTH = lazy_pattern(
    r"\b(?:in|since|by|until|till|to|from|of|before|after|\d{1,2}(?:st|nd|rd|th)?)"
    rf" (?P<month>{'|'.join(name for month in MONTHS for name in (month, month[:3]))})\b",
    re.IGNORECASE,
)
_MONTH_NUMBERS = {month[:3]: number for number, month in enumerate(MONTHS, 1)}


def has_other_month(texts: Iterable[str], moments: Iterable[When | None]) -> bool:
    """Return whether a text names a month outside those that some dates span, whatever its year."""
    days = [day for moment in moments if moment for day in (moment.first, moment.last)]
    if not days:
        return False
    first, last = min(days), max(days)
    count = 12 * (last.year - first.year) + last.month - first.month + 1
    month_numbers = {(first.month - 1 + place) % 12 + 1 for place in range(min(count, 12))}
    named_months = (match["month"][:3].casefold() for text in texts for match in _NAMED_MONTH.finditer(text))
    return any(_MONTH_NUMBERS[month] not in month_numbers for month in named_months)


def describe_span(first: date, last: date, period: Period) -> str:
    """Return "July to November 2026", with each year that the period does not make clear."""
    if (first.year, first.month) == (last.year, last.month):
        return format_month(last, period)
    lead = month_name(first)
    if first.year == last.year or not _needs_year(first, period):
        lead = lead.partition(" ")[0]
    return f"{lead} to {format_month(last, period)}"


def _needs_year(day: date, period: Period) -> bool:
    return not (period.first.year == period.last.year == day.year)
