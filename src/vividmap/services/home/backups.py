"""Backups of the SQLite database: made on demand and once a day, checked, listed, and thinned out."""

import contextlib
import os
import shutil
import sqlite3
import time
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from urllib.parse import quote

from vividmap import paths
from vividmap.services.errors import Invalid, Refused
from vividmap.services.files import PART_PREFIX, new_private_file
from vividmap.services.home.backup_files import (
    DAILY,
    RESCUED_PREFIX,
    SUFFIX,
    BackupFile,
    format_stamp,
    is_due,
    is_replaced_database,
    list_backups,
    list_daily,
    local_day,
)
from vividmap.store.connection import is_sqlite

DAYS_KEPT, WEEKS_KEPT = 7, 4
"""Automatic backups are kept of the last days and weeks that have one."""
_ROOM_FOR_DAILY = 8
"""An automatic backup is made while the disk has room for so many databases."""
_LEFTOVER_SECONDS = 86_400


def back_up(now: datetime, path: str = "", *, checks_indexes: bool = True) -> str:
    """Copy the SQLite database while it is in use, check the copy and return its path.

    A file of that name exists only once the copy is whole and on the disk. `now`, in UTC, names the file if
    `path` does not; for `checks_indexes` see `check_integrity`. Raises Refused; Invalid for a path that
    exists.
    """
    if not is_sqlite():
        raise Refused(
            "a PostgreSQL database is backed up with pg_dump; 'vividmap export' makes an archive of it"
        )
    try:
        path = path or os.path.join(paths.make_folder(paths.backups_folder()), format_stamp(now) + SUFFIX)
        with new_private_file(path, replace=False) as temporary:
            _copy_database(temporary, checks_indexes=checks_indexes)
    except FileExistsError as error:
        raise Invalid(f"{path} already exists; name another file") from error
    except sqlite3.Error as error:
        raise Refused(
            f"the backup could not be made: {error}. Look at the database with 'vividmap doctor'"
        ) from error
    except (paths.BadHome, OSError) as error:
        raise Refused(f"the backup could not be made: {error}") from error
    return path


def _copy_database(path: str, *, checks_indexes: bool) -> None:
    """Copy the database into an empty file, and check the copy. Raises sqlite3.Error."""
    with (
        contextlib.closing(sqlite3.connect(paths.database_file())) as source,
        contextlib.closing(sqlite3.connect(path)) as copy,
    ):
        copy.execute("PRAGMA synchronous=OFF")  # the whole file is synced before it gets its name
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    fault = find_fault(path, checks_indexes=checks_indexes)
    if fault:
        raise sqlite3.DatabaseError(f"the copy is incomplete: {fault}")


def find_fault(path: str, *, checks_indexes: bool = True) -> str:
    """Return why a file is not a whole VividMap database, "" if it is one. Nothing is written.

    For `checks_indexes` see `check_integrity`.
    """
    try:
        url = f"file:{quote(os.path.abspath(path))}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(url, uri=True)) as database:
            verdict = check_integrity(database, checks_indexes=checks_indexes)
            if verdict != "ok":
                return verdict
            is_ours = database.execute("SELECT 1 FROM django_migrations WHERE app = 'store'").fetchone()
            return "" if is_ours else "it is not a VividMap database"
    except sqlite3.Error as error:
        return str(error)


def check_integrity(database: sqlite3.Connection, *, checks_indexes: bool = True) -> str:
    """Return SQLite's verdict on a database: "ok", or the first thing that is wrong. Raises sqlite3.Error.

    Without `checks_indexes`, every page and every record is looked at, but not whether each index agrees with
    its table. That takes nine tenths of the time.
    """
    pragma = "integrity_check" if checks_indexes else "quick_check"
    verdict = str(database.execute(f"PRAGMA {pragma}(1)").fetchone()[0])
    return verdict.splitlines()[-1]


def back_up_if_due(now: datetime) -> str:
    """Make the automatic backup of a day on which the record changed; return its path, "" if none is due.

    Earlier automatic backups that are no longer kept are removed. In the first of a week the indexes are
    checked too: what is wrong with them is noticed while whole backups are still kept. Raises Refused.
    """
    try:
        if not is_sqlite() or not is_due(now) or not _has_room():
            return ""
        folder = paths.make_folder(paths.backups_folder())
    except (paths.BadHome, OSError) as error:
        raise Refused(f"the backup could not be made: {error}") from error
    path = os.path.join(folder, DAILY + format_stamp(now) + SUFFIX)
    back_up(now, path, checks_indexes=_is_first_of_week(now))
    with contextlib.suppress(OSError):  # they are removed another day
        for backup in expired_backups(list_daily()):
            os.unlink(backup.path)
        _remove_leftovers(folder)
    return path


def _is_first_of_week(now: datetime) -> bool:
    """Return whether the week of a moment has no automatic backup yet."""
    week = _week_of(local_day(now))
    return all(_week_of(local_day(backup.made_at)) != week for backup in list_daily())


def _week_of(day: date) -> tuple[int, int]:
    """Return the year and number of the ISO week of a day."""
    return day.isocalendar()[:2]


def _has_room() -> bool:
    """Return whether the disk has room for an automatic backup: else the record needs it more."""
    return shutil.disk_usage(paths.home()).free >= _ROOM_FOR_DAILY * _database_size()


def _database_size() -> int:
    """Return the bytes of the database and of its log."""
    database = paths.database_file()
    return sum(os.path.getsize(path) for path in (database, f"{database}-wal") if os.path.exists(path))


def expired_backups(daily: Sequence[BackupFile]) -> list[BackupFile]:
    """Return those of the automatic backups, the newest first, that are no longer kept.

    Kept is the newest of each of the last 7 days and of each of the last 4 weeks that have one, so that after
    a year's absence the old ones are still there (restic's `--keep-daily` and `--keep-weekly`).
    """
    days = [local_day(backup.made_at) for backup in daily]
    places_kept = _newest_of_each(days, DAYS_KEPT)
    places_kept |= _newest_of_each([_week_of(day) for day in days], WEEKS_KEPT)
    return [backup for place, backup in enumerate(daily) if place not in places_kept]


def _newest_of_each(spans: Iterable[date | tuple[int, int]], limit: int) -> set[int]:
    """Return the places of the first of each of the first `limit` different spans."""
    first_places: dict[date | tuple[int, int], int] = {}
    for place, span in enumerate(spans):
        first_places.setdefault(span, place)
    return set(list(first_places.values())[:limit])


def _remove_leftovers(folder: str) -> None:
    """Remove what killed backups left; none that may still be written."""
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name.startswith(PART_PREFIX) and os.stat(path).st_mtime < time.time() - _LEFTOVER_SECONDS:
            os.unlink(path)


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
