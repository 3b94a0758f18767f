"""Computes the state file that shell prompts read: counts of what is due, without names or texts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from vividmap import paths, spool, status
from vividmap.services.actor import LOCAL, Actor, find_time_zone
from vividmap.store.connection import read_errors

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from vividmap.core.record import Profile

DAYS_AHEAD = 400
"""How many days ahead the state is computed, so that it stays right through a year's absence."""
CountChanges = Iterator[tuple[date, str, int]]


class DueStatus(NamedTuple):
    """The numbers of due things by kind, of spooled captures, and of quarantined ones."""

    due: dict[str, int]
    waiting: int
    set_aside: int


def read_status(actor: Actor) -> DueStatus:
    """Return what is due now, and write the state file if it is not current. Raises the database's errors."""
    state = _load_current(actor)
    if state is None or state.record != _describe_record(actor):
        state = compute_state(actor)
        with suppress(OSError):  # an unwritable home still has a status
            _save_state(actor, state)
    due = state.on(state.day(state.made_at))
    return DueStatus(due, len(spool.waiting_files()), len(spool.quarantined_files()))


def refresh_state(actor: Actor) -> None:
    """Write the state file if the record has changed or a new day has begun.

    Errors are ignored: the prompt then says that the status is out of date. Of many who write at once, the
    last one writes it: it takes half the time of a command.
    """
    if status.is_changed_by_others():
        return
    with suppress(*read_errors(), OSError, paths.BadHome):
        if _load_current(actor) is None and actor.owner.name == LOCAL:
            _save_state(actor, compute_state(actor, status.load_state()))


def _load_current(actor: Actor) -> status.StatusState | None:
    """Return the state file of the home's owner if it was written today, after the last change."""
    second = int(actor.now.timestamp())
    state = status.load_state() if actor.owner.name == LOCAL else None
    is_current = state and state.is_current(second) and state.day(state.made_at) == state.day(second)
    return state if is_current else None


def _describe_record(actor: Actor) -> str:
    """Return numbers that identify the state of the record; a database put in place by hand has others."""
    from vividmap.store.queries import change_log  # noqa: PLC0415 - most commands do not need it

    return "-".join(map(str, change_log.record_version(actor.owner)))


def _save_state(actor: Actor, state: status.StatusState) -> None:
    if actor.owner.name == LOCAL:  # the file is about the home's owner, not about the sample record
        status.save_state(state)


def compute_state(actor: Actor, earlier: status.StatusState | None = None) -> status.StatusState:
    """Return what will be due on each coming day if nothing changes. Raises the database's errors.

    With an `earlier` state of the same day, only the outcomes of what was changed since are read.
    """
    from vividmap.services.reminders import outcome_counts  # noqa: PLC0415 - as above
    from vividmap.store import queries  # noqa: PLC0415 - as above

    after = status.last_change()  # read first, so that a change in between makes the state out of date
    record = _describe_record(actor)
    profile = queries.load_profile(actor.owner)
    day = actor.now.astimezone(find_time_zone(profile.time_zone)).date()
    until = day + timedelta(days=DAYS_AHEAD)
    outcomes = None
    if earlier and earlier.day(earlier.made_at) == day.isoformat():
        outcomes = outcome_counts.changes_since(actor, profile, earlier, record)
    if outcomes is None:
        outcomes = [*outcome_counts.count_changes(actor, profile, day, until)]
        if _describe_record(actor) != record:
            record = ""  # another program changed it meanwhile: nothing can be computed from this state
    changes = [
        *_check_in_changes(actor, profile, day, until),
        *((since, "outcomes", difference) for since, difference in outcomes),
        *_people_changes(actor, day),
    ]
    return status.StatusState(
        after,
        int(actor.now.timestamp()),
        until.isoformat(),
        tuple(_clock_changes(profile.time_zone, actor.now)),
        tuple(_sum_by_day(changes, day, until)),
        tuple(sorted(_name_hashes(actor))),
        record,
    )


