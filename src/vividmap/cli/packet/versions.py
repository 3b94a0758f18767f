"""packet versions, packet compare."""

import click

from vividmap.cli import session
from vividmap.cli.options import json_option
from vividmap.cli.output import print_json, print_line, print_table
from vividmap.cli.packet.show import read_version
from vividmap.cli.resolve import find_item


@click.command("versions", short_help="List the versions of a packet's text.")
@click.argument("packet", metavar="PACKET")
@json_option
def versions_command(packet: str, as_json: bool) -> None:
    """List every version of your text, newest first: number, time (UTC), words.

    \b
      vividmap packet versions 4cmb
    """
    actor = session.open_for_reading(with_models=True)
    from vividmap.services.packets import packet_export, saved_packets

    versions = saved_packets.list_versions(actor, find_item(actor, packet, "packet").handle)
    counts = [packet_export.measure_text(version.text).words for version in versions]
    if as_json:
        print_json(
            [
                {"version": version.number, "at": version.at.isoformat(), "words": words}
                for version, words in zip(versions, counts, strict=True)
            ]
        )
        return
    rows = [
        (str(version.number), f"{version.at:%Y-%m-%d %H:%M} UTC", f"{words:,} words")
        for version, words in zip(versions, counts, strict=True)
    ]
    print_table(rows, ("Version", "Saved", "Length"))


@click.command("compare", short_help="Show what changed between two versions.")
@click.argument("packet", metavar="PACKET")
@click.argument("old", type=int, metavar="[OLD]", required=False)
@click.argument("new", type=int, metavar="[NEW]", required=False)
def compare_command(packet: str, old: int | None, new: int | None) -> None:
    """Show what changed between two versions, sentence by sentence (default: between the first and the last).

    \b
      vividmap packet compare 4cmb
      vividmap packet compare 4cmb 1 1
    """
    actor = session.open_for_reading(with_models=True)
    from vividmap.core.packets import draft_text
    from vividmap.services.packets import saved_packets

    handle = find_item(actor, packet, "packet").handle
    versions = saved_packets.list_versions(actor, handle)
    if len(versions) == 1 and old is None and new is None:
        print_line("There is only one version, so there is nothing to compare.")
        return
    first = read_version(actor, handle, versions[-1].number if old is None else old)
    second = read_version(actor, handle, versions[0].number if new is None else new)
    for line in draft_text.compare_texts(first, second):
        if line.sign != " ":
            print_line(f"{line.sign} {line.text}")
