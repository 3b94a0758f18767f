"""draft: a conversation drafted from the record; one subcommand for each conversation that there is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from vividmap.cli import session
from vividmap.cli.commands import CommandGroup
from vividmap.cli.input import read_text
from vividmap.cli.options import PERIODS, json_option
from vividmap.cli.output import print_line, print_markdown
from vividmap.cli.resolve import find_item, find_items
from vividmap.core.packets.registry import conversations, find_conversation
from vividmap.services.actor import Actor, today_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vividmap.core.packets.conversation import Conversation
    from vividmap.core.packets.packet import EntryProposal, Packet
    from vividmap.core.packets.request import PacketRequest
    from vividmap.core.packets.request_fields import RequestField
    from vividmap.core.record import Record

_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--entry", "entries", multiple=True, metavar="ENTRY", help="Use this entry. Repeatable, in order."
    ),
    click.option("--drop", "drops", multiple=True, metavar="ENTRY", help="Leave out a proposed entry."),
    click.option(
        "--show", "exposed", multiple=True, metavar="ENTRY", help="Include an entry that is held back."
    ),
    click.option("--save", is_flag=True, help="Save it as a packet, to edit: vividmap packet edit."),
    click.option("--explain", "is_explained", is_flag=True, help="Add why each entry was chosen."),
    click.option("--brief", "as_brief", is_flag=True, help="Print its facts and rules for an AI assistant."),
    json_option,
)


class DraftGroup(CommandGroup):
    """The conversations as commands, each built from what its own folder declares."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [conversation.slug for conversation in conversations()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        conversation = find_conversation(cmd_name)
        return build_command(conversation) if conversation and conversation.slug == cmd_name else None


@click.group(
    "draft",
    cls=DraftGroup,
    short_help="Draft a review, promotion case, résumé or 1:1.",
    hints={"job-search": "To draft a résumé: vividmap draft resume.", "1:1": "vividmap draft one-on-one."},
)
def command() -> None:
    """Draft what a conversation needs from your record. Each drafted sentence names its entries.

    Notes to you come after the draft: what is missing, and with --explain why each entry was chosen.
    Nothing is saved without --save.

    \b
      vividmap draft review --period 2026-H2
      vividmap draft promotion
      vividmap draft one-on-one "Dana Whitfield" --save
    """


def build_command(conversation: "Conversation") -> click.Command:
    """Return the command that drafts a conversation, with an option for each field it asks for."""

    def run(**values: Any) -> None:
        run_draft(conversation, values)

    examples = "\n".join(f"  vividmap {example}" for example in conversation.examples)
    subcommand = click.command(
        conversation.slug,
        short_help=conversation.short_help,
        help=f"{conversation.description}\n\n\b\n{examples}",
    )(run)
    for add_option in _OPTIONS:
        subcommand = add_option(subcommand)
    # click keeps the parameters of decorated functions last to first; a command's come in order
    parameters = [*map(_build_parameter, conversation.fields), _build_period_option(conversation)]
    subcommand.params = [*parameters, *subcommand.params]
    return subcommand


def _build_parameter(field: "RequestField[Any]") -> click.Parameter:
    if field.is_argument:
        return click.Argument([_parameter_name(field)], metavar=f"[{field.metavar}]", required=False)
    kind: click.ParamType[Any] | None = None
    if field.words:
        kind = click.Choice(field.words)
    elif field.widget == "text":
        kind = click.File(encoding="utf-8")
    return click.Option(
        [f"--{field.option}", _parameter_name(field)],
        type=kind,
        metavar=None if field.words else field.metavar,
        help=field.option_help,
    )


def _build_period_option(conversation: "Conversation") -> click.Option:
    usual = (
        "since you last met" if conversation.find_period else conversation.usual_period or "this half-year"
    )
    return click.Option(["--period"], metavar="PERIOD", help=f"{PERIODS} (default: {usual}).")


def _parameter_name(field: "RequestField[Any]") -> str:
    """Return the name of a field's parameter, which no other option has."""
    return f"answer_{field.name}"