def _name_hashes(actor: Actor) -> set[str]:
    """Return the hashes of all names that mean one person, goal or gap."""
    from vividmap.core.names import Names, full_names, short_names  # noqa: PLC0415 - as above
    from vividmap.core.record import MENTION_KINDS, MENTION_SIGNS  # noqa: PLC0415 - as above
    from vividmap.store import queries  # noqa: PLC0415 - as above

    names = Names(queries.nameable_items(actor.owner))
    return {
        status.hash_name(MENTION_SIGNS[sort] + name)
        for item in names.items()
        for sort in ("person", "goal")
        if item.kind in MENTION_KINDS[sort]
        for name in (*full_names(item), *short_names(item), item.handle)
        if name and names.resolve(sort, name) == item.id
    }


def _sum_by_day(
    changes: Iterable[tuple[date, str, int]], day: date, until: date
) -> Iterator[tuple[str, str, int]]:
    """Yield (day, kind, count) for each change of a count; changes before today are included in today's."""
    by_kind: dict[str, Counter[date]] = {}
    for since, kind, difference in changes:
        if since <= until:
            by_kind.setdefault(kind, Counter())[max(since, day)] += difference
    rows = []
    for kind, steps in by_kind.items():
        count = 0
        for since in sorted(steps):
            count += steps[since]
            if steps[since]:
                rows.append((since.isoformat(), kind, count))
    yield from sorted(rows)


def _check_in_changes(actor: Actor, profile: "Profile", day: date, until: date) -> CountChanges:
    from vividmap.core.checkins.calendar import due_check_ins, opening_day, period_of  # noqa: PLC0415 - as above
    from vividmap.store.queries.due import load_for_check_ins  # noqa: PLC0415 - as above

    record = load_for_check_ins(actor.owner, day, profile)
    days = {day}  # the count changes only on days when a check-in opens
    for kind in status.CHECK_INS:
        period = period_of(kind, day, profile)
        while period.first <= until:
            days.add(opening_day(kind, period))
            period = period_of(kind, period.last + timedelta(days=1), profile)
    before: set[str] = set()
    for change_day in sorted(opening for opening in days if day <= opening <= until):
        now = {check_in.kind for check_in in due_check_ins(record, change_day)}
        yield from ((change_day, kind, 1) for kind in sorted(now - before))
        yield from ((change_day, kind, -1) for kind in sorted(before - now))
        before = now


def _people_changes(actor: Actor, day: date) -> CountChanges:
    from vividmap.core.contact import max_silence_days  # noqa: PLC0415 - as above
    from vividmap.store.queries import due, people  # noqa: PLC0415 - as above

    to_contact = {person.id: person for person in due.people_to_contact(actor.owner, date.max)}
    for uid, last in people.last_contacts(actor.owner, list(to_contact), day).items():
        person = to_contact[uid]
        is_quiet_on = _days_after(last, max_silence_days(person, day) + 1)
        yield max(is_quiet_on, person.ask_again_on or date.min), "people", 1


def _days_after(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _clock_changes(name: str, now: datetime) -> Iterator[tuple[int, int]]:
    """Yield (second since 1970, seconds east of UTC) for each change of the owner's clock in the period."""
    if not name:
        return
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - as above

    time_zone = find_time_zone(name)
    if not isinstance(time_zone, ZoneInfo):
        return
    start = int(now.timestamp())
    seconds = range(start, start + (DAYS_AHEAD + 2) * 86_400, 86_400)
    before: int | None = None
    for second in seconds:
        offset = _utc_offset(time_zone, second)
        if offset != before:
            yield (
                (second if before is None else _find_clock_change(time_zone, second - 86_400, second)),
                offset,
            )
            before = offset


def _utc_offset(time_zone: "ZoneInfo", second: int) -> int:
    offset = datetime.fromtimestamp(second, UTC).astimezone(time_zone).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def _find_clock_change(time_zone: "ZoneInfo", low: int, high: int) -> int:
    """Return the second of a clock change between two seconds with different offsets."""
    before = _utc_offset(time_zone, low)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _utc_offset(time_zone, middle) == before else (low, middle)
    return high
