"""The home as a whole: opened, brought up to date, backed up, looked over."""

import contextlib
import os
import pkgutil
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import DatabaseError, OperationalError, ProgrammingError, connection

from vividmap import __version__, paths, spool
from vividmap.services.errors import Invalid, Refused
from vividmap.store import migrations

SMALLEST_FREE = 200 * 1024 * 1024
"""Free bytes below which `doctor` says that the disk is nearly full."""


def open_database(now: datetime) -> None:
    """Make the database ready: made when it is not there, migrated (after a backup) when it is old.

    Raises Refused when it was made by a newer VividMap, or cannot be used.
    """
    try:
        if connection.vendor == "sqlite":
            paths.make(paths.home())
            _private(paths.database())
        todo, unknown = _migrations()
        if unknown:
            raise Refused(f"the database was made by a newer VividMap than {__version__}; update VividMap")
        if todo:
            if connection.vendor == "sqlite" and connection.introspection.table_names():
                before = f"before-{__version__}-{_stamp(now)}.sqlite3"
                back_up(now, os.path.join(paths.make(paths.backups()), before))
            from django.core.management import call_command  # noqa: PLC0415 - a tenth of a second, paid only here

            call_command("migrate", verbosity=0, interactive=False)
    except paths.BadHome as error:
        raise Refused(str(error)) from error
    except (DatabaseError, OSError) as error:
        raise Refused(f"the database cannot be used: {error}. 'vividmap doctor' says more") from error


def tune() -> None:
    """Let the database look at what it holds, so that it finds rows by the index that parts them best.

    40 ms at any size. PostgreSQL does it by itself; where another process writes just now, it can wait.
    """
    if connection.vendor == "sqlite":
        with contextlib.suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 400")
            cursor.execute("ANALYZE")


def _private(path: str) -> None:
    """Make the database's file readable by its owner alone, before anything is in it."""
    if not os.path.exists(path):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def _migrations() -> tuple[bool, bool]:
    """Tell whether there are migrations to run, and whether some were run that are not known here.

    Asked by every command, so it asks for names alone: Django's own way loads every migration.
    """
    known = {module.name for module in pkgutil.iter_modules(migrations.__path__)}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM django_migrations WHERE app = 'store'")
            applied = {name for (name,) in cursor.fetchall()}
    except (OperationalError, ProgrammingError):
        if connection.introspection.table_names():
            raise
        applied = set()
    return bool(known - applied), bool(applied - known)


def _stamp(now: datetime) -> str:
    return now.strftime("%Y%m%dT%H%M%S%fZ")


def back_up(now: datetime, path: str = "") -> str:
    """Copy the SQLite database, consistent while in use; check the copy; return its path. Raises Refused."""
    if connection.vendor != "sqlite":
        raise Refused(
            "a PostgreSQL database is backed up with pg_dump; 'vividmap export' makes an archive of it"
        )
    try:
        path = path or os.path.join(paths.make(paths.backups()), f"{_stamp(now)}.sqlite3")
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as error:
        raise Invalid(f"{path} is there already; name another file") from error
    except (paths.BadHome, OSError) as error:
        raise Refused(f"the backup could not be made: {error}") from error
    try:
        _copy(path)
    except (OSError, sqlite3.Error) as error:
        os.unlink(path)
        raise Refused(
            f"the backup could not be made: {error}. Look at the database with 'vividmap doctor'"
        ) from error
    return path


