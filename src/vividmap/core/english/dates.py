"""Dates and periods as people say them. What is ambiguous is not guessed: it is not understood.

`03/04/2026` is the third of April to some and the fourth of March to others, so it is refused;
`friday` is the last one that has been, today included, since work is logged after it is done.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from vividmap.core import when
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.when import When, month_range, part_of_year

_MONTH = {name[:n]: i + 1 for i, name in enumerate(when.MONTHS) for n in (3, 4, len(name))}
_WEEKDAY = {name[:n]: i for i, name in enumerate(when.WEEKDAYS) for n in (3, 4, 5, len(name))}
_M = rf"(?P<month>{'|'.join(sorted(_MONTH, key=len, reverse=True))})\.?"
_W = "|".join(sorted(_WEEKDAY, key=len, reverse=True))
_Y = r"(?P<year>\d{4})"
_D = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ABOUT = r"(?:about|around|circa|ca\.?|c\.|~) ?(?P<rest>.+)"
_LONGEST = 100
"""No date is said in more characters than these."""
_COUNT = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


_ALL_TIME_NAME = "all time"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included, under the name that the person used."""

    first: date
    last: date
    name: str

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def covers(self, moment: When | None) -> bool:
        """Return whether work dated so falls into the period: any day of a span; undated in all time."""
        if moment is None:
            return self.name == _ALL_TIME_NAME
        return moment.first <= self.last and moment.last >= self.first


ALL_TIME = Period(date.min, date.max, _ALL_TIME_NAME)
_ALL_TIME = frozenset(("all", "all time", "all-time"))


def parse_date_or_none(text: str, today: date) -> When | None:
    """Read a date of work, written as the running document does or in English words; None if not understood.

    `today`, `yesterday`, `3 days ago`, `friday`, `last friday`, `20 Nov 2026`, `Nov 20`, `20.11.2026`,
    `2026/11/20`, `week of 2 March`, `March 2026`, `about March 2025`, `Q3`, `H2 2025`, `end of october`,
    `2 Nov - 14 Nov 2026`. A day or month without a year is the last one that has been.
    """
    if len(text) > _LONGEST:
        return None
    folded = re.sub(r"\s+", " ", text).casefold()
    if exact := _read_one(folded, today) or _read_span(folded, today):
        return exact
    about = re.fullmatch(_ABOUT, folded)
    span = _read_span(about["rest"], today) if about else None
    return When(span.first, span.last, about=True) if span else None


def _read_one(text: str, today: date) -> When | None:
    """Read what is no span. Its parts are read so too, and never as spans: that could take for ever."""
    text = text.strip().rstrip(" .:,")
    if exact := when.parse_when(text):
        return exact
    for pattern, reader in _FORMS:
        match = pattern.fullmatch(text)
        if match:
            try:
                return reader(match, today)
            except (ValueError, OverflowError):
                return None
    return None


def _year_or_last(match: re.Match[str], today: date, month: int, day: int) -> int:
    if match.groupdict().get("year"):
        return int(match["year"])
    return today.year if (month, day) <= (today.month, today.day) else today.year - 1


def _day(match: re.Match[str], today: date) -> When:
    month, day = _MONTH[match["month"]], int(match["day"])
    return When.day(date(_year_or_last(match, today, month, day), month, day))


def _numbers(match: re.Match[str], today: date) -> When:
    return When.day(date(int(match["year"]), int(match["m"]), int(match["d"])))


def _slashes(match: re.Match[str], today: date) -> When:
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if a > 12 or a == b:
        return When.day(date(year, b, a))
    if b > 12:
        return When.day(date(year, a, b))
    raise ValueError("day and month cannot be told apart")


def _month(match: re.Match[str], today: date) -> When:
    month = _MONTH[match["month"]]
    first, last = month_range(_year_or_last(match, today, month, 1), month, 1)
    match match.groupdict().get("third"):
        case "end" | "late":
            first = last - timedelta(days=9)
        case "beginning" | "start" | "early":
            last = first + timedelta(days=9)
        case "mid" | "middle":
            first, last = first + timedelta(days=10), first + timedelta(days=19)
    return When(first, last, about=True)


