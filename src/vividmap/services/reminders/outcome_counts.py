"""On which coming days the number of due outcomes changes.

In a long record, thousands of texts have to be read for that. So after a change it is computed from what was
known before, and from the items in that change, as the log has them before and after.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from vividmap.core.outcome_followup import MAX_AGE_DAYS, follow_up_days, is_open
from vividmap.core.record import RECORD_KINDS, Evidence, Profile
from vividmap.core.when import When
from vividmap.services.actor import Actor
from vividmap.status import StatusState
from vividmap.store.queries import change_log, due

_MAX_EVIDENCE = 2_000
"""The most entries without an outcome that are read."""
_MAX_LOGGED = 500
"""The most logged items from which the numbers are computed."""
DueDifference = tuple[date, int]
"""A day, and how many more outcomes are due from then on; fewer if it is negative."""


def count_changes(actor: Actor, profile: Profile, day: date, until: date) -> Iterator[DueDifference]:
    """Yield the days between two on which outcomes become due, and on which they are no longer asked for."""
    first_day = day - timedelta(days=MAX_AGE_DAYS)
    for entry in due.outcomes_to_come(actor.owner, first_day, until, _MAX_EVIDENCE):
        yield from _due_days(entry, profile)


def _due_days(entry: Evidence, profile: Profile) -> Iterator[DueDifference]:
    """Yield the day on which an outcome that is still open is due, and the day after its last."""
    if entry.when is None:
        return
    soonest = timedelta(days=follow_up_days(profile.limits)[0])
    first = max(entry.when.last + soonest, entry.ask_again_on or date.min)
    over = entry.when.last + timedelta(days=MAX_AGE_DAYS + 1)
    if first < over:
        yield first, 1
        yield over, -1


def changes_since(
    actor: Actor, profile: Profile, earlier: StatusState, record: str
) -> list[DueDifference] | None:
    """Return the same from an earlier state of the same day, for the record that `record` describes.

    None where the log is not enough: after a change of the profile, which has the thresholds, after large
    changes, and where something was imported from an archive, purged, or put in place by hand.
    """
    if not earlier.record:
        return None
    (old_counter, *old_counts), (counter, *counts) = (
        [int(number) for number in state.split("-")] for state in (earlier.record, record)
    )
    log = change_log.logged_between(actor.owner, old_counter, counter, _MAX_LOGGED + 1)
    versions = [version for pair in log.items for version in pair if version]
    added = sum(_is_in_record(after) - _is_in_record(before) for before, after in log.items)
    if (
        len(log.items) > _MAX_LOGGED
        or any(version["kind"] == Profile.kind for version in versions)
        or counts != [old_counts[0] + log.changes, old_counts[1] + added]
    ):
        return None
    differences = [*_known_differences(earlier)]
    for before, after in log.items:
        differences += [(since, -difference) for since, difference in _due_days_of(before, profile)]
        differences += _due_days_of(after, profile)
    return differences


def _is_in_record(snapshot: dict[str, Any] | None) -> bool:
    return snapshot is not None and snapshot["kind"] in RECORD_KINDS


def _known_differences(state: StatusState) -> Iterator[DueDifference]:
    count_before = 0
    for since, kind, count in state.due:
        if kind == "outcomes":
            yield date.fromisoformat(since), count - count_before
            count_before = count


def _due_days_of(snapshot: dict[str, Any] | None, profile: Profile) -> Iterable[DueDifference]:
    """Return the days of an item as the log has it; none for what has no outcome to ask for."""
    if snapshot is None or snapshot["kind"] != Evidence.kind or "last" not in snapshot:
        return ()
    fields = snapshot.get("fields", {})
    later = fields.get("later")
    entry = Evidence(
        text=snapshot["text"],
        when=When.day(date.fromisoformat(snapshot["last"])),
        outcome=fields.get("outcome", ""),
        outcome_state=fields.get("landed", ""),
        ask_again_on=date.fromisoformat(later) if later else None,
    )
    return _due_days(entry, profile) if is_open(entry) else ()