def _copy(path: str) -> None:
    """Copy the database into an empty file, and check the copy. Raises sqlite3.Error."""
    with (
        contextlib.closing(sqlite3.connect(paths.database())) as source,
        contextlib.closing(sqlite3.connect(path)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(f"the copy is not whole: {found}")


class Backup(NamedTuple):
    """A copy of the database: where it is, when it was made, how many bytes it takes."""

    path: str
    made: datetime
    size: int


def backups() -> list[Backup]:
    """Return the copies of the database in the home's folder of backups, the newest first."""
    folder = paths.backups()
    names = os.listdir(folder) if os.path.isdir(folder) else []
    found = []
    for path in (os.path.join(folder, name) for name in names if name.endswith(".sqlite3")):
        with contextlib.suppress(OSError):  # gone meanwhile
            known = os.stat(path)
            found.append(Backup(path, datetime.fromtimestamp(known.st_mtime, UTC), known.st_size))
    return sorted(found, key=lambda one: (one.made, one.path), reverse=True)


class Place(NamedTuple):
    """Where the record lives; `database` is a file, or says which server keeps it."""

    home: str
    database: str
    is_file: bool
    version: str


def place() -> Place:
    """Return where the record lives, and which VividMap keeps it."""
    if connection.vendor == "sqlite":
        return Place(paths.home(), paths.database(), is_file=True, version=__version__)
    said = connection.settings_dict
    return Place(paths.home(), f"PostgreSQL, {said['NAME']}", is_file=False, version=__version__)


class Finding(NamedTuple):
    """One thing that `doctor` looked at, and what to do about it; nothing to do means that it is well."""

    what: str
    todo: str = ""


def examine() -> Iterator[Finding]:
    """Yield what can be said about the home. Changes nothing."""
    yield Finding(f"VividMap {__version__}, Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}")
    yield from _home()
    yield from _database() if connection.vendor == "sqlite" else _server()
    yield from _spool()


def _home() -> Iterator[Finding]:
    home = paths.home()
    if not os.path.lexists(home):
        yield Finding(f"home {home} is not there yet; the first capture makes it")
        return
    if not os.path.isdir(home):
        yield Finding(f"home {home} is not a folder", "move what is there, or set VIVIDMAP_HOME")
        return
    yield Finding(
        f"home {home}", "" if os.access(home, os.W_OK) else f"make it yours to write to: chmod u+rwx '{home}'"
    )
    for path, mode in _open_to_others(home):
        yield Finding(f"{path} is open to others ({mode:04o})", f"chmod go-rwx '{path}'")
    free = shutil.disk_usage(home).free
    full = "" if free >= SMALLEST_FREE else "make room: nothing can be kept on a full disk"
    yield Finding(f"{free // 2**20:,} MiB free on the disk", full)


def _open_to_others(home: str) -> Iterator[tuple[str, int]]:
    if sys.platform == "win32":  # permissions are not in the mode there
        return
    for folder, _, files in os.walk(home):
        for path in [folder, *(os.path.join(folder, name) for name in files)]:
            with contextlib.suppress(OSError):
                mode = stat.S_IMODE(os.stat(path).st_mode)  # of what a link leads to: its own says nothing
                if mode & 0o077:
                    yield path, mode


def _database() -> Iterator[Finding]:
    path = paths.database()
    if not os.path.exists(path):
        yield Finding("no database yet; the first command that reads makes it")
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            whole = str(cursor.fetchone()[0])
            cursor.execute("PRAGMA foreign_key_check")
            loose = len(cursor.fetchall())
        todo, unknown = _migrations()
    except DatabaseError as error:
        yield Finding(f"the database {path} cannot be read: {error}", _restore_advice())
        return
    advice = "" if whole == "ok" and not loose else _restore_advice()
    yield Finding(f"database {path}, {os.path.getsize(path) / 2**20:.1f} MiB, integrity {whole}", advice)
    if unknown:
        yield Finding("the database was made by a newer VividMap", "update VividMap")
    elif todo:
        yield Finding("the database's form is old; the next command brings it up to date, after a backup")


def _restore_advice() -> str:
    folder = paths.backups()
    names = os.listdir(folder) if os.path.isdir(folder) else []
    made = [os.path.join(folder, name) for name in names if name.endswith(".sqlite3")]
    if not made:
        return "there is no backup; copy the file away before anything else, then export what can be read"
    newest = max(made, key=os.path.getmtime)
    # A -wal file that stays would be played onto the backup.
    return f"move it away with its -wal and -shm files, and copy the newest backup in its place: {newest}"


def _server() -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            version = cursor.fetchone()[0]
        _, unknown = _migrations()
    except DatabaseError as error:
        yield Finding(f"PostgreSQL cannot be reached: {str(error).strip()}", "look at VIVIDMAP_DATABASE_URL")
        return
    newer = "update VividMap: the database was made by a newer one" if unknown else ""
    yield Finding(f"PostgreSQL {version}", newer)


def _spool() -> Iterator[Finding]:
    waiting = len(spool.waiting())
    said = "1 capture waits" if waiting == 1 else f"{waiting or 'no'} captures wait"
    yield Finding(f"{said} to be taken in")
    for path, reason in spool.quarantined():
        yield Finding(
            f"{path} could not be read: {reason}", "read it, log what it says again, then delete it"
        )
    for path in spool.leftovers():
        yield Finding(
            f"{path} was left by a capture that was cut off, never acknowledged", "read it and delete it"
        )
