"""The write lock: writers take turns, in the order of their arrival."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import connection, transaction

from vividmap import paths, status
from vividmap.store.models import Owner


@contextmanager
def write_transaction(owner: Owner | None = None) -> Iterator[None]:
    """Wait for the turn to write to an owner's record, then open a transaction.

    It sees everything that earlier writers wrote. On PostgreSQL the owner's row is locked. SQLite only
    retries from time to time, so with many writers one could wait very long; so writers queue for a lock
    on the home's folder first.
    """
    with _queue_for_home(), transaction.atomic():
        if owner is not None and connection.features.has_select_for_update:
            Owner.objects.select_for_update(no_key=True).get(pk=owner.pk)
        yield
    status.mark_changed()


@contextmanager
def _queue_for_home() -> Iterator[None]:
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
        with suppress(OSError):  # without such locks, SQLite's own retries remain
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
