"""update: where a goal or gap stands."""

import click

from vividmap.cli import session
from vividmap.cli.options import complete_goal, mark_options, on_option, read_day
from vividmap.cli.output import print_line
from vividmap.cli.resolve import find_item
from vividmap.services.actor import today_of


@click.command("update", short_help="Record where a goal or gap stands.")
@click.argument("goal", metavar="GOAL|GAP", shell_complete=complete_goal)
@click.argument("state", metavar="TEXT")
@click.option("--missing", "gap", metavar="TEXT", help="What is still missing.")
@click.option("--doing", "action", metavar="TEXT", help="What you are doing about it.")
@mark_options
@on_option("As of when; today if omitted.")
def command(goal: str, state: str, on: str | None, **inputs: str | None) -> None:
    """Record where a goal or gap stands now, in one line.

    \b
      vividmap update staff-engineer "Dana agrees with January" --doing "collecting entries"
      vividmap update cross-team-influence "Known in my team only" --missing "an RFC outside Payments"

    To change the goal or gap itself, its state too: vividmap edit.
    """
    actor = session.open_record()
    from vividmap.core.record import Update
    from vividmap.core.shorthand import Draft, read_line
    from vividmap.core.when import When
    from vividmap.services.changes import entries

    day = today_of(actor)
    line = read_line(state, Update)
    update_date = When.day(read_day(on, day, "--on")) if on else line.when or When.day(day)
    fields = {name: value for name, value in inputs.items() if value}
    draft = Draft(kind="update", text=line.text, when=update_date, fields=fields, mentions=line.mentions)
    parent = find_item(actor, goal, "goal", "gap")
    row = entries.add_item(actor, draft, parent=parent.id)
    print_line(f"Added ^{row.handle} to {parent.text}")