def run_draft(conversation: "Conversation", values: dict[str, Any]) -> None:
    """Draft a conversation and print it; save it with `--save`. Raises UsageError, Refused."""
    actor = session.open_record() if values["save"] else session.open_for_reading()
    from vividmap.formats.packet import json_text, markdown
    from vividmap.services import record_cache
    from vividmap.services.packets import drafts

    record = record_cache.load_once(actor)
    request = _read_request(actor, conversation, record, values)
    packet = drafts.draft_from_record(record, request, today_of(actor))
    if values["drops"]:
        request = _drop_entries(actor, request, packet.proposals, values["drops"])
        packet = drafts.draft_from_record(record, request, today_of(actor))
    find_period = conversation.find_period
    if find_period and find_period(record, request.choices, today_of(actor)) is None:
        raise click.UsageError(packet.notes[0].text)  # nobody is named, and there is no single manager
    if values["as_brief"]:
        _print_brief(packet, record, request)
    elif values["as_json"]:
        print_line(json_text(packet, record).rstrip("\n"))
    else:
        print_markdown(markdown(packet, record, is_explained=values["is_explained"]))
    if values["save"]:
        from vividmap.services.packets import saved_packets

        saved = saved_packets.save_packet(actor, request)
        print_line(f"Saved ^{saved.handle}. To edit it: vividmap packet edit {saved.handle}", err=True)


def _print_brief(packet: "Packet", record: "Record", request: "PacketRequest") -> None:
    """Print the facts of a packet for any writer, and say how many entries are not in it."""
    from vividmap.core.english.phrasing import count_entries
    from vividmap.core.packets.disclosures import find_disclosures
    from vividmap.formats.brief import write_brief

    brief = write_brief(packet, record, request)
    print_line(brief.text.rstrip("\n"))
    if brief.omitted_count:
        print_line(f"Not in it, since it leaves the company: {count_entries(brief.omitted_count)}.", err=True)
    disclosures = find_disclosures(brief.text.partition("\nFacts\n")[2], record)
    for kind in dict.fromkeys(disclosure.kind for disclosure in disclosures):
        texts = ", ".join(disclosure.text for disclosure in disclosures if disclosure.kind == kind)
        print_line(f"{'also with a capital' if kind == 'other' else kind}: {texts}", err=True)
    if disclosures:
        print_line("This is what the assistant would learn. To leave out an entry: --drop ENTRY", err=True)
    print_line("To check what comes back: vividmap check FILE", err=True)


def _read_request(
    actor: Actor, conversation: "Conversation", record: "Record", values: dict[str, Any]
) -> "PacketRequest":
    from vividmap.core.english.dates import NotADate
    from vividmap.core.packets.author_choices import AuthorChoices
    from vividmap.core.packets.request import PacketRequest

    answers = {
        field: _read_answer(actor, field, record, values)
        for field in conversation.fields
        if _is_set(field, values)
    }
    choices = AuthorChoices.of(
        answers | _find_person(conversation, answers, record, today_of(actor)),
        chosen_ids=tuple(row.id for row in find_items(actor, values["entries"], "evidence", "skill entry")),
        shown_ids=tuple(row.id for row in find_items(actor, values["exposed"])),
    )
    try:
        period = conversation.choose_period(values["period"] or "", record, choices, today_of(actor))
    except NotADate as error:
        raise click.UsageError(f"--period {error}") from error
    return PacketRequest(conversation.name, period, choices)


def _find_person(
    conversation: "Conversation", answers: "dict[RequestField[Any], Any]", record: "Record", today: date
) -> "dict[RequestField[Any], Any]":
    """Return whom the conversation is with if nobody is named, where the record tells; else nothing."""
    from vividmap.core.packets.author_choices import AuthorChoices

    field, find_period = conversation.person_field, conversation.find_period
    if field is None or field in answers or find_period is None:
        return {}
    if find_period(record, AuthorChoices(), today) is None:
        return {}
    (handle, _), *_ = field.options(record, today)  # the default is first
    return {field: field.parse(handle, record)}


def _is_set(field: "RequestField[Any]", values: dict[str, Any]) -> bool:
    return values[_parameter_name(field)] not in (None, "")


def _read_answer(actor: Actor, field: "RequestField[Any]", record: "Record", values: dict[str, Any]) -> Any:
    """Return what an option means for a field: a file's text, an item by its name, or a word."""
    from vividmap.core.text import UnreadableText

    value = values[_parameter_name(field)]
    text = value if isinstance(value, str) else read_text(value)
    if field.item_kind:
        text = find_item(actor, text, field.item_kind).handle
    try:
        return field.parse(text, record)
    except UnreadableText as error:
        source = f"--{field.option}" if isinstance(value, str) else value.name
        raise click.UsageError(f"{source}: {error}") from error


def _drop_entries(
    actor: Actor, request: "PacketRequest", proposals: "Sequence[EntryProposal]", references: tuple[str, ...]
) -> "PacketRequest":
    """Return a request for the proposed entries without some. Raises UsageError where none remains."""
    left_out = {row.id for row in find_items(actor, references)}
    remaining = tuple(proposal.item for proposal in proposals if proposal.item not in left_out)
    if not remaining:
        raise click.UsageError("no proposed entry remains; choose others with --entry")
    return replace(request, choices=replace(request.choices, chosen_ids=remaining))
