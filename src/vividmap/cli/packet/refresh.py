"""packet refresh: what is new in the record since a packet was drafted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.cli.output import print_line
from vividmap.cli.resolve import find_item, find_items
from vividmap.services.actor import Actor

if TYPE_CHECKING:
    from vividmap.core.packets.draft_text import DraftChanges, DraftPiece


@click.command("refresh", short_help="Show what is new since a packet was drafted.")
@click.argument("packet", metavar="PACKET")
@click.option(
    "--entry", "entries", multiple=True, metavar="ENTRY", help="Use these entries from now on. Repeatable."
)
@click.option("--take", "numbers", multiple=True, metavar="N", help="Add this to your text; 'all' for all.")
def refresh_command(packet: str, entries: tuple[str, ...], numbers: tuple[str, ...]) -> None:
    """Draft a packet again from the record as it is now. Your text stays; what is new is listed, numbered.

    \b
      vividmap packet refresh 4cmb
      vividmap packet refresh 4cmb --entry 7f3k --entry k3j2
      vividmap packet refresh 4cmb --take all
    """
    actor = session.open_record()
    from vividmap.services.packets import saved_packets

    handle = find_item(actor, packet, "packet").handle
    if entries:
        _change_entries(actor, handle, entries)
    result = saved_packets.redraft(actor, handle)
    if not numbers:
        _print_news(result.news)
        return
    offers = [*result.news.new, *result.news.reworded]
    indexes = (
        range(len(offers)) if "all" in numbers else [_read_number(text, len(offers)) for text in numbers]
    )
    saved = saved_packets.insert_news(actor, handle, [offers[index] for index in indexes], result.draft)
    print_line(f"Added {len(indexes)} to ^{saved.handle}; the rest is not shown again.")


def _print_news(news: "DraftChanges") -> None:
    if not news:
        print_line("Nothing is new.")
        return
    _print_pieces("New:", news.new, 1)
    _print_pieces("Changed:", news.reworded, len(news.new) + 1)
    if news.removed:
        print_line("No longer drafted, kept in your text:")
    for piece in news.removed:
        print_line(f"  -  {piece.text}")


def _print_pieces(title: str, pieces: "Sequence[DraftPiece]", first_number: int) -> None:
    if pieces:
        print_line(title)
    for number, piece in enumerate(pieces, first_number):
        print_line(f"{number:>3}  {piece.section}{' / ' if piece.theme else ''}{piece.theme}: {piece.text}")


def _change_entries(actor: Actor, handle: str, references: tuple[str, ...]) -> None:
    from dataclasses import replace

    from vividmap.core.packets.request import read_request
    from vividmap.services.packets import saved_packets

    request = read_request(saved_packets.find_packet(actor, handle))
    entry_ids = tuple(row.id for row in find_items(actor, references, "evidence", "skill entry"))
    saved_packets.change_request(
        actor, handle, replace(request, choices=replace(request.choices, chosen_ids=entry_ids))
    )


def _read_number(text: str, count: int) -> int:
    """Return the index, from 0, that a number of the list means. Raises UsageError."""
    if text.isascii() and text.isdigit() and 0 < int(text) <= count:
        return int(text) - 1
    raise click.UsageError(f"--take must be a number from 1 to {count}, or 'all', not {text[:40]!r}")
