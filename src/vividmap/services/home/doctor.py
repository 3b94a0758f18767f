"""The checks of `doctor`: the home, the disk, the database and the spool."""

import contextlib
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from typing import NamedTuple

from django.db import DatabaseError, connection

from vividmap import __version__, paths, spool
from vividmap.services.home.backups import find_newest_whole
from vividmap.services.home.database import read_migrations

MIN_FREE_BYTES = 200 * 1024 * 1024
"""With less free bytes than this, `doctor` says that the disk is nearly full."""


class HealthFinding(NamedTuple):
    """One check's result, and what to do about it; "" means that all is well."""

    message: str
    advice: str = ""


def examine_home() -> Iterator[HealthFinding]:
    """Yield the results of all checks. Changes nothing."""
    yield HealthFinding(
        f"VividMap {__version__}, Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}"
    )
    yield from _examine_folder()
    yield from _examine_database() if connection.vendor == "sqlite" else _examine_server()
    yield from _examine_spool()


def _examine_folder() -> Iterator[HealthFinding]:
    home = paths.home()
    if not os.path.lexists(home):
        yield HealthFinding(f"home {home} does not exist yet; the first capture creates it")
        return
    if not os.path.isdir(home):
        yield HealthFinding(f"home {home} is not a folder", "move the file, or set VIVIDMAP_HOME")
        return
    yield HealthFinding(
        f"home {home}", "" if os.access(home, os.W_OK) else f"make it writable: chmod u+rwx '{home}'"
    )
    for path, mode in _find_shared_files(home):
        yield HealthFinding(f"{path} can be read by other users ({mode:04o})", f"chmod go-rwx '{path}'")
    free = shutil.disk_usage(home).free
    full = "" if free >= MIN_FREE_BYTES else "free space on the disk: nothing can be saved on a full one"
    yield HealthFinding(f"{free // 2**20:,} MiB free on the disk", full)


def _find_shared_files(home: str) -> Iterator[tuple[str, int]]:
    if sys.platform == "win32":  # the mode has no permissions there
        return
    for folder, _, files in os.walk(home):
        for path in [folder, *(os.path.join(folder, name) for name in files)]:
            with contextlib.suppress(OSError):
                mode = stat.S_IMODE(os.stat(path).st_mode)  # follows links: their own mode says nothing
                if mode & 0o077:
                    yield path, mode


def _examine_database() -> Iterator[HealthFinding]:
    path = paths.database_file()
    if not os.path.exists(path):
        yield HealthFinding("no database yet; the first command that reads creates it")
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            whole = str(cursor.fetchone()[0])
            cursor.execute("PRAGMA foreign_key_check")
            loose = len(cursor.fetchall())
        has_pending, has_unknown = read_migrations()
    except DatabaseError as error:
        yield HealthFinding(f"the database {path} cannot be read: {error}", describe_repair())
        return
    advice = "" if whole == "ok" and not loose else describe_repair()
    yield HealthFinding(
        f"database {path}, {os.path.getsize(path) / 2**20:.1f} MiB, integrity {whole}", advice
    )
    if has_unknown:
        yield HealthFinding("the database was made by a newer VividMap", "update VividMap")
    elif has_pending:
        yield HealthFinding("the database schema is old; the next command updates it, after a backup")


def describe_repair() -> str:
    """Return what to do about a database that cannot be used; none of it loses data.

    A full disk or a home that cannot be written to looks like damage, so these are ruled out first.
    """
    home = paths.home()
    if not os.access(home, os.W_OK):
        return f"make the home writable, and run 'vividmap doctor' again: chmod u+rwx '{home}'"
    if shutil.disk_usage(home).free < MIN_FREE_BYTES:
        return "free space on the disk, and run 'vividmap doctor' again"
    backup = find_newest_whole()
    if not backup:
        return "there is no backup; copy the file away before anything else, then export what can be read"
    command = f"vividmap backup --restore '{backup}'"
    return f"restore the newest backup; the present database is kept: {command}"


def _examine_server() -> Iterator[HealthFinding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            version = cursor.fetchone()[0]
        _, has_unknown = read_migrations()
    except DatabaseError as error:
        yield HealthFinding(
            f"PostgreSQL cannot be reached: {str(error).strip()}", "check VIVIDMAP_DATABASE_URL"
        )
        return
    newer = "update VividMap: the database was made by a newer one" if has_unknown else ""
    yield HealthFinding(f"PostgreSQL {version}", newer)


def _examine_spool() -> Iterator[HealthFinding]:
    waiting = len(spool.waiting_files())
    captures = "1 capture is" if waiting == 1 else f"{waiting or 'no'} captures are"
    yield HealthFinding(f"{captures} waiting to be added to the record")
    for path, reason in spool.quarantined_files():
        yield HealthFinding(
            f"{path} could not be read: {reason}", "read it, log its text again, then delete it"
        )
    for path in spool.leftover_files():
        yield HealthFinding(
            f"{path} is from an interrupted capture, which was never confirmed", "read it and delete it"
        )
