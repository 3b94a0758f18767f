"""packet edit: the text of a packet, in an editor or from a file."""

from typing import IO

import click

from vividmap.cli import session
from vividmap.cli.output import is_terminal, print_line
from vividmap.cli.resolve import find_item


@click.command("edit", short_help="Edit a packet's text.")
@click.argument("packet", metavar="PACKET")
@click.option(
    "--from", "source", type=click.File(encoding="utf-8"), metavar="FILE", help="Read the text from a file."
)
def edit_command(packet: str, source: IO[str] | None) -> None:
    """Edit a packet's text in your editor, or replace it with a file. Every version is kept.

    \b
      vividmap packet show 4cmb > draft.md
      vividmap packet edit 4cmb --from draft.md
    """
    actor = session.open_record()
    from vividmap.cli.edit_in_editor import keeping_text, open_text
    from vividmap.core.packets.form_questions import QUESTIONS, recount_answers
    from vividmap.core.packets.request import read_request
    from vividmap.services.packets import saved_packets

    saved = saved_packets.find_packet(actor, find_item(actor, packet, "packet").handle)
    if source is None and not is_terminal():
        raise click.UsageError("there is no terminal to edit in; use --from FILE")
    subject = f"packet-{saved.handle}"
    draft = open_text(source, saved.body, subject, saved.version)
    with keeping_text(draft, subject):
        changed_packet = saved_packets.write_text(
            actor, saved.handle, draft.text, version=draft.version or saved.version
        )
    is_changed = changed_packet.version != saved.version
    print_line(f"Changed ^{changed_packet.handle}" if is_changed else "Nothing changed.")
    questions = read_request(changed_packet).choices.answer(QUESTIONS)
    for note in recount_answers((), changed_packet.body, questions):
        print_line(note.text)
