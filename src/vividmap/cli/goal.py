"""goal add, edit, show, update."""

from datetime import date
from typing import Any

import click

from vividmap.cli import session
from vividmap.cli.group import Group
from vividmap.cli.reading import read_day, show_item
from vividmap.core import dates
from vividmap.core.record import GOAL_KINDS
from vividmap.services.actor import today

_KIND = click.option("--kind", "what", type=click.Choice(GOAL_KINDS), help="What kind of goal.")
_TARGET = click.option("--target", metavar="DATE", help="By when.")


@click.group(
    "goal",
    cls=Group,
    short_help="Add, edit or show a goal, or say how it stands.",
    elsewhere={"list": "'vividmap list goals' lists them."},
)
def goal_command() -> None:
    """Twelve-month goals. 'vividmap list goals' lists them; gaps have a command of their own."""


def _target(text: str | None, today: date) -> Any:
    """Return the last day of what was said; a month or quarter without a year is the one to come."""
    if text is None:
        return None
    found = dates.read_to_come(text, today)
    if found is None:
        raise click.UsageError(f"--target {text!r} is not a date to come; write 2027-01-31 or 'January 2027'")
    return found


@goal_command.command("add")
@click.argument("title")
@_KIND
@_TARGET
def add(title: str, what: str | None, target: str | None) -> None:
    """Add a goal; only the title is needed."""
    actor = session.open_record()
    from vividmap.core.shorthand import Draft
    from vividmap.services import entries

    given = {"what": what, "target": _target(target, today(actor))}
    fields = {name: value for name, value in given.items() if value}
    row = entries.add(actor, Draft(kind="goal", text=title, fields=fields))
    session.say(f"Added ^{row.handle} {row.text}")


@goal_command.command("edit")
@click.argument("goal")
@click.option("--title", "text", metavar="TEXT", help="Another title.")
@_KIND
@_TARGET
@click.option("--state", type=click.Choice(["active", "reached", "dropped"]), help="Where it stands.")
def edit(goal: str, target: str | None, **given: str | None) -> None:
    """Change a goal, by handle or title."""
    actor = session.open_record()
    from vividmap.services import entries

    values: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if target is not None:
        values["target"] = _target(target, today(actor))
    if not values:
        raise click.UsageError("say what to change, for example --state reached")
    row = entries.edit(actor, entries.named(actor, "goal", goal).handle, values)
    session.say(f"Changed ^{row.handle} {row.text}")


@goal_command.command("show")
@click.argument("goal")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def show(goal: str, as_json: bool) -> None:
    """Show a goal with its gaps and all their updates."""
    show_item(goal, as_json, "goal")


def update_of(target: str, state: str, missing: str | None, doing: str | None, on: str | None) -> None:
    """Add an update to a goal or gap."""
    actor = session.open_record()
    from vividmap.core.record import Update
    from vividmap.core.shorthand import Draft, read_line
    from vividmap.core.when import When
    from vividmap.services import entries

    day = today(actor)
    line = read_line(state, Update)
    when = When.day(read_day(on, day, "--on")) if on else line.when or When.day(day)
    fields = {name: value for name, value in (("gap", missing), ("doing", doing)) if value}
    draft = Draft(kind="update", text=line.text, when=when, fields=fields, mentions=line.mentions)
    above = entries.named(actor, "goal", target)
    row = entries.add(actor, draft, parent=above.uid)
    session.say(f"Added ^{row.handle} to {above.text}")


def update_options(command: Any) -> Any:
    """Give a command the options of an update."""
    for option in (
        click.option("--on", metavar="DATE", help="As of when; today if not said."),
        click.option("--doing", metavar="TEXT", help="What you are actively doing about it."),
        click.option("--gap", "missing", metavar="TEXT", help="What is missing."),
    ):
        command = option(command)
    return command


@goal_command.command("update")
@click.argument("goal")
@click.argument("state")
@update_options
def update(goal: str, state: str, missing: str | None, doing: str | None, on: str | None) -> None:
    """Say how a goal stands: its current state, in a line.

    \b
      vividmap goal update staff-engineer "Dana agrees with January" --doing "collecting entries"
    """
    update_of(goal, state, missing, doing, on)
