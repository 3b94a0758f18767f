"""Backups of the SQLite database: create, check and list them."""

import contextlib
import os
import sqlite3
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection

from vividmap import paths
from vividmap.services.errors import Invalid, Refused

BEFORE_RESTORE = "before-restore-"
"""The beginning of the names of databases that a restored backup replaced."""


def back_up(now: datetime, path: str = "") -> str:
    """Copy the SQLite database while it is in use, check the copy and return its path. Raises Refused."""
    if connection.vendor != "sqlite":
        raise Refused(
            "a PostgreSQL database is backed up with pg_dump; 'vividmap export' makes an archive of it"
        )
    try:
        path = path or os.path.join(paths.make_folder(paths.backups_folder()), f"{format_stamp(now)}.sqlite3")
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as error:
        raise Invalid(f"{path} already exists; name another file") from error
    except (paths.BadHome, OSError) as error:
        raise Refused(f"the backup could not be made: {error}") from error
    try:
        _copy_database(path)
    except (OSError, sqlite3.Error) as error:
        os.unlink(path)
        raise Refused(
            f"the backup could not be made: {error}. Look at the database with 'vividmap doctor'"
        ) from error
    return path


def _copy_database(path: str) -> None:
    """Copy the database into an empty file, and check the copy. Raises sqlite3.Error."""
    with (
        contextlib.closing(sqlite3.connect(paths.database_file())) as source,
        contextlib.closing(sqlite3.connect(path)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise sqlite3.DatabaseError(f"the copy is not whole: {verdict}")


class BackupFile(NamedTuple):
    """A backup: its path, when it was made (UTC), and its size in bytes."""

    path: str
    made_at: datetime
    size: int


def list_backups() -> list[BackupFile]:
    """Return the backups in the home, the newest first."""
    folder = paths.backups_folder()
    names = os.listdir(folder) if os.path.isdir(folder) else []
    copies = []
    for path in (os.path.join(folder, name) for name in names if name.endswith(".sqlite3")):
        with contextlib.suppress(OSError):  # gone meanwhile
            file_status = os.stat(path)
            copies.append(
                BackupFile(path, datetime.fromtimestamp(file_status.st_mtime, UTC), file_status.st_size)
            )
    return sorted(copies, key=lambda copy: (copy.made_at, copy.path), reverse=True)


def format_stamp(now: datetime) -> str:
    """Return a moment (UTC) for a file name, so that names sort by time."""
    return now.strftime("%Y%m%dT%H%M%S%fZ")
