"""What every command begins with: the record opened, and waiting captures ingested."""

import contextlib
import os
import sys
from datetime import UTC, datetime

import click

from vividmap import paths
from vividmap.services.actor import Actor
from vividmap.services.home import bootstrap

_SLOW = 2_000
"""From this many waiting captures on, a progress bar is shown."""


def open_record() -> Actor:
    """Return the local owner with an open database, after ingesting the spool. Raises Refused.

    Where the home cannot be written to, it is a copy in memory, and writing is refused.
    """
    return _open_record()


def open_for_reading(*, with_models: bool = False) -> Actor:
    """Return the same for a command that only reads: it does not wait for other writers. Raises Refused.

    Unless something has to be written first, it is read without Django, which takes longer than most reads;
    `with_models` is for a command that calls what needs it.
    """
    if not with_models and (local := _open_plainly()):
        return local
    return _open_record(reads_only=True)


def open_for_completion() -> Actor:
    """Return the same for a completion: the shell waits, so nothing is done after the answer."""
    from vividmap.services.home import reading

    return reading.open_record(datetime.now(UTC)) or _open_record(reads_only=True)


def _open_plainly() -> Actor | None:
    from vividmap.services.home import reading

    local = reading.open_record(datetime.now(UTC))
    if local is not None:
        _finish_later(local)
    return local


def _finish_later(local: Actor) -> None:
    context = click.get_current_context(silent=True)
    if context:
        context.find_root().call_on_close(lambda: _finish_session(local))


def _open_record(*, reads_only: bool = False) -> Actor:
    bootstrap.load_django()
    from vividmap.services import opening
    from vividmap.services.actor import local_actor
    from vividmap.services.changes import write_lock

    write_lock.notify_of_waits(_show_wait)
    now = datetime.now(UTC)
    patience = write_lock.PATIENCE if reads_only else None
    local, obstacle = opening.open_or_copy(
        lambda: _open_database(now, patience), lambda: local_actor(now), patience
    )
    if obstacle:
        click.echo(
            f"vividmap: {obstacle}. Until then the record can be read, but nothing is saved.", err=True
        )
        return local
    _finish_later(local)
    return local


def _open_database(now: datetime, patience: float | None) -> None:
    from vividmap.services.actor import local_actor
    from vividmap.services.changes import write_lock
    from vividmap.services.home import database

    database.open_database(now)
    waiting = bootstrap.count_waiting()
    if waiting:
        with write_lock.waiting_at_most(patience):
            _ingest_captures(local_actor(now), waiting)


def _show_wait() -> None:
    click.echo(
        "vividmap: waiting for another program that uses the record (another vividmap, a database browser,"
        " a backup). Close it if this goes on; Ctrl-C stops, and nothing is lost.",
        err=True,
    )


def _finish_session(local: Actor) -> None:
    """Do what is due once the command has printed its answer: the prompt's file, the backup of the day."""
    from vividmap.services.errors import Refused
    from vividmap.services.home import backup_files, reading
    from vividmap.services.reminders import status

    status.refresh_state(local)
    with contextlib.suppress(OSError):  # the reader has closed the pipe; `run` deals with that
        sys.stdout.flush()
    with contextlib.suppress(Refused, OSError, paths.BadHome):  # doctor says how old the newest backup is
        if backup_files.is_due(local.now):
            from vividmap.services.home import backups

            backups.back_up_if_due(local.now)
    reading.close_record()


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
