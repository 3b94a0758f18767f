"""By when something was asked for or promised: "in four weeks", "by Friday", "by 12 December", "tomorrow".

What is vague ("soon", "next week", "by the end of it") has no date, and none is guessed.
"""

import re
from datetime import date, timedelta

from vividmap.core import when
from vividmap.core.english.dates import parse_future_date
from vividmap.core.english.numerals import WORDS
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.when import month_range

_COUNTS = {"a": 1, "an": 1} | {word: int(count) for word, count in WORDS.items() if 1 <= count <= 12}
_MONTH_NAMES = "|".join(f"{name}|{name[:3]}" for name in when.MONTHS)
_IN = lazy_pattern(
    rf"\b(?:with)?in (?P<count>\d{{1,2}}|{'|'.join(_COUNTS)}) (?P<unit>day|week|month)s?\b"
    r"(?! (?:of|off|ago)\b)",
    re.IGNORECASE,
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_BY = lazy_pattern(
    rf"\b(?:by|until) (?:(?P<weekday>{'|'.join(when.WEEKDAYS)})\b"
    rf"|(?P<date>(?:{_DAY} )?(?:{_MONTH_NAMES})(?: {_DAY})?(?: \d{{4}})?|Q[1-4])\b)",
    re.IGNORECASE,
)
_TOMORROW = lazy_pattern(r"\btomorrow\b", re.IGNORECASE)


def find_due_date(text: str, said_on: date) -> date | None:
    """Return the day by which something is due in a text of the day `said_on`; None if it says none."""
    if match := _IN.search(text):
        count = _COUNTS.get(match["count"].casefold()) or int(match["count"])
        return _days_later(said_on, count, match["unit"].casefold())
    if match := _BY.search(text):
        if match["weekday"]:
            days = (when.WEEKDAYS.index(match["weekday"].casefold()) - said_on.weekday()) % 7 or 7
            return _days_later(said_on, days, "day")
        return parse_future_date(match["date"], said_on)
    return _days_later(said_on, 1, "day") if _TOMORROW.search(text) else None


def _days_later(day: date, count: int, unit: str) -> date | None:
    """Return the day that many days, weeks or months later; of a shorter month the last day."""
    if day.year >= date.max.year - 10:  # a mistyped year
        return None
    if unit == "month":
        _, last = month_range(day.year, day.month, count + 1)
        return last.replace(day=min(day.day, last.day))
    return day + timedelta(days=count * (7 if unit == "week" else 1))
