"""The checks of `doctor`: the home, the disk, the database and the spool."""

import contextlib
import json
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import DatabaseError, connection

from vividmap import __version__, paths, spool, status
from vividmap.services.actor import LOCAL
from vividmap.services.changes.split_changes import evidence_with_outcome, joined_texts
from vividmap.services.home import rescue
from vividmap.services.home.backup_files import is_replaced_database, list_backups
from vividmap.services.home.backups import check_integrity, find_fault, find_newest_whole
from vividmap.services.home.database import read_migrations
from vividmap.services.storage import memory_copy
from vividmap.services.storage.obstacles import find_obstacle
from vividmap.store.schema import compare_migrations

MIN_FREE_BYTES = 200 * 1024 * 1024
"""With less free bytes than this, `doctor` says that the disk is nearly full."""
_LATE_DAYS = 3
"""A record that changed since and has no backup for so many days is worth a look."""

_MOST_SHOWN = 5
_EVIDENCE = """
    SELECT handle, text, fields FROM store_item JOIN store_owner ON store_owner.id = store_item.owner_id
    WHERE kind = 'evidence' AND store_owner.name = ? ORDER BY number
"""


class HealthFinding(NamedTuple):
    """One check's result, and what to do about it; "" means that all is well."""

    message: str
    advice: str = ""


def examine_home(now: datetime) -> Iterator[HealthFinding]:
    """Yield the results of all checks. Changes nothing; of a damaged database a rescued copy is made."""
    yield HealthFinding(
        f"VividMap {__version__}, Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}"
    )
    yield from _examine_folder()
    yield from _examine_database(now) if connection.vendor == "sqlite" else _examine_server()
    yield from _examine_spool()


def _examine_folder() -> Iterator[HealthFinding]:
    home = paths.home()
    place = home
    while not os.path.lexists(place):
        place = os.path.dirname(place)
    if not os.path.isdir(place):
        yield HealthFinding(f"{place} is not a folder", "move it, or set VIVIDMAP_HOME")
        return
    if place != home:
        yield HealthFinding(f"home {home} does not exist yet; the first capture creates it")
        return
    obstacle = find_obstacle()
    if obstacle:
        yield HealthFinding(
            f"{obstacle.message}: the record can be read, but nothing is saved", obstacle.remedy
        )
    else:
        yield HealthFinding(f"home {home}")
    for path, mode in _find_shared_files(home):
        yield HealthFinding(f"{path} can be read by other users ({mode:04o})", f"chmod go-rwx '{path}'")
    free = shutil.disk_usage(home).free
    full = "" if free >= MIN_FREE_BYTES else "free some space on it: nothing can be saved on a full one"
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


def _examine_database(now: datetime) -> Iterator[HealthFinding]:
    path = paths.database_file()
    if not os.path.exists(path):
        yield HealthFinding("no database yet; the first command that reads creates it")
        return
    try:
        with contextlib.closing(memory_copy.open_plain_copy()) as database:
            verdict = check_integrity(database)
            loose = len(database.execute("PRAGMA foreign_key_check").fetchall())
            applied_migrations = database.execute(
                "SELECT name FROM django_migrations WHERE app = 'store'"
            ).fetchall()
            has_pending, has_unknown = compare_migrations({name for (name,) in applied_migrations})
            is_readable = verdict == "ok" and not has_pending and not has_unknown
            rows = database.execute(_EVIDENCE, (LOCAL,)).fetchall() if is_readable else []
    except (OSError, sqlite3.Error) as error:
        yield HealthFinding(f"the database {path} cannot be read: {error}", describe_repair())
        return
    advice = "" if verdict == "ok" and not loose else describe_repair()
    yield HealthFinding(
        f"database {path}, {os.path.getsize(path) / 2**20:.1f} MiB, integrity {verdict}", advice
    )
    if has_unknown:
        yield HealthFinding("the database was made by a newer VividMap", "update VividMap")
    elif has_pending:
        yield HealthFinding("the database schema is old; the next command updates it, after a backup")
    yield from _examine_entries(
        (handle, text, json.loads(fields).get("outcome", "")) for handle, text, fields in rows
    )
    yield from _examine_backups(now)


def _examine_entries(rows: Iterable[tuple[str, str, str]]) -> Iterator[HealthFinding]:
    """Offer to join what an arrow split; it is no fault, so nothing needs fixing."""
    split_handles = [f"^{handle}" for handle, _ in joined_texts(rows)]
    if split_handles:
        entries = "1 entry has" if len(split_handles) == 1 else f"{len(split_handles)} entries have"
        shown = ", ".join(split_handles[:_MOST_SHOWN]) + (", …" if len(split_handles) > _MOST_SHOWN else "")
        yield HealthFinding(
            f"{entries} a change split into text and outcome ({shown}):"
            " vividmap doctor --repair-arrows joins them, and undo reverses it"
        )


def _examine_backups(now: datetime) -> Iterator[HealthFinding]:
    for copy in list_backups():
        if not is_replaced_database(copy.path) and (fault := find_fault(copy.path)):
            yield HealthFinding(
                f"{copy.path} is not a complete backup: {fault}",
                "make another: vividmap backup; then delete it",
            )
    newest = find_newest_whole()
    if newest:
        made_at = datetime.fromtimestamp(os.stat(newest).st_mtime, UTC)
        days = (now - made_at).days
        changed_at = status.changed_at()
        is_late = days >= _LATE_DAYS and changed_at is not None and changed_at > made_at.timestamp() + 86_400
        advice = "run 'vividmap backup', which says why none was made since" if is_late else ""
        yield HealthFinding(f"newest backup {newest}, {made_at:%Y-%m-%d %H:%M} UTC", advice)


def describe_repair() -> str:
    """Return what to do about a damaged database; none of it loses data.

    What can be read is saved in a new file first. A full disk and a home that cannot be written to are no
    damage, so these are ruled out before.
    """
    obstacle = find_obstacle()
    if obstacle:
        return f"{obstacle.remedy}, and run 'vividmap doctor' again"
    rescued_file = None
    with contextlib.suppress(OSError, paths.BadHome):
        rescued_file = rescue.rescue_database()
    saved = (
        f"what can be read ({rescued_file.item_count:,} items) was saved in {rescued_file.path}; "
        if rescued_file
        else ""
    )
    backup = find_newest_whole()
    path_to_restore = backup or (rescued_file.path if rescued_file else "")
    if not path_to_restore:
        return "there is no backup; copy the file away before anything else, then export what can be read"
    name = "the newest backup" if backup else "that"
    return (
        f"{saved}restore {name}; the current database is kept: vividmap backup --restore '{path_to_restore}'"
    )


def _examine_server() -> Iterator[HealthFinding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            version = cursor.fetchone()[0]
        has_pending, has_unknown = read_migrations()
    except DatabaseError as error:
        yield HealthFinding(
            f"PostgreSQL cannot be reached: {str(error).strip()}", "check VIVIDMAP_DATABASE_URL"
        )
        return
    newer = "update VividMap: the database was made by a newer one" if has_unknown else ""
    yield HealthFinding(f"PostgreSQL {version}", newer)
    if not newer and not has_pending:
        yield from _examine_entries(evidence_with_outcome(LOCAL))


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
