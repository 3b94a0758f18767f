"""packet polish: a paragraph rewritten by a model of your choice."""

import json
from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.cli.options import yes_option
from vividmap.cli.output import confirm, print_line
from vividmap.cli.resolve import find_item

if TYPE_CHECKING:
    from vividmap.services.packets.llm_rewriter import Rewrite


@click.command("polish", short_help="Have a model rewrite a paragraph.")
@click.argument("packet", metavar="PACKET")
@click.argument("number", type=int, metavar="[N]", required=False)
@yes_option
@click.option(
    "--accept", is_flag=True, help="Accept the new wording without asking, if it passes the checks."
)
def polish_command(packet: str, number: int | None, yes: bool, accept: bool) -> None:
    """Have paragraph N of a packet rewritten by your model, see what changed, and accept it or not.

    Set the model with 'vividmap config llm-url' and 'llm-model'; none is used unless you do. What would be
    sent is shown first. What comes back is checked as by 'vividmap check'; a wording with a finding is
    refused. Without N, the paragraphs are listed with their numbers.

    \b
      vividmap packet polish 4cmb
      vividmap config llm-url http://127.0.0.1:11434/v1
      vividmap config llm-model llama3
    """
    actor = session.open_record()
    from vividmap.core.packets.checking.wording_faults import split_paragraphs
    from vividmap.services.packets import llm_rewriter, saved_packets

    saved = saved_packets.find_packet(actor, find_item(actor, packet, "packet").handle)
    paragraphs = split_paragraphs(saved.body)
    if number is None:
        for place, paragraph in enumerate(paragraphs, 1):
            print_line(f"{place:>3}  {paragraph}")
        return
    if not 0 < number <= len(paragraphs):
        raise click.UsageError(
            f"N must be a number from 1 to {len(paragraphs)}; omit it to list the paragraphs"
        )
    question = llm_rewriter.build_request(actor, saved.handle, paragraphs[number - 1])
    print_line("This would be sent:", err=True)
    print_line(json.dumps(question.body, ensure_ascii=False, indent=2), err=True)
    if not confirm("Send it?", yes):
        return
    answer = llm_rewriter.request_rewrite(actor, question)
    _print_changes(answer)
    if answer.faults:
        raise click.UsageError(
            "the new wording says something that your record does not; nothing was changed"
        )
    if confirm("Accept it?", accept):
        llm_rewriter.accept_rewrite(
            actor, saved.handle, answer.paragraph, answer.wording, version=saved.version
        )
        print_line(f"Changed ^{saved.handle}")


def _print_changes(answer: "Rewrite") -> None:
    from vividmap.core.packets import draft_text

    for line in draft_text.compare_texts(draft_text.remove_marks(answer.paragraph), answer.wording):
        print_line(f"{line.sign} {line.text}")
    for fault in answer.faults:
        print_line(f"! {fault.kind}: “{fault.text}”: {fault.reason}")
