"""The name of a weekday in a date, in front of it or behind: "Mo 23.03.", "18.9. Freitag"."""

import re
from functools import cache
from typing import NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import fold
from vividmap.formats.notes.calendar_words import is_ending_in_filler, month_words
from vividmap.formats.notes.vocabulary import load_table

_IN_BRACKETS = "月火水木金土日"
_KOREAN_IN_BRACKETS = "월화수목금토일"
_DAY_IN_BRACKETS = lazy_pattern(
    rf"(?P<date_text>.*\d[日일号]?)\s?[(（](?P<day>[{_IN_BRACKETS}{_KOREAN_IN_BRACKETS}])[)）]?"
)
_FRONT = lazy_pattern(
    r"(?:le |el |il |am |op |on |den |der |der )?(?P<day>[^\W\d_]{1,12})"
    r"(?:[.,:;)\]（(\[\s–—-]{1,4}|(?=\d))(?P<date_text>(?:(?:de[nmr]|le|el|il) )?[^\s].*)"
)
_DATE_IN_FIGURES = lazy_pattern(r"\d{1,2}[./-]\d{1,2}[./-]?(?:\d{2}|\d{4})?|\d{4}-\d{2}-\d{2}")
_ARTICLE = lazy_pattern(r"(?:de[nmr]|le|el|il) ")
_AROUND = " ,;:()[]（）–—-"
_SHORT = 2
_FEIRA = "-feira"
"""Behind the number of a weekday in Portuguese."""


class WeekdayAndDate(NamedTuple):
    """A folded date without the name of its weekday, "" if that was all; `weekday` is 0 for Monday."""

    date_text: str
    weekday: int


@cache
def _weekdays() -> dict[str, int]:
    """Return the number of each weekday's name, folded."""
    return {
        fold(form): number
        for names in load_table("calendar")["weekdays"].values()
        for number, forms in enumerate(names.split("|"))
        for form in forms.split()
    }


@cache
def _eastern_weekdays() -> tuple[str, ...]:
    """Return the names of weekdays that follow a date without a space, the longest first."""
    names = (name for name in _weekdays() if not name.isascii() and name[-1] in "曜日요일一二三四五六天")
    return tuple(sorted(names, key=len, reverse=True))


def is_weekday(word: str) -> bool:
    """Return whether a folded word is the name of a weekday, in full or short."""
    return word in _weekdays()


def weekday_number(text: str) -> int | None:
    """Return the number of a weekday if a text is its name alone, in full or short; 0 is Monday."""
    return _weekdays().get(fold(text.strip(" \t*_()[]<>（）:：,.")).removesuffix(_FEIRA))


def has_weekday_in_front(text: str) -> bool:
    """Return whether the first word of a text is the name of a weekday: "Mo: …"."""
    first = re.match(r"[(\[*_]{0,3}([^\W\d_]{1,12})", text)
    return first is not None and fold(first[1]) in _weekdays()


def is_weekday_in_full(text: str) -> bool:
    """Return whether a text is the name of a weekday and not one of two letters, which are often a word."""
    plain = text.strip(" \t*_()[]<>（）:：,.")
    is_long = len(plain) > _SHORT and fold(plain) not in month_words()
    return is_long and weekday_number(plain) is not None


def is_ending_in_word(text: str) -> bool:
    """Return whether the last word of a date may be the first of a sentence: "2026-03-07 do not share"."""
    name, _ = _split_last_word(fold(text))
    return (name.isascii() and name in _weekdays()) or is_ending_in_filler(text)


def has_only_weekdays(text: str) -> bool:
    """Return whether the only words of a text are names of weekdays: "Mo", "Montag 16", "Di./Mi."."""
    words = re.findall(r"[^\W\d_]+", fold(text).replace(_FEIRA, ""))
    return bool(words) and all(word in _weekdays() and word not in month_words() for word in words)


def split_weekday(plain: str) -> WeekdayAndDate | None:
    """Return a date without the name of its weekday, None if it has none. `plain` is one short line.

    "mar" is March unless a day in figures or the name of a month is beside it.
    """
    plain_date = fold(plain).replace(_FEIRA, "")
    if (number := _weekdays().get(plain_date.strip(" .,:"))) is not None and plain_date not in month_words():
        return WeekdayAndDate("", number)
    if match := _DAY_IN_BRACKETS.fullmatch(plain_date):
        signs = _IN_BRACKETS if match["day"] in _IN_BRACKETS else _KOREAN_IN_BRACKETS
        return WeekdayAndDate(match["date_text"], signs.index(match["day"]))
    match = _FRONT.fullmatch(plain_date)
    in_front = (match["day"], match["date_text"]) if match else ("", "")
    for name, other_text in (in_front, _split_last_word(plain_date)):
        weekday = _weekdays().get(name)
        if weekday is not None:
            date_text = _ARTICLE.sub("", other_text.strip(_AROUND), count=1)
            if name not in month_words() or _has_day(date_text):
                return WeekdayAndDate(date_text, weekday)
    return None


def _split_last_word(plain_date: str) -> tuple[str, str]:
    """Return the last word of a text and what is in front of it."""
    text = plain_date.rstrip(" .)）]")
    at = len(text)
    while at and text[at - 1].isalpha():
        at -= 1
    name = text[at:]
    if not name.isascii():
        name = next((name for name in _eastern_weekdays() if text.endswith(name)), name)
    return name, text.removesuffix(name)


def _has_day(date_text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", date_text)
    return bool(_DATE_IN_FIGURES.match(date_text)) or any(word in month_words() for word in words)
