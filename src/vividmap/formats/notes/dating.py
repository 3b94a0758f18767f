"""Dates at the start or end of a line. A date is removed only if `english.dates` reads it unambiguously."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

from vividmap.core import when
from vividmap.core.english import dates
from vividmap.core.when import When

_LONGEST = 40
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_WEEKDAY = re.compile(_WEEKDAY_NAME)
# A date has a year, a month or a part of a year. "Yesterday" depends on when the note was written.
_SAYS_WHEN = re.compile(rf"\d{{4}}|\b{_MONTH}\b|\b[qh][1-4]\b|\d{{1,2}}/\d{{1,2}}")
_MAY_BE_DATE = re.compile(rf"\d|{_MONTH}|{_WEEKDAY_NAME}", re.IGNORECASE)
_SAID_THEN = re.compile(r"\b(?:today|now|yesterday|ago|this|last)\b")
_HAS_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_NUMBERS_WITHOUT_YEAR = re.compile(r"(\d{1,2})(/)(\d{1,2})")
_NUMBERED_WEEK = re.compile(r"(?:week|wk\.?|w|kw) ?\d{1,2}")
# 4. März 2026, 4 de marzo de 2026
_OTHER_MONTH = re.compile(r"\d{1,2}\.? (?:de )?[^\W\d_]{3,12}\.?,? (?:de )?\d{4}")
_ISO_WEEK = re.compile(r"\d{4}-w\d{2}")

_REWRITTEN: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
    # Unambiguous forms, rewritten into ones that `english.dates` reads.
    (re.compile(r"(\d{1,2})/(\d{4})"), lambda m: f"{m[2]}-{int(m[1]):02}"),
    (re.compile(r"w/[cb] ?(.+)"), lambda m: f"week of {m[1]}"),
    (
        re.compile(rf"(?:week of )?({_MONTH}) (\d{{1,2}}) ?[-–—] ?(\d{{1,2}})(,? \d{{4}})?"),
        lambda m: f"{m[2]} {m[1]}{m[4] or ''} - {m[3]} {m[1]}{m[4] or ''}",
    ),
]

# All parts of a date in front; a line that begins with another word has no date.
_MADE_OF = re.compile(
    rf"(?:{_OTHER_MONTH.pattern}|[\d\W_年月日]|{_MONTH}|{_WEEKDAY_NAME}|[qhw](?=\d|/)|mid"
    r"|(?:st|nd|rd|th|of|the|to|week|wk|kw|c|b|ca|middle|end|late|early|start|beginning|starting|commencing"
    r"|about|around|circa)\b)*",
    re.IGNORECASE,
)

# Between a date and the text: closing brackets and emphasis, then a dash, a bar or a space.
# It begins where a run of them does, or a line of dots would be read again from each dot.
_BETWEEN = re.compile(
    r"(?<![*_)\]:\uff1a,.])(?P<close>[*_)\]:\uff1a,.]*)(?P<gap>\s*[|–—]+\s*|\s+-+\s+|\s+|(?<=\uff1a))"
)
_OPEN = {"(": ")", "[": "]", "*": "*", "_": "_"}
_CLOSES = (")", "]", ").", "].", ")*", ")_", "]*", "]_")
_IN_BRACKETS = re.compile(r"\s*[*_]*[(\[]+(?P<date>[^()\[\]]{1,40})[)\]]+[*_]*\.?\s*")
_AFTER_A_DASH = re.compile(r"(?:\s+[–—-]+\s+|,\s+)(?P<date>[^–—]{4,40})\.?\s*")


class Around(NamedTuple):
    """The context of a date: today (local), and the period and the year of the headings above."""

    today: date
    above: When | None = None
    year: int | None = None


class DatedText(NamedTuple):
    """A line without its date. `undecided_date` is an ambiguous date, which stays in the text."""

    text: str
    moment: When | None = None
    undecided_date: str = ""


def read_date(text: str, around: Around) -> When | None:
    """Return the date in a text, None if it has none or is ambiguous. The headings may give the year."""
    plain = re.sub(r"\s+", " ", text.strip(" \t*_()[]:\uff1a,.\u00a0")).casefold()
    if len(plain) > _LONGEST:
        return None
    if _ISO_WEEK.fullmatch(plain):
        return _plausible(_iso_week(plain), around)
    if not (_SAYS_WHEN.search(plain) or _NUMBERS.fullmatch(plain)) or _SAID_THEN.search(plain):
        return _weekday(plain, around)
    for pattern, rewritten in _REWRITTEN:
        if match := pattern.fullmatch(plain):
            plain = rewritten(match)
    plain = _with_year(plain, around)
    return _plausible(dates.parse_date_or_none(plain, around.today) or _by_heading(plain, around), around)


def _with_year(plain: str, around: Around) -> str:
    if around.year is None or _HAS_YEAR.search(plain) or _NUMBERS.fullmatch(plain):
        return plain
    if _NUMBERS_WITHOUT_YEAR.fullmatch(plain):
        return f"{plain}/{around.year}"
    return f"{plain.replace(' - ', f' {around.year} - ')} {around.year}"


def _plausible(moment: When | None, around: Around) -> When | None:
    return (
        moment
        if moment and moment.first.year >= 1950 and moment.last.year <= around.today.year + 20
        else None
    )


def _by_heading(plain: str, around: Around) -> When | None:
    """Return the day of a date like 12/03/2026 if only one reading is within the period of the headings."""
    numbers, above = _NUMBERS.fullmatch(plain), around.above
    if numbers is None or above is None:
        return None
    first, second, year = int(numbers[1]), int(numbers[3]), int(numbers[4])
    days: set[date] = set()
    for month, day in ((first, second), (second, first)):
        with suppress(ValueError):
            days.add(date(year if year > 99 else 2000 + year, month, day))
    matching_days = [day for day in days if above.first <= day <= above.last]
    return When(matching_days[0], matching_days[0]) if len(matching_days) == 1 else None


def _iso_week(plain: str) -> When | None:
    try:
        monday = date.fromisoformat(f"{plain.upper()}-1")
    except ValueError:
        return None
    return When(monday, monday + timedelta(days=6))


def _weekday(plain: str, around: Around) -> When | None:
    """Return the day of a weekday's name if the headings above give a single week."""
    above = around.above
    if above is None or above.about or above.last - above.first > timedelta(days=6):
        return None
    day = dates.parse_date_or_none(plain, above.last) if _WEEKDAY.fullmatch(plain) else None
    return day if day and above.first <= day.first else None


