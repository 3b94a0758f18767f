"""pending, link: names in entries that nobody is linked to yet."""

import sys

import click

from vividmap.cli import session
from vividmap.core.record import SIGN


@click.command("pending", short_help="List names that wait to be linked.")
def pending_command() -> None:
    """List names in entries that are not known, or could be more than one, with what they may have meant."""
    actor = session.open_record()
    from vividmap.core.names import Names
    from vividmap.store import queries

    names = Names(queries.nameable(actor.owner))
    waiting = queries.pending(actor.owner)
    for one in waiting:
        sign = dict(SIGN).get(one.sort, "")  # type: ignore[call-overload]
        offers = ", ".join(f"{item.text} (^{item.handle})" for item in names.offer(one.sort, one.written))  # type: ignore[arg-type]
        session.say(f"{one.source.handle}\t{sign}{one.written}\t{offers or '-'}\t{one.source.text[:60]}")
    if not waiting and sys.stdout.isatty():
        click.echo("Every name is linked.")
    elif sys.stdout.isatty():
        click.echo("\nvividmap link ENTRY NAME TARGET links one, for example: vividmap link 7f3k @priya p9qd")


@click.command("link", short_help="Say whom or what a pending name means.")
@click.argument("handle", metavar="ID")
@click.argument("name")
@click.argument("target")
def link_command(handle: str, name: str, target: str) -> None:
    """Link a pending NAME in the entry ID to TARGET, a handle or a full name.

    \b
      vividmap pending
      vividmap link 7f3k @tomas tomas-brandao
    """
    actor = session.open_record()
    from vividmap.services import entries

    row = entries.link(actor, handle, name, target)
    session.say(f"Linked in ^{row.handle}")
