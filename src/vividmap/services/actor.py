"""The owner, device and time of an action; every verb takes them as an Actor."""

import os
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

from vividmap import paths
from vividmap.core.lazy_dataclass import dataclass
from vividmap.spool import new_capture

if TYPE_CHECKING:
    from vividmap.store.models import Owner

LOCAL = "local"
SAMPLE = "sample"
"""The owner of the sample record, which exists only while it is open."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An owner, the device in use, and the present time (UTC)."""

    owner: "Owner"
    device: str
    now: datetime


def local_actor(now: datetime) -> Actor:
    """Return the home's owner as an actor; the owner is created if missing. `now` is in UTC."""
    from vividmap.store.models import Owner  # noqa: PLC0415 - actors are used before Django is loaded

    owner = Owner.objects.filter(name=LOCAL).first() or Owner.objects.get_or_create(name=LOCAL)[0]
    return Actor(owner, device_id(), now)


def device_id() -> str:
    """Return the home's id for the change log; created once and stored in the home."""
    path = os.path.join(paths.make_folder(paths.home()), "device")
    try:
        with open(path, encoding="ascii") as file:
            stored_id = file.read().strip()
        if stored_id:
            return stored_id
    except (OSError, UnicodeDecodeError):
        pass
    new_id = new_capture("log", "").id.replace("-", "")[-12:]
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(new_id)
    except OSError:  # a home that cannot be written to can still be read
        return new_id
    return new_id


def find_time_zone(name: str, offset: int | None = None) -> tzinfo:
    """Return a time zone by name; "" is the machine's own, or `offset` seconds east of UTC."""
    if not name:
        return _machine_zone(offset)
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - most homes have the machine's zone

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _machine_zone(offset)


def _machine_zone(offset: int | None) -> tzinfo:
    if offset is not None and abs(offset) < 86_400:
        return timezone(timedelta(seconds=offset))
    return datetime.now(UTC).astimezone().tzinfo or UTC


def today_of(actor: Actor) -> date:
    """Return today's date in the owner's time zone."""
    from vividmap.store import queries  # noqa: PLC0415 - actors are used before Django is loaded

    return date_at(actor.now, queries.load_profile(actor.owner).time_zone)


def date_at(moment: datetime, time_zone: str, offset: int | None = None) -> date:
    """Return the date of a moment in a time zone, which is read as in `find_time_zone`."""
    return moment.astimezone(find_time_zone(time_zone, offset)).date()