def _part(match: re.Match[str], today: date) -> When:
    parts = {"q": 4, "h": 2}[match["part"]]
    number = int(match["number"])
    year = int(match["year"]) if match["year"] else today.year
    first, last = part_of_year(year, number, parts)
    if not match["year"] and first > today:
        first, last = part_of_year(year - 1, number, parts)
    return When(first, last, about=True)


def _whole_year(match: re.Match[str], today: date) -> When:
    return When(*month_range(int(match["year"]), 1, 12), about=True)


def _iso_month(match: re.Match[str], today: date) -> When:
    return When(*month_range(int(match["year"]), int(match["m"]), 1), about=True)


def _ago(match: re.Match[str], today: date) -> When:
    count = _COUNT.get(match["count"]) or int(match["count"])
    if match["unit"] == "day":
        return When.day(today - timedelta(days=count))
    if match["unit"] == "week":
        return When.day(today - timedelta(weeks=count))
    number = today.year * 12 + today.month - 1 - count
    return When(*month_range(number // 12, number % 12 + 1, 1), about=True)


def _weekday(match: re.Match[str], today: date) -> When:
    back = (today.weekday() - _WEEKDAY[match["weekday"]]) % 7
    if match["last"] and back == 0:
        back = 7
    return When.day(today - timedelta(days=back))


def _week(match: re.Match[str], today: date) -> When:
    start = _read_one(match["rest"], today)
    if start is None or start.first != start.last:
        raise ValueError("not a day")
    return When(start.first, start.first + timedelta(days=6))


def _this_or_last(match: re.Match[str], today: date) -> When:
    last = match["which"] == "last"
    if match["unit"] == "week":
        monday = today - timedelta(days=today.weekday() + 7 * last)
        return When(monday, monday + timedelta(days=6))
    number = today.year * 12 + today.month - 1
    if match["unit"] == "month":
        number -= last
        return When(*month_range(number // 12, number % 12 + 1, 1), about=True)
    if match["unit"] == "quarter":
        number = number // 3 * 3 - 3 * last
        return When(*month_range(number // 12, number % 12 + 1, 3), about=True)
    return When(*month_range(today.year - last, 1, 12), about=True)


def _about(match: re.Match[str], today: date) -> When:
    day = _read_one(match["rest"], today)
    if day is None:
        raise ValueError("not a date")
    return When(day.first, day.last, about=True)


_Reader = Callable[[re.Match[str], date], When]
_FORMS: list[tuple[re.Pattern[str], _Reader]] = [
    (lazy_pattern(pattern), reader)
    for pattern, reader in [
        (r"today|now", lambda match, today: When.day(today)),
        (r"yesterday", lambda match, today: When.day(today - timedelta(days=1))),
        (rf"(?P<count>\d{{1,3}}|{'|'.join(_COUNT)}) (?P<unit>day|week|month)s? ago", _ago),
        (rf"(?:(?P<last>last) |on )?(?P<weekday>{_W})", _weekday),
        (rf"(?:(?:{_W}),? )?{_D} (?:of )?{_M}(?:,? {_Y})?", _day),
        (rf"(?:(?:{_W}),? )?{_M} {_D}(?:,? {_Y})?", _day),
        (rf"(?:(?:{_W}),? )?{_Y}[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})", _numbers),
        (rf"(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.{_Y}", _numbers),
        (rf"{_Y}年(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日", _numbers),
        (rf"{_Y}年(?P<m>\d{{1,2}})月", _iso_month),
        (rf"(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/{_Y}", _slashes),
        (r"(?:the )?(?:week|wk) (?:of|beginning|starting|commencing) (?P<rest>.+)", _week),
        (r"(?P<which>this|last) (?P<unit>week|month|quarter|year)", _this_or_last),
        (_ABOUT, _about),
        (rf"(?:(?P<third>end|late|beginning|start|early|mid|middle)(?: of |[ -]))?{_M}(?:,? {_Y})?", _month),
        (rf"{_Y}[-/](?P<m>\d{{2}})", _iso_month),
        (rf"(?P<part>[qh])(?P<number>[1-4])(?:[ -/]{_Y})?", _part),
        (rf"(?:{_Y})[ -/]?(?P<part>[qh])(?P<number>[1-4])", _part),
        (_Y, _whole_year),
    ]
]


def _read_span(text: str, today: date) -> When | None:
    for dash in (" to ", " – ", " - ", "–", ".."):
        start, separator, end = text.partition(dash)
        if not separator:
            continue
        last = _read_one(end, today)
        if last is None:
            continue
        if re.fullmatch(r"\d{1,2}", start.strip()):
            start = f"{start.strip()} {when.MONTHS[last.last.month - 1]}"
        first = _read_one(f"{start} {last.last.year}", today) or _read_one(start, today)
        if first is not None and first.first <= last.last:
            return When(first.first, last.last, about=first.about or last.about)
    return None


def parse_future_date(text: str, today: date) -> date | None:
    """Return the last day of what was said; a month or quarter without a year is the one to come."""
    moment = parse_date_or_none(text, today)
    if not re.search(r"\d{4}", text):
        years = [parse_date_or_none(f"{text} {today.year + offset}", today) for offset in (0, 1)]
        moment = next(
            (candidate for candidate in (moment, *years) if candidate and candidate.last >= today), None
        )
    return moment.last if moment else None


def parse_period_or_none(text: str, today: date, fiscal_month: int = 1) -> Period | None:
    """Read a period: `2026-Q3`, `2026-11`, `FY2026`, `last-2-months`, `2026-01-01..2026-06-30`.

    Halves and quarters are of the calendar year; `FY2026`, `FY26` and `FY2026-Q1` count from `fiscal_month`
    (1 to 12) and are named for the year in which they end, as companies do. `all` is all time. None if not
    understood.
    """
    folded = text.strip().casefold()
    if folded in _ALL_TIME:
        return ALL_TIME
    if match := re.fullmatch(r"last-([1-9]\d{0,4})-days?", folded):
        try:
            return Period(today - timedelta(days=int(match[1]) - 1), today, text.strip())
        except OverflowError:
            return None
    if match := re.fullmatch(r"last-([1-9]\d{0,3})-months?", folded):
        return _last_months(int(match[1]), today, text.strip())
    if match := re.fullmatch(r"fy-?(\d{4}|\d\d)(?:-?([qh])([1-4]))?", folded):
        return _fiscal(match, fiscal_month, text.strip())
    span = (
        when.parse_when(folded)
        or when.parse_when(f"{folded}~")
        or parse_date_or_none(folded.replace("-", " "), today)
    )
    return Period(span.first, span.last, text.strip()) if span else None


def _last_months(count: int, today: date, name: str) -> Period | None:
    """Return the months up to today: of 23 November, one month begins on 24 October."""
    month = today.year * 12 + today.month - 1 - count
    if month < 12:
        return None
    first_month = month_range(month // 12, month % 12 + 1, 1)
    return Period(
        min(first_month[0].replace(day=1) + timedelta(today.day), first_month[1] + timedelta(1)), today, name
    )


def _fiscal(match: re.Match[str], fiscal_month: int, name: str) -> Period | None:
    start_year = int(match[1] if len(match[1]) == 4 else f"20{match[1]}") - (fiscal_month > 1)
    parts = {"q": 4, "h": 2, None: 1}[match[2]]
    number = int(match[3] or 1)
    if number > parts:
        return None
    length = 12 // parts
    month = start_year * 12 + fiscal_month - 1 + (number - 1) * length
    try:
        return Period(*month_range(month // 12, month % 12 + 1, length), name)
    except ValueError:
        return None


class NotADate(ValueError):
    """A text that says no date, or no period; the message says so and how one is written."""


def parse_date(text: str, today: date) -> When:
    """Return the date that a person said. Raises NotADate."""
    moment = parse_date_or_none(text, today)
    if moment is None:
        raise NotADate(f"{text[:60]!r} is not a date; write 2026-11-20, yesterday or friday")
    return moment


def parse_period(text: str, today: date, fiscal_month: int) -> Period:
    """Return the period that a person said. Raises NotADate."""
    period = parse_period_or_none(text, today, fiscal_month)
    if period is None:
        raise NotADate(
            f"{text[:60]!r} is not a period; write 2026-H2, 2026-Q3, 2026-11, FY2026, last-90-days or all"
        )
    return period
