"""Dates of work: a day, a span, or about then. Plain dates, never moments."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from vividmap.core.lazy_pattern import lazy_pattern

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A date of work: from `first` to `last`, both included; `about` when it is only known roughly."""

    first: date
    last: date
    about: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"the span ends ({self.last}) before it begins ({self.first})")

    @classmethod
    def day(cls, day: date) -> "When":
        """Return the one day."""
        return cls(day, day)

    @property
    def is_rough(self) -> bool:
        """Return whether not even the month is known: "about Q3"."""
        return self.about and (self.first.year, self.first.month) != (self.last.year, self.last.month)

    def __str__(self) -> str:
        return _write(self)


_DAY = r"\d{4}-\d{2}-\d{2}"
_PART = r"\d{4}(?:-(?:\d{2}(?:-\d{2})?|[QqHh]\d))?"
MARK = lazy_pattern(rf"{_DAY}\.\.{_DAY}~?|{_PART}~|{_DAY}")


def parse_when(mark: str) -> When | None:
    """Read a date as the running document writes it, or return None.

    `2026-11-20`, `2026-11-02..2026-11-14`, and about then: `2026-11-20~`, `2026-11-02..2026-11-14~`,
    `2025-03~`, `2025-Q1~`, `2025-H2~`, `2025~`.
    """
    if not MARK.fullmatch(mark):
        return None
    about = mark.endswith("~")
    body = mark.rstrip("~")
    try:
        if ".." in body:
            first, _, last = body.partition("..")
            return When(date.fromisoformat(first), date.fromisoformat(last), about)
        first_day, last_day = _bounds(body)
        return When(first_day, last_day, about)
    except ValueError:
        return None


EARLIEST_YEAR, YEARS_AHEAD = 1900, 10


def date_problem(mark: str, today: date) -> str:
    """Return why a mark written like a date is not a date of work; "" for a good date or other text."""
    if not MARK.fullmatch(mark):
        return ""
    moment = parse_when(mark)
    return distance_problem(moment, today) if moment else f"{mark} is not a day of the calendar"


def distance_problem(moment: When, today: date) -> str:
    """Return why a date is too far from today to be a date of work; "" if it is not."""
    latest_year = today.year + YEARS_AHEAD
    if moment.first.year >= EARLIEST_YEAR and moment.last.year <= latest_year:
        return ""
    return f"{moment} is too far from today; write a year from {EARLIEST_YEAR} to {latest_year}"


def is_ahead(moment: When, today: date) -> bool:
    """Return whether a date is later than tomorrow, which may be today elsewhere."""
    return moment.first > today + timedelta(days=1)


def _bounds(body: str) -> tuple[date, date]:
    year = int(body[:4])
    if len(body) == 4:
        return month_range(year, 1, 12)
    if body[5] in "Qq":
        return part_of_year(year, int(body[6]), 4)
    if body[5] in "Hh":
        return part_of_year(year, int(body[6]), 2)
    if len(body) == 7:
        return month_range(year, int(body[5:7]), 1)
    day = date.fromisoformat(body)
    return day, day


def part_of_year(year: int, number: int, parts: int) -> tuple[date, date]:
    """Return the first and last day of a quarter (of 4 parts) or half (of 2). Raises ValueError."""
    if not 1 <= number <= parts:
        raise ValueError(f"there is no part {number} of {parts} in a year")
    length = 12 // parts
    return month_range(year, (number - 1) * length + 1, length)


def month_range(year: int, month: int, count: int) -> tuple[date, date]:
    """Return the first and last day of `count` months from that month on, over the year's end if need be."""
    end = month - 1 + count - 1
    last_year, last_month = year + end // 12, end % 12 + 1
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


def _write(moment: When) -> str:
    if not moment.about:
        if moment.first == moment.last:
            return moment.first.isoformat()
        return f"{moment.first}..{moment.last}"
    return f"{_about_name(moment) or f'{moment.first}..{moment.last}'}~"


def _about_name(moment: When) -> str:
    if moment.first == moment.last:
        return moment.first.isoformat()
    year = f"{moment.first.year:04}"
    names = (
        [year]
        + [f"{year}-H{n}" for n in (1, 2)]
        + [f"{year}-Q{n}" for n in (1, 2, 3, 4)]
        + [f"{year}-{moment.first.month:02}"]
    )
    return next((name for name in names if _bounds(name) == (moment.first, moment.last)), "")


def describe_when(moment: When | None) -> str:  # noqa: PLR0911 - a table of forms, one a line
    """Return the date in words for a person: "20 November 2026", "about March 2025", "undated"."""
    if moment is None:
        return "undated"
    if not moment.about:
        if moment.first == moment.last:
            return _say_day(moment.first)
        return f"{_say_day(moment.first)} to {_say_day(moment.last)}"
    name = _about_name(moment)
    if re.fullmatch(r"\d{4}-\d{2}", name):
        return f"about {month_name(moment.first)}"
    if re.fullmatch(r"\d{4}-[QH]\d", name):
        return f"about {name[5:]} {name[:4]}"
    if len(name) == 4:
        return f"about {name}"
    if name:
        return f"about {_say_day(moment.first)}"
    return f"about {_say_day(moment.first)} to {_say_day(moment.last)}"


_ORDINALS = ("first", "second", "third", "fourth")


def describe_when_in_prose(moment: When | None) -> str:
    """Return the date as running text has it: "first half of 2026", "March 2025", "20 November 2026"."""
    name = _about_name(moment) if moment and moment.about else ""
    if moment and re.fullmatch(r"\d{4}-[QH]\d", name):
        part = "half" if name[5] == "H" else "quarter"
        return f"{_ORDINALS[int(name[6]) - 1]} {part} of {name[:4]}"
    if moment and re.fullmatch(r"\d{4}-\d{2}", name):
        return month_name(moment.first)
    return describe_when(moment)


def describe_month(moment: When) -> str:
    """Return the month in which work ended, "November 2026"; a rough date as it is: "about Q3 2026"."""
    return describe_when(moment) if moment.is_rough else month_name(moment.last)


def describe_month_in_prose(moment: When) -> str:
    """Return the month in which work ended; of a rough date its words: "third quarter of 2026"."""
    return describe_when_in_prose(moment) if moment.is_rough else month_name(moment.last)


def _say_day(day: date) -> str:
    return f"{day.day} {month_name(day)}"


def month_name(day: date) -> str:
    """Return "March 2025"."""
    return f"{MONTHS[day.month - 1].capitalize()} {day.year:04}"


def next_month(day: date) -> date:
    """Return the first day of the next month (the last month of year 9999 stays)."""
    if (day.year, day.month) == (9999, 12):
        return day.replace(day=1)
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def days_before(day: date, days: int) -> date:
    """Return the day that many days earlier; the first day there is, where that is before it."""
    return day - timedelta(days) if day.toordinal() > days else date.min
