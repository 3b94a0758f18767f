"""The record opened for reading alone, without Django: where nothing has to be written first."""

import gc
import os
import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING, cast

from vividmap import paths
from vividmap.services.actor import LOCAL, Actor, device_id
from vividmap.services.home.bootstrap import count_waiting
from vividmap.store import connection, owners, schema

if TYPE_CHECKING:
    from vividmap.store.models import Owner

PATIENCE = 2.0
"""How many seconds a read waits for another program that has locked the database."""


def open_record(now: datetime) -> Actor | None:
    """Return the home's owner, its database open for reading; None where opening it needs more than that.

    That is so for a server's database, for captures that wait, for a database that is missing, locked or of
    another version: whoever opens the record for writing deals with it, or says what is wrong.
    """
    if os.environ.get("VIVIDMAP_DATABASE_URL"):
        return None
    try:
        if count_waiting():
            return None
        connection.open_read_only(paths.database_file(), PATIENCE)
    except (sqlite3.Error, OSError, paths.BadHome):
        return None
    owner = _find_owner()
    if owner is None:
        connection.close()
        return None
    gc.disable()  # the record lives until the process ends, so collection would scan it in vain
    # Reads use only the key of an owner, so Django's model of it need not be loaded.
    return Actor(cast("Owner", owner), device_id(), now)


def close_record() -> None:
    """Close a database that was opened for reading alone."""
    connection.close()


def _find_owner() -> owners.OwnerKey | None:
    """Return the home's owner if the database is of this version, else None."""
    try:
        if schema.compare_migrations(schema.read_applied()) == (False, False):
            return owners.find_owner(LOCAL)
    except sqlite3.Error:
        pass
    return None