def undecided_date_in(text: str) -> str:
    """Return a date that is ambiguous or impossible as written, "" if the text is not such a date."""
    plain = text.strip(" \t*_()[]:")
    if numbers := _NUMBERS.fullmatch(plain) or _NUMBERS_WITHOUT_YEAR.fullmatch(plain):
        return plain if 1 <= int(numbers[1]) <= 31 and 1 <= int(numbers[3]) <= 31 else ""
    plain_lower = plain.casefold()
    weekday = plain_lower.endswith("day") and _WEEKDAY.fullmatch(plain_lower)
    return plain if weekday or _NUMBERED_WEEK.fullmatch(plain_lower) or _OTHER_MONTH.fullmatch(plain) else ""


def split_date(text: str, around: Around) -> DatedText:
    """Take a date off one end of a line."""
    return next(_leads(text, around), None) or next(_tails(text, around), None) or DatedText(text)


def _leads(text: str, around: Around) -> Iterator[DatedText]:
    """Yield readings of a date in front and the text after it, the longest first."""
    made_of = _MADE_OF.match(text, 0, _LONGEST + 8)
    longest = made_of.end() if made_of else 0
    if not _MAY_BE_DATE.search(text, 0, longest):
        return
    ends = list(takewhile(lambda match: match.start() <= longest, _BETWEEN.finditer(text)))
    for end in reversed(ends):
        head, tail = text[: end.start()], text[end.end() :]
        brackets = head[: len(head) - len(head.lstrip("([*_"))]
        if not tail or any(_OPEN[bracket] not in end["close"] for bracket in brackets):
            continue
        moment = read_date(head, around)
        if moment and (_is_separator(end) or _is_unambiguous(head, moment)):
            yield DatedText(tail, moment)
        elif not moment and _is_separator(end) and (undecided_date := undecided_date_in(head)):
            yield DatedText(text, None, undecided_date)


def _is_separator(end: re.Match[str]) -> bool:
    """Return whether more than a space or a comma follows the date."""
    return bool(set(end["close"]) & set("*_)]:\uff1a") or end["gap"].strip())


def _is_unambiguous(head: str, moment: When) -> bool:
    """Return whether words are a date and not the start of a sentence ("2026 planning")."""
    return when.parse_when(head) is not None or (moment.first == moment.last and bool(_HAS_YEAR.search(head)))


def _tails(text: str, around: Around) -> Iterator[DatedText]:
    first = max(len(text) - _LONGEST - 12, 1)
    if not _HAS_YEAR.search(text, first) and not text.endswith(_CLOSES):
        return
    for start in range(first, len(text)):
        if text[start] not in " \t,([*_" or text[start - 1] in " \t":
            continue
        if match := _IN_BRACKETS.fullmatch(text, start):
            yield from _tail(text, match, around, bare_year=around.above is None)
        elif (match := _AFTER_A_DASH.fullmatch(text, start)) and _HAS_YEAR.search(match["date"]):
            yield from _tail(text, match, around, bare_year=False)


def _tail(text: str, match: re.Match[str], around: Around, *, bare_year: bool) -> Iterator[DatedText]:
    date_text = match["date"].strip()
    moment = read_date(date_text, around)
    words = text[: match.start()].rstrip(" \t,–—-")
    if moment and words and (bare_year or not date_text.isdigit()):
        yield DatedText(words, moment)
    elif not moment and _NUMBERS.fullmatch(date_text) and undecided_date_in(date_text):
        yield DatedText(text, None, date_text)
