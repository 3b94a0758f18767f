"""patterns: what the record says over time."""

from collections.abc import Iterable

import click

from vividmap.cli import session
from vividmap.cli.layout import visible_text
from vividmap.cli.options import json_option
from vividmap.cli.output import fit_lines, print_paged
from vividmap.services.actor import today_of


@click.command("patterns", short_help="Show what your record says over time.")
@click.argument("names", nargs=-1, metavar="[PATTERN]...")
@json_option
def command(names: tuple[str, ...], as_json: bool) -> None:
    """Show all patterns of the record, or those named, each with the entries behind it.

    \b
      vividmap patterns
      vividmap patterns gaps fading
      vividmap patterns scope --json

    A line that begins with `!` is something to act on; the next step is below it. Where there is too little
    to tell, it says how much is needed. The thresholds are settings: vividmap config --all.
    """
    from vividmap.core import insights
    from vividmap.formats import patterns

    _check_names(names, insights.pattern_modules())
    actor = session.open_for_reading()
    from vividmap.store import queries

    record, day = queries.load_record(actor.owner), today_of(actor)
    results = insights.evaluate_patterns(record, day, names)
    if as_json:
        click.echo(patterns.json_text(results, record, day).rstrip("\n"))
        return
    print_paged(fit_lines(visible_text(patterns.text(results, record).rstrip("\n"))))


def _check_names(names: tuple[str, ...], pattern_names: Iterable[str]) -> None:
    unknown_names = [name for name in names if name not in pattern_names]
    if unknown_names:
        raise click.UsageError(f"there is no pattern {unknown_names[0]!r}; use {', '.join(pattern_names)}")
