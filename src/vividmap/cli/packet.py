"""packet: walk into a conversation prepared."""

import json
from typing import TYPE_CHECKING, Any

import click

from vividmap.cli import session
from vividmap.cli.drafting import picked, read_text, review_command, say_markdown
from vividmap.cli.group import Group
from vividmap.cli.meeting import one_on_one_command, said_command
from vividmap.cli.polishing import polish_command, writer_command
from vividmap.cli.promoting import promotion_command
from vividmap.cli.resume import job_search_command
from vividmap.cli.taking_out import export_command
from vividmap.services.actor import Actor

if TYPE_CHECKING:
    from vividmap.core.record import SavedPacket


@click.group("packet", cls=Group, short_help="Prepare a conversation from the record.")
def packet_command() -> None:
    """Packets are assembled from the record, for you to edit: every drafted sentence names its entries.

    Draft one, look at why each entry was proposed and what is missing, pick others, and keep it with
    --save. A saved packet is yours to write on; drafted again later, it shows what is new and no more.

    \b
      vividmap packet review --period 2026-H2 --save
      vividmap packet edit ID
      vividmap packet again ID
    """


@packet_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def list_packets(as_json: bool) -> None:
    """The packets that you saved, those that you wrote on last first."""
    actor = session.open_record()
    from vividmap.services import packets

    found = packets.all_of(actor)
    if as_json:
        click.echo(json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=2))
        return
    for one in found:
        session.say(f"^{one.handle:<6} {one.edited_at:%Y-%m-%d}  {one.what:<10}  {one.text}")
    if not found and session.is_terminal():
        session.say("No packet is saved. Draft one: vividmap packet review --period 2026-H2 --save")


def _plain(saved: "SavedPacket") -> dict[str, Any]:
    return {
        "handle": saved.handle,
        "conversation": saved.what,
        "title": saved.text,
        "edited_at": saved.edited_at.isoformat(),
        "version": saved.version,
        "choices": saved.choices,
        "text": saved.body,
    }


@packet_command.command("show", short_help="Show your text of a packet, with the marks of its entries.")
@click.argument("handle", metavar="ID")
@click.option("--version", "number", type=int, metavar="N", help="As it was then; see packet versions.")
def show(handle: str, number: int | None) -> None:
    """Your text of a packet, as Markdown with the marks that name its entries."""
    actor = session.open_record()
    from vividmap.services import packets

    text = packets.find(actor, handle).body if number is None else _version(actor, handle, number)
    say_markdown(text)


def _version(actor: Actor, handle: str, number: int) -> str:
    from vividmap.services import packets

    known = packets.versions(actor, handle)
    found = next((one for one in known if one.number == number), None)
    if found is None:
        there = ", ".join(str(one.number) for one in reversed(known))
        raise click.UsageError(f"^{handle.removeprefix('^')} has no version {number}; it has {there}")
    return found.text


@packet_command.command("edit")
@click.argument("handle", metavar="ID")
@click.option(
    "--from", "source", type=click.File(encoding="utf-8"), metavar="FILE", help="Take the text from a file."
)
def edit(handle: str, source: Any) -> None:
    """Write on a packet in your editor. Every version is kept."""
    actor = session.open_record()
    from vividmap.cli.editor import keep, open_editor
    from vividmap.core.packets.kept.asked import of
    from vividmap.core.packets.parts.prompts import recounted
    from vividmap.services import packets
    from vividmap.services.errors import Refused

    saved = packets.find(actor, handle)
    if source is None and not session.is_terminal():
        raise click.UsageError("there is no terminal to edit in; use --from FILE")
    text = read_text(source) if source else open_editor(saved.body)
    try:
        changed = packets.write(actor, saved.handle, text, version=saved.version)
    except Refused:
        if source is None:
            session.say(f"Your text is in {keep(text, 'packet.md')}", err=True)
        raise
    session.say(f"Changed ^{changed.handle}" if changed.version != saved.version else "Nothing changed.")
    for note in recounted((), changed.body, of(changed).choices.prompts):
        session.say(note.text)


@packet_command.command("versions", short_help="List every version of your text.")
@click.argument("handle", metavar="ID")
def versions(handle: str) -> None:
    """Every version of your text, the newest first: number, moment (UTC), words."""
    actor = session.open_record()
    from vividmap.services import packets, taking_out

    for one in packets.versions(actor, handle):
        words = taking_out.size(one.text).words
        session.say(f"{one.number:>4}  {one.at:%Y-%m-%d %H:%M} UTC  {words:,} words")


@packet_command.command("compare", short_help="Show what changed between two versions of your text.")
@click.argument("handle", metavar="ID")
@click.argument("old", type=int, required=False)
@click.argument("new", type=int, required=False)
def compare(handle: str, old: int | None, new: int | None) -> None:
    """What changed between two versions, sentence by sentence; without numbers, since the first."""
    actor = session.open_record()
    from vividmap.core.packets.kept import drafts
    from vividmap.services import packets

    known = packets.versions(actor, handle)
    if len(known) == 1 and old is None and new is None:
        session.say("There is one version alone, so nothing to compare it with.")
        return
    first = _version(actor, handle, known[-1].number if old is None else old)
    second = _version(actor, handle, known[0].number if new is None else new)
    for line in drafts.compare(first, second):
        if line.sign != " ":
            session.say(f"{line.sign} {line.text}")


@packet_command.command("again")
@click.argument("handle", metavar="ID")
@click.option("--entry", "around", multiple=True, metavar="ID", help="Write it around these from now on.")
@click.option("--take", "taken", multiple=True, metavar="N", help="Put this into your text; 'all' for all.")
def again(handle: str, around: tuple[str, ...], taken: tuple[str, ...]) -> None:
    """Draft a packet again from the record as it is now. Your text stays; what is new is shown, numbered."""
    actor = session.open_record()
    from vividmap.services import packets

    if around:
        _write_around(actor, handle, around)
    found = packets.again(actor, handle)
    fresh = [*found.news.new, *found.news.otherwise]
    if taken:
        chosen = fresh if "all" in taken else [fresh[_number(one, len(fresh))] for one in taken]
        saved = packets.take(actor, handle, chosen, found.draft)
        session.say(f"Put {len(chosen)} into ^{saved.handle}; the rest is not shown again.")
        return
    titles = (("New", found.news.new), ("The same entries, told otherwise", found.news.otherwise))
    number = 0
    for title, some in titles:
        for place, one in enumerate(some):
            number += 1
            if not place:
                session.say(f"{title}:")
            session.say(f"{number:>3}  {one.section}{' / ' if one.theme else ''}{one.theme}: {one.text}")
    for place, one in enumerate(found.news.gone):
        if not place:
            session.say("No longer drafted; in your text they stay:")
        session.say(f"  -  {one.text}")
    if not found.news:
        session.say("Nothing is new.")


def _write_around(actor: Actor, handle: str, around: tuple[str, ...]) -> None:
    from dataclasses import replace

    from vividmap.core.packets.kept.asked import of
    from vividmap.services import packets

    asked = of(packets.find(actor, handle))
    choices = replace(asked.choices, chosen=picked(actor, around))
    packets.ask_anew(actor, handle, replace(asked, choices=choices))


def _number(said: str, most: int) -> int:
    if said.isascii() and said.isdigit() and 0 < int(said) <= most:
        return int(said) - 1
    raise click.UsageError(f"--take takes a number from 1 to {most}, or 'all', not {said[:40]!r}")


for one in (
    review_command,
    promotion_command,
    job_search_command,
    one_on_one_command,
    said_command,
    polish_command,
    writer_command,
    export_command,
):
    packet_command.add_command(one)
