"""Verbs for people and for my own career: a job change, theirs or mine."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from vividmap.core.places import Position, Role
from vividmap.core.record import Person, Profile
from vividmap.services import settings
from vividmap.services.actor import Actor
from vividmap.services.entries import edit, find
from vividmap.services.errors import Invalid
from vividmap.store import queries
from vividmap.store.models import Item


def moved(actor: Actor, handle: str, since: date | None, **now: str) -> Item:
    """Say where a person stands from a day on; what is not named (height, part, employer) stays as it was.

    The same day said twice replaces. Raises NotFound, Invalid.
    """
    row = find(actor, handle, "person")
    person = queries.one(actor.owner, row)
    assert isinstance(person, Person)  # noqa: S101 - find() asked for one
    before = person.position(since or date.max)
    position = Position(
        since, **{name: now.get(name) or getattr(before, name) for name in ("height", "part", "employer")}
    )
    kept = [one for one in person.positions if one.since != since]
    return edit(actor, row.handle, {"positions": (*kept, position)}, version=row.version)


def changed_job(actor: Actor, since: date, title: str, employer: str = "", level: str = "") -> Profile:
    """Begin a role of my own on a day: the one before ends; employer and level stay where not named.

    The same day said twice replaces. A role that others came after ends where the next begins, and changes
    nothing of today.
    """
    profile = queries.profile(actor.owner)
    if not title.strip():
        raise Invalid("a role needs a title", "title")
    others = [one for one in profile.roles if one.since != since]
    later = [one.since for one in others if one.since and one.since > since]
    values: dict[str, Any] = {}
    if not later:
        employer, level = employer or profile.employer, level or profile.level
        values = {"employer": employer, "level": level}
    until = _day_before(min(later)) if later else None
    roles = (*(_ended(one, since) for one in others), Role(since, until, title, employer, level))
    return settings.change(actor, {**values, "roles": roles})


def _ended(role: Role, day: date) -> Role:
    """Return a role that began before a day as one that ended before it."""
    if (role.since or date.min) >= day or (role.until and role.until < day):
        return role
    return replace(role, until=_day_before(day))


def _day_before(day: date) -> date:
    return day - timedelta(days=day > date.min)
