"""packet export: a packet as a file to hand over."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.cli.options import force_option
from vividmap.cli.output import is_terminal, print_line, write_output
from vividmap.cli.resolve import find_item
from vividmap.core.text import fold
from vividmap.formats.out.document import PAPERS, Paper

if TYPE_CHECKING:
    from vividmap.core.packets.disclosures import Disclosure


_LABELS = {"other": "also with a capital"}


@click.command("export", short_help="Export a packet: PDF, Word, HTML, Markdown, text.")
@click.argument("packet", metavar="PACKET")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@click.option(
    "--format", "format_name", metavar="FORMAT", help="Such as pdf or txt (default: by FILE's extension)."
)
@click.option("--marks", is_flag=True, help="Keep the marks, and list at the end what each refers to.")
@click.option(
    "--max-chars", type=click.IntRange(min=1), metavar="N", help="Refuse a longer text (plain text only)."
)
@click.option(
    "--drop", "dropped", multiple=True, metavar="TEXT", help="Leave out sentences with it. Repeatable."
)
@click.option("--paper", type=click.Choice(PAPERS), default="a4", help="The paper of a PDF or Word file.")
@force_option
def export_command(
    packet: str,
    file: str,
    format_name: str | None,
    marks: bool,
    max_chars: int | None,
    dropped: tuple[str, ...],
    paper: Paper,
    force: bool,
) -> None:
    """Write a packet to FILE: PDF, Word, HTML, Markdown or plain text; a résumé also as JSON Resume.

    FILE's extension decides; '-' prints it. The marks that name entries are left out, and so are the notes
    to you. What the file tells that its readers may not know (names, addresses, links, amounts of money) is
    listed first, and a terminal asks which to leave out; elsewhere use --drop. Only you can read the
    file.
    A text longer than --max-chars is refused and never cut.

    \b
      vividmap packet export 4cmb review.pdf
      vividmap packet export 4cmb - --format txt --max-chars 20000
    """
    extension = format_name or os.path.splitext(file)[1].removeprefix(".").lower()
    if not extension:
        raise click.UsageError("the format is missing; use an extension, such as review.pdf, or --format")
    actor = session.open_for_reading(with_models=True)
    from vividmap.services.packets import packet_export, saved_packets

    handle = find_item(actor, packet, "packet").handle
    disclosures = packet_export.list_disclosures(actor, saved_packets.find_packet(actor, handle))
    dropped = _ask_what_to_drop(disclosures) if not dropped and file != "-" and is_terminal() else dropped
    result = packet_export.export_packet(
        actor, handle, extension, marks=marks, limit=max_chars, dropped=dropped, paper=paper
    )
    _print_disclosures(disclosures, dropped)
    if result.warning:
        print_line(f"vividmap: {result.warning}", err=True)
    write_output(result.data, file, force=force)


def _ask_what_to_drop(disclosures: "Sequence[Disclosure]") -> tuple[str, ...]:
    """Return what of a file its author does not want to tell: numbers of a list; Enter keeps all of it."""
    if not disclosures:
        return ()
    for number, disclosure in enumerate(disclosures, 1):
        if disclosure.kind != "other":
            print_line(f"{number:>3}  {disclosure.kind}: {disclosure.text}", err=True)
    others = [
        f"{number} {disclosure.text}"
        for number, disclosure in enumerate(disclosures, 1)
        if disclosure.kind == "other"
    ]
    if others:
        print_line(f"     {_LABELS['other']}: {' · '.join(others)}", err=True)
    answer = click.prompt(
        "Leave out, with their sentences (numbers; Enter keeps all)", "", show_default=False, err=True
    )
    numbers = answer.replace(",", " ").split()
    wrong_number = next(
        (word for word in numbers if not 0 < int(word if word.isdecimal() else 0) <= len(disclosures)), ""
    )
    if wrong_number:
        raise click.UsageError(f"{wrong_number!r} is not a number in the list; nothing was exported")
    return tuple(disclosures[int(number) - 1].text for number in numbers)


def _print_disclosures(disclosures: "Sequence[Disclosure]", dropped: Sequence[str]) -> None:
    """Say what the file tells, and what was dropped from it."""
    left_out = {fold(text) for text in dropped}
    for kind in dict.fromkeys(disclosure.kind for disclosure in disclosures):
        texts = [
            f"{disclosure.text} (dropped)" if fold(disclosure.text) in left_out else disclosure.text
            for disclosure in disclosures
            if disclosure.kind == kind
        ]
        print_line(f"{_LABELS.get(kind, kind)}: {', '.join(texts)}", err=True)
