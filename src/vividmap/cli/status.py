"""status: what is due; one short line for a shell prompt; timers that remind once a week."""

from datetime import time
from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.cli.options import read_clock
from vividmap.cli.output import fit_lines, print_line
from vividmap.services.actor import Actor, today_of

if TYPE_CHECKING:
    from vividmap.services.reminders.status import DueStatus

_NOUNS = {
    "outcomes": ("outcome to fill in", "outcomes to fill in"),
    "people": ("person to get in touch with", "people to get in touch with"),
}


@click.command("status", short_help="Show what is due; --short is for a shell prompt.")
@click.option("--short", is_flag=True, help="One short line or nothing, fast enough for a prompt.")
@click.option("--timers", is_flag=True, help="Print (not install) timers that remind you once a week.")
@click.option("--at", "clock", metavar="HH:MM", help="When the timers run (default 16:00).")
def command(short: bool, timers: bool, clock: str | None) -> None:
    """Show which check-ins, outcomes and people are due, and whether captures wait to be read.

    \b
      vividmap status
      vividmap status --short
      vividmap status --timers --at 15:30

    --short reads one small file that every change keeps current, and says so where it is out of date. For a
    prompt: PS1='$(vividmap status --short) \\$ '. The exit code is always 0.
    """
    if clock and not timers:
        raise click.UsageError("--at needs --timers")
    if short and timers:
        raise click.UsageError("use --short or --timers, not both")
    if short:
        from vividmap.status import print_short_line

        print_short_line()
        return
    waiting = _count_waiting()
    actor = session.open_for_reading()
    if timers:
        _print_timers(actor, read_clock(clock or "16:00"))
        return
    from vividmap.services.reminders import status

    for line in fit_lines("\n".join(_describe_status(status.read_status(actor), waiting))):
        print_line(line)


def _count_waiting() -> int:
    from vividmap.services.home import bootstrap

    return bootstrap.count_waiting()


def _describe_status(state: "DueStatus", waiting: int) -> list[str]:
    """Return what is due, and what became of the captures that waited before the record was opened."""
    from vividmap.core.english.phrasing import count_noun

    due = [
        count_noun(number, *_NOUNS[kind]) if kind in _NOUNS else f"the {kind} check-in"
        for kind, number in state.due.items()
    ]
    lines = [f"Due: {', '.join(due)}." if due else "Nothing is due."]
    ingest_count = waiting - state.waiting - state.set_aside
    if ingest_count > 0:
        lines.append(f"{count_noun(ingest_count, 'waiting capture')} added to the record.")
    if state.waiting:
        lines.append(f"{count_noun(state.waiting, 'capture')} still waiting: see vividmap doctor.")
    if state.set_aside:
        lines.append(f"{count_noun(state.set_aside, 'capture')} could not be read: see vividmap doctor.")
    return lines


def _print_timers(actor: Actor, at: time) -> None:
    from vividmap.core.checkins.calendar import opening_day, period_of
    from vividmap.services.reminders import timers
    from vividmap.store import queries

    day = opening_day("weekly", period_of("weekly", today_of(actor), queries.load_profile(actor.owner)))
    for path, text in timers.timer_files(at, day.weekday()):
        print_line(f"# {path}")
        click.echo(text)
