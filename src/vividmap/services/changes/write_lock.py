"""The write lock: writers take turns, in the order of their arrival."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import wraps
from threading import Timer
from typing import Any, TypeVar, cast

from django.db import OperationalError, connection, transaction

from vividmap import paths, status
from vividmap.services.actor import Actor
from vividmap.services.errors import Locked, Refused
from vividmap.services.storage import memory_copy
from vividmap.services.storage.obstacles import is_lock_error
from vividmap.store.models import Owner

PATIENCE = 2.0
"""Seconds of waiting after which the user is told."""

_POLL_SECONDS = 0.02

_Verb = TypeVar("_Verb", bound=Callable[..., Any])


_wait_notices: list[Callable[[], None]] = []


def notify_of_waits(show: Callable[[], None]) -> None:
    """Have `show` called, in another thread, whenever a writer has waited for `PATIENCE` seconds."""
    _wait_notices[:] = [show]


def takes_turn(verb: _Verb) -> _Verb:
    """Return a verb that waits for its turn before it reads, so that it reads what others wrote before."""

    @wraps(verb)
    def verb_in_turn(actor: Actor, *args: Any, **kwargs: Any) -> Any:
        with write_transaction(actor.owner):
            return verb(actor, *args, **kwargs)

    return cast("_Verb", verb_in_turn)


@contextmanager
def write_transaction(owner: Owner | None = None) -> Iterator[None]:
    """Wait for the turn to write to an owner's record, then open a transaction. Raises Locked, Refused.

    It sees everything that earlier writers wrote. On PostgreSQL the owner's row is locked. SQLite only
    retries from time to time, and with many writers one could wait very long; so writers first queue for a
    lock on the home's folder. Within a turn, the transaction is a part of that turn.
    """
    if reason := memory_copy.refusal():
        raise Refused(f"nothing was changed: {reason}")
    is_nested = connection.in_atomic_block
    with ExitStack() as turn:
        with _notice_if_slow(), refusing_locked():
            turn.enter_context(take_turn_in_home())
            turn.enter_context(transaction.atomic())
            if owner is not None and not is_nested and connection.features.has_select_for_update:
                Owner.objects.select_for_update(no_key=True).get(pk=owner.pk)
        yield
    if not memory_copy.is_open():
        status.mark_changed()


@contextmanager
def refusing_locked() -> Iterator[None]:
    """Raise Locked in place of a database error that says that another program has locked it."""
    try:
        yield
    except OperationalError as error:
        if not is_lock_error(error):
            raise
        raise Locked(
            f"another program has locked the database {paths.database_file()}; nothing was changed."
            " Close what may have it open (a database browser, a backup, synchronisation) and try again"
        ) from error


@contextmanager
def waiting_at_most(seconds: float | None) -> Iterator[None]:
    """Limit the seconds that the block waits for other writers; None is the usual wait. Raises Locked.

    Only for reads: a write should not give up so early, since its turn may come a moment later.
    """
    if seconds is None or connection.vendor != "sqlite":
        yield
        return
    if not _is_turn_free(seconds):
        raise Locked("another vividmap is writing")
    _set_busy_timeout(seconds)
    try:
        yield
    finally:
        _set_busy_timeout(connection.settings_dict["OPTIONS"]["timeout"])


def connect_within(seconds: float) -> None:
    """Open the database's file, for reading, within so many seconds. Raises OperationalError."""
    is_there = connection.vendor == "sqlite" and os.path.exists(paths.database_file())
    if not is_there or connection.connection is not None:
        return
    usual = connection.settings_dict
    connection.settings_dict = {**usual, "OPTIONS": {**usual["OPTIONS"], "timeout": seconds}}
    try:
        connection.ensure_connection()
    finally:
        connection.settings_dict = usual
    _set_busy_timeout(usual["OPTIONS"]["timeout"])


def _set_busy_timeout(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")


def _is_turn_free(seconds: float) -> bool:
    """Return whether the home's write lock becomes free within so many seconds."""
    if sys.platform == "win32":
        return True
    import fcntl  # noqa: PLC0415 - not everywhere

    end = time.monotonic() + seconds
    try:
        folder = os.open(paths.home(), os.O_RDONLY)
    except OSError:
        return True
    try:
        while True:
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > end:
                    return False
                time.sleep(_POLL_SECONDS)
            except OSError:
                return True
            else:
                return True
    finally:
        os.close(folder)


@contextmanager
def take_turn_in_home() -> Iterator[None]:
    """Wait until no other process writes to the home's database, and let others wait meanwhile."""
    is_alone = connection.vendor != "sqlite" or connection.in_atomic_block or memory_copy.is_open()
    if sys.platform == "win32" or is_alone:
        yield
        return
    import fcntl  # noqa: PLC0415 - not everywhere

    try:
        folder = os.open(paths.home(), os.O_RDONLY)
    except OSError:  # the database will say what is wrong with the home
        yield
        return
    try:
        # Without such locks, SQLite's own retries remain.
        with suppress(OSError):
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


@contextmanager
def _notice_if_slow() -> Iterator[None]:
    """Tell the user if what is within takes longer than `PATIENCE`."""
    timer = Timer(PATIENCE, lambda: [show() for show in _wait_notices])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
