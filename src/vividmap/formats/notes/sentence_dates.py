"""Dates within sentences, and whether the lines of a document begin with dates."""

import re
from collections.abc import Sequence

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import fold
from vividmap.core.when import When
from vividmap.formats.notes.calendar_words import has_month, read_week, to_english
from vividmap.formats.notes.dating import NEVER_WORK, Around, read_date

_WITHIN, _SENTENCE, _FIRST_WORDS = 300, 25, 9
_ENOUGH_DAYS = 4
_FIRST_SENTENCE = lazy_pattern(r"[.!?;](?= [A-ZА-ЯÀ-Þ])")
_TO_COME = lazy_pattern(
    r"\b(?:deadline|target|planned|scheduled|expected|will|until|end of|geplant|fällig|frist|soll|prévue?s?"
    r"|previst[oa]s?|planeado|gepland|запланирован\w*)\b",
    re.IGNORECASE,
)
"""Before a date that is still to come or only a term."""
_BETWEEN_MONTHS = lazy_pattern(
    r"\b(?:between|from|zwischen|von|entre|de|da|dal|tra|fra|tussen|van|с)\s(?P<first>[^\W\d_]{3,12}\.?)"
    r"(?:\s(?P<first_year>\d{4}))?\s(?:and|to|through|und|bis|et|à|y|e|a|al|en|tot|по|until|till)\s"
    r"(?P<last>[^\W\d_]{3,12}\.?)(?:\s(?:de\s|del\s)?(?P<year>\d{4}))?",
    re.IGNORECASE,
)
_CJK = lazy_pattern(r"(?P<date>\d{1,2}月(?:\d{1,2}日)?)(?!から|まで|以降)")
_IN = frozenset("in im en em a à au в во since seit depuis desde da с mid early late".split())
_DAY_IN_FRONT = lazy_pattern(
    r"\s*(?:[-*+•]\s+)?[*_]{0,2}(?P<day>[^\W\d_]{1,9}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,9})\b"
    r"[*_:,.–—|-]{0,3}\s+(?=[^\W\d_])"
)


def date_within(text: str, around: Around) -> When | None:
    """Return the one date that a sentence says in words: "on 14 de febrero", "in April"; None if none.

    A month alone needs a preposition; a day needs none. Only the first sentence tells when the work was, and
    only dates within those of the headings above are its own.
    """
    sentence = _FIRST_SENTENCE.split(text[:_WITHIN], maxsplit=1)[0]
    if months := _months_between(sentence, around):
        return months
    words = sentence.split()
    in_figures = (match["date"] for match in _CJK.finditer(text[:_WITHIN]))
    moments: set[When] = set(filter(None, (read_date(date_text, around) for date_text in in_figures)))
    for at, word in enumerate(words):
        before = " ".join(words[max(0, at - 3) : at])
        if not has_month(word) or NEVER_WORK.search(before) or _TO_COME.search(before):
            continue
        days = (_day_of(words[first:last], around) for first, last in _spans(at))
        day = next(filter(None, days), None)
        year = next(iter(words[at + 1 : at + 2]), "").strip(" ,;:.()[]*_")
        has_year = len(year) == 4 and year.isdecimal()
        is_clear = len(words) <= _SENTENCE or at <= _FIRST_WORDS or has_year
        is_in = at > 0 and is_clear and fold(words[at - 1].strip("([*_")) in _IN
        month = read_date(f"{word} {year}" if has_year else word, around) if day is None and is_in else None
        moments.update(filter(None, (day, month)))
    moment = moments.pop() if len(moments) == 1 else None
    if moment is None or moment.first > around.today:
        return None
    above = around.above
    return moment if above is None or (above.first <= moment.first and moment.last <= above.last) else None


def _months_between(sentence: str, around: Around) -> When | None:
    """Return the months that a sentence says the work took: "between March and June 2026"."""
    spans = _BETWEEN_MONTHS.finditer(sentence)
    found = next((span for span in spans if has_month(span["first"]) and has_month(span["last"])), None)
    if not found:
        return None
    year = found["year"] or ""
    last = read_date(f"{found['last']} {year}".strip(), around)
    first = read_date(f"{found['first']} {found['first_year'] or year}".strip(), around)
    above = around.above
    if not first or not last or first.first > last.last or last.first > around.today:
        return None
    is_within = above is None or (above.first <= first.first and last.last <= above.last)
    return When(first.first, last.last) if is_within else None


def _spans(at: int) -> tuple[tuple[int, int], ...]:
    """Return the places of words around a month that may be its day. None is at the start of a line."""
    spans = ((at - 2, at + 1), (at - 1, at + 1), (at, at + 2))
    return tuple((first, last) for first, last in spans if first > 0)


def _day_of(words: Sequence[str], around: Around) -> When | None:
    text = " ".join(words).strip(" ,;:.()[]*_")
    has_day = bool(re.search(r"(?<!\d)\d{1,2}(?!\d)", text)) and text[:1].isalnum()
    moment = read_date(text, around) if has_day else None
    return moment if moment and moment.first == moment.last else None


def is_log(lines: Sequence[str]) -> bool:
    """Return whether lines of a document begin with days in words, several of them."""
    fronts = [match["day"] for line in lines if (match := _DAY_IN_FRONT.match(line))]
    return (
        sum(has_month(front) or read_week(to_english(front)) is not None for front in fronts) >= _ENOUGH_DAYS
    )
