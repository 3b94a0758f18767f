"""met: capture a touchpoint with a person."""

import click

from vividmap.cli import capture_options
from vividmap.cli.options import complete_person


@click.command("met", short_help="Log a touchpoint with a person.")
@click.argument("contact", metavar="PERSON", shell_complete=complete_person)
@click.argument("text", nargs=-1, metavar="[TEXT]...")
@capture_options.on_date
@capture_options.names
@capture_options.marks
@capture_options.lines
def command(**values: object) -> None:
    """Log a touchpoint with a person: a handle, a full name, or a first name that only one person has.

    \b
      vividmap met priya "Coffee; she will review the RFC"
      vividmap met "Marta Oliveira" --on "12 June" "Lunch after the move"

    A name that is unknown or ambiguous stays unresolved: see 'vividmap link'.
    """
    capture_options.reject_direct_call(values)
