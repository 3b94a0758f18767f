"""gap add, edit, show, update."""

import click

from vividmap.cli import session
from vividmap.cli.goal import update_of, update_options
from vividmap.cli.group import Group
from vividmap.cli.reading import show_item


@click.group(
    "gap",
    cls=Group,
    short_help="Add, edit or show a gap, or say how it stands.",
    elsewhere={"list": "'vividmap list gaps' lists them."},
)
def gap_command() -> None:
    """Gaps between where you are and a goal. 'vividmap list gaps' lists them."""


@gap_command.command("add")
@click.argument("goal")
@click.argument("title")
def add(goal: str, title: str) -> None:
    """Add a gap to a goal.

    \b
      vividmap gap add staff-engineer "Cross-team influence"
    """
    actor = session.open_record()
    from vividmap.core.shorthand import Draft
    from vividmap.services import entries

    above = entries.named(actor, "goal", goal)
    if above.kind != "goal":
        raise click.UsageError(f"^{above.handle} is a {above.kind}; a gap belongs to a goal")
    row = entries.add(actor, Draft(kind="gap", text=title), parent=above.uid)
    session.say(f"Added ^{row.handle} {row.text}")


@gap_command.command("edit")
@click.argument("gap")
@click.option("--title", "text", metavar="TEXT", help="Another title.")
@click.option("--state", type=click.Choice(["open", "closed"]), help="Whether it is still there.")
def edit(gap: str, text: str | None, state: str | None) -> None:
    """Change a gap, by handle or title."""
    actor = session.open_record()
    from vividmap.services import entries

    values = {name: value for name, value in (("text", text), ("state", state)) if value is not None}
    if not values:
        raise click.UsageError("say what to change, for example --state closed")
    row = entries.edit(actor, entries.named(actor, "goal", gap).handle, values)
    session.say(f"Changed ^{row.handle} {row.text}")


@gap_command.command("show")
@click.argument("gap")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def show(gap: str, as_json: bool) -> None:
    """Show a gap, its updates, and every entry that moved it."""
    show_item(gap, as_json, "gap")


@gap_command.command("update", short_help="Say how a gap stands: where it is, what is missing, what you do.")
@click.argument("gap")
@click.argument("state")
@update_options
def update(gap: str, state: str, missing: str | None, doing: str | None, on: str | None) -> None:
    """Say how a gap stands: the current state, what is missing, what you are doing about it.

    \b
      vividmap gap update cross-team-influence "Known in my team only" --gap "an RFC outside Payments"
    """
    update_of(gap, state, missing, doing, on)
