"""packet held: a 1:1 marked as held, and its entries as shown."""

import click

from vividmap.cli import session
from vividmap.cli.options import on_option, read_day
from vividmap.cli.output import print_line
from vividmap.cli.resolve import find_item
from vividmap.services.actor import today_of


@click.command("held", short_help="Mark a 1:1 as held, and its entries as shown.")
@click.argument("packet", metavar="PACKET")
@on_option("When the 1:1 was; today if omitted.")
def held_command(packet: str, on: str | None) -> None:
    """Mark a 1:1 as held: its entries as shown to the person, and a touchpoint that you met.

    \b
      vividmap draft one-on-one "Dana Whitfield" --save
      vividmap packet held "1:1 with Dana Whitfield"
    """
    actor = session.open_record()
    from vividmap.services.packets import saved_packets

    handle = find_item(actor, packet, "packet").handle
    day = read_day(on, today_of(actor), "--on") if on else today_of(actor)
    for row in saved_packets.mark_held(actor, handle, day):
        print_line(f"Shown: ^{row.handle} {row.text}")
    print_line(f"Marked as held on {day}. To undo: vividmap undo")
