"""Dates within sentences, and whether the lines of a document begin with dates."""

import re
from collections.abc import Sequence

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import fold
from vividmap.core.when import When
from vividmap.formats.notes.calendar_words import has_month, read_week, to_english
from vividmap.formats.notes.dating import NEVER_WORK, Around, read_date

_WITHIN, _SENTENCE = 300, 25
_ENOUGH_DAYS = 4
_FIRST_SENTENCE = lazy_pattern(r"[.!?;](?= [A-ZА-ЯÀ-Þ])")
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
    words = _FIRST_SENTENCE.split(text[:_WITHIN], maxsplit=1)[0].split()
    in_figures = (match["date"] for match in _CJK.finditer(text[:_WITHIN]))
    moments: set[When] = set(filter(None, (read_date(date_text, around) for date_text in in_figures)))
    for at, word in enumerate(words):
        if not has_month(word) or NEVER_WORK.search(" ".join(words[max(0, at - 3) : at])):
            continue
        days = (_day_of(words[first:last], around) for first, last in _spans(at))
        day = next(filter(None, days), None)
        is_in = at > 0 and len(words) <= _SENTENCE and fold(words[at - 1].strip("([*_")) in _IN
        month = read_date(word, around) if day is None and is_in else None
        moments.update(filter(None, (day, month)))
    moment = moments.pop() if len(moments) == 1 else None
    if moment is None or moment.first > around.today:
        return None
    above = around.above
    return moment if above is None or (above.first <= moment.first and moment.last <= above.last) else None


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
