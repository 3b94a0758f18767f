"""inbox: what sources and assistants proposed, listed or decided one by one."""

from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.cli.commands import CommandGroup
from vividmap.cli.inbox.decide import (
    accept_command,
    attach_command,
    dismiss_command,
    merge_command,
    snooze_command,
)
from vividmap.cli.options import json_option
from vividmap.cli.output import is_terminal, print_json, print_table

if TYPE_CHECKING:
    from vividmap.core.record import Candidate
    from vividmap.services.actor import Actor

_EMPTY = "Nothing is waiting. Sources propose what you did: vividmap collect git"
_HEADERS = ("ID", "DATE", "PROJECT", "SOURCE", "TEXT")


@click.group(
    "inbox",
    cls=CommandGroup,
    invoke_without_command=True,
    short_help="Decide about what sources and assistants propose.",
    hints={
        "undo": "To undo a decision: vividmap undo.",
        "show": "To show a candidate: vividmap show ID.",
        "delete": "To dismiss a candidate for good: vividmap inbox dismiss ID.",
        "rm": "To dismiss a candidate for good: vividmap inbox dismiss ID.",
    },
)
@json_option
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Decide about candidates: what your git, your calendar or an assistant proposes for the record.

    At a terminal it asks about them one by one, with one key each. In a pipe it lists them; so does
    'vividmap inbox list'. A decision is undone with 'vividmap undo'.

    \b
      vividmap inbox
      vividmap inbox accept x7kd --outcome "P99 down 340 ms" --part led
      vividmap inbox --json
    """
    if context.invoked_subcommand is not None:
        if as_json:
            raise click.UsageError("--json is for the list: vividmap inbox --json")
        return
    if as_json or not is_terminal():
        print_candidates(session.open_for_reading(), as_json=as_json)
        return
    actor = session.open_record()
    from vividmap.cli.inbox.walk import InboxSession

    inbox_session = InboxSession(actor)
    if inbox_session.candidates:
        inbox_session.run()
    else:
        click.echo(_EMPTY)


@click.command("list", short_help="List the candidates that are waiting.")
@json_option
def list_command(as_json: bool) -> None:
    """List the candidates that are waiting, grouped by project, the newest work first.

    \b
      vividmap inbox list
    """
    print_candidates(session.open_for_reading(), as_json=as_json)


def print_candidates(actor: "Actor", *, as_json: bool) -> None:
    """Print the candidates that are due: a table, lines with tabs in a pipe, or JSON."""
    from vividmap.core.inbox import group_candidates
    from vividmap.core.names import Names
    from vividmap.formats import listing
    from vividmap.services.actor import today_of
    from vividmap.store.queries import inbox

    groups = group_candidates(inbox.list_due(actor.owner, today_of(actor)))
    ordered = [candidate for group in groups for candidate in group.candidates]
    if as_json:
        print_json(listing.shapes(ordered, Names()))
        return
    print_table([_cells(candidate) for candidate in ordered], _HEADERS, empty=_EMPTY)


def _cells(candidate: "Candidate") -> tuple[str, ...]:
    date_text = str(candidate.when or "")
    return candidate.handle, date_text, candidate.project, candidate.source, candidate.text


for subcommand in (
    list_command,
    accept_command,
    merge_command,
    attach_command,
    snooze_command,
    dismiss_command,
):
    command.add_command(subcommand)
