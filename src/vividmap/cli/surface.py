"""surface: which entries were shown to whom, and when."""

import click

from vividmap.cli import session
from vividmap.cli.reading import read_day
from vividmap.services.actor import today


@click.command("surface", short_help="Mark entries as shown to a person.")
@click.argument("handles", metavar="ID...", nargs=-1, required=True)
@click.option("--to", "person", metavar="PERSON", required=True, help="Whom: a name or a handle.")
@click.option("--on", metavar="DATE", help="When; today if it is not said. With --not, that day alone.")
@click.option("--not", "undone", is_flag=True, help="Take it back: they were not shown.")
def surface_command(handles: tuple[str, ...], person: str, on: str | None, undone: bool) -> None:
    """Mark entries as shown to a person, on a day: told in a 1:1, sent, or put into a review.

    \b
      vividmap surface 7f3k --to priya
      vividmap surface 7f3k k3j2 --to marta --on friday
      vividmap surface 7f3k --to priya --not
    """
    actor = session.open_record()
    from vividmap.services import entries, surfacing

    whom = entries.named(actor, "surfaced", person)
    day = read_day(on, today(actor), "--on") if on else None
    if undone:
        done, said = surfacing.take_back(actor, handles, whom.handle, day), "Not shown to"
    else:
        done, said = surfacing.show(actor, handles, whom.handle, day or today(actor)), "Shown to"
    for row in done:
        session.say(f"{said} {whom.text}: ^{row.handle} {row.text}")
    if not done:
        session.say(f"Nothing to change: {'none was' if undone else 'all were'} marked as shown.")
