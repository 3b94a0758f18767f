"""log: capture evidence."""

import click

from vividmap.cli import capture_options
from vividmap.cli.options import scope_option


@click.command("log", short_help="Log a piece of evidence in one line.")
@click.argument("text", nargs=-1, metavar="[TEXT]...")
@capture_options.on_date
@capture_options.outcome
@scope_option
@capture_options.evidence_kind
@capture_options.project
@capture_options.names
@capture_options.labels
@capture_options.marks
@capture_options.lines
def command(**values: object) -> None:
    """Log a piece of evidence: what you did, and what came of it if you know yet.

    \b
      vividmap log "Stopped the payout rollout; the idempotency key was missing"
      vividmap log "Moved the cache to Redis -> P99 down 340 ms ~teams #system-design @priya"
      vividmap log --on friday --kind decision "Wrote the record that ended the queue debate"
      vividmap log - --lines < notes.md

    Only the text is needed; without it, your editor opens. Text below the first line is free Markdown. Put
    '--' before a text that begins with a hyphen or is a single command name.
    """
    capture_options.reject_direct_call(values)
