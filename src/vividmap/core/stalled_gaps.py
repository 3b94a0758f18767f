"""Whether a gap has stalled. Only the author's own words count: no meaning is guessed."""

from collections.abc import Sequence
from datetime import date

from vividmap.core.english.standstill import is_idle, is_same, is_still
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.quarters import months_between
from vividmap.core.record import Update
from vividmap.core.text import fold

STALL_MONTHS = 6
"""Gaps are reviewed once a quarter: one with the same state in two reviews in a row has stalled."""


@dataclass(frozen=True, slots=True)
class Stall:
    """How long a gap has said the same: since when, in how many updates, and whether any action is named."""

    since: date
    months: int
    times: int
    is_idle: bool


def is_unchanged(before: Update, after: Update) -> bool:
    """Return whether an update repeats the one before it: the same state, and the same action or none."""
    state, action = fold(after.text).strip(), fold(after.action).strip()
    if state == fold(before.text).strip() or is_same(after.text):
        return action == fold(before.action).strip() or is_idle(after.action)
    # "Still …" may go on with news; it counts only where the author says that nothing is being done.
    return is_still(after.text) and bool(action) and is_idle(after.action)


def find_stall(updates: Sequence[Update], today: date, least_months: int = STALL_MONTHS) -> Stall | None:
    """Return how long a gap's updates, oldest first, have said the same; None below `least_months`."""
    past = [update for update in updates if update.when and update.when.last <= today]
    if not past:
        return None
    start = len(past) - 1
    while start and is_unchanged(past[start - 1], past[start]):
        start -= 1
    when = past[start].when
    assert when  # noqa: S101 - for the type checker: each of them is dated
    months = months_between(when.last, today)
    if months < least_months:
        return None
    return Stall(when.last, months, len(past) - start, is_idle(past[-1].action))
