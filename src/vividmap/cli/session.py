"""What every command begins with: the record opened, and waiting captures ingested."""

import contextlib
import os
import sys
from datetime import UTC, datetime

import click

from vividmap.services.actor import Actor
from vividmap.services.home import bootstrap

_SLOW = 2_000
"""From this many waiting captures on, a progress bar is shown."""


def open_record() -> Actor:
    """Return the local owner with an open database, after ingesting the spool. Raises Refused.

    Where the home cannot be written to, it is a copy in memory, and writing is refused.
    """
    return _open_record()


def open_for_reading() -> Actor:
    """Return the same for a command that only reads: it does not wait for other writers. Raises Refused."""
    return _open_record(reads_only=True)


def _open_record(*, reads_only: bool = False) -> Actor:
    bootstrap.load_django()
    from django.db import DatabaseError

    from vividmap.services.changes import write_lock
    from vividmap.services.errors import Locked, Refused

    write_lock.notify_of_waits(_show_wait)
    now = datetime.now(UTC)
    try:
        local = _open_database(now, patience=write_lock.PATIENCE if reads_only else None)
    except (Refused, DatabaseError, OSError) as error:
        if isinstance(error, Locked) and not reads_only:
            raise
        return _open_copy(now, error)
    context = click.get_current_context(silent=True)
    if context:
        context.find_root().call_on_close(lambda: _finish_session(local))
    return local


def _open_database(now: datetime, patience: float | None) -> Actor:
    from vividmap.services import actor
    from vividmap.services.changes import write_lock
    from vividmap.services.home import database

    if patience is not None:
        write_lock.connect_within(patience)
    database.open_database(now)
    local = actor.local_actor(now)
    waiting = bootstrap.count_waiting()
    if waiting:
        with write_lock.waiting_at_most(patience):
            _ingest_captures(local, waiting)
    return local


def _open_copy(now: datetime, error: Exception) -> Actor:
    """Return the owner of a copy in memory, if the home cannot be written to. Raises `error` otherwise."""
    from vividmap.services import opening
    from vividmap.services.actor import local_actor

    local, obstacle = opening.open_copy(error, lambda: local_actor(now))
    click.echo(f"vividmap: {obstacle}. Until then the record can be read, and nothing is saved.", err=True)
    return local


def _show_wait() -> None:
    click.echo(
        "vividmap: waiting for another program that uses the record (another vividmap, a database browser,"
        " a backup). Close it if this goes on; Ctrl-C stops, and nothing is lost.",
        err=True,
    )


def _finish_session(local: Actor) -> None:
    """Do what is due once the command has printed its answer: the prompt's file, the backup of the day."""
    from vividmap.services.errors import Refused
    from vividmap.services.home import backups
    from vividmap.services.reminders import status

    status.refresh_state(local)
    with contextlib.suppress(OSError):  # the reader has closed the pipe; `run` deals with that
        sys.stdout.flush()
    with contextlib.suppress(Refused):  # doctor says how old the newest backup is
        backups.back_up_if_due(local.now)


def _ingest_captures(local: Actor, waiting: int) -> None:
    from vividmap.services.capture.spool_ingest import ingest_spool

    if waiting >= _SLOW and sys.stderr.isatty():
        with click.progressbar(length=waiting, label="Reading captures", file=sys.stderr) as bar:
            result = ingest_spool(local, lambda count, total: bar.update(count - bar.pos))
    else:
        result = ingest_spool(local)
    for path, reason in result.failures:
        outcome = "stays in the spool" if os.path.exists(path) else "was set aside"
        click.echo(f"vividmap: a capture could not be read and {outcome}: {path} ({reason})", err=True)
