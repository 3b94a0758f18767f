"""add: a person, a goal, a gap, a skill, a role of your own."""

from typing import TYPE_CHECKING, Any

import click

from vividmap.cli import session
from vividmap.cli.commands import COMMANDS, CommandGroup
from vividmap.cli.edit_options import (
    alias_option,
    notes_option,
    person_options,
    plain_values,
    read_target,
    repeated_values,
    target_option,
)
from vividmap.cli.options import mark_options, read_day
from vividmap.cli.output import print_line
from vividmap.cli.resolve import find_item
from vividmap.core.vocabulary import GOAL_KINDS
from vividmap.services.actor import Actor, today_of

if TYPE_CHECKING:
    from vividmap.core.record import Item


@click.group(
    "add",
    cls=CommandGroup,
    short_help="Add a person, goal, gap, skill or role.",
    hints={
        "evidence": "To log evidence: vividmap log TEXT.",
        "learning": "To log a skill entry: vividmap learn TEXT.",
        "touchpoint": "To log a touchpoint: vividmap met PERSON TEXT.",
        "framework": "To import a framework: vividmap framework import FILE.",
        "criterion": "To add a criterion: vividmap framework add FRAMEWORK TEXT.",
    },
)
def command() -> None:
    """Add a person, goal, gap, skill or role of your own; only the name is needed.

    \b
      vividmap add person "Sam Lee" --height peer --part Platform
      vividmap add goal "Principal engineer" --kind promotion --target 2027-12
      vividmap add gap "Written strategy" --goal staff-engineer
    """


@command.command("person", short_help="Add a person.")
@click.argument("name")
@person_options
@mark_options
@notes_option
def person_command(name: str, **inputs: Any) -> None:
    """Add a person to the relationship map: one of the 15 to 25 who matter.

    \b
      vividmap add person "Sam Lee" --height manager --employer Acme
      vividmap add person "Ana Costa" --real "knows my work" --ideal 30
    """
    actor = session.open_record()
    from vividmap.core.positions import Position

    place = {option: inputs.pop(option) or "" for option in ("height", "part", "employer")}
    since = inputs.pop("since")
    day = read_day(since, today_of(actor), "--since") if since else None
    item = _add(actor, "person", name, inputs, positions=(Position(day, **place),))
    waiting = _count_waiting(actor, item)
    if waiting:
        print_line(f"Names that wait for this person: {waiting}. To link them: vividmap link --all")


@command.command("goal", short_help="Add a twelve-month goal.")
@click.argument("name")
@click.option("--kind", type=click.Choice(GOAL_KINDS), help="The kind of goal.")
@target_option
@mark_options
@notes_option
def goal_command(name: str, target: str | None, **inputs: Any) -> None:
    """Add a twelve-month goal.

    \b
      vividmap add goal "Principal engineer" --kind promotion --target "December 2027"
    """
    actor = session.open_record()
    target_day = read_target("goal", target, today_of(actor)) if target else None
    _add(actor, "goal", name, inputs, target=target_day)


@command.command("gap", short_help="Add a gap to a goal.")
@click.argument("name")
@click.option("--goal", metavar="GOAL", help="The goal; may be omitted if one goal alone is active.")
@mark_options
@notes_option
def gap_command(name: str, goal: str | None, **inputs: Any) -> None:
    """Add a gap between where you are and a goal.

    \b
      vividmap add gap "Written strategy" --goal staff-engineer
    """
    actor = session.open_record()
    parent = find_item(actor, goal, "goal") if goal else _find_only_goal(actor)
    _add(actor, "gap", name, inputs, parent=parent)


@command.command("skill", short_help="Add a skill.")
@click.argument("name")
@alias_option
@mark_options
@notes_option
def skill_command(name: str, **inputs: Any) -> None:
    """Add a skill; one that an entry names with '#' is added automatically.

    \b
      vividmap add skill "System design" --alias architecture
    """
    actor = session.open_record()
    from vividmap.core.names import Names
    from vividmap.store import queries

    names = Names(queries.nameable_items(actor.owner))
    for skill_name in (name.lstrip("#"), *inputs["aliases"]):
        if names.has_name("skill", skill_name):
            raise click.UsageError(f"the skill {skill_name!r} already exists")
    _add(actor, "skill", name.lstrip("#"), inputs)


@command.command("role", short_help="Add a role of your own: a promotion, a new job.")
@click.argument("title", metavar="NAME")
@click.option("--since", metavar="DATE", help="When it began; today if omitted.")
@click.option("--employer", metavar="NAME", help="The employer, if it changed.")
@click.option("--level", metavar="NAME", help="The level, if it changed.")
def role_command(title: str, since: str | None, employer: str | None, level: str | None) -> None:
    """Add a role of your own: a promotion, a new job. The role before it ends the day before.

    \b
      vividmap add role "Staff Engineer" --level Staff --since 2027-02-01
    """
    if title in COMMANDS:
        raise click.UsageError(f"{title!r} is a command, not a role. To see your roles: vividmap config")
    actor = session.open_record()
    from vividmap.core.record import specs
    from vividmap.services.changes import people

    day = read_day(since, today_of(actor), "--since") if since else today_of(actor)
    profile = people.add_own_role(actor, day, title, employer or "", level or "")
    for line in specs("profile")["roles"].lines(profile.roles):
        print_line(line)


def _add(
    actor: Actor, kind: str, name: str, inputs: dict[str, Any], *, parent: "Item | None" = None, **values: Any
) -> "Item":
    """Add an item, say so, warn of others of that name, and return it. Raises Invalid."""
    from vividmap.core.shorthand import Draft
    from vividmap.services.changes import entries

    fields = dict((*plain_values(kind, inputs), *repeated_values(kind, inputs))) | values
    fields = {field: value for field, value in fields.items() if value not in (None, "")}
    body = inputs.get("body") or ""
    namesakes = _list_namesakes(actor, kind, name)
    draft = Draft(kind=kind, text=name, body=body, fields=fields)
    row = entries.add_item(actor, draft, parent=parent.id if parent else None)
    print_line(f"Added ^{row.handle} {row.text}" + (f" to {parent.text}" if parent else ""))
    for namesake in namesakes:
        print_line(
            f"vividmap: there is another {kind} of that name: ^{namesake.handle} {namesake.text}", err=True
        )
    return entries.as_item(actor, row)


def _list_namesakes(actor: Actor, kind: str, name: str) -> "list[Item]":
    from vividmap.core.text import slug
    from vividmap.store import queries

    key = slug(name)
    return [item for item in queries.list_items(actor.owner, [kind]) if key and slug(item.text) == key]


def _count_waiting(actor: Actor, person: "Item") -> int:
    """Return how many names in entries wait to be linked that this person may have."""
    from vividmap.core.names import match_names
    from vividmap.store import queries

    return sum(
        mention.sort == "person" and bool(match_names([person], mention.name))
        for mention in queries.pending_mentions(actor.owner)
    )


def _find_only_goal(actor: Actor) -> "Item":
    from vividmap.store import queries
    from vividmap.store.queries import Filters

    goals = queries.list_items(actor.owner, ["goal"], Filters(state="active"))
    if len(goals) == 1:
        return goals[0]
    choices = ", ".join(f"{goal.text} (^{goal.handle})" for goal in goals[:8])
    raise click.UsageError(
        f"name the goal with --goal: {choices}" if goals else "there is no goal yet: vividmap add goal NAME"
    )
