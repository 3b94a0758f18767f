"""status: what is due, in a line; for a shell prompt; and timers that ask once a week."""

from datetime import time
from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.services.actor import Actor, today

if TYPE_CHECKING:
    from vividmap.services.status import Status

_CALLED = {
    "outcomes": ("outcome to fill in", "outcomes to fill in"),
    "people": ("person to get in touch with", "people to get in touch with"),
}


@click.command("status", short_help="Say what is due; --short is for a shell prompt.")
@click.option("--short", is_flag=True, help="Nothing, or one short line, as fast as a prompt needs it.")
@click.option("--timers", is_flag=True, help="Show (not install) timers that say once a week what is due.")
@click.option("--at", "clock", metavar="HH:MM", help="When the timers ask; 16:00 if not said.")
def status_command(short: bool, timers: bool, clock: str | None) -> None:
    """Say which check-ins, outcomes and people are due, and what became of captures that waited.

    With --short nothing is opened: a small file in the home is read, which every change keeps up to date. It
    holds numbers alone. Where it cannot be relied on, it says so. The exit code is 0 in any case.

    \b
      vividmap status
      PS1='$(vividmap status --short) \\$ '
      vividmap status --timers
    """
    if clock and not timers:
        raise click.UsageError("--at belongs to --timers")
    if short and timers:
        raise click.UsageError("say one of --short and --timers")
    if short:
        from vividmap import status as small

        small.show()
        return
    waited = _waiting()
    actor = session.open_record()
    if timers:
        _show_timers(actor, read_clock(clock or "16:00"))
        return
    from vividmap.cli import show
    from vividmap.services import status

    for line in show.fitted("\n".join(_lines(status.look(actor), waited))):
        click.echo(line)


def _waiting() -> int:
    from vividmap.services import start

    return start.waiting()


def _lines(found: "Status", waited: int) -> list[str]:
    due = [
        _counted(count, *_CALLED[kind]) if kind in _CALLED else f"the {kind} check-in"
        for kind, count in found.due.items()
    ]
    lines = [f"Due: {', '.join(due)}." if due else "Nothing is due."]
    if taken := waited - found.waiting - found.set_aside:
        lines += [f"{_counted(taken, 'capture')} waited and {_were(taken)} taken in."] if taken > 0 else []
    if found.waiting:
        lines.append(f"{_counted(found.waiting, 'capture')} still to be taken in: see vividmap doctor.")
    if found.set_aside:
        lines.append(f"{_counted(found.set_aside, 'capture')} could not be read: see vividmap doctor.")
    return lines


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def read_clock(text: str) -> time:
    """Return a time of day written as 16:00. Raises click.UsageError."""
    hours, colon, minutes = text.strip().partition(":")
    digits = hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2
    if colon and digits and int(hours) < 24 and int(minutes) < 60:
        return time(int(hours), int(minutes))
    raise click.UsageError(f"{text!r} is not a time of day; write it like 16:00")


def _show_timers(actor: Actor, at: time) -> None:
    from vividmap.core.checkins.calendar import opens, period_of
    from vividmap.services import timers
    from vividmap.store import queries

    day = opens("weekly", period_of("weekly", today(actor), queries.profile(actor.owner)))
    for place, text in timers.all_of_them(at, day.weekday()):
        session.say(f"# {place}")
        click.echo(text)
