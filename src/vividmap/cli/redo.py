"""redo: the last undo, reversed."""

import click

from vividmap.cli import session
from vividmap.cli.output import print_line
from vividmap.cli.undo import describe_change


@click.command("redo", short_help="Redo the change that was undone last.")
def command() -> None:
    """Redo the change that was undone last. Run it again for the one undone before that.

    \b
      vividmap undo
      vividmap redo

    Any other change in between, even a new entry, leaves nothing to redo.
    """
    actor = session.open_record()
    from vividmap.services.changes import entries

    print_line(f"Redid: {describe_change(entries.redo_change(actor))}")
