"""What counts as contact with somebody, and how long a relationship lasts without it.

Contact is a touchpoint, and what was done together: evidence or a skill entry that names the person.

Each person has two intervals, in days: it is good to be in touch within the ideal one; after the longest one
the person has gone quiet. The owner can set either; otherwise the table below decides.
"""

from datetime import date

from vividmap.core.record import Person
from vividmap.core.when import When

USUAL_INTERVALS: dict[str, tuple[tuple[int, int], ...]] = {
    "manager": ((14, 45),),
    "report": ((14, 45),),
    "skip-level": ((90, 180), (60, 120), (45, 120)),
    "peer": ((60, 180), (45, 120), (30, 90)),
    "above skip-level": ((90, 180), (90, 180), (60, 180)),
    "other part": ((90, 180), (60, 120), (60, 120)),
    "outside": ((180, 270), (120, 270), (90, 270)),
    "": ((60, 120),),
}
"""The ideal and the longest interval by height, then by number of trust marks: none, one, two or more. The
last pair holds for every higher number.

A rule of thumb of ours. I meet the people I work with every week at least every two weeks, and a month and a
half without contact is long. Farther away, with a trust mark, it is about four months: a quarterly check-in
and a month more. Outside the company, half a year is usual and nine months is the limit. The more trust
marks, the shorter the ideal interval. Where no height is set, it is two months and four.
"""


def contact_day(moment: When | None, today: date) -> date | None:
    """Return the last day of contact in a span of time until today; None where there is none yet.

    What is planned for later has not been; what is going on today has, up to today.
    """
    return min(moment.last, today) if moment is not None and moment.first <= today else None


def ideal_interval_days(person: Person, today: date) -> int:
    """Return after how many days without contact it is good to be in touch: as set, or as is usual."""
    return person.ideal_days or min(_usual(person, today)[0], max_silence_days(person, today))


def max_silence_days(person: Person, today: date) -> int:
    """Return the most days without contact: as set, else twice the ideal as set, else the usual number."""
    return person.longest_days or (person.ideal_days or 0) * 2 or _usual(person, today)[1]


def has_gone_quiet(person: Person, last: date | None, today: date) -> bool:
    """Return whether the last contact is too long ago for this relationship; False if there was none."""
    return last is not None and (today - last).days > max_silence_days(person, today)


def _usual(person: Person, today: date) -> tuple[int, int]:
    tiers = USUAL_INTERVALS[person.position(today).height]
    return tiers[min(len(person.trust_marks), len(tiers) - 1)]
