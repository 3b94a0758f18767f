"""What is due, counted for the small file that a shell prompt reads: bounded reads, no name, no text."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from django.db import DatabaseError

from vividmap import paths, spool, status
from vividmap.services.actor import LOCAL, Actor, zone

if TYPE_CHECKING:
    from vividmap.core.record import Profile

DAYS = 400
"""For how many days ahead the state answers: somebody who is away for a year is not told a lie."""
_MOST = 2_000
"""So much evidence without an outcome is looked at, at most: years of it."""
Changes = Iterator[tuple[date, str, int]]


class Status(NamedTuple):
    """What is due by kind, how many captures wait, and how many could not be read."""

    due: dict[str, int]
    waiting: int
    set_aside: int


def look(actor: Actor) -> Status:
    """Return what is due now, and bring the state file up to date. Raises DatabaseError."""
    state = compute(actor)
    with suppress(OSError):  # what cannot be written down can still be said
        _keep(actor, state)
    due = state.on(state.day(state.made))
    return Status(due, len(spool.waiting()), len(spool.quarantined()))


def keep_up(actor: Actor) -> None:
    """Bring the state file up to date where something was changed, or another day has begun.

    It is a convenience: where it cannot be done, the prompt says that it is out of date.
    """
    with suppress(DatabaseError, OSError, paths.BadHome):
        second = int(actor.now.timestamp())
        state = status.load()
        if state and state.is_current(second) and state.day(state.made) == state.day(second):
            return
        if actor.owner.name == LOCAL:
            _keep(actor, compute(actor))


def _keep(actor: Actor, state: status.State) -> None:
    if actor.owner.name == LOCAL:  # the home is of one person: no other owner's numbers belong there
        status.keep(state)


def compute(actor: Actor) -> status.State:
    """Return what is due on each of the coming days, if nothing is changed. Raises DatabaseError."""
    from vividmap.store import queries  # noqa: PLC0415 - most commands need none of this

    after = status.last_change()  # before the first read: what comes in between makes the state out of date
    profile = queries.profile(actor.owner)
    day = actor.now.astimezone(zone(profile.time_zone)).date()
    until = day + timedelta(days=DAYS)
    changes = [
        *_check_ins(actor, profile, day, until),
        *_outcomes(actor, profile, day, until),
        *_people(actor, day),
    ]
    return status.State(
        after,
        int(actor.now.timestamp()),
        until.isoformat(),
        tuple(_clock(profile.time_zone, actor.now)),
        tuple(_counts(changes, day, until)),
    )


def _counts(
    changes: Iterable[tuple[date, str, int]], day: date, until: date
) -> Iterator[tuple[str, str, int]]:
    """Yield from which day on how many are due: what came before today is added up in today's."""
    by_kind: dict[str, Counter[date]] = {}
    for since, kind, more in changes:
        if since <= until:
            by_kind.setdefault(kind, Counter())[max(since, day)] += more
    rows = []
    for kind, steps in by_kind.items():
        count = 0
        for since in sorted(steps):
            count += steps[since]
            if steps[since]:
                rows.append((since.isoformat(), kind, count))
    yield from sorted(rows)


def _check_ins(actor: Actor, profile: "Profile", day: date, until: date) -> Changes:
    from vividmap.core.checkins.calendar import due, opens, period_of  # noqa: PLC0415 - as above
    from vividmap.store.queries import due as rows  # noqa: PLC0415 - as above

    record = rows.for_check_ins(actor.owner, day, profile)
    days = {day}  # what is due changes when one opens, and on no other day
    for kind in status.CHECK_INS:
        one = period_of(kind, day, profile)
        while one.first <= until:
            days.add(opens(kind, one))
            one = period_of(kind, one.last + timedelta(days=1), profile)
    before: set[str] = set()
    for each in sorted(one for one in days if day <= one <= until):
        now = {one.kind for one in due(record, each)}
        yield from ((each, kind, 1) for kind in sorted(now - before))
        yield from ((each, kind, -1) for kind in sorted(before - now))
        before = now


def _outcomes(actor: Actor, profile: "Profile", day: date, until: date) -> Changes:
    from vividmap.core.landing import TOO_LATE, asked_after, is_open  # noqa: PLC0415 - as above
    from vividmap.core.record import Evidence  # noqa: PLC0415 - as above
    from vividmap.store.queries import due  # noqa: PLC0415 - as above

    soonest = asked_after(profile.limits)[0]
    found = due.without_outcome(actor.owner, day - timedelta(days=TOO_LATE), until, date.max, _MOST)
    for one in found:
        if isinstance(one, Evidence) and one.when and is_open(one):
            first = max(one.when.last + timedelta(days=soonest), one.later or date.min)
            over = one.when.last + timedelta(days=TOO_LATE + 1)
            if first < over:
                yield first, "outcomes", 1
                yield over, "outcomes", -1


def _people(actor: Actor, day: date) -> Changes:
    from vividmap.core.contact import bears  # noqa: PLC0415 - as above
    from vividmap.store.queries import due, people  # noqa: PLC0415 - as above

    contacts = people.contacts(actor.owner, day)
    for one in due.who_matters(actor.owner, date.max):
        last = contacts[one.id].last if one.id in contacts else None
        if last:
            yield max(_after(last, bears(one, day) + 1), one.later or date.min), "people", 1


def _after(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _clock(name: str, now: datetime) -> Iterator[tuple[int, int]]:
    """Yield from which second on the owner's clock is how many seconds east of UTC, to the state's end."""
    found = zone(name)
    if not isinstance(found, ZoneInfo):
        return
    start = int(now.timestamp())
    seconds = range(start, start + (DAYS + 2) * 86_400, 86_400)
    before: int | None = None
    for second in seconds:
        offset = _offset(found, second)
        if offset != before:
            yield (second if before is None else _turn(found, second - 86_400, second)), offset
            before = offset


def _offset(found: ZoneInfo, second: int) -> int:
    offset = datetime.fromtimestamp(second, UTC).astimezone(found).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def _turn(found: ZoneInfo, low: int, high: int) -> int:
    """Return the second at which a clock is set between two others, at which it is not the same."""
    before = _offset(found, low)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(found, middle) == before else (low, middle)
    return high
