"""calendar: the check-ins for your calendar, as an iCalendar file or a feed."""

from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.cli.options import force_option, read_clock
from vividmap.cli.output import write_output

if TYPE_CHECKING:
    from vividmap.services.actor import Actor
    from vividmap.services.reminders.calendar_feed import CalendarPlan


@click.command("calendar", short_help="Put the check-ins in your calendar: a file or a feed.")
@click.argument("file", required=False, type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--at", "clock", metavar="HH:MM", help="When check-ins start (default 16:00).")
@click.option(
    "--people",
    is_flag=True,
    help="Add 1:1s and reminders to get in touch. It contains names of people, never notes.",
)
@click.option("--feed", is_flag=True, help="Create a secret address to subscribe to; an earlier one expires.")
@click.option("--port", type=click.IntRange(1, 65535), help="The feed's port (default 8722).")
@click.option("--revoke", is_flag=True, help="End the feed: its address stops working.")
@force_option
def command(
    file: str | None,
    clock: str | None,
    people: bool,
    feed: bool,
    port: int | None,
    revoke: bool,
    force: bool,
) -> None:
    """Write an iCalendar file with the weekly, monthly and quarterly check-in; without FILE, print it.

    They recur on the days on which they open, in your time zone (vividmap config time-zone), with an
    alarm. A feed is served by 'vividmap web', on this machine only and while that runs. Anyone with
    its address can read it and do nothing else with it.

    \b
      vividmap calendar habits.ics --at 15:30
      vividmap calendar --feed
      vividmap calendar --revoke
    """
    _refuse_conflicts(file, clock, people=people, feed=feed, port=port, revoke=revoke)
    actor = session.open_record()
    if revoke:
        _revoke_feed()
        return
    from vividmap.services.reminders import calendar
    from vividmap.services.reminders.calendar_feed import DEFAULT_TIME, CalendarPlan

    plan = CalendarPlan(read_clock(clock) if clock else DEFAULT_TIME, people)
    if feed:
        _create_feed(plan, port)
    else:
        write_output(calendar.export_calendar(actor, plan), file or "-", force=force)
    _print_zone_hint(actor)


def _refuse_conflicts(
    file: str | None, clock: str | None, *, people: bool, feed: bool, port: int | None, revoke: bool
) -> None:
    if revoke and (file or clock or people or feed or port):
        raise click.UsageError("--revoke cannot be combined with anything else")
    if feed and file:
        raise click.UsageError("use FILE or --feed, not both")
    if port and not feed:
        raise click.UsageError("--port needs --feed")


def _create_feed(plan: "CalendarPlan", port: int | None) -> None:
    from vividmap.services.reminders import calendar_feed

    address = calendar_feed.create_feed(plan, port or calendar_feed.DEFAULT_PORT)
    click.echo(address)
    click.echo("Subscribe to it in your calendar. It is shown only now; --feed creates another.", err=True)
    click.echo("It works while 'vividmap web' runs, which uses that port from now on.", err=True)


def _revoke_feed() -> None:
    from vividmap.services.reminders import calendar_feed

    click.echo("The feed's address no longer works." if calendar_feed.revoke_feed() else "There is no feed.")


def _print_zone_hint(actor: "Actor") -> None:
    from vividmap.services.reminders import calendar
    from vividmap.store import queries

    if not queries.load_profile(actor.owner).time_zone and calendar.find_named_zone("").key == "UTC":
        click.echo("Times are in UTC. To use yours: vividmap config time-zone Europe/Lisbon", err=True)
