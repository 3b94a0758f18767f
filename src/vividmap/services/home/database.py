"""The database: open it, migrate it, update its statistics."""

import contextlib
import os
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import DatabaseError, OperationalError, ProgrammingError, connection

from vividmap import __version__, paths
from vividmap.services.changes.write_lock import refusing_locked, take_turn_in_home
from vividmap.services.errors import Refused
from vividmap.services.home import backups
from vividmap.services.home.backup_files import format_stamp
from vividmap.services.storage.obstacles import find_obstacle
from vividmap.store.schema import compare_migrations, read_applied

_MIGRATION_LOCK = 0x56495649
"""The number of PostgreSQL's advisory lock for migrations: any, but always the same."""

_NEWER = f"the database was made by a newer VividMap than {__version__}; update VividMap"


def open_database(now: datetime) -> None:
    """Create the database if missing; migrate it, after a backup, if it is old.

    Raises Refused if a newer VividMap made it, or if it cannot be used.
    """
    try:
        if connection.vendor == "sqlite":
            paths.make_folder(paths.home())
        if not _is_up_to_date():
            with refusing_locked(), _take_turn_to_migrate():
                _migrate(now)
    except paths.BadHome as error:
        raise Refused(str(error)) from error
    except (DatabaseError, OSError) as error:
        raise describe_failure(error) from error


def describe_failure(error: DatabaseError | OSError) -> Refused:
    """Return why a database could not be opened, in words for its owner."""
    if isinstance(error, OperationalError | OSError) and (obstacle := find_obstacle(error)):
        return Refused(str(obstacle))
    return Refused(f"the database cannot be used: {error}. 'vividmap doctor' says more")


def _is_up_to_date() -> bool:
    """Return whether the database can be used as it is; False while another process migrates it."""
    if connection.vendor == "sqlite" and not _has_content(paths.database_file()):
        return False
    try:
        return read_migrations() == (False, False)
    except (OperationalError, ProgrammingError):
        return False


def _has_content(path: str) -> bool:
    return os.path.exists(path) and os.path.getsize(path) > 0


@contextlib.contextmanager
def _take_turn_to_migrate() -> Iterator[None]:
    """Wait until no other process creates or migrates the database, and let others wait meanwhile."""
    with take_turn_in_home():
        if connection.vendor == "sqlite":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATION_LOCK])


def _migrate(now: datetime) -> None:
    """Create or migrate the database, if it still has to be; after a backup. Raises Refused."""
    if connection.vendor == "sqlite":
        _create_private_file(paths.database_file())
    has_pending, has_unknown = read_migrations()
    if has_unknown:
        raise Refused(_NEWER)
    if has_pending:
        if connection.vendor == "sqlite" and connection.introspection.table_names():
            before = f"before-{__version__}-{format_stamp(now)}.sqlite3"
            backups.back_up(now, os.path.join(paths.make_folder(paths.backups_folder()), before))
        _run_migrations()


def migrate_copy() -> None:
    """Migrate a copy in memory, which needs no backup. Raises Refused if a newer VividMap made it."""
    has_pending, has_unknown = read_migrations()
    if has_unknown:
        raise Refused(_NEWER)
    if has_pending:
        _run_migrations()


def _run_migrations() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - a tenth of a second, paid only here

    call_command("migrate", verbosity=0, interactive=False)


def analyze_tables() -> None:
    """Update SQLite's statistics, so that it chooses the best index.

    Takes 40 ms at any size. Skipped while another process writes; PostgreSQL does it by itself.
    """
    if connection.vendor == "sqlite":
        with contextlib.suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 400")
            cursor.execute("ANALYZE")


def _create_private_file(path: str) -> None:
    """Create the database's file with mode 0600, before anything is written to it."""
    if not os.path.exists(path):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def read_migrations() -> tuple[bool, bool]:
    """Return whether migrations are pending, and whether unknown ones were applied."""
    try:
        applied_names = read_applied()
    except (OperationalError, ProgrammingError):
        if connection.introspection.table_names():
            raise
        applied_names = set()
    return compare_migrations(applied_names)


class RecordLocation(NamedTuple):
    """The home and the database, which is a file or a server's database."""

    home: str
    database: str
    is_file: bool
    version: str


def record_location() -> RecordLocation:
    """Return where the record is stored, and VividMap's version."""
    if connection.vendor == "sqlite":
        return RecordLocation(paths.home(), paths.database_file(), is_file=True, version=__version__)
    connection_settings = connection.settings_dict
    return RecordLocation(
        paths.home(), f"PostgreSQL, {connection_settings['NAME']}", is_file=False, version=__version__
    )
