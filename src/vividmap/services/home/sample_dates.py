"""The dates of the sample record: shifted by whole weeks, so that its last entry is always of last week."""

import re
from datetime import date, timedelta

from vividmap.core.when import MONTHS

WRITTEN_ON = date(2026, 11, 23)
"""A Monday: the text as it is written is as of this week."""

_DATE = re.compile(r"(?<!\d)(\d{4})-(\d\d)(?:-(\d\d)(?!\d)|(?![\d-]))")
_MONTH_HEADING = re.compile(rf"^## (?:{'|'.join(MONTHS)}) \d{{4}}\n\n", re.IGNORECASE | re.MULTILINE)
_MIDDLE = 15
"""The day that stands for a month without a day, so that it moves with the days around it."""


def weeks_since_written(today: date) -> int:
    """Return how many weeks lie between the week of the sample's text and the week of `today`."""
    monday = today - timedelta(days=today.weekday())
    return (monday - WRITTEN_ON).days // 7


def shift_dates(document: str, weeks: int) -> str:
    """Return a running document with every date later by `weeks`.

    Whole weeks keep the days of the week and the distances between days. A month without a day becomes the
    month that holds its shifted middle. Headings of months are left out, as each entry has its date.
    Raises OverflowError beyond the calendar.
    """
    distance = timedelta(weeks=weeks)

    def shift(match: re.Match[str]) -> str:
        year, month, day = match.groups()
        try:
            written = date(int(year), int(month), int(day or _MIDDLE))
        except ValueError:  # a number that only looks like a date
            return match[0]
        return (written + distance).isoformat()[: len(match[0])]

    return _DATE.sub(shift, _MONTH_HEADING.sub("", document))
