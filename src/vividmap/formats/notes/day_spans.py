"""Several days: between two in figures, "10/19–10/23" or "19.–23.10.", and a week from or up to a day."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import starmap

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.when import When

_TO = r" ?(?:-|–|—|to|bis|au|al?|t/m) ?"
_IN_FIGURES = lazy_pattern(
    rf"(?P<first>\d{{1,2}}(?P<mark>[/.])\d{{1,2}}(?P<dot>\.?)){_TO}(?P<last>\d{{1,2}}(?P=mark)\d{{1,2}})\.?"
)
_ONE_MONTH_BEHIND = lazy_pattern(rf"(?P<first>\d{{1,2}}\.){_TO}(?P<last>\d{{1,2}}\.)(?P<month>\d{{1,2}})\.?")
_ONE_MONTH_IN_FRONT = lazy_pattern(rf"(?P<month>\d{{1,2}}/)(?P<first>\d{{1,2}}){_TO}(?P<last>\d{{1,2}})")
_LONGEST_SPAN = 21
"""More days between two in figures are no stretch of work: "4/5 – 5/5" is two ratings."""
_FRIDAY = 4


def ends_of_span(plain: str) -> tuple[str, str] | None:
    """Return the first and the last day of a span in figures, None for other texts. `plain` is folded."""
    if match := _IN_FIGURES.fullmatch(plain):
        return match["first"], match["last"] + match["dot"]
    if match := _ONE_MONTH_BEHIND.fullmatch(plain):
        return f"{match['first']}{match['month']}.", f"{match['last']}{match['month']}."
    if match := _ONE_MONTH_IN_FRONT.fullmatch(plain):
        return match["month"] + match["first"], match["month"] + match["last"]
    return None


def one_span(readings: Iterator[tuple[When | None, When | None]]) -> When | None:
    """Return the only short span among readings of its two ends, None if there are several or none."""
    spans = set(filter(None, starmap(_span, readings)))
    return spans.pop() if len(spans) == 1 else None


def _span(first: When | None, last: When | None) -> When | None:
    is_short = first and last and 0 < (last.last - first.first).days <= _LONGEST_SPAN
    return When(first.first, last.last) if is_short and first and last else None


def week_from(start: When | None) -> When | None:
    """Return the seven days from a day on, None if `start` is no single day."""
    if start is None or start.first != start.last:
        return None
    return When(start.first, start.first + timedelta(days=6))


def week_to(last: date) -> When:
    """Return the days of the week that ends with a day: from Monday, or seven days."""
    start = last - timedelta(days=last.weekday())
    return When(start if last.weekday() >= _FRIDAY else last - timedelta(days=6), last)


def iso_week(year: int, week: int) -> When | None:
    """Return the seven days of a week by its number, None if the year has no such week."""
    with suppress(ValueError):
        monday = date.fromisocalendar(year, week, 1)
        return When(monday, monday + timedelta(days=6))
    return None
