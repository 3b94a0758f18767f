"""View models of roles, deletions and backups."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from uuid import UUID

from vividmap.core import when
from vividmap.core.positions import Role
from vividmap.core.when import When
from vividmap.services.home.backup_files import BackupFile
from vividmap.store.queries.change_log import LoggedItem
from vividmap.web import entry_rows


@dataclass(frozen=True)
class RoleRow:
    """A role of the owner: from when to when, and what it was."""

    span: str
    title: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class DeletionRow:
    """Something in the trash. `child_count` items went with it; `restore_first` has to be restored before."""

    handle: str
    kind: str
    day: entry_rows.Day
    text: str
    child_count: int
    restore_first: str


@dataclass(frozen=True)
class BackupRow:
    """A backup: when it was made, how large it is, where it is."""

    created: str
    iso_time: str
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


def role_row(profile_role: Role) -> RoleRow:
    """Return a role of the owner as the settings show it."""
    since = when.describe_when(When.day(profile_role.since)) if profile_role.since else ""
    until = when.describe_when(When.day(profile_role.until)) if profile_role.until else ""
    span = f"{since} – {until}" if since and until else f"since {since}" if since else f"until {until}"
    return RoleRow(
        span=span if since or until else "",
        title=profile_role.title,
        notes=tuple(part for part in (profile_role.employer, profile_role.level) if part),
    )


def list_deletions(changes: Iterable[LoggedItem], today: date, zone: tzinfo | None) -> Iterator[DeletionRow]:
    """Yield what was deleted; what went together with something above it is counted there."""
    trash = [_deleted(change) for change in changes]
    deletions_by_item: dict[UUID | None, _Deleted] = {deletion.item: deletion for deletion in trash}
    with_it: dict[UUID, int] = {}
    for deletion in trash:
        if (top := _top(deletion, deletions_by_item)) is not deletion:
            with_it[top.item] = with_it.get(top.item, 0) + 1
    for deletion in trash:
        if _top(deletion, deletions_by_item) is deletion:
            above = deletions_by_item.get(deletion.parent)
            day = deletion.at.astimezone(zone).date()
            yield DeletionRow(
                handle=deletion.handle,
                kind=deletion.kind,
                day=entry_rows.format_day(When.day(day), today),
                text=deletion.text,
                child_count=with_it.get(deletion.item, 0),
                restore_first=above.handle if above else "",
            )


def _deleted(change: LoggedItem) -> _Deleted:
    """Return what is known of a deletion in the change log."""
    before = change.before or {}
    return _Deleted(
        item=change.item,
        parent=UUID(before["parent"]) if "parent" in before else None,
        handle=change.handle,
        kind=before.get("kind", ""),
        text=before.get("text", ""),
        at=change.change.at,
        change=change.change.id,
    )


def _top(deletion: _Deleted, deletions_by_item: Mapping[UUID | None, _Deleted]) -> _Deleted:
    """Return the highest thing that was deleted in the same step as something beneath it."""
    above = deletions_by_item.get(deletion.parent)
    while above is not None and above.change == deletion.change:
        deletion, above = above, deletions_by_item.get(above.parent)
    return deletion


def backup_row(backup: BackupFile, zone: tzinfo | None) -> BackupRow:
    """Return a backup as its list shows it."""
    return BackupRow(
        created=entry_rows.format_time(backup.made_at, zone),
        iso_time=backup.made_at.isoformat(timespec="seconds"),
        size=format_size(backup.size),
        path=backup.path,
    )


def format_size(count: int) -> str:
    """Return a number of bytes as people say it."""
    return f"{count / 2**20:,.1f} MB" if count >= 2**20 else f"{max(1, round(count / 2**10))} kB"
