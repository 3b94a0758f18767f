"""patterns: what the record says over time."""

from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.services.actor import today

if TYPE_CHECKING:
    from collections.abc import Iterable


@click.command("patterns", short_help="See what the record says over time, and what is behind it.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs, with the tables and thresholds.")
def patterns_command(names: tuple[str, ...], as_json: bool) -> None:
    """Answer the questions that a record can answer: all of them, or those named.

    A line that begins with `!` is one that something may be done about; the next step stands beneath it, and
    the handles of the entries behind it. Where there is too little to tell, it says how much is needed.

    \b
      vividmap patterns
      vividmap patterns gaps fading
      vividmap patterns scope --json

    What decides are thresholds, which you can set: vividmap settings thresholds.
    """
    from vividmap.core import insights
    from vividmap.formats import patterns as written

    _refuse_unknown(names, insights.modules())
    actor = session.open_record()
    from vividmap.store import queries

    record, day = queries.load(actor.owner), today(actor)
    found = insights.patterns(record, day, names)
    if as_json:
        click.echo(written.json_text(found, record, day).rstrip("\n"))
        return
    from vividmap.cli import show

    show.paged(show.fitted(session.visible(written.text(found, record).rstrip("\n"))))


def _refuse_unknown(names: tuple[str, ...], known: "Iterable[str]") -> None:
    wrong = [name for name in names if name not in known]
    if wrong:
        raise click.UsageError(f"{wrong[0]!r} is no pattern; there are {', '.join(known)}")
