"""packet show: the text of a packet."""

from typing import TYPE_CHECKING, Any, cast

import click

from vividmap.cli import session
from vividmap.cli.options import json_option
from vividmap.cli.output import print_json, print_markdown
from vividmap.cli.resolve import find_item
from vividmap.services.actor import Actor

if TYPE_CHECKING:
    from vividmap.core.record import Item, SavedPacket


@click.command("show", short_help="Show a packet's text.")
@click.argument("packet", metavar="PACKET")
@click.option("--version", "number", type=int, metavar="N", help="An earlier text; see packet versions.")
@json_option
def show_command(packet: str, number: int | None, as_json: bool) -> None:
    """Show your text of a packet, as Markdown with the marks that name its entries.

    \b
      vividmap packet show 4cmb
      vividmap packet show 4cmb --version 1
    """
    if as_json and number is not None:
        raise click.UsageError("--json shows the current text; omit --version")
    actor = session.open_for_reading(with_models=number is not None)
    saved = find_item(actor, packet, "packet")
    if number is None:
        show_packet(saved, as_json=as_json)
    else:
        print_markdown(read_version(actor, saved.handle, number))


def show_packet(saved: "Item", *, as_json: bool) -> None:
    """Print a packet's text, or all of the packet as JSON."""
    if as_json:
        print_json(shape_packet(cast("SavedPacket", saved)))
    else:
        print_markdown(saved.body)


def shape_packet(saved: "SavedPacket") -> dict[str, Any]:
    """Return a packet as JSON has it."""
    return {
        "handle": saved.handle,
        "conversation": saved.conversation,
        "title": saved.text,
        "edited_at": saved.edited_at.isoformat(),
        "version": saved.version,
        "choices": saved.choices,
        "text": saved.body,
    }


def read_version(actor: Actor, handle: str, number: int) -> str:
    """Return the text that a packet had in a version. Raises UsageError."""
    from vividmap.services.packets import saved_packets

    versions = saved_packets.list_versions(actor, handle)
    version = next((version for version in versions if version.number == number), None)
    if version is None:
        numbers = ", ".join(str(version.number) for version in reversed(versions))
        raise click.UsageError(f"^{handle} has no version {number}; it has {numbers}")
    return version.text
