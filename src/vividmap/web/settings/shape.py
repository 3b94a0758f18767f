"""Roles, deletions and backups in the words of their pages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any
from uuid import UUID

from vividmap.core import when
from vividmap.core.places import Role
from vividmap.core.when import When
from vividmap.services.home import Backup
from vividmap.web import rows


@dataclass(frozen=True)
class OwnRole:
    """A role of my own: from when to when, and what it was."""

    span: str
    title: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Gone:
    """Something in the trash. `beneath` went with it; `first` has to be restored before it can be."""

    handle: str
    kind: str
    day: rows.Day
    text: str
    beneath: int
    first: str


@dataclass(frozen=True)
class Copy:
    """A backup: when it was made, how large it is, where it is."""

    made: str
    machine: str
    size: str
    path: str


@dataclass(frozen=True)
class _Deleted:
    item: UUID
    parent: UUID | None
    handle: str
    kind: str
    text: str
    at: datetime
    change: UUID


def role(one: Role) -> OwnRole:
    """Return a role of my own as the settings show it."""
    since = when.say(When.day(one.since)) if one.since else ""
    until = when.say(When.day(one.until)) if one.until else ""
    span = f"{since} – {until}" if since and until else f"since {since}" if since else f"until {until}"
    return OwnRole(
        span=span if since or until else "",
        title=one.title,
        notes=tuple(part for part in (one.employer, one.level) if part),
    )


def gone(touched: Iterable[Any], today: date, zone: tzinfo | None) -> Iterator[Gone]:
    """Yield what was deleted; what went together with something above it is counted there."""
    trash = [_deleted(one) for one in touched]
    there: dict[UUID | None, _Deleted] = {one.item: one for one in trash}
    with_it: dict[UUID, int] = {}
    for one in trash:
        if (top := _top(one, there)) is not one:
            with_it[top.item] = with_it.get(top.item, 0) + 1
    for one in trash:
        if _top(one, there) is one:
            above = there.get(one.parent)
            day = one.at.astimezone(zone).date()
            yield Gone(
                handle=one.handle,
                kind=one.kind,
                day=rows.day(When.day(day), today),
                text=one.text,
                beneath=with_it.get(one.item, 0),
                first=above.handle if above else "",
            )


def _deleted(touched: Any) -> _Deleted:
    """Return what is known of a deletion in the change log."""
    before = touched.before or {}
    return _Deleted(
        item=touched.item,
        parent=UUID(before["parent"]) if "parent" in before else None,
        handle=touched.handle,
        kind=before.get("kind", ""),
        text=before.get("text", ""),
        at=touched.change.at,
        change=touched.change_id,
    )


def _top(one: _Deleted, there: Mapping[UUID | None, _Deleted]) -> _Deleted:
    """Return the highest thing that was deleted in the same step as something beneath it."""
    above = there.get(one.parent)
    while above is not None and above.change == one.change:
        one, above = above, there.get(above.parent)
    return one


def copy(one: Backup, zone: tzinfo | None) -> Copy:
    """Return a backup as its list shows it."""
    return Copy(
        made=rows.moment(one.made, zone),
        machine=one.made.isoformat(timespec="seconds"),
        size=size(one.size),
        path=one.path,
    )


def size(count: int) -> str:
    """Return a number of bytes as people say it."""
    return f"{count / 2**20:,.1f} MB" if count >= 2**20 else f"{max(1, round(count / 2**10))} kB"
