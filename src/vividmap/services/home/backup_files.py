"""The backups in the home, and whether the automatic one of the day is due. Every command asks that."""

import contextlib
import os
from datetime import UTC, date, datetime
from typing import NamedTuple

from vividmap import paths, status

BEFORE_RESTORE = "before-restore-"
"""The beginning of the names of databases that a restored backup replaced."""
DAILY = "daily-"
"""The beginning of the names of automatic backups; others are never removed."""
RESCUED_PREFIX = "rescued-"
"""The beginning of the names of databases with what could be read of a damaged one."""
SUFFIX = ".sqlite3"


class BackupFile(NamedTuple):
    """A backup: its path, when it was made (UTC), and its size in bytes."""

    path: str
    made_at: datetime
    size: int


def is_due(now: datetime) -> bool:
    """Return whether the record changed on a day that has no automatic backup. Raises OSError, BadHome."""
    changed_at = status.changed_at()
    if changed_at is None:
        return False
    newest = next(iter(list_daily()), None)
    if newest is None:
        return True
    return local_day(newest.made_at) < local_day(now) and os.stat(newest.path).st_mtime < changed_at


def local_day(moment: datetime) -> date:
    """Return the date of a moment in the machine's time zone."""
    return moment.astimezone().date()


def list_backups() -> list[BackupFile]:
    """Return the backups in the home, the newest first."""
    folder = paths.backups_folder()
    names = os.listdir(folder) if os.path.isdir(folder) else []
    copies = []
    for path in (os.path.join(folder, name) for name in names if name.endswith(SUFFIX)):
        with contextlib.suppress(OSError):  # gone meanwhile
            file_status = os.stat(path)
            copies.append(
                BackupFile(path, datetime.fromtimestamp(file_status.st_mtime, UTC), file_status.st_size)
            )
    return sorted(copies, key=lambda copy: (copy.made_at, copy.path), reverse=True)


def is_replaced_database(path: str) -> bool:
    """Return whether a file is a database that a restored backup replaced, which may be damaged."""
    return os.path.basename(path).startswith(BEFORE_RESTORE)


def list_daily() -> list[BackupFile]:
    """Return the automatic backups, the newest first, with the moments in their names."""
    daily = []
    for copy in list_backups():
        stamp = os.path.basename(copy.path).removesuffix(SUFFIX)
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
