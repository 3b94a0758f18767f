"""Who does something, where, and when: passed to every verb."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from vividmap import paths
from vividmap.spool import new

if TYPE_CHECKING:
    from vividmap.store.models import Owner

LOCAL = "local"
SAMPLE = "sample"
"""The owner of the sample record, there while somebody looks at it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An owner on a device at a moment in UTC."""

    owner: "Owner"
    device: str
    now: datetime


def local(now: datetime) -> Actor:
    """Return the one owner of a home, made when the home is new."""
    from vividmap.store.models import Owner  # noqa: PLC0415 - an actor is spoken of before there is a database

    owner = Owner.objects.filter(name=LOCAL).first() or Owner.objects.get_or_create(name=LOCAL)[0]
    return Actor(owner, device(), now)


def device() -> str:
    """Return this home's name for itself in the change log; made once, so that a copy elsewhere differs."""
    path = os.path.join(paths.make(paths.home()), "device")
    try:
        with open(path, encoding="ascii") as file:
            known = file.read().strip()
        if known:
            return known
    except (OSError, UnicodeDecodeError):
        pass
    made = new("log", "").id.replace("-", "")[-12:]
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError:  # a home that cannot be written to can still be read
        return made
    with os.fdopen(handle, "w") as file:
        file.write(made)
    return made


def zone(name: str, offset: int | None = None) -> tzinfo:
    """Return a time zone by its name; "" is the machine's own, or one `offset` seconds east of UTC."""
    try:
        return ZoneInfo(name) if name else _machine(offset)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _machine(offset)


def _machine(offset: int | None) -> tzinfo:
    if offset is not None and abs(offset) < 86_400:
        return timezone(timedelta(seconds=offset))
    return datetime.now(UTC).astimezone().tzinfo or UTC


def today(actor: Actor) -> date:
    """Return the date where the owner is."""
    from vividmap.store import queries  # noqa: PLC0415 - an actor is spoken of before there is a database

    return date_at(actor.now, queries.profile(actor.owner).time_zone)


def date_at(moment: datetime, time_zone: str, offset: int | None = None) -> date:
    """Return the date of a moment in a time zone, as `zone` finds it."""
    return moment.astimezone(zone(time_zone, offset)).date()
