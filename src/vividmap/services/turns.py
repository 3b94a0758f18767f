"""Writers one after the other, in the order in which they came."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import connection, transaction

from vividmap import paths, status


@contextmanager
def writing() -> Iterator[None]:
    """Open a transaction that writes, once it is its turn.

    Where SQLite finds the database taken it asks again now and then, and chance decides who is next: of many
    writers one can wait for very long. So they queue for the home's folder first.
    """
    with _turn(), transaction.atomic():
        yield
    status.mark()


@contextmanager
def _turn() -> Iterator[None]:
    if sys.platform == "win32" or connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    import fcntl  # noqa: PLC0415 - not everywhere

    try:
        folder = os.open(paths.home(), os.O_RDONLY)
    except OSError:  # the database will say what is wrong with the home
        yield
        return
    try:
        with suppress(OSError):  # a file system without such locks; SQLite's own waiting is left
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
