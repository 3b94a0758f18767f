"""What the page of a draft shows: its document, what it was made of, and what its author should know."""

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from vividmap.core.criteria.pending_links import with_links
from vividmap.core.packets import drafting
from vividmap.core.packets.conversation import Conversation
from vividmap.core.packets.packet import Packet
from vividmap.core.packets.request import PacketRequest
from vividmap.core.record import Record
from vividmap.formats.brief import write_brief
from vividmap.formats.packet import draft
from vividmap.services.packets import packet_export
from vividmap.web.prepare import choices, view_models
from vividmap.web.prepare.choices import ChoiceBuilder
from vividmap.web.prepare.document import render_document
from vividmap.web.prepare.packet_form import PacketForm


class PageDraft(NamedTuple):
    """A draft on a day: its text, and the record that it is of, with the links that are not stored yet."""

    packet: Packet
    body: str
    record: Record
    day: date


def write_draft(
    conversation: Conversation, form: PacketForm, request: PacketRequest, record: Record, day: date
) -> PageDraft:
    """Return the draft that a form asks for."""
    linked_record = with_links(record, form.links)
    packet = drafting.draft_packet(conversation, linked_record, request, day)
    return PageDraft(packet, draft(packet, linked_record), linked_record, day)


def draft_context(
    conversation: Conversation, form: PacketForm, request: PacketRequest, page_draft: PageDraft
) -> dict[str, Any]:
    """Return the document, the choices beside it and the notes."""
    packet, body, record, day = page_draft
    document = render_document(body, record)
    return {
        "packet": packet,
        "document": document.html,
        "size": packet_export.measure_text(body),
        "notes": view_models.note_views(packet.notes, record),
        "tables": [view_models.table_view(table, record) for table in packet.tables],
        "brief": write_brief(packet, record, request),
        "periods": choices.period_choices(conversation, form.period_text, record, request.choices, day),
        **_choices_context(packet, form, request, ChoiceBuilder(record, day, document.numbers)),
    }


def _choices_context(
    packet: Packet, form: PacketForm, request: PacketRequest, builder: ChoiceBuilder
) -> dict[str, Any]:
    record = builder.record
    listed_entries = builder.listed_entries(packet, form.selection, request.choices)
    other_entries = builder.other_entries(packet, listed_entries)
    offered_ids = defaultdict[UUID, list[UUID]](list)
    for criterion_id, entry_id in form.offered_links:
        offered_ids[criterion_id].append(entry_id)
    away = {entry.handle for entry in listed_entries} | {record.by_id[uid].handle for uid in packet.held_back}
    return {
        "listed_entries": listed_entries,
        "is_proposed": not form.selection.listed_handles,
        "ticked_count": sum(entry.is_ticked for entry in listed_entries),
        "entry_count": len(listed_entries) + len(other_entries),
        "other_entries": [builder.entry(entry) for entry in other_entries[: choices.MAX_OTHERS]],
        "other_count": len(other_entries),
        "query": form.query,
        "matches": [builder.entry(entry) for entry in choices.find_entries(form.query, record, away)],
        "criteria": builder.criteria(packet.criteria, offered_ids, form.links),
        "withheld": builder.entries(packet.held_back),
        "shown": builder.entries(request.choices.shown_ids),
    }
