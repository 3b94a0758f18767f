"""Backups of the SQLite database: made on demand and once a day, checked, listed, and thinned out."""

import contextlib
import os
import shutil
import sqlite3
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple
from urllib.parse import quote

from django.db import connection

from vividmap import paths, status
from vividmap.services.errors import Invalid, Refused
from vividmap.services.files import PART_PREFIX, new_private_file

BEFORE_RESTORE = "before-restore-"
"""The beginning of the names of databases that a restored backup replaced."""
DAILY = "daily-"
"""The beginning of the names of automatic backups; others are never removed."""
RESCUED_PREFIX = "rescued-"
"""The beginning of the names of databases with what could be read of a damaged one."""
DAYS_KEPT, WEEKS_KEPT = 7, 4
"""Automatic backups are kept of the last days and weeks that have one."""
_SUFFIX = ".sqlite3"
_ROOM_FOR_DAILY = 8
"""An automatic backup is made while the disk has room for so many databases."""
_LEFTOVER_SECONDS = 86_400


class BackupFile(NamedTuple):
    """A backup: its path, when it was made (UTC), and its size in bytes."""

    path: str
    made_at: datetime
    size: int


def back_up(now: datetime, path: str = "") -> str:
    """Copy the SQLite database while it is in use, check the copy and return its path. Raises Refused.

    A file of that name exists only once the copy is whole and on the disk.
    """
    if connection.vendor != "sqlite":
        raise Refused(
            "a PostgreSQL database is backed up with pg_dump; 'vividmap export' makes an archive of it"
        )
    try:
        path = path or os.path.join(paths.make_folder(paths.backups_folder()), format_stamp(now) + _SUFFIX)
        with new_private_file(path, replace=False) as temporary:
            _copy_database(temporary)
    except FileExistsError as error:
        raise Invalid(f"{path} already exists; name another file") from error
    except sqlite3.Error as error:
        raise Refused(
            f"the backup could not be made: {error}. Look at the database with 'vividmap doctor'"
        ) from error
    except (paths.BadHome, OSError) as error:
        raise Refused(f"the backup could not be made: {error}") from error
    return path


def _copy_database(path: str) -> None:
    """Copy the database into an empty file, and check the copy. Raises sqlite3.Error."""
    with (
        contextlib.closing(sqlite3.connect(paths.database_file())) as source,
        contextlib.closing(sqlite3.connect(path)) as copy,
    ):
        copy.execute("PRAGMA synchronous=OFF")  # the whole file is synced before it gets its name
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    fault = find_fault(path)
    if fault:
        raise sqlite3.DatabaseError(f"the copy is not whole: {fault}")


def find_fault(path: str) -> str:
    """Return why a file is not a whole VividMap database, "" if it is one. Nothing is written."""
    try:
        url = f"file:{quote(os.path.abspath(path))}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(url, uri=True)) as database:
            verdict = check_integrity(database)
            if verdict != "ok":
                return verdict
            is_ours = database.execute("SELECT 1 FROM django_migrations WHERE app = 'store'").fetchone()
            return "" if is_ours else "it is not a VividMap database"
    except sqlite3.Error as error:
        return str(error)


def check_integrity(database: sqlite3.Connection) -> str:
    """Return SQLite's verdict on a database: "ok", or the first thing that is wrong. Raises sqlite3.Error."""
    verdict = str(database.execute("PRAGMA integrity_check(1)").fetchone()[0])
    return verdict.splitlines()[-1]


def back_up_if_due(now: datetime) -> str:
    """Make the automatic backup of a day on which the record changed; return its path, "" if none is due.

    Earlier automatic backups that are no longer kept are removed. Raises Refused.
    """
    try:
        if connection.vendor != "sqlite" or not _is_due(now):
            return ""
        folder = paths.make_folder(paths.backups_folder())
    except (paths.BadHome, OSError) as error:
        raise Refused(f"the backup could not be made: {error}") from error
    path = back_up(now, os.path.join(folder, DAILY + format_stamp(now) + _SUFFIX))
    with contextlib.suppress(OSError):  # they are removed another day
        for backup in expired_backups(_list_daily()):
            os.unlink(backup.path)
        _remove_leftovers(folder)
    return path


