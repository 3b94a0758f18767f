"""The database rewritten, so that no erased words remain in its free space or its log.

`PRAGMA user_version` marks, in the transaction that erases, that this is still to be done.
"""

import os
import shutil

from django.db import DatabaseError, connection

from vividmap import paths
from vividmap.services.errors import Refused
from vividmap.services.storage.obstacles import find_obstacle

_UNFINISHED = 1


def require_room() -> None:
    """Raise Refused where the disk has no room to rewrite the database: nothing is erased by half."""
    database = paths.database_file()
    if connection.vendor != "sqlite" or not os.path.exists(database):
        return
    size = sum(os.path.getsize(path) for path in (database, f"{database}-wal") if os.path.exists(path))
    bytes_needed = 2 * size + 2**20
    free = shutil.disk_usage(paths.home()).free
    if free < bytes_needed:
        raise Refused(
            f"nothing was erased: the disk of {paths.home()} has {free / 2**20:.1f} MiB free, and rewriting"
            f" the database needs {bytes_needed / 2**20:.1f} MiB; free some space on it"
        )


def mark_unfinished() -> None:
    """Mark, as part of the transaction that erases, that the database is still to be rewritten."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO store_words(store_words) VALUES ('optimize')")
            cursor.execute(f"PRAGMA user_version = {_UNFINISHED}")


def is_unfinished() -> bool:
    """Return whether something was erased and the database was not rewritten since."""
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        return bool(cursor.execute("PRAGMA user_version").fetchone()[0])


def finish() -> None:
    """Rewrite the database and empty its log. Raises Refused; it can be repeated then."""
    if connection.vendor != "sqlite":
        return
    again = "then run 'vividmap purge' to finish"
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA user_version = 0")
            is_busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            if is_busy:
                cursor.execute(f"PRAGMA user_version = {_UNFINISHED}")
    except DatabaseError as error:
        obstacle = find_obstacle(error)
        raise Refused(
            "it was erased from the record, but its words may remain in free space of the database:"
            f" {obstacle or error}, {again}"
        ) from error
    if is_busy:
        raise Refused(
            "it was erased from the record, but another program reads the database, so its words remain in"
            f" {paths.database_file()}-wal; close 'vividmap web' and others, {again}"
        )
