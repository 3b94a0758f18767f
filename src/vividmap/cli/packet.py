"""packet: walk into a conversation prepared."""

import click

from vividmap.cli import session
from vividmap.cli.reading import read_period
from vividmap.services.actor import today


@click.group("packet", short_help="Prepare a conversation from the record.")
def packet_command() -> None:
    """Packets are assembled from the record, for you to edit: every drafted sentence names its entries."""


@packet_command.command("review")
@click.option(
    "--period", required=True, metavar="PERIOD", help="2026-H2, 2026-Q3, FY2026, 2026-01-01..2026-06-30."
)
@click.option(
    "--entry", "chosen", multiple=True, metavar="ID", help="Take this entry instead of choosing. Repeatable."
)
@click.option("--format", "form", type=click.Choice(["md", "json"]), default="md", help="Markdown or JSON.")
def review(period: str, chosen: tuple[str, ...], form: str) -> None:
    """A self-assessment for a performance review, written around 3 to 5 entries, with the reason for each.

    It says in the entries' own words what you did, what came of it and how far it reached; skills; and what
    comes next, from goals and gaps. Notes to you (thin months, counts, what was held back) stand apart.

    \b
      vividmap packet review --period 2026-H2 > self-assessment.md
    """
    actor = session.open_record()
    from vividmap.core.packets.packet import Choices
    from vividmap.core.packets.review import review as draft
    from vividmap.formats import packet as written
    from vividmap.services import entries
    from vividmap.store import queries

    record = queries.load(actor.owner)
    day = today(actor)
    span = read_period(period, day, record.profile.fiscal_month or 1)
    picked = tuple(entries.find(actor, handle, "evidence").uid for handle in chosen)
    packet = draft(record, span, day, Choices(chosen=picked))
    text = written.markdown(packet, record) if form == "md" else written.json_text(packet, record)
    click.echo(text.rstrip("\n"))
