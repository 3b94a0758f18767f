"""What a document as a whole says about its dates: how it writes days in numbers, and its file's name."""

import re
from contextlib import suppress

from vividmap.core import when
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import fold
from vividmap.core.when import When
from vividmap.formats.notes.dating import Around

_YEAR = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_IN_FIGURES = lazy_pattern(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/\d{2,4})?(?![\d/])")
_MONTHS = "|".join((*when.MONTHS, *(name[:3] for name in when.MONTHS)))
_MONTH_FIRST = lazy_pattern(rf"\b(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}", re.IGNORECASE)
_DAY_FIRST = lazy_pattern(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})\.? \d{{4}}", re.IGNORECASE)


def find_order(text: str) -> str:
    """Return "mdy" or "dmy" by the clear dates and the month names of a document; "" if they do not tell."""
    votes = {"mdy": 0, "dmy": 0}
    for match in _IN_FIGURES.finditer(text):
        first, second = int(match[1]), int(match[2])
        if 12 < second <= 31 and first <= 12:
            votes["mdy"] += 1
        elif 12 < first <= 31 and second <= 12:
            votes["dmy"] += 1
    if not any(votes.values()):
        votes = {"mdy": len(_MONTH_FIRST.findall(text)), "dmy": len(_DAY_FIRST.findall(text))}
        if max(votes.values()) < 2:
            return ""  # one date in words says little of how its author writes others
    if votes["mdy"] == votes["dmy"] or min(votes.values()) > 0:
        return ""
    return max(votes, key=lambda order: votes[order])


def folded_name(name: str) -> str:
    """Return a file's name as words: "brag_doc-2026-H1.md" is "brag doc 2026 H1"."""
    stem = re.sub(r"\.\w{1,5}$", "", name.replace("\\", "/").rsplit("/", 1)[-1])
    return fold(re.sub(r"[_.]+|-(?!\d)|(?<=\D)-", " ", stem))


def year_in(text: str) -> int | None:
    """Return the year that a text names, if it names one."""
    years = {int(year) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def narrower(moment: When | None, period: When | None) -> When | None:
    """Return the more precise of two dates of a document: its own if within the period, else the period."""
    if moment is None or period is None:
        return moment or period
    return moment if period.first <= moment.first and moment.last <= period.last else period


def year_before(moment: When | None, text: str, around: Around) -> When | None:
    """Return the date of work that was done: a year earlier if it is in the future and states no year."""
    if moment is None or moment.first <= around.today or _YEAR.search(text) or around.above is not None:
        return moment
    with suppress(ValueError):
        first, last = (day.replace(year=day.year - 1) for day in (moment.first, moment.last))
        return When(first, last, about=moment.about)
    return moment
