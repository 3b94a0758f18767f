"""Verbs for people and for my own career: a job change, theirs or mine."""

from datetime import date
from typing import Any

from vividmap.core.fields import Position, Role
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
    """Begin a role of my own on a day: the one before ends; employer and level stay where not named."""
    profile = queries.profile(actor.owner)
    if not title.strip():
        raise Invalid("a role needs a title", "title")
    employer, level = employer or profile.employer, level or profile.level
    ended: list[Any] = [
        Role(one.since, one.until or _day_before(since), one.title, one.employer, one.level)
        for one in profile.roles
    ]
    values = {
        "roles": (*ended, Role(since, None, title, employer, level)),
        "employer": employer,
        "level": level,
    }
    return settings.change(actor, values)


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
