"""The profile: who keeps the record, and how their calendar runs."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from vividmap.core.record import Profile
from vividmap.services.actor import Actor
from vividmap.services.errors import Invalid
from vividmap.services.work import Work, working
from vividmap.store import queries


def change(actor: Actor, values: Mapping[str, Any], *, version: int | None = None) -> Profile:
    """Change some settings and return them all. Raises Invalid; Conflict where `version` is not the last."""
    with working(actor, "settings") as work:
        write(work, values, version=version)
    return queries.profile(actor.owner)


def write(work: Work, values: Mapping[str, Any], *, version: int | None = None) -> None:
    """Change some settings within other work. Raises Invalid."""
    zone = values.get("time_zone")
    if zone and zone not in available_timezones():
        raise Invalid(f"{zone!r} is not a time zone; write it like Europe/Lisbon", "time_zone")
    row = queries.of_kind(work.owner, "profile").first()
    if row is None:
        work.add("profile", {"text": "", **values})
    else:
        work.edit(row, values, version=version)
