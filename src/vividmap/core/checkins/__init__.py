"""Check-ins: the three sessions that feed the record. (Record, today) → an agenda, and the notes of one.

A file says its `KIND`, `MINUTES`, `STEPS` (all that it may ask, in order) and `agenda(facts, period)`.
"""

from datetime import date
from importlib import import_module
from typing import Protocol, cast
from uuid import UUID

from vividmap.core.checkins.agenda import Agenda, Step
from vividmap.core.checkins.calendar import period_of
from vividmap.core.english.dates import Period
from vividmap.core.facts.facts import Facts
from vividmap.core.record import CheckIn, Profile, Record

KINDS = ("weekly", "monthly", "quarterly")
"""The kinds of check-in, the shortest first; each is the module of its name."""


class _Module(Protocol):
    MINUTES: int
    STEPS: tuple[Step, ...]

    def agenda(self, facts: Facts, period: Period) -> Agenda: ...


def _module_of(kind: str) -> _Module:
    """Return the module of a kind, imported when asked for: `calendar` needs none to tell what is due."""
    if kind not in KINDS:
        raise KeyError(kind)
    return cast("_Module", import_module(f"vividmap.core.checkins.{kind}"))


def steps(kind: str) -> tuple[Step, ...]:
    """Return all that a check-in of a kind may ask, in order, about nothing in particular."""
    return _module_of(kind).STEPS


def minutes(kind: str) -> int:
    """Return the minutes meant for a check-in of a kind."""
    return _module_of(kind).MINUTES


def agenda(
    record: Record, today: date, kind: str, period: Period, created_ids: frozenset[UUID] = frozenset()
) -> Agenda:
    """Return the agenda of a check-in of a kind for a period, present or past, as things are today.

    What the check-in itself has created (`created_ids`) is no part of what it asks about.
    """
    if created_ids:
        record = Record(tuple(item for item in record.items if item.id not in created_ids))
    return _module_of(kind).agenda(Facts(record, today), period)


def agenda_of(record: Record, today: date, check_in: CheckIn) -> Agenda:
    """Return the agenda of a check-in that was begun."""
    return agenda(record, today, check_in.rhythm, period_for(check_in, record.profile), created_in(check_in))


def day_in(period: Period, today: date) -> date:
    """Return the day that a captured line has if it says none: today, or the last day of a past period."""
    return min(today, period.last)


def period_for(check_in: CheckIn, profile: Profile) -> Period:
    """Return the period of a check-in, named by the owner's present calendar where that still fits."""
    dates = check_in.when
    assert dates  # noqa: S101 - for the type checker: one that was begun is dated
    now = period_of(check_in.rhythm, dates.first, profile)
    fits = (now.first, now.last) == (dates.first, dates.last)
    return now if fits else Period(dates.first, dates.last, f"{dates.first}..{dates.last}")


def created_in(check_in: CheckIn) -> frozenset[UUID]:
    """Return the ids of the items that came into being in a check-in."""
    from vividmap.core.checkins.answers import read_answers  # noqa: PLC0415 - what is due is known without it

    making = {step.name for step in steps(check_in.rhythm) if step.kind in ("capture", "update")}
    return frozenset(
        uid for answer in read_answers(check_in) if answer.step in making for uid in answer.items
    )
