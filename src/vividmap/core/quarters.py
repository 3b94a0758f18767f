"""Quarters of the calendar year, or of a fiscal year that begins in another month."""

from datetime import date, timedelta
from typing import NamedTuple

_LAST_MONTH = 9999 * 12 + 11


class Quarter(NamedTuple):
    """Three months. `name` is as `parse_period` reads it: `2026-Q3`, or `FY2027-Q1` of a fiscal year."""

    first: date
    last: date
    name: str

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def label(self) -> str:
        """Return the name as a person says it: "Q3 2026", "Q1 FY2027"."""
        year, _, number = self.name.partition("-")
        return f"{number} {year}"


def quarter(day: date, fiscal_month: int = 1) -> Quarter:
    """Return the quarter that a day is in; fiscal years are named for the year in which they end."""
    past = (day.month - fiscal_month) % 12
    number = day.year * 12 + day.month - 1 - past % 3
    last = _first_day(number + 3) - timedelta(days=1) if number + 3 <= _LAST_MONTH else date.max
    year = day.year - (day.month < fiscal_month) + (fiscal_month > 1)
    fiscal = "FY" if fiscal_month > 1 else ""
    return Quarter(_first_day(number), last, f"{fiscal}{year:04}-Q{past // 3 + 1}")


def _first_day(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1) if number >= 12 else date.min


def up_to(last: Quarter, count: int, fiscal_month: int = 1) -> tuple[Quarter, ...]:
    """Return `count` quarters of which that is the last, the oldest first."""
    quarters = [last]
    while len(quarters) < count and quarters[-1].first > date.min:
        quarters.append(quarter(quarters[-1].first - timedelta(days=1), fiscal_month))
    return tuple(reversed(quarters))


def months_between(first: date, last: date) -> int:
    """Return how many whole months lie between two days."""
    return max(0, (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day))
