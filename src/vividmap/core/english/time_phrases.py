"""Dates within prose: "on 17 September", "in Q3 2026", "over the summer", with where they stand.

`dates.py` reads what a person types as a date; here the words around it are prose, so a month without a year,
or a day without a month, stays as open as it is written.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.when import MONTHS, WEEKDAYS, When

_MONTH = {name[:length]: number for number, name in enumerate(MONTHS, 1) for length in (3, 4, len(name))}
_M = rf"(?:{'|'.join(sorted(_MONTH, key=len, reverse=True))})\b\.?"
_SEASONS = {"spring": (2, 3, 4, 5, 6), "summer": (6, 7, 8, 9), "autumn": (9, 10, 11), "fall": (9, 10, 11)}
_SEASONS |= {"winter": (12, 1, 2, 3)}
_Y = r"(?:19|20)\d\d"
_IN = (
    r"(?:in|since|by|until|till|from|of|on|during|before|after|early|mid|late|through|to|between|and|last|this"
    r"|[-–(])"
)
_PHRASE = lazy_pattern(
    rf"(?P<iso>\b{_Y}-\d\d-\d\d\b)"
    rf"|(?P<isomonth>\b{_Y}-(?:0[1-9]|1[0-2])\b)"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_M})(?:,? (?P<year>{_Y}))?(?!\w)"
    rf"|\b(?P<month2>{_M}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?!\d|[.,:]\d|\s?%| of\b| (?!the|with|was|has|this|is|as)[a-z]+s\b)(?:,? (?P<year2>{_Y}))?\b"
    rf"|\b(?P<month3>{_M}),? (?:of )?(?P<year3>{_Y})\b"
    rf"|\bthe (?P<day4>\d{{1,2}})(?:st|nd|rd|th)\b"
    rf"|\b(?P<part>[qh])(?P<number>[1-4])(?:[ -/](?P<year5>{_Y}))?\b"
    rf"|\b(?P<year6>{_Y})[ -/]?(?P<part6>[qh])(?P<number6>[1-4])\b"
    rf"|\b(?P<nth>first|second|third|fourth|last) (?P<unit>quarter|half)"
    rf"(?: of)?(?: the year)?(?: of)?(?: (?P<year7>{_Y}))?\b"
    rf"|\b(?P<season>spring|summer|autumn|winter|(?<=last )fall|(?<=the )fall(?= of))"
    rf"(?: (?:of )?(?P<year8>{_Y}))?\b"
    rf"|\b(?P<weekday>{'|'.join(WEEKDAYS)})s?\b"
    rf"|(?<![\w.,$€£])(?P<year9>{_Y})"
    rf"(?![\w%]|[.,]\d|-\d| (?:ms|s|entries|customers|users|rows|updates|payouts)\b)"
    rf"|\b(?P<clock>\d{{1,2}}:\d\d)\b",
    re.IGNORECASE,
)
_BARE_MONTH = lazy_pattern(
    rf"(?P<month>\b(?:{'|'.join(name.capitalize() for name in MONTHS if name != 'may')}"
    r"|Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)"
    rf"|(?<![\w])(?:{_IN}) ?(?P<may>May)\b",
)


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A date in prose: what of it is stated. `months` are those of a quarter, half or season."""

    start: int
    end: int
    text: str
    year: int = 0
    months: tuple[int, ...] = ()
    day: int = 0
    weekday: int = -1
    clock: str = ""

    def matches(self, moment: When) -> bool:
        """Return whether a date of work agrees with all that the phrase states."""
        if self.clock:
            return False
        return any(self._is_day(day) for day in _days(moment))

    def can_mean(self, phrase: "TimePhrase") -> bool:
        """Return whether two phrases can mean the same: what both state is equal."""
        if self.clock or phrase.clock:
            return self.clock == phrase.clock
        if self.weekday >= 0 or phrase.weekday >= 0:
            return self.weekday == phrase.weekday
        return (
            (not self.year or not phrase.year or self.year == phrase.year)
            and (not self.months or not phrase.months or bool(set(self.months) & set(phrase.months)))
            and (not self.day or not phrase.day or self.day == phrase.day)
            and bool(
                (self.months and phrase.months) or (self.year and phrase.year) or (self.day and phrase.day)
            )
        )

    def _is_day(self, day: date) -> bool:
        return (
            (not self.year or day.year == self.year)
            and (not self.months or day.month in self.months)
            and (not self.day or day.day == self.day)
            and (self.weekday < 0 or day.weekday() == self.weekday)
        )


