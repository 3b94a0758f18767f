"""person add, edit, show, move."""

from typing import Any

import click

from vividmap.cli import session
from vividmap.cli.group import Group
from vividmap.cli.reading import read_day, show_item
from vividmap.core.places import HEIGHTS, Position
from vividmap.core.record import REAL
from vividmap.services.actor import today


def _fields(command: Any) -> Any:
    for option in reversed(
        [
            click.option("--met", metavar="TEXT", help="How you met."),
            click.option("--worked-on", metavar="TEXT", help="What you worked on together."),
            click.option("--status", metavar="TEXT", help="Where it stands."),
            click.option(
                "--real", multiple=True, type=click.Choice(REAL), help="What makes it real. Repeatable."
            ),
            click.option("--email", "emails", multiple=True, metavar="ADDRESS", help="Repeatable."),
            click.option(
                "--ideal", "ideal_days", type=click.IntRange(1, 3660), metavar="DAYS", help="Ideal interval."
            ),
            click.option(
                "--longest",
                "longest_days",
                type=click.IntRange(1, 3660),
                metavar="DAYS",
                help="Longest interval.",
            ),
            click.option("--notes", "body", metavar="TEXT", help="Private notes."),
        ]
    ):
        command = option(command)
    return command


_PLACE = (
    click.option("--height", type=click.Choice(HEIGHTS), help="Where the person stands relative to you."),
    click.option("--part", metavar="NAME", help="Part of the organisation."),
    click.option("--employer", metavar="NAME", help="Employer."),
    click.option("--since", metavar="DATE", help="From when on."),
)


def _place(command: Any) -> Any:
    for option in reversed(_PLACE):
        command = option(command)
    return command


def _said(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value not in (None, ())}


@click.group(
    "person",
    cls=Group,
    short_help="Add, edit, show or move a person.",
    elsewhere={"list": "'vividmap list people' lists them."},
)
def person_command() -> None:
    """The people of the relationship map: 15 to 25 who matter. 'vividmap list people' lists them."""


@person_command.command("add")
@click.argument("name")
@_place
@_fields
def add(
    name: str, height: str | None, part: str | None, employer: str | None, since: str | None, **given: Any
) -> None:
    """Add a person; only the name is needed."""
    actor = session.open_record()
    from vividmap.core.shorthand import Draft
    from vividmap.services import entries
    from vividmap.store.queries import people

    values = _said(given)
    body = values.pop("body", "")
    day = read_day(since, today(actor), "--since") if since else None
    position = Position(day, height or "", part or "", employer or "")
    values["positions"] = (position,)
    row = entries.add(actor, Draft(kind="person", text=name, body=body, fields=values))
    session.say(f"Added ^{row.handle} {row.text}")
    for other, handle in people.namesakes(actor.owner, row.text, row.uid):
        session.say(f"There is another of that name: ^{handle} {other}", err=True)


@person_command.command("edit")
@click.argument("person")
@click.option("--name", "text", metavar="NAME", help="Another name.")
@_fields
def edit(person: str, **given: Any) -> None:
    """Change what is known of a person, by handle or name. 'vividmap edit HANDLE' opens the editor.

    Where they stand (height, part, employer) is said with 'vividmap person move'.
    """
    actor = session.open_record()
    from vividmap.services import entries

    values = _said(given)
    if not values:
        raise click.UsageError("say what to change, for example --status TEXT; --help lists the options")
    row = entries.edit(actor, entries.named(actor, "person", person).handle, values)
    session.say(f"Changed ^{row.handle} {row.text}")


@person_command.command("move")
@click.argument("person")
@_place
def move(person: str, height: str | None, part: str | None, employer: str | None, since: str | None) -> None:
    """Say where a person stands now: a new height, part or employer. What is not said stays as it was.

    \b
      vividmap person move marta --part Data --since 2026-04
    """
    actor = session.open_record()
    from vividmap.services import entries, people

    now = {
        name: value for name, value in (("height", height), ("part", part), ("employer", employer)) if value
    }
    if not now:
        raise click.UsageError("say where to: --height, --part or --employer")
    day = today(actor)
    first = read_day(since, day, "--since") if since else day
    row = people.moved(actor, entries.named(actor, "person", person).handle, first, **now)
    session.say(f"Moved ^{row.handle} {row.text}, from {first} on")


@person_command.command("show")
@click.argument("person")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def show(person: str, as_json: bool) -> None:
    """Show a person, the touchpoints, and the entries that mention them."""
    show_item(person, as_json, "person")
