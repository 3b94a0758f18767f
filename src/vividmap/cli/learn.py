"""learn: capture a skill entry."""

import click

from vividmap.cli import capture_options


@click.command("learn", short_help="Log an entry about a skill you are building.")
@click.argument("text", nargs=-1, metavar="[TEXT]...")
@capture_options.on_date
@capture_options.skill_kind
@capture_options.project
@capture_options.names
@capture_options.labels
@capture_options.marks
@capture_options.lines
def command(**values: object) -> None:
    """Log an entry about a skill: what you will be able to do, not what you did.

    \b
      vividmap learn "Rebuilt a Raft log from the paper #distributed-systems"
      vividmap learn --kind feedback --person dana "Ask before proposing #facilitation"

    Only the text is needed; without it, your editor opens. '--' ends the options.
    """
    capture_options.reject_direct_call(values)
