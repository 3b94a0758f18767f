"""Writers one after the other, in the order in which they came."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import connection, transaction

from vividmap import paths, status
from vividmap.store.models import Owner


@contextmanager
def writing(owner: Owner | None = None) -> Iterator[None]:
    """Open a transaction that writes to an owner's record, once it is its turn.

    What it reads then is what all before it wrote. PostgreSQL lets two write at once, so there the owner's
    row is held. Where SQLite finds the database taken it asks again now and then, and chance decides who is
    next: of many writers one can wait for very long. So they queue for the home's folder first.
    """
    with _turn(), transaction.atomic():
        if owner is not None and connection.features.has_select_for_update:
            Owner.objects.select_for_update(no_key=True).get(pk=owner.pk)
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
