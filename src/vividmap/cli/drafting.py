"""packet review, and its like: draft a conversation from the record, and keep it if it is to be kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from vividmap.cli import session
from vividmap.cli.reading import read_period
from vividmap.cli.show import fitted
from vividmap.services.actor import Actor, today

if TYPE_CHECKING:
    from uuid import UUID

    from vividmap.core.dates import Period
    from vividmap.core.packets.kept.asked import Asked
    from vividmap.core.packets.packet import Choices, Prompt

_Command = Callable[..., Any]

_PERIOD_HELP = "2026-H2, 2026-Q3, FY2026, last-90-days, 2026-01-01..2026-06-30, all."
_OPTIONS = (
    click.option(
        "--entry", "chosen", multiple=True, metavar="ID", help="Take this entry; say each, in order."
    ),
    click.option("--drop", "dropped", multiple=True, metavar="ID", help="Leave out one that is proposed."),
    click.option(
        "--show", "shown", multiple=True, metavar="ID", help="Show this one, though it is held back."
    ),
    click.option("--save", is_flag=True, help="Keep it, to write on: vividmap packet edit ID."),
    click.option(
        "--format", "form", type=click.Choice(["md", "json"]), default="md", help="Markdown or JSON."
    ),
)


def drafting(usual: str | None = "") -> Callable[[_Command], _Command]:
    """Give a command what all that draft take; `usual` is the period where none is said.

    "" has it said; None leaves it to the command, which gives it to `draft`.
    """

    def give(command: _Command) -> _Command:
        for option in reversed((_period_option(usual), *_OPTIONS)):
            command = option(command)
        return command

    return give


def _period_option(usual: str | None) -> Callable[[_Command], _Command]:
    said = {"default": usual, "show_default": True} if usual else {"required": usual is not None}
    return click.option("--period", metavar="PERIOD", help=_PERIOD_HELP, **said)


@click.command("review", short_help="A self-assessment, written around 3 to 5 entries.")
@drafting()
@click.option("--prompts", type=click.File(encoding="utf-8"), metavar="FILE", help="The form's questions.")
def review_command(prompts: Any, **given: Any) -> None:
    """A self-assessment for a performance review, written around 3 to 5 entries, with the reason for each.

    It says in the entries' own words what you did, what came of it and how far it reached; skills; and what
    comes next, from goals and gaps. Notes to you (thin months, counts, what was held back) stand apart. With
    the questions of your company's form, one a line, it answers those: `What did you achieve? (200 words)`.

    \b
      vividmap packet review --period 2026-H2 > self-assessment.md
      vividmap packet review --period 2026-H2 --prompts form.md --save
    """
    draft("review", given, prompts=_read_prompts(prompts) if prompts else ())


def _read_prompts(file: Any) -> "tuple[Prompt, ...]":
    from vividmap.core.packets.parts.prompts import read_prompts
    from vividmap.core.text import UnreadableText

    try:
        return read_prompts(read_text(file))
    except UnreadableText as error:
        raise click.UsageError(f"{file.name}: {error}") from error


def read_text(file: Any) -> str:
    """Return a file's text; one that is not UTF-8 is refused with its place."""
    try:
        return str(file.read())
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file.name} is not UTF-8 at byte {error.start + 1}; convert it") from error


def draft(conversation: str, given: dict[str, Any], *, usual: "Period | None" = None, **choices: Any) -> None:
    """Draft a conversation, print it, and keep it with --save; `given` are the options of `drafting`.

    `usual` is the period where none is said and none has to be.
    """
    actor = session.open_record()
    from vividmap.core.packets.kept.asked import Asked
    from vividmap.formats import packet as written
    from vividmap.services import memory, packets

    period = usual if usual and not given["period"] else _period(actor, given["period"])
    asked = Asked(conversation, period, _choices(actor, given, choices))
    packet = packets.propose(actor, asked)
    if given["dropped"]:
        asked = _without(actor, asked, packet.proposals, given["dropped"])
        packet = packets.propose(actor, asked)
    record = memory.record(actor)
    if given["form"] == "md":
        say_markdown(written.markdown(packet, record))
    else:
        session.say(written.json_text(packet, record).rstrip("\n"))
    if given["save"]:
        saved = packets.save(actor, asked)
        session.say(f"Kept ^{saved.handle}. Write on it: vividmap packet edit ^{saved.handle}", err=True)


def say_markdown(text: str) -> None:
    """Print a packet's text, wrapped where a person reads it."""
    session.say("\n".join(fitted(text.rstrip("\n"), hanging=0)))


def _period(actor: Actor, text: str) -> "Period":
    from vividmap.services import memory

    return read_period(text, today(actor), memory.record(actor).profile.fiscal_month or 1)


def _choices(actor: Actor, given: dict[str, Any], choices: dict[str, Any]) -> "Choices":
    from vividmap.core.packets.packet import Choices
    from vividmap.services import entries

    return Choices(
        chosen=picked(actor, given["chosen"]),
        shown=tuple(entries.find(actor, one).uid for one in given["shown"]),
        **choices,
    )


def picked(actor: Actor, chosen: tuple[str, ...]) -> "tuple[UUID, ...]":
    """Return the entries that a packet is to be written around, by their handles. Raises NotFound."""
    from vividmap.services import entries

    return tuple(entries.find(actor, one, "evidence", "skill entry").uid for one in chosen)


def _without(actor: Actor, asked: "Asked", proposals: Any, dropped: tuple[str, ...]) -> "Asked":
    """Return what is asked with the proposals that are left chosen."""
    from dataclasses import replace

    from vividmap.services import entries

    gone = {entries.find(actor, one).uid for one in dropped}
    left = tuple(one.item for one in proposals if one.item not in gone)
    if not left:
        raise click.UsageError("nothing that was proposed is left; say with --entry what to take instead")
    return replace(asked, choices=replace(asked.choices, chosen=left))