def _is_due(now: datetime) -> bool:
    changed_at = status.changed_at()
    if changed_at is None:
        return False
    if shutil.disk_usage(paths.home()).free < _ROOM_FOR_DAILY * _database_size():
        return False  # the record needs the room more
    newest = next(iter(_list_daily()), None)
    if newest is None:
        return True
    return _local_day(newest.made_at) < _local_day(now) and os.stat(newest.path).st_mtime < changed_at


def _database_size() -> int:
    """Return the bytes of the database and of its log."""
    database = paths.database_file()
    return sum(os.path.getsize(path) for path in (database, f"{database}-wal") if os.path.exists(path))


def expired_backups(daily: Sequence[BackupFile]) -> list[BackupFile]:
    """Return those of the automatic backups, the newest first, that are no longer kept.

    Kept is the newest of each of the last 7 days and of each of the last 4 weeks that have one, so that after
    a year's absence the old ones are still there (restic's `--keep-daily` and `--keep-weekly`).
    """
    days = [_local_day(backup.made_at) for backup in daily]
    places_kept = _newest_of_each(days, DAYS_KEPT)
    places_kept |= _newest_of_each([day.isocalendar()[:2] for day in days], WEEKS_KEPT)
    return [backup for place, backup in enumerate(daily) if place not in places_kept]


def _newest_of_each(spans: Iterable[date | tuple[int, int]], limit: int) -> set[int]:
    """Return the places of the first of each of the first `limit` different spans."""
    first_places: dict[date | tuple[int, int], int] = {}
    for place, span in enumerate(spans):
        first_places.setdefault(span, place)
    return set(list(first_places.values())[:limit])


def _local_day(moment: datetime) -> date:
    return moment.astimezone().date()


def _remove_leftovers(folder: str) -> None:
    """Remove what killed backups left; none that may still be written."""
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name.startswith(PART_PREFIX) and os.stat(path).st_mtime < time.time() - _LEFTOVER_SECONDS:
            os.unlink(path)


def list_backups() -> list[BackupFile]:
    """Return the backups in the home, the newest first."""
    folder = paths.backups_folder()
    names = os.listdir(folder) if os.path.isdir(folder) else []
    copies = []
    for path in (os.path.join(folder, name) for name in names if name.endswith(_SUFFIX)):
        with contextlib.suppress(OSError):  # gone meanwhile
            file_status = os.stat(path)
            copies.append(
                BackupFile(path, datetime.fromtimestamp(file_status.st_mtime, UTC), file_status.st_size)
            )
    return sorted(copies, key=lambda copy: (copy.made_at, copy.path), reverse=True)


def is_replaced_database(path: str) -> bool:
    """Return whether a file is a database that a restored backup replaced, which may be damaged."""
    return os.path.basename(path).startswith(BEFORE_RESTORE)


def find_newest_whole() -> str:
    """Return the path of the newest backup that is whole, "" if there is none.

    A database that a restored backup replaced does not count: there was a reason to replace it. Nor does one
    that was rescued, from which rows may be missing.
    """
    paths_by_age = [
        copy.path
        for copy in list_backups()
        if not is_replaced_database(copy.path) and not os.path.basename(copy.path).startswith(RESCUED_PREFIX)
    ]
    return next((path for path in paths_by_age if not find_fault(path)), "")


def _list_daily() -> list[BackupFile]:
    """Return the automatic backups, the newest first, with the moments in their names."""
    daily = []
    for copy in list_backups():
        stamp = os.path.basename(copy.path).removesuffix(_SUFFIX)
        if stamp.startswith(DAILY):
            with contextlib.suppress(ValueError):  # renamed by hand
                daily.append(copy._replace(made_at=_parse_stamp(stamp.removeprefix(DAILY))))
    return sorted(daily, reverse=True, key=lambda copy: copy.made_at)


def format_stamp(now: datetime) -> str:
    """Return a moment (UTC) for a file name, so that names sort by time."""
    return now.strftime("%Y%m%dT%H%M%S%fZ")


def _parse_stamp(stamp: str) -> datetime:
    """Return the moment of a stamp. Raises ValueError."""
    return datetime.fromisoformat(f"{stamp[:15]}.{stamp[15:]}")
