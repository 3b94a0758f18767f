"""The pages before a packet is saved: which conversation, what is proposed, what is picked instead."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vividmap.core.packets.conversation import Conversation
from vividmap.core.packets.packet import Packet
from vividmap.core.packets.registry import conversations, find_conversation
from vividmap.core.packets.request import PacketRequest
from vividmap.core.record import Evidence, Framework, Record, SavedPacket
from vividmap.formats.brief import write_brief
from vividmap.formats.packet import draft
from vividmap.services import record_cache
from vividmap.services.actor import date_at
from vividmap.services.packets import saved_packets
from vividmap.web import entry_rows
from vividmap.web.auth_middleware import Notice, Request
from vividmap.web.prepare import view_models
from vividmap.web.prepare.packet_form import field_options, form_fields, parse_request
from vividmap.web.request_params import find_item

MAX_OTHERS = 60
"""Entries of the period that are listed to be picked instead; any other can be added by its handle."""


@require_safe
def overview(request: Request) -> HttpResponse:
    """Show the four conversations, and the packets that were saved."""
    record = record_cache.load_record(request.actor)
    day = date_at(request.actor.now, record.profile.time_zone)
    context = {
        "conversations": conversations(),
        "packets": [
            view_models.packet_row(packet, day) for packet in saved_packets.list_packets(request.actor)
        ],
        "is_empty": not record.items_of(Evidence),
        "frameworks": len(record.items_of(Framework)),
    }
    return render(request, "prepare/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_request(request: Request, slug: str) -> HttpResponse:
    """Show what is proposed for a conversation and the draft of it; or save it."""
    conversation = find_conversation(slug)
    if conversation is None or conversation.slug != slug:
        raise Http404
    record = record_cache.load_record(request.actor)
    day = date_at(request.actor.now, record.profile.time_zone)
    params = request.POST if request.method == "POST" else request.GET
    options_by_field = field_options(conversation, record, day)
    packet_request, wrong = parse_request(conversation, params, record, day, options_by_field)
    saved_packet = _find_packet(request, params.get("packet", ""), conversation)
    if packet_request and not wrong and request.method == "POST":
        if params.get("do") == "save":
            return _save(request, packet_request)
        if params.get("do") == "choose" and saved_packet:
            saved_packets.change_request(request.actor, saved_packet.handle, packet_request)
            text = f"Updated the selection for ^{saved_packet.handle}. Your text is unchanged."
            request.visit.notice = Notice(text, back=reverse("prepare-packet", args=[saved_packet.handle]))
            return redirect("prepare-news", saved_packet.handle)
    context = {
        "conversation": conversation,
        "period": params.get("period", "") or conversation.usual_period_text(day),
        "has_usual_period": conversation.find_period is not None,
        "fields": form_fields(conversation, params, wrong, options_by_field),
        "errors": wrong,
        "saved_packet": saved_packet,
        "packet": None,
    }
    if packet_request:
        packet = saved_packets.draft_packet(request.actor, packet_request)
        context |= _proposal_context(packet, record, day)
        context["brief"] = write_brief(packet, record, packet_request)
        context["shown_handles"] = [
            record.by_id[entry_id].handle for entry_id in packet_request.choices.shown_ids
        ]
    return render(request, "prepare/request.html", context, status=422 if wrong else 200)


def _find_packet(request: Request, handle: str, conversation: Conversation) -> SavedPacket | None:
    """Return the packet that is chosen for anew, if a form says so. Raises Http404."""
    packet = find_item(request, handle, SavedPacket.kind) if handle else None
    if packet is not None and (
        not isinstance(packet, SavedPacket) or packet.conversation != conversation.name
    ):
        raise Http404
    return packet


def _save(request: Request, packet_request: PacketRequest) -> HttpResponse:
    saved_packet = saved_packets.save_packet(request.actor, packet_request)
    back = reverse("prepare-packet", args=[saved_packet.handle])
    request.visit.notice = Notice(f"Saved as ^{saved_packet.handle}.", back=back)
    return redirect(back)


def _proposal_context(packet: Packet, record: Record, day: date) -> dict[str, Any]:
    proposal_ids = [proposal.item for proposal in packet.proposals]
    other_entries, last = _other_entries(packet, proposal_ids, record), len(proposal_ids) - 1
    all_items = [*other_entries, *(record.by_id[item_id] for item_id in (*proposal_ids, *packet.held_back))]
    linked_items = (record.by_id.get(item_id) for item_id in entry_rows.targets(all_items))
    names = {item.id: (item.text, item.handle) for item in linked_items if item}
    return {
        "packet": packet,
        "proposals": [
            view_models.ProposalRow(
                entry_rows.entry_row(record.by_id[proposal.item], day, names),
                proposal.reasons,
                place == 0,
                place == last,
            )
            for place, proposal in enumerate(packet.proposals)
        ],
        "other_entries": [entry_rows.entry_row(entry, day, names) for entry in other_entries],
        "tables": [view_models.table_view(table, record) for table in packet.tables],
        "notes": [view_models.note_view(note, record) for note in packet.notes],
        "withheld_entries": [
            entry_rows.entry_row(record.by_id[item_id], day, names) for item_id in packet.held_back
        ],
        "draft": view_models.render_draft(draft(packet, record)),
        "title": packet.title,
    }


def _other_entries(packet: Packet, proposal_ids: Iterable[UUID], record: Record) -> list[Evidence]:
    away = {*proposal_ids, *packet.held_back}
    entries = [
        entry
        for entry in record.items_of(Evidence)
        if packet.period.covers(entry.when) and entry.id not in away
    ]
    entries.sort(
        key=lambda entry: (entry.when.first if entry.when else packet.period.first, entry.handle),
        reverse=True,
    )
    return entries[:MAX_OTHERS]
