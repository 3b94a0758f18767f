"""packet: saved packets, read, edited, refreshed, compared, exported."""

import click

from vividmap.cli.commands import CommandGroup
from vividmap.cli.packet.edit import edit_command
from vividmap.cli.packet.export import export_command
from vividmap.cli.packet.held import held_command
from vividmap.cli.packet.polish import polish_command
from vividmap.cli.packet.refresh import refresh_command
from vividmap.cli.packet.show import show_command
from vividmap.cli.packet.versions import compare_command, versions_command


@click.group(
    "packet",
    cls=CommandGroup,
    short_help="Edit, refresh or export a saved packet.",
    hints={
        "list": "To list packets: vividmap list packets.",
        "again": "To draft a packet again: vividmap packet refresh.",
        "delete": "To delete a packet: vividmap rm.",
        "rm": "To delete a packet: vividmap rm.",
        **{
            name: f"To draft one: vividmap draft {name}."
            for name in ("review", "promotion", "resume", "one-on-one")
        },
        "new": "To draft one: vividmap draft review.",
        "draft": "To draft one: vividmap draft review.",
    },
)
def command() -> None:
    """A packet is a draft that you saved with 'vividmap draft … --save'. Its text is yours to edit.

    Each drafted sentence names the entries it is based on. Refreshing a packet shows what is new in your
    record and never changes your text by itself. PACKET is a handle or a title.

    \b
      vividmap draft review --period 2026-H2 --save
      vividmap packet edit 4cmb
      vividmap packet export 4cmb review.pdf
    """


for subcommand in (
    show_command,
    edit_command,
    refresh_command,
    compare_command,
    versions_command,
    export_command,
    held_command,
    polish_command,
):
    command.add_command(subcommand)
