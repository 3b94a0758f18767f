"""The form that requests a packet: what it offers, how it is read, and how a request is put back into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from django.http import QueryDict

from vividmap.core.criteria.pending_links import CriterionLink
from vividmap.core.english.dates import NotADate
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.conversation import Conversation
from vividmap.core.packets.in_full import IN_FULL
from vividmap.core.packets.registry import find_conversation
from vividmap.core.packets.request import PacketRequest
from vividmap.core.packets.request_fields import FieldOptions, RequestField
from vividmap.core.record import Record
from vividmap.core.text import UnreadableText

OptionsByField = Mapping[str, FieldOptions]
"""What can be chosen in each field that is a choice: a value and a label each, the default first."""
_PROPOSE, _UP, _DOWN, _PERIOD = "propose", "up", "down", "period"
_PAIR = 2
_MAX_QUERY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class PacketFormField:
    """A field of the form: its declaration, what can be chosen, its value, and what is wrong with that."""

    spec: RequestField[Any]
    options: FieldOptions
    value: str
    error: str


@dataclass(frozen=True, slots=True)
class EntrySelection:
    """The entries that a form lists, in order, and those of them that are ticked.

    Where both are empty, entries are proposed. What was unticked stays listed, so that nothing moves.
    """

    listed_handles: tuple[str, ...] = ()
    ticked_handles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PacketForm:
    """What a form asks for; `request` is None where it cannot be read, and `errors` say why, by field.

    `period_text` is the period as it is typed, `query` what entries are to be found by. `links` are entries
    to link to criteria with it; `offered_links` are those that the page showed beside them, in order.
    """

    request: PacketRequest | None
    errors: Mapping[str, str]
    selection: EntrySelection
    period_text: str
    query: str
    links: tuple[CriterionLink, ...]
    offered_links: tuple[CriterionLink, ...]


def field_options(conversation: Conversation, record: Record, day: date) -> OptionsByField:
    """Return what can be chosen in each field that is a choice, on a day."""
    return {
        field.name: field.options(record, day) for field in conversation.fields if field.widget == "choice"
    }


def form_fields(
    conversation: Conversation, params: QueryDict, errors: Mapping[str, str], options_by_field: OptionsByField
) -> list[PacketFormField]:
    """Return the fields of the form, without choices that have no options and ticks beside entries."""
    return [
        PacketFormField(
            field,
            options_by_field.get(field.name, ()),
            _field_text(field, params, options_by_field),
            errors.get(field.name, ""),
        )
        for field in conversation.fields
        if field is not IN_FULL and (field.widget != "choice" or options_by_field[field.name])
    ]


def _field_text(field: RequestField[Any], params: QueryDict, options_by_field: OptionsByField) -> str:
    """Return what was entered in a field, or ticked; the first option where nothing was."""
    options = options_by_field.get(field.name, ())
    return " ".join(params.getlist(field.name)).strip() or (options[0][0] if options else "")


def _period_text(conversation: Conversation, params: QueryDict, day: date) -> str:
    """Return the period as it is typed: of the button that was pressed, of the field, or the usual one."""
    verb, _, period = params.get("do", "").partition(" ")
    if verb == _PERIOD:
        return period.strip()
    return params.get("period", "").strip() or conversation.usual_period_text(day)


def parse_form(
    conversation: Conversation, params: QueryDict, record: Record, day: date, options_by_field: OptionsByField
) -> PacketForm:
    """Return what a form asks for."""
    errors: dict[str, str] = {}
    answers: dict[RequestField[Any], Any] = {}
    for field in conversation.fields:
        try:
            answers[field] = field.parse(_field_text(field, params, options_by_field), record)
        except UnreadableText as error:
            errors[field.name] = f"{str(error)[:1].upper()}{str(error)[1:]}."
    selection, shown_handles = _read_selection(params), params.getlist("show")
    pairs, offered_pairs = _pairs(params.getlist("link")), _pairs(params.getlist("offered"))
    handles = {*selection.ticked_handles, *shown_handles, *chain.from_iterable((*pairs, *offered_pairs))}
    ids = {item.handle: item.id for item in record.items if item.handle in handles}
    choices = AuthorChoices.of(
        answers,
        chosen_ids=_find_ids(selection.ticked_handles, ids),
        shown_ids=_find_ids(shown_handles, ids),
    )
    request, text = None, _period_text(conversation, params, day)
    try:
        period = conversation.choose_period(text, record, choices, day)
        request = PacketRequest(conversation.name, period, choices)
    except NotADate as error:
        errors["period"] = f"{error}."
    return PacketForm(
        None if errors else request,
        errors,
        selection,
        text,
        params.get("find", "").strip()[:_MAX_QUERY_LENGTH],
        _find_links(pairs, ids),
        _find_links(offered_pairs, ids),
    )


def _pairs(texts: Sequence[str]) -> list[list[str]]:
    """Return the handles of a criterion and an entry that each text holds."""
    return [pair for text in texts if len(pair := text.split()) == _PAIR]


def _find_links(pairs: Sequence[Sequence[str]], ids: Mapping[str, UUID]) -> tuple[CriterionLink, ...]:
    return tuple(
        (ids[criterion], ids[entry]) for criterion, entry in pairs if criterion in ids and entry in ids
    )


def _find_ids(handles: Sequence[str], ids: Mapping[str, UUID]) -> tuple[UUID, ...]:
    return tuple(ids[handle] for handle in handles if handle in ids)


def _read_selection(params: QueryDict) -> EntrySelection:
    """Return the selection; none where entries are to be proposed, or nothing was changed of a proposal."""
    verb, _, handle = params.get("do", "").partition(" ")
    ticked_handles = set(params.getlist("entry"))
    if verb == _PROPOSE or not ticked_handles:
        return EntrySelection()
    handles = list(dict.fromkeys((*params.getlist("listed"), *params.getlist("entry"))))
    is_moved = verb in (_UP, _DOWN) and _move(handles, handle, -1 if verb == _UP else 1)
    if params.get("proposed") and not is_moved and ticked_handles == set(params.getlist("listed")):
        return EntrySelection()
    return EntrySelection(
        tuple(handles), tuple(listed_handle for listed_handle in handles if listed_handle in ticked_handles)
    )


def _move(handles: list[str], handle: str, step: int) -> bool:
    """Move a handle up or down; return whether that could be done."""
    start = handles.index(handle) if handle in handles else -1
    end = start + step
    if start < 0 or not 0 <= end < len(handles):
        return False
    handles[start], handles[end] = handles[end], handles[start]
    return True


def form_values(request: PacketRequest, record: Record) -> dict[str, str]:
    """Return what a form has to contain to request the same again; empty fields are left out."""
    conversation = find_conversation(request.conversation)
    fields = conversation.fields if conversation else ()
    texts = {field.name: field.format(request.choices.answer(field), record) for field in fields}
    return {"period": request.period.name, **{name: text for name, text in texts.items() if text}}
