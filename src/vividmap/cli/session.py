"""What every command begins with: the record opened, and what waited taken in."""

import os
import re
import sys
from datetime import UTC, datetime

import click

from vividmap.services import start
from vividmap.services.actor import Actor

_SLOW = 2_000
"""From so many waiting captures on, taking them in shows a bar."""


# What moves a terminal's cursor or colours it. Notes come from anywhere; tabs and line ends are ours.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def say(text: str, *, err: bool = False) -> None:
    """Print a line that may hold a person's own words."""
    click.echo(visible(text), err=err)


def visible(text: str) -> str:
    """Return text without what moves the cursor or colours a terminal."""
    return _CONTROL.sub(" ", text)


def is_terminal() -> bool:
    """Tell whether a person sits there: without one nothing asks, waits or colours."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())


def open_record() -> Actor:
    """Return the local owner with an open database, after taking in the spool. Raises Refused."""
    start.django()
    from vividmap.services import actor, home

    now = datetime.now(UTC)
    home.open_database(now)
    local = actor.local(now)
    waiting = start.waiting()
    if waiting:
        _take_in(local, waiting)
    _keep_status_up(local)
    return local


def _keep_status_up(local: Actor) -> None:
    """Bring what a shell prompt reads up to date once the command has ended and its answer is read."""
    from vividmap.services import status

    command = click.get_current_context(silent=True)
    if command:
        command.find_root().call_on_close(lambda: status.keep_up(local))


def _take_in(local: Actor, waiting: int) -> None:
    from vividmap.services.capture import take_in

    if waiting >= _SLOW and sys.stderr.isatty():
        with click.progressbar(length=waiting, label="Taking in captures", file=sys.stderr) as bar:
            taken = take_in(local, lambda done, of: bar.update(done - bar.pos))
    else:
        taken = take_in(local)
    for path, reason in taken.quarantined:
        click.echo(f"vividmap: a capture could not be read and was put aside: {path} ({reason})", err=True)


def hand_out(data: bytes, file: str, also: str = "", *, force: bool = False) -> None:
    """Write data to a file (0600), or to standard output for "-"; one that is there only with `force`."""
    if file == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    if os.path.lexists(file) and not force:
        raise click.UsageError(f"{file} is there already; --force overwrites it")
    from vividmap.services.files import write_private

    write_private(file, data)
    say(f"Wrote {file} ({len(data):,} bytes){also}")


def confirmed(question: str, yes: bool, *, default: bool = True) -> bool:
    """Ask, where somebody is there to answer; elsewhere only `--yes` is a yes."""
    if yes:
        return True
    if not is_terminal():
        raise click.UsageError("nobody is here to confirm this; add --yes to do it")
    return click.confirm(question, default=default)
