"""Dates in lines and headings, in ten languages. What is ambiguous is not guessed: it stays as written."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from vividmap.core import when
from vividmap.core.english import dates
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.when import When, distance_problem
from vividmap.formats.notes.calendar_words import (
    ending_week,
    has_month,
    join_parts,
    read_week,
    starting_week,
    to_english,
)
from vividmap.formats.notes.day_spans import ends_of_span, iso_week, one_span, week_from, week_to
from vividmap.formats.notes.weekdays import (
    has_only_weekdays,
    has_weekday_in_front,
    is_ending_in_word,
    is_weekday_in_full,
    split_weekday,
)

_LONGEST = 40
_EARLIEST_YEAR = 1950  # an earlier one in notes is taken for a number
_SAID_THEN = lazy_pattern(r"\b(?:today|now|yesterday|ago|this|last)\b")
_HAS_YEAR = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBERS = lazy_pattern(
    r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})\.?"
)
_NUMBERS_WITHOUT_YEAR = lazy_pattern(r"(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P<dot>\.?)")
_YEAR_FIRST = lazy_pattern(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})")
_MONTH_YEAR = lazy_pattern(r"(?P<month>\d{1,2})[/.](?P<year>\d{4})")
_DAY_SPAN = lazy_pattern(
    r"(?:(?P<day>\d{1,2})\.? ?(?:-|–|—|to|bis|al?|au|t/m|a) ?(?P<last>\d{1,2})\.? (?P<month>[a-z]+)"
    r"|(?P<before>[a-z]+) (?P<first>\d{1,2}) ?[-–—] ?(?P<until>\d{1,2}))(?P<year>,? ?\d{4})?"
)
_BETWEEN_MONTHS = lazy_pattern(r"(?<=[a-z])\.?(?: ?[–—/] ?|-)(?=[a-z]{3})")
_SHORT_YEAR = lazy_pattern(r"(?P<start>[qh][1-4]|[a-z]{3,9}\.?) ?['’](?P<year>\d\d)")
_MONTH_IN_ENGLISH = lazy_pattern(rf"\b(?:{'|'.join(when.MONTHS)})\b")
_FEW_DAYS, _DAYS_OF_WEEK, _MONTH = 8, 7, 31
_TIME_BEHIND = lazy_pattern(
    r"(?<=\d)(?:,|st|nd|rd|th)?\s+(?:at |um |à |a las |às |alle |om )?\d{1,2}:\d\d(?:\s?[ap]\.?m\.?| uhr)?$"
)
"""Behind a date in a chat or a mail: the time of day."""
_TIME_OF_DAY = lazy_pattern(r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?|uhr|h)|\d{1,2}[:h]\d\d")
_MAYBE = lazy_pattern(r"\d|[^\W\d_]{2}")
_UNDECIDED_WEEK = lazy_pattern(r"week \d{1,2}")

# Between a date and the text: closing brackets and emphasis, then a dash, a bar or a space.
# It begins only where such a run does, or a line of dots would be read again from each dot.
_BETWEEN = lazy_pattern(
    r"(?<![*_)\]:\uff1a,.])(?P<close>[*_)\]:\uff1a,.]*)(?P<gap>\s*[|–—]+\s*|\s+(?:-+>?|=>|[→⇒➔])\s+|\s+|(?<=\uff1a))"
)
_ARROW = lazy_pattern(r"[>→⇒➔]")
_OPEN = {"(": ")", "[": "]", "*": "*", "_": "_", "<": ">"}
_IN_BRACKETS = lazy_pattern(
    r"(?:^|\s|(?<=[^\s(\[])(?=[(\[]))[*_]{0,3}[(\[<（](?P<date>[^()\[\]<>（）]{1,40})[)\]>）][*_]{0,3}\.?"
)
_AFTER_A_DASH = lazy_pattern(r"(?:\s[–—-]+\s|,\s|\s\|\s)(?P<date>[^–—|]{4,40}?)\.?$")
_SEPARATORS = lazy_pattern(r"\s[–—-]+\s|,\s|\s\|\s")
_INSIDE = lazy_pattern(r"^.{0,60}?\b(?:on|am|le|el|il|op|em)\s(?P<date>[^,:;]{4,24})[:,;–—]", re.IGNORECASE)
_INSIDE_START = lazy_pattern(
    r"^(?:on|am|le|el|il|op|em|in|im|en|ad|a|no|nel)\s(?P<date>[^,:;]{3,24})[:,;–—]", re.IGNORECASE
)
_BEFORE_COLON = lazy_pattern(r"^[^:;]{2,60}?,\s(?P<date>[^,:;]{3,20}?)\s?:")
""" "Skip-level, June: …" """
NEVER_WORK = lazy_pattern(
    r"\b(?:until|till|by|since|started|joined|joining|left|valid|expires?|expiry|due|seit|bis|gültig|depuis|jusqu|desde|hasta|até|dal|sinds|tot|before|after|vor|nach)\b",
    re.IGNORECASE,
)


class Around(NamedTuple):
    """The context of a date: today (local), and the period and the year of the headings above."""

    today: date
    above: When | None = None
    year: int | None = None
    order: str = ""
    """How the document writes 03/04/2026: "mdy", "dmy", or "" if that is not known."""
    is_log: bool = False
    """Whether its lines begin with days: "jan 8 started" is a date, though only a space follows it."""
    is_below_day: bool = False
    """Whether `above` is the day or the week of a log: other days inside a line are what it is about."""


class DatedText(NamedTuple):
    """A line without its date. `undecided_date` is an ambiguous date, which stays in the text."""

    text: str
    moment: When | None = None
    undecided_date: str = ""


def read_date(text: str, around: Around) -> When | None:
    """Return the date in a text, None if it has none or is ambiguous. The headings may give the year."""
    return _read_date(text, around) if len(text) <= _LONGEST + 20 and _MAYBE.search(text) else None


@lru_cache(maxsize=8192)
def _read_date(text: str, around: Around) -> When | None:
    plain = re.sub(r"\s+", " ", text.strip(" \t*_()[]<>（）:\uff1a,.\u00a0")).casefold()
    plain = _TIME_BEHIND.sub("", plain)
    if not plain or len(plain) > _LONGEST:
        return None
    moment = _read_beside_weekday(plain, around)
    if moment is None:
        plain = join_parts(to_english(plain))
        if text.rstrip(" \t*_)]:").endswith(".") and _NUMBERS_WITHOUT_YEAR.fullmatch(plain):
            plain += "."
        moment = _read_plain(plain, around)
    return (
        moment
        if moment and moment.first.year >= _EARLIEST_YEAR and not distance_problem(moment, around.today)
        else None
    )


def _read_plain(plain: str, around: Around) -> When | None:
    if week := read_week(plain):
        year = week[1] or around.year
        return iso_week(year, week[0]) if year else None
    if day := starting_week(plain):
        return week_from(_read_plain(day, around))
    if last_day := ending_week(plain):
        friday = _read_plain(last_day, around)
        return week_to(friday.first) if friday and friday.first == friday.last else None
    if span := ends_of_span(plain):
        orders = (around.order,) if around.order else ("mdy", "dmy")
        return one_span((_in_order(span[0], around, one), _in_order(span[1], around, one)) for one in orders)
    numbers: re.Match[str] | None = _NUMBERS.fullmatch(plain) or _NUMBERS_WITHOUT_YEAR.fullmatch(plain)
    return _by_numbers(numbers, around) if numbers else _read_words(plain, around)


def _in_order(plain: str, around: Around, order: str) -> When | None:
    """Return the day in figures as a document would mean it that writes them in an order."""
    numbers = _NUMBERS_WITHOUT_YEAR.fullmatch(plain)
    return _by_numbers(numbers, around._replace(order=order)) if numbers else None


def _read_beside_weekday(plain: str, around: Around) -> When | None:
    """Return the day of a text with the name of a weekday, alone or beside a date; None for other texts."""
    dated = split_weekday(plain)
    if dated is None:
        return None
    rest = dated.date_text.rstrip(".")
    if not rest or _TIME_OF_DAY.fullmatch(rest):
        return _day_in_week(dated.weekday, around.above)
    if rest.isdecimal():
        return _day_above(int(rest), around)
    if numbers := _NUMBERS.fullmatch(rest) or _NUMBERS_WITHOUT_YEAR.fullmatch(rest):
        return _by_numbers(numbers, around, dated.weekday)
    moment = _read_plain(join_parts(to_english(rest)), around)
    if moment and (moment.last - moment.first).days == _DAYS_OF_WEEK - 1:
        return _day_in_week(dated.weekday, moment)
    return moment if moment and moment.first == moment.last else None


def _read_words(plain: str, around: Around) -> When | None:
    """Return the date of a text with the name of a month or quarter, or with the year in front."""
    if match := _YEAR_FIRST.fullmatch(plain):
        return _day(int(match["year"]), int(match["month"]), int(match["day"]))
    if match := _MONTH_YEAR.fullmatch(plain):
        plain = f"{match['year']}-{int(match['month']):02}"
    plain = re.sub(r"^([a-z]{3,9})/(?=\d{4}$)", r"\1 ", plain)
    if match := _SHORT_YEAR.fullmatch(plain):
        plain = f"{match['start']} 20{match['year']}"
    says_when = (
        _HAS_YEAR.search(plain)
        or _MONTH_IN_ENGLISH.search(plain)
        or re.match(r"(?:\d{4}[ /-]?)?[qh][1-4]", plain)
    )
    if not says_when or _SAID_THEN.search(plain):
        return None
    plain = _BETWEEN_MONTHS.sub(" - ", plain)
    if match := _DAY_SPAN.fullmatch(plain):
        month, first, last = (
            (match["month"], match["day"], match["last"])
            if match["month"]
            else (match["before"], match["first"], match["until"])
        )
        month += match["year"] or ""
        plain = f"{first} {month} - {last} {month}"
    return dates.parse_date_or_none(_with_year(_without_dots(plain), around), around.today)


def _day_above(number: int, around: Around) -> When | None:
    """Return the day of the month or the week of the headings above: "Mon 1" below "June 2026"."""
    above = around.above
    if above is None or above.last - above.first > timedelta(days=_MONTH):
        return None
    days = (above.first + timedelta(days=at) for at in range((above.last - above.first).days + 1))
    same_days = [day for day in days if day.day == number]
    return When.day(same_days[0]) if len(same_days) == 1 else None


def _without_dots(plain: str) -> str:
    """Return "12. may 2026" as "12 may 2026"."""
    return re.sub(r"(?<=\d)\.(?= ?[a-z])", " ", plain).replace("  ", " ")


def _with_year(plain: str, around: Around) -> str:
    if around.year is None or _HAS_YEAR.search(plain):
        return plain
    return f"{plain.replace(' - ', f' {around.year} - ')} {around.year}"


def _by_numbers(numbers: re.Match[str], around: Around, weekday: int | None = None) -> When | None:
    year: int | None
    first, second = int(numbers["first"]), int(numbers["second"])
    year_text = numbers.groupdict().get("year") or ""
    year = (int(year_text) if len(year_text) == 4 else 2000 + int(year_text)) if year_text else around.year
    if year is None:
        year = around.today.year
        candidates = {_day(year, first, second), _day(year, second, first)} - {None}
        if all(day and day.first > around.today for day in candidates):
            year -= 1
    if numbers["mark"] == ".":
        # 14.01. is a day in every country that writes dots; "1.2" alone may be a version.
        is_date = bool(year_text or numbers.groupdict().get("dot")) or weekday is not None
        return _day(year, second, first) if is_date else None
    month_first, day_first = _day(year, first, second), _day(year, second, first)
    if month_first == day_first or not (month_first and day_first):
        return month_first or day_first
    above = around.above
    inside = [day for day in (month_first, day_first) if above and above.first <= day.first <= above.last]
    inside = inside or [day for day in (month_first, day_first) if day.first.weekday() == weekday]
    if len(inside) == 1:
        return inside[0]
    return {"mdy": month_first, "dmy": day_first}.get(around.order)


def _day(year: int, month: int, day: int) -> When | None:
    with suppress(ValueError):
        return When.day(date(year, month, day))
    return None


def _day_in_week(weekday: int, above: When | None) -> When | None:
    """Return the day of a weekday, None if the period above is longer than a week."""
    if above is None or above.about or above.last - above.first >= timedelta(days=_DAYS_OF_WEEK):
        return None
    day = above.first + timedelta(days=(weekday - above.first.weekday()) % _DAYS_OF_WEEK)
    return When.day(day) if day <= above.last else None


def undecided_date_in(text: str) -> str:
    """Return a date that is ambiguous or impossible as written, "" if the text is not such a date."""
    plain = text.strip(" \t*_()[]<>:")
    if numbers := _NUMBERS.fullmatch(plain) or re.fullmatch(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})", plain):
        return plain if 1 <= int(numbers["first"]) <= 31 and 1 <= int(numbers["second"]) <= 31 else ""
    is_week = len(plain) < _LONGEST and read_week(to_english(plain.casefold())) is not None
    return plain if is_week or is_weekday_in_full(plain) else ""


def undecided_day_in(title: str) -> str:
    """Return a heading that is only a weekday, with a number or none, below no week: "Mo", "Montag 16"."""
    return title if len(title) < _LONGEST and has_only_weekdays(title) else ""


@lru_cache(maxsize=4096)
def split_date(text: str, around: Around) -> DatedText:
    """Take the date of the work off a line: at its start, at its end, or in its first words."""
    front = next(_leads(text, around), None)
    if front and (front.moment or front.undecided_date):
        return front
    if around.is_below_day:
        readings = (reading for reading in (*_tails(text, around), _inside(text, around)) if reading)
        return next((reading for reading in readings if _is_of_day(reading, around)), DatedText(text))
    return next(_tails(text, around), None) or _inside(text, around) or DatedText(text)


def _is_of_day(reading: DatedText, around: Around) -> bool:
    """Return whether a date inside a line leaves the line on its day: "(count on 30 June)" moves it."""
    moment, above = reading.moment, around.above
    return (
        moment is not None and above is not None and above.first <= moment.first and moment.last <= above.last
    )


def _leads(text: str, around: Around) -> Iterator[DatedText]:
    """Yield readings of a date in front and the text after it, the longest first."""
    head = text[: _LONGEST + 8]
    has_digit = any(character.isdigit() for character in head)
    if not has_digit and not has_month(head) and not has_weekday_in_front(head):
        return
    ends = [match for match in _BETWEEN.finditer(text, 0, _LONGEST + 12) if match.start() <= _LONGEST + 8]
    for end in reversed(ends):
        front, tail = text[: end.start()], text[end.end() :]
        brackets = front[: len(front) - len(front.lstrip("([*_<"))]
        if not tail or not front or any(_OPEN[bracket] not in end["close"] + front for bracket in brackets):
            continue
        if _ARROW.search(end["gap"]) and _has_date_in_first_words(tail, around):
            continue
        if "." in end["close"] and re.search(r"\d$", front):
            front += "."  # 12.05. is a day, 12.05 may be a version
        is_separated = _is_separator(end)
        # A word behind the date is the first of the text: "2026-03-07 do not share".
        moment = read_date(front, around) if is_separated or not is_ending_in_word(front) else None
        if moment and (
            is_separated
            or _is_unambiguous(front, moment)
            or (around.is_log and _is_day_in_words(front, moment))
        ):
            yield DatedText(tail, moment)
        elif not moment and is_separated and (undecided_date := undecided_date_in(front)):
            yield DatedText(text, None, undecided_date)


def _has_date_in_first_words(text: str, around: Around) -> bool:
    """Return whether a text begins with the words of a date: "Q1 → Q2 latency" is no work of Q1."""
    words = text[:_LONGEST].split()
    fronts = (" ".join(words[:count]) for count in (1, 2, 3))
    return any(read_date(front, around) or undecided_date_in(front) for front in fronts)


def _is_separator(end: re.Match[str]) -> bool:
    """Return whether more than a space or a comma follows the date."""
    is_column = len(end["gap"]) > 2 or "\t" in end["gap"]
    return is_column or bool(set(end["close"]) & set("*_)]:\uff1a") or end["gap"].strip())


def _is_day_in_words(front: str, moment: When) -> bool:
    """Return whether words are a day of a month, or a few of them: "jan 8", "feb 12-13"."""
    is_short = (moment.last - moment.first).days < _FEW_DAYS
    has_day = has_month(front) and any(character.isdigit() for character in front)
    return is_short and (has_day or read_week(to_english(front)) is not None)


def has_date_in_front(text: str, around: Around) -> bool:
    """Return whether a line begins with its date, and so is no continuation of the one above."""
    return any(front.moment for front in islice(_leads(text, around), 1))


def _is_unambiguous(front: str, moment: When) -> bool:
    """Return whether words are a date and not the start of a sentence ("2026 planning")."""
    is_day, beside = moment.first == moment.last, split_weekday(front)
    date_text = beside.date_text if beside and "." in beside.date_text else front.strip()
    return (
        when.parse_when(front) is not None
        or (is_day and bool(_HAS_YEAR.search(front) or _NUMBERS_WITHOUT_YEAR.fullmatch(date_text)))
        or ends_of_span(front.strip().casefold()) is not None
        or len(_HAS_YEAR.findall(front)) == 2
        or (not front.isascii() and bool(re.search(r"[日月]$", front)))
    )


def _tails(text: str, around: Around) -> Iterator[DatedText]:
    tail_start = max(len(text) - _LONGEST - 14, 0)
    tail = text[tail_start:]
    if "(" in tail or "[" in tail or "（" in tail or "<" in tail:
        brackets = list(_IN_BRACKETS.finditer(tail))
        for match in brackets:
            at_end = not tail[match.end() :].strip(" .")
            inner = match["date"].strip()
            moment = None if NEVER_WORK.search(inner) else read_date(inner, around)
            words = (text[: tail_start + match.start()].rstrip(" \t,–—-") + tail[match.end() :]).strip()
            if moment and words and at_end and not (inner.isdigit() and around.above is not None):
                yield DatedText(words, moment)
            elif not moment and at_end and _NUMBERS.fullmatch(inner) and undecided_date_in(inner):
                yield DatedText(text, None, inner)
    dash = next((match for match in reversed(list(_SEPARATORS.finditer(tail)))), None)
    dash = _AFTER_A_DASH.match(tail, dash.start()) if dash else None
    if dash and _HAS_YEAR.search(dash["date"]) and not dash["date"].strip().isdigit():
        moment = read_date(dash["date"], around)
        words = text[: tail_start + dash.start()].rstrip(" \t,–—-")
        if moment and words:
            yield DatedText(words, moment)


def _inside(text: str, around: Around) -> DatedText | None:
    """Return the date that the first words of a line say ("sev1 on Feb 12: …"); it stays in the text."""
    for pattern in (_INSIDE, _INSIDE_START, _BEFORE_COLON):
        match = pattern.match(text[:90])
        if match and not NEVER_WORK.search(match[0]):
            moment = read_date(match["date"], around)
            if moment and (moment.first == moment.last or pattern is not _INSIDE):
                return DatedText(text, moment)
    bracket = re.search(r"[(（](?P<date>[^()（）]{3,24})[)）]", text[:200])
    if (
        bracket
        and (has_month(bracket["date"]) or "月" in bracket["date"])
        and not NEVER_WORK.search(bracket["date"])
    ):
        words = bracket["date"].split()
        parts = (bracket["date"], *bracket["date"].split(","), " ".join(words[-2:]), words[-1])
        if moment := next(
            filter(None, (read_date(part, around) for part in parts if has_month(part) or "月" in part)), None
        ):
            return DatedText(text, moment)
    return None