def _days(moment: When) -> Iterator[date]:
    """Yield the days of a date of work; of one longer than a quarter, a day of each week."""
    length = (moment.last - moment.first).days
    step = 1 if length <= 100 else 7
    for offset in range(0, min(length, 3660) + 1, step):
        yield moment.first + timedelta(offset)


@lru_cache(maxsize=16384)
def find_time_phrases(text: str) -> tuple[TimePhrase, ...]:
    """Return every date of a text, in order."""
    phrases = [phrase for match in _PHRASE.finditer(text) if (phrase := _read(match))]
    phrase_spans = [(phrase.start, phrase.end) for phrase in phrases]
    for match in _BARE_MONTH.finditer(text):
        start, end = match.span("month") if match["month"] else match.span("may")
        if any(first < end and start < last for first, last in phrase_spans):
            continue
        phrases.append(
            TimePhrase(start, end, text[start:end], months=(_MONTH[text[start:end].casefold()[:3]],))
        )
    return tuple(sorted(phrases, key=lambda phrase: phrase.start))


_SLASHED_DAY = lazy_pattern(r"(?<![\w/.])(?P<first>\d{1,2})/(?P<second>\d{1,2})(?![\w/])")


def find_slashed_days(text: str) -> tuple[TimePhrase, ...]:
    """Return what "12/8" may mean as a day, both ways round; it may as well be a count of what is done."""
    return tuple(
        TimePhrase(*match.span(), match.group(), months=(month,), day=day)
        for match in _SLASHED_DAY.finditer(text)
        for month, day in ((int(match[1]), int(match[2])), (int(match[2]), int(match[1])))
        if 1 <= month <= 12 and 1 <= day <= 31
    )


def blank_time_phrases(text: str) -> str:
    """Return a text of the same length with blanks for its dates, so that their digits are no amounts."""
    for phrase in find_time_phrases(text):
        if not phrase.text.casefold().startswith(("spring", "summer", "autumn", "winter", "fall")):
            text = text[: phrase.start] + "\u2007" * (phrase.end - phrase.start) + text[phrase.end :]
    return text


def _read(match: re.Match[str]) -> TimePhrase | None:
    groups = match.groupdict()
    start, end = match.span()
    words = match.group()
    if groups["weekday"]:
        return TimePhrase(start, end, words, weekday=WEEKDAYS.index(groups["weekday"].casefold()))
    if groups["clock"]:
        return TimePhrase(start, end, words, clock=words)
    if groups["iso"] or groups["isomonth"]:
        year, month, *days = map(int, words.split("-"))
        is_date = 1 <= month <= 12 and all(1 <= day <= 31 for day in days)
        return TimePhrase(start, end, words, year, (month,), (*days, 0)[0]) if is_date else None
    year = int(next((groups[name] for name in groups if name.startswith("year") and groups[name]), 0))
    months = _read_months(groups)
    day_number = int(groups["day"] or groups["day2"] or groups["day4"] or 0)
    if day_number > 31 or (not months and not year and not day_number):
        return None
    return TimePhrase(start, end, words, year, months, day_number)


def _read_months(groups: dict[str, str | None]) -> tuple[int, ...]:
    if name := groups["month"] or groups["month2"] or groups["month3"]:
        return (_MONTH[name.casefold().rstrip(".")[:3]],)
    if season := groups["season"]:
        return _SEASONS[season.casefold()]
    part, number = groups["part"] or groups["part6"], groups["number"] or groups["number6"]
    if part and number:
        return _part_months(part.casefold(), int(number))
    if groups["nth"] and groups["unit"]:
        order = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(groups["nth"].casefold(), 0)
        return _part_months(groups["unit"][0].casefold(), order) if order else ()
    return ()


def _part_months(part: str, number: int) -> tuple[int, ...]:
    """Return the months of a quarter ("q") or half ("h") of a calendar year; none where there is no such."""
    length = 3 if part == "q" else 6
    return tuple(range((number - 1) * length + 1, number * length + 1)) if number * length <= 12 else ()
