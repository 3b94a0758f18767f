"""Why the home cannot be written to: a full disk, missing rights, or another program's lock."""

import contextlib
import errno
import os
import sqlite3
import tempfile
from typing import NamedTuple

from vividmap import paths
from vividmap.services.errors import Locked

_PROBE_BYTES = 128 * 1024
"""What SQLite needs beside a small database: 32 KiB for the index of its log, and the log."""
_LOCK_CODES = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_RIGHTS = (errno.EACCES, errno.EPERM, errno.EROFS)


class Obstacle(NamedTuple):
    """What keeps the home from being written to, and what to do about it, each as a clause."""

    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.message}; {self.remedy}"


def is_lock_error(error: BaseException | None) -> bool:
    """Return whether an error, or what caused it, says that another program holds the database."""
    while error is not None:
        # The low byte is the primary code: an extended one says what was locked.
        if isinstance(error, Locked) or getattr(error, "sqlite_errorcode", 0) & 0xFF in _LOCK_CODES:
            return True
        error = error.__cause__
    return False


def find_obstacle(error: BaseException | None = None) -> Obstacle | None:
    """Return what in the home's surroundings caused an error; None for another cause, such as damage.

    Without an error, return what would keep the home from being written to now.
    """
    home = paths.home()
    if is_lock_error(error):
        return Obstacle(
            f"another program has locked the database {paths.database_file()}",
            "close what may have it open (a database browser, a backup, synchronisation)",
        )
    failure = _probe(home)
    if failure in _FULL:
        return Obstacle(f"the disk of {home} is full", "free some space on it")
    if failure in _NO_RIGHTS:
        return Obstacle(f"the home {home} cannot be written to", f"make it writable: chmod u+rwx '{home}'")
    return None


def _probe(folder: str) -> int:
    """Write a small file and remove it; return the number of the error, 0 if there was none."""
    path = ""
    try:
        handle, path = tempfile.mkstemp(dir=folder, prefix=".vividmap-", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(bytes(_PROBE_BYTES))
            file.flush()
            os.fsync(file.fileno())
        database = paths.database_file()
        if os.path.exists(database) and not os.access(database, os.W_OK):
            return errno.EACCES
    except OSError as error:
        return error.errno or 0
    finally:
        with contextlib.suppress(OSError):
            os.unlink(path)
    return 0
