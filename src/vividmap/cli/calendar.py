"""calendar: the habits in the calendar that people look at anyway, as a file or a feed."""

import sys
from typing import TYPE_CHECKING

import click

from vividmap.cli import session

if TYPE_CHECKING:
    from vividmap.services.actor import Actor
    from vividmap.services.feed import Plan


@click.command("calendar", short_help="Put the check-ins into your calendar, as a file or a feed.")
@click.argument("file", required=False, type=click.Path(dir_okay=False))
@click.option("--at", "clock", metavar="HH:MM", help="When check-ins begin; 16:00 if not said.")
@click.option(
    "--people",
    is_flag=True,
    help="Also 1:1s, and when to be in touch with whom. Names of people are in it, notes never.",
)
@click.option("--feed", is_flag=True, help="Make a secret address to subscribe to; an earlier one ends.")
@click.option("--port", type=click.IntRange(1, 65535), help="The feed's port; 8722 if not said.")
@click.option("--revoke", is_flag=True, help="End the feed: its address leads nowhere from now on.")
def calendar_command(
    file: str | None, clock: str | None, people: bool, feed: bool, port: int | None, revoke: bool
) -> None:
    """Write an iCalendar with the weekly, monthly and quarterly check-in, to FILE or standard output.

    They recur on the days on which they open, in your time zone (vividmap settings time-zone), with an
    alarm. A feed is served by 'vividmap web', on this machine alone and as long as that runs. Whoever has
    its address can read it and do nothing else with it.

    \b
      vividmap calendar habits.ics --at 15:30
      vividmap calendar --feed
      vividmap calendar --revoke
    """
    _check(file, clock, people=people, feed=feed, port=port, revoke=revoke)
    actor = session.open_record()
    if revoke:
        _revoke()
        return
    from vividmap.cli.status import read_clock
    from vividmap.services import calendar
    from vividmap.services.feed import AT, Plan

    plan = Plan(read_clock(clock) if clock else AT, people)
    if feed:
        _feed(plan, port)
    else:
        _write(calendar.written(actor, plan), file)
    _say_zone(actor)


def _check(
    file: str | None, clock: str | None, *, people: bool, feed: bool, port: int | None, revoke: bool
) -> None:
    if revoke and (file or clock or people or feed or port):
        raise click.UsageError("--revoke stands alone")
    if feed and file:
        raise click.UsageError("say a FILE or --feed, not both")
    if port and not feed:
        raise click.UsageError("--port belongs to --feed")


def _write(data: bytes, file: str | None) -> None:
    if file:
        from vividmap.services.files import write_private

        write_private(file, data)
        session.say(f"Written to {file}")
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def _feed(plan: "Plan", port: int | None) -> None:
    from vividmap.services import feed

    address = feed.make(plan, port or feed.PORT)
    click.echo(address)
    click.echo("Subscribe to it in your calendar. It is shown this once; --feed makes another.", err=True)
    click.echo("It is there while 'vividmap web' runs, which takes that port from now on.", err=True)


def _revoke() -> None:
    from vividmap.services import feed

    click.echo("The feed's address leads nowhere any more." if feed.revoke() else "There is no feed.")


def _say_zone(actor: "Actor") -> None:
    from vividmap.services import calendar
    from vividmap.store import queries

    if not queries.profile(actor.owner).time_zone and calendar.zone("").key == "UTC":
        click.echo(
            "Times are in UTC; to have them in yours: vividmap settings time-zone Europe/Lisbon", err=True
        )
