"""When an outcome is asked for: what came of it takes time to show, and after a year nobody remembers.

An entry that does not say what came of it is asked about 2, 6 and 12 weeks after its day. A stage is not
asked twice: what is put off comes back at the next one. An entry that is closed as unknown is not asked
about again.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from vividmap.core.entry_results import result_of
from vividmap.core.record import Evidence

FOLLOW_UP_DAYS = (14, 42, 84)
"""Days after an entry: two, six and twelve weeks. A rule of thumb of our own: soon, mid-quarter, its end."""
STAGE_THRESHOLDS = ("outcome-first-asked", "outcome-asked-again", "outcome-last-asked")
"""The names of the thresholds by which an owner sets other days."""
POSTPONED_DAYS = 28
"""Days until what is put off after the last stage comes back."""
MAX_AGE_DAYS = 365
"""Days after which nobody is asked: what was not estimated within a year is not remembered either."""


def follow_up_days(limits: Mapping[str, int]) -> tuple[int, ...]:
    """Return after how many days an owner with those thresholds is asked, the soonest first."""
    return tuple(
        sorted(
            {limits.get(name, usual) for name, usual in zip(STAGE_THRESHOLDS, FOLLOW_UP_DAYS, strict=True)}
        )
    )


def is_open(item: Evidence) -> bool:
    """Return whether an entry says nowhere what came of it, and may still get an outcome."""
    return item.outcome_state != "unknown" and result_of(item) is None


def due_stage(item: Evidence, today: date, after: tuple[int, ...] = FOLLOW_UP_DAYS) -> int | None:
    """Return the days of the latest stage that an entry has reached, when it is asked about today.

    None where there is nothing to ask: there is an outcome, it is closed as unknown, it was put off to a
    later day, it has no date, it is too young or too old.
    """
    if (
        not is_open(item)
        or item.when is None
        or (item.ask_again_on is not None and item.ask_again_on > today)
    ):
        return None
    age = (today - item.when.last).days
    return max((days for days in after if days <= age), default=None) if age <= MAX_AGE_DAYS else None


def next_follow_up(item: Evidence, today: date, after: tuple[int, ...] = FOLLOW_UP_DAYS) -> date:
    """Return the day on which an entry that is put off today comes back: the next stage, else in 28 days."""
    stages = [_later(item.when.last, days) for days in after] if item.when else []
    return next((day for day in stages if day > today), _later(today, POSTPONED_DAYS))


def _later(day: date, days: int) -> date:
    return day + timedelta(days) if day.toordinal() + days <= date.max.toordinal() else date.max
