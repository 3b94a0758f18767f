"""Restore a backup: copy and check it, compare it with the current database, then swap the two."""

import contextlib
import os
import pkgutil
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from django.db import connection

from vividmap import __version__, paths
from vividmap.services.errors import Invalid, NotFound, Refused
from vividmap.services.files import sync_file
from vividmap.services.home.backup_files import BEFORE_RESTORE, format_stamp
from vividmap.services.storage.obstacles import is_lock_error
from vividmap.store import migrations

_SIDE_FILES = ("-wal", "-shm")
"""What SQLite keeps beside a database in use. A `-wal` that stays would be replayed onto another database."""
_BUSY_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class StagedBackup:
    """A checked copy of a backup in the home, and what differs between it and the current database.

    `current_items` is None where there is no current database, or where it cannot be read; the counts that
    compare are 0 then. `made_at` is when the backup file was written (UTC).
    """

    path: str
    staged_path: str
    made_at: datetime
    item_count: int
    current_items: int | None = None
    missing_items: int = 0
    older_items: int = 0
    returning_items: int = 0
    missing_changes: int = 0


@dataclass(frozen=True, slots=True)
class _Contents:
    """The versions of a database's items by id, and the ids of its changes."""

    items: dict[str, tuple[int, str]]
    changes: frozenset[str]


@contextlib.contextmanager
def stage_backup(path: str) -> Iterator[StagedBackup]:
    """Copy a backup into the home, check the copy, and yield it compared; the copy goes at the end.

    The checked bytes are the ones that `restore_backup` uses, whatever happens to the file meanwhile. Raises
    Refused, NotFound, Invalid.
    """
    if connection.vendor != "sqlite":
        raise Refused("a PostgreSQL database is restored with pg_restore; 'vividmap import' reads an archive")
    live_path = paths.database_file()
    if not os.path.isfile(path):
        raise NotFound(f"there is no file {path}")
    if os.path.exists(live_path) and os.path.samefile(path, live_path):
        raise Invalid(f"{path} is the current database; name a backup")
    try:
        with tempfile.TemporaryDirectory(prefix="restoring-", dir=paths.make_folder(paths.home())) as folder:
            staged_path = os.path.join(folder, "staged.sqlite3")
            made_at = datetime.fromtimestamp(os.stat(path).st_mtime, UTC)
            contents = _copy_and_check(path, staged_path)
            yield _compare(StagedBackup(path, staged_path, made_at, len(contents.items)), contents)
    except paths.BadHome as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise Refused(f"the backup could not be restored: {error}; nothing was changed") from error


def _copy_and_check(path: str, staged_path: str) -> _Contents:
    """Copy a backup and return its contents. Raises Invalid for what is no whole VividMap database."""
    os.close(os.open(staged_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    shutil.copyfile(path, staged_path)
    if os.path.exists(f"{path}-wal"):  # a raw copy of a database in use has its newest pages here
        shutil.copyfile(f"{path}-wal", f"{staged_path}-wal")
    try:
        with contextlib.closing(sqlite3.connect(staged_path)) as copy:
            copy.execute("PRAGMA journal_mode=DELETE")
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
            if verdict != "ok":
                raise Invalid(f"{path} is damaged ({verdict}); nothing was changed")
            _refuse_unreadable(copy, path)
            _refuse_newer(copy, path)
            return _read_contents(copy)
    except sqlite3.Error as error:
        raise Invalid(f"{path} is not a VividMap database: {error}; nothing was changed") from error


def _refuse_unreadable(copy: sqlite3.Connection, path: str) -> None:
    """Read every row: SQLite's own check says nothing of a text that is no longer UTF-8."""
    tables = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
    try:
        for (table,) in tables.fetchall():
            for _ in copy.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - a name from its own schema
                pass
    except sqlite3.OperationalError as error:
        raise Invalid(f"{path} is damaged ({error}); nothing was changed") from error


def _refuse_newer(copy: sqlite3.Connection, path: str) -> None:
    own_names = {module.name for module in pkgutil.iter_modules(migrations.__path__)}
    file_names = {name for (name,) in copy.execute("SELECT name FROM django_migrations WHERE app = 'store'")}
    if not file_names:
        raise Invalid(f"{path} is not a VividMap database; nothing was changed")
    if file_names - own_names:
        raise Refused(f"{path} was made by a newer VividMap than {__version__}; update VividMap")


def _read_contents(database: sqlite3.Connection) -> _Contents:
    rows = database.execute("SELECT uid, version, edited_at FROM store_item").fetchall()
    changes = database.execute("SELECT id FROM store_change").fetchall()
    items = {uid: (version, str(edited_at)) for uid, version, edited_at in rows}
    return _Contents(items, frozenset(uid for (uid,) in changes))


def _compare(backup: StagedBackup, contents: _Contents) -> StagedBackup:
    current = _read_current()
    if current is None:
        return backup
    shared = current.items.keys() & contents.items.keys()
    return StagedBackup(
        backup.path,
        backup.staged_path,
        backup.made_at,
        backup.item_count,
        current_items=len(current.items),
        missing_items=len(current.items.keys() - contents.items.keys()),
        older_items=sum(current.items[uid] != contents.items[uid] for uid in shared),
        returning_items=len(contents.items.keys() - current.items.keys()),
        missing_changes=len(current.changes - contents.changes),
    )


def _read_current() -> _Contents | None:
    """Return the contents of the current database, None where there is none that can be read."""
    if not os.path.exists(paths.database_file()):
        return None
    try:
        url = f"file:{quote(paths.database_file())}?mode=ro"
        with contextlib.closing(sqlite3.connect(url, uri=True)) as database:
            return _read_contents(database)
    except sqlite3.Error:
        return None


def restore_backup(backup: StagedBackup, now: datetime) -> str:
    """Put a staged backup in place of the current database, and return where that one is kept now.

    Returns "" where there was none. The swap is one rename: after a crash either database is whole in its
    place. Raises Refused where another program uses the database.
    """
    connection.close()
    live_path = paths.database_file()
    kept_path = ""
    try:
        if os.path.exists(live_path):
            _fold_log(live_path)
            name = f"{BEFORE_RESTORE}{format_stamp(now)}.sqlite3"
            kept_path = os.path.join(paths.make_folder(paths.backups_folder()), name)
            _keep_file(live_path, kept_path)
        for suffix in _SIDE_FILES:
            if os.path.exists(live_path + suffix):
                if kept_path:
                    _keep_file(live_path + suffix, kept_path + suffix)
                os.unlink(live_path + suffix)
        if kept_path:
            paths.sync_folder(paths.backups_folder())
        sync_file(backup.staged_path)
        os.replace(backup.staged_path, live_path)
        paths.sync_folder(paths.home())
    except (OSError, paths.BadHome) as error:
        raise Refused(f"the backup could not be restored: {error}; nothing was changed") from error
    return kept_path


def _fold_log(live_path: str) -> None:
    """Move all of a database into its one file, which works only while nothing else has it open.

    Of a damaged database the files are kept as they are. Raises Refused.
    """
    try:
        with contextlib.closing(sqlite3.connect(live_path, timeout=_BUSY_SECONDS)) as database:
            database.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError as error:
        if is_lock_error(error):
            raise Refused(
                "another program uses the database; stop 'vividmap web' and try again. Nothing was changed"
            ) from error
    except sqlite3.DatabaseError:
        pass


def _keep_file(path: str, kept_path: str) -> None:
    """Keep a file under a second name, so that it is never missing; copy it where links are not possible."""
    try:
        os.link(path, kept_path)
    except OSError:
        shutil.copy2(path, kept_path)
        sync_file(kept_path)
