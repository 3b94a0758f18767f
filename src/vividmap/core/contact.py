"""How long a relationship bears not being in touch."""

from datetime import date

from vividmap.core.record import Person

QUIET_AFTER = 120
"""Days without contact after which anybody has gone quiet of whom nothing was said.

A quarter is the longest that the check-ins leave anybody out, and a month more is no sign of anything.
"""


def bears(person: Person) -> int:
    """Return how many days without contact this relationship bears."""
    return person.longest_days or (person.ideal_days or 0) * 2 or QUIET_AFTER


def has_gone_quiet(person: Person, last: date | None, today: date) -> bool:
    """Tell whether the last contact is longer ago than this relationship bears; without one nothing ended."""
    return last is not None and (today - last).days > bears(person)
