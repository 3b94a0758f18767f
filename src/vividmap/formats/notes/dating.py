"""A date at one end of a line. It is taken off only where `core.dates` is sure which days are meant."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

from vividmap.core import dates, when
from vividmap.core.when import When

_LONGEST = 40
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_WEEKDAY = re.compile(_WEEKDAY_NAME)
# A date says a year, a month or a part of a year. "Yesterday" meant another day to the writer than to us.
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
    # Forms that mean one thing only, in words that `core.dates` knows.
    (re.compile(r"(\d{1,2})/(\d{4})"), lambda m: f"{m[2]}-{int(m[1]):02}"),
    (re.compile(r"w/[cb] ?(.+)"), lambda m: f"week of {m[1]}"),
    (
        re.compile(rf"(?:week of )?({_MONTH}) (\d{{1,2}}) ?[-–—] ?(\d{{1,2}})(,? \d{{4}})?"),
        lambda m: f"{m[2]} {m[1]}{m[4] or ''} - {m[3]} {m[1]}{m[4] or ''}",
    ),
]

# All that a date in front is made of; a line that begins with another word has none.
_MADE_OF = re.compile(
    rf"(?:{_OTHER_MONTH.pattern}|[\d\W_年月日]|{_MONTH}|{_WEEKDAY_NAME}|[qhw](?=\d|/)|mid"
    r"|(?:st|nd|rd|th|of|the|to|week|wk|kw|c|b|ca|middle|end|late|early|start|beginning|starting|commencing"
    r"|about|around|circa)\b)*",
    re.IGNORECASE,
)

# What stands between a date and the words: brackets and emphasis that close, then a dash, a bar or a space.
_BETWEEN = re.compile(r"(?P<close>[*_)\]:\uff1a,.]*)(?P<gap>\s*[|–—]+\s*|\s+-+\s+|\s+|(?<=\uff1a))")
_OPEN = {"(": ")", "[": "]", "*": "*", "_": "_"}
_CLOSES = (")", "]", ").", "].", ")*", ")_", "]*", "]_")
_IN_BRACKETS = re.compile(r"\s*[*_]*[(\[]+(?P<date>[^()\[\]]{1,40})[)\]]+[*_]*\.?\s*")
_AFTER_A_DASH = re.compile(r"(?:\s+[–—-]+\s+|,\s+)(?P<date>[^–—]{4,40})\.?\s*")


class Around(NamedTuple):
    """What a date can be read by: today, and the days and the year that the headings above speak of."""

    today: date
    above: When | None = None
    year: int | None = None


class Dated(NamedTuple):
    """A line without the date at its end; `written` is a date that cannot be decided and so stays text."""

    text: str
    when: When | None = None
    written: str = ""


def read_date(said: str, around: Around) -> When | None:
    """Read a date; None unless it can mean one thing only. Its year may be that of the headings above."""
    plain = re.sub(r"\s+", " ", said.strip(" \t*_()[]:\uff1a,.\u00a0")).casefold()
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
    return _plausible(dates.read(plain, around.today) or _by_heading(plain, around), around)


def _with_year(plain: str, around: Around) -> str:
    if around.year is None or _HAS_YEAR.search(plain) or _NUMBERS.fullmatch(plain):
        return plain
    if _NUMBERS_WITHOUT_YEAR.fullmatch(plain):
        return f"{plain}/{around.year}"
    return f"{plain.replace(' - ', f' {around.year} - ')} {around.year}"


def _plausible(found: When | None, around: Around) -> When | None:
    return found if found and found.first.year >= 1950 and found.last.year <= around.today.year + 20 else None


def _by_heading(plain: str, around: Around) -> When | None:
    """Return the day that 12/03/2026 means where the days of the headings hold one reading only."""
    numbers, above = _NUMBERS.fullmatch(plain), around.above
    if numbers is None or above is None:
        return None
    first, second, year = int(numbers[1]), int(numbers[3]), int(numbers[4])
    days: set[date] = set()
    for month, day in ((first, second), (second, first)):
        with suppress(ValueError):
            days.add(date(year if year > 99 else 2000 + year, month, day))
    found = [day for day in days if above.first <= day <= above.last]
    return When(found[0], found[0]) if len(found) == 1 else None


def _iso_week(plain: str) -> When | None:
    try:
        monday = date.fromisoformat(f"{plain.upper()}-1")
    except ValueError:
        return None
    return When(monday, monday + timedelta(days=6))


def _weekday(plain: str, around: Around) -> When | None:
    """Return the day that a weekday means in the one week that the headings speak of."""
    above = around.above
    if above is None or above.about or above.last - above.first > timedelta(days=6):
        return None
    found = dates.read(plain, above.last) if _WEEKDAY.fullmatch(plain) else None
    return found if found and above.first <= found.first else None


def undecided(said: str) -> str:
    """Return a date that can be read in two ways or in none, "" if it is no date."""
    plain = said.strip(" \t*_()[]:")
    if numbers := _NUMBERS.fullmatch(plain) or _NUMBERS_WITHOUT_YEAR.fullmatch(plain):
        return plain if 1 <= int(numbers[1]) <= 31 and 1 <= int(numbers[3]) <= 31 else ""
    folded = plain.casefold()
    weekday = folded.endswith("day") and _WEEKDAY.fullmatch(folded)
    return plain if weekday or _NUMBERED_WEEK.fullmatch(folded) or _OTHER_MONTH.fullmatch(plain) else ""


def split_date(text: str, around: Around) -> Dated:
    """Take a date off one end of a line."""
    return next(_leads(text, around), None) or next(_tails(text, around), None) or Dated(text)


def _leads(text: str, around: Around) -> Iterator[Dated]:
    """Yield the date in front with what follows it, the longest reading first."""
    made_of = _MADE_OF.match(text, 0, _LONGEST + 8)
    longest = made_of.end() if made_of else 0
    if not _MAY_BE_DATE.search(text, 0, longest):
        return
    ends = list(takewhile(lambda match: match.start() <= longest, _BETWEEN.finditer(text)))
    for end in reversed(ends):
        head, rest = text[: end.start()], text[end.end() :]
        opened = head[: len(head) - len(head.lstrip("([*_"))]
        if not rest or any(_OPEN[one] not in end["close"] for one in opened):
            continue
        found = read_date(head, around)
        if found and (_parts(end) or _stands_alone(head, found)):
            yield Dated(rest, found)
        elif not found and _parts(end) and (written := undecided(head)):
            yield Dated(text, None, written)


def _parts(end: re.Match[str]) -> bool:
    """Tell whether more than a space or a comma stands after the date."""
    return bool(set(end["close"]) & set("*_)]:\uff1a") or end["gap"].strip())


def _stands_alone(head: str, found: When) -> bool:
    """Tell a date from the words that a sentence begins with: "2026 planning", "March 4 services"."""
    return when.read(head) is not None or (found.first == found.last and bool(_HAS_YEAR.search(head)))


def _tails(text: str, around: Around) -> Iterator[Dated]:
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


def _tail(text: str, match: re.Match[str], around: Around, *, bare_year: bool) -> Iterator[Dated]:
    said = match["date"].strip()
    found = read_date(said, around)
    rest = text[: match.start()].rstrip(" \t,–—-")
    if found and rest and (bare_year or not said.isdigit()):
        yield Dated(rest, found)
    elif not found and _NUMBERS.fullmatch(said) and undecided(said):
        yield Dated(text, None, said)
