"""The form that requests a packet: what it offers, how it is read, and how a request is put back into it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from vividmap.core import handles
from vividmap.core.english.dates import NotADate
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.conversation import Conversation
from vividmap.core.packets.registry import find_conversation
from vividmap.core.packets.request import PacketRequest
from vividmap.core.packets.request_fields import FieldOptions, RequestField
from vividmap.core.record import Record
from vividmap.core.text import UnreadableText

OptionsByField = Mapping[str, FieldOptions]
"""What can be chosen in each field that is a choice: a value and a label each, the default first."""


@dataclass(frozen=True, slots=True)
class PacketFormField:
    """A field of the form: its declaration, what can be chosen, its value, and what is wrong with that."""

    spec: RequestField[Any]
    options: FieldOptions
    value: str
    error: str


def field_options(conversation: Conversation, record: Record, day: date) -> OptionsByField:
    """Return what can be chosen in each field that is a choice, on a day."""
    return {
        field.name: field.options(record, day) for field in conversation.fields if field.widget == "choice"
    }


def form_fields(
    conversation: Conversation, params: QueryDict, errors: Mapping[str, str], options_by_field: OptionsByField
) -> list[PacketFormField]:
    """Return the fields of the form; a choice without options is left out."""
    return [
        PacketFormField(
            field,
            options_by_field.get(field.name, ()),
            _field_text(field, params, options_by_field),
            errors.get(field.name, ""),
        )
        for field in conversation.fields
        if field.widget != "choice" or options_by_field[field.name]
    ]


def _field_text(field: RequestField[Any], params: QueryDict, options_by_field: OptionsByField) -> str:
    """Return what was entered in a field; the first option where nothing was."""
    options = options_by_field.get(field.name, ())
    return params.get(field.name, "").strip() or (options[0][0] if options else "")


def parse_request(
    conversation: Conversation, params: QueryDict, record: Record, day: date, options_by_field: OptionsByField
) -> tuple[PacketRequest | None, dict[str, str]]:
    """Return what a form requests, None if it cannot be read; and the errors by field."""
    errors: dict[str, str] = {}
    answers: dict[RequestField[Any], Any] = {}
    for field in conversation.fields:
        try:
            answers[field] = field.parse(_field_text(field, params, options_by_field), record)
        except UnreadableText as error:
            errors[field.name] = f"{str(error)[:1].upper()}{str(error)[1:]}."
    added_handle, entry_handles, shown_handles = (
        _added_handle(params),
        _ordered_handles(params),
        params.getlist("show"),
    )
    requested_handles = {added_handle, *entry_handles, *shown_handles}
    ids = {item.handle: item.id for item in record.items if item.handle in requested_handles}
    if added_handle and added_handle not in ids:
        errors["add"] = f"There is no entry ^{added_handle[:40]}."
    choices = AuthorChoices.of(
        answers,
        chosen_ids=tuple(ids[handle] for handle in entry_handles if handle in ids),
        shown_ids=tuple(ids[handle] for handle in shown_handles if handle in ids),
    )
    try:
        period = conversation.choose_period(params.get("period", "").strip(), record, choices, day)
    except NotADate as error:
        return None, {**errors, "period": f"{error}."}
    if errors.keys() - {"add"}:
        return None, errors
    return PacketRequest(conversation.name, period, choices), errors


def _ordered_handles(params: QueryDict) -> list[str]:
    """Return the handles of the selected entries in order; `do` may move one of them up or down.

    None if the entries are to be proposed again.
    """
    if params.get("do") == "propose":
        return []
    selection = list(dict.fromkeys(params.getlist("entry")))
    verb, _, handle = params.get("do", "").partition(" ")
    if verb in ("up", "down") and handle in selection:
        start = selection.index(handle)
        end = start - 1 if verb == "up" else start + 1
        if 0 <= end < len(selection):
            selection[start], selection[end] = selection[end], selection[start]
    added_handle = _added_handle(params)
    return [*selection, *([added_handle] if added_handle and added_handle not in selection else [])]


def _added_handle(params: QueryDict) -> str:
    return handles.normalize(params.get("add", ""))


def form_values(request: PacketRequest, record: Record) -> dict[str, str]:
    """Return what a form has to contain to request the same again; empty fields are left out."""
    conversation = find_conversation(request.conversation)
    fields = conversation.fields if conversation else ()
    texts = {field.name: field.format(request.choices.answer(field), record) for field in fields}
    return {"period": request.period.name, **{name: text for name, text in texts.items() if text}}
