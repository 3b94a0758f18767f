"""The page of a saved packet: the author's text, typeset, and edited in place."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from vividmap.core.english import dates
from vividmap.core.english.dates import NotADate
from vividmap.core.english.phrasing import as_sentence
from vividmap.core.packets.form_questions import QUESTIONS, recount_answers
from vividmap.core.packets.registry import find_conversation
from vividmap.core.packets.request import read_request
from vividmap.core.record import Record, SavedPacket
from vividmap.services import record_cache
from vividmap.services.actor import date_at, today_of
from vividmap.services.errors import Conflict, Invalid, Refused
from vividmap.services.packets import packet_export, saved_packets
from vividmap.web import request_params
from vividmap.web.prepare import view_models
from vividmap.web.prepare.choices import ChoiceBuilder, EntryChoice
from vividmap.web.prepare.document import render_document
from vividmap.web.prepare.export_panel import export_panel
from vividmap.web.prepare.packet_form import form_values
from vividmap.web.request import Notice, Request


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, handle: str) -> HttpResponse:
    """Show a packet's text as its reader gets it; save what was written, or preview it."""
    saved_packet = load_packet(request, handle)
    if request.method != "POST":
        return (
            redirect("prepare-packet", saved_packet.handle)
            if handle != saved_packet.handle
            else _page(request, saved_packet, saved_packet.body)
        )
    text = request_params.form_text(request.POST, "text")
    if request.POST.get("do") == "look":
        return _page(request, saved_packet, text)
    try:
        saved_packets.write_text(
            request.actor, saved_packet.handle, text, version=request_params.form_version(request)
        )
    except Conflict as error:
        return _page(request, saved_packet, text, f"{error}. Your text is below and not saved yet.", 409)
    except Invalid as error:
        return _page(request, saved_packet, text, as_sentence(str(error)), 422)
    request.visit.notice = Notice("Saved. The previous version is kept.", back=packet_url(saved_packet))
    return redirect(packet_url(saved_packet))


def _page(
    request: Request, saved_packet: SavedPacket, text: str, error: str = "", status: int = 200
) -> HttpResponse:
    record = record_cache.load_record(request.actor)
    again = saved_packets.redraft(request.actor, saved_packet.handle)
    packet_request = read_request(saved_packet)
    conversation = find_conversation(saved_packet.conversation)
    person_field = conversation.person_field if conversation else None
    questions = packet_request.choices.answer(QUESTIONS)
    document = render_document(text, record, is_editable=True)
    builder = ChoiceBuilder(record, date_at(request.actor.now, record.profile.time_zone), document.numbers)
    params = request.POST if request.method == "POST" else request.GET
    context: dict[str, Any] = {
        "saved_packet": saved_packet,
        "conversation": conversation,
        "period": packet_request.period.name,
        "text": text,
        "error": error,
        "is_source": bool(error) or "edit" in params,
        "document": document.html,
        "size": packet_export.measure_text(text),
        "update_count": len(again.news.new) + len(again.news.reworded),
        "cited": _cited_entries(record, builder),
        "tables": [view_models.table_view(table, record) for table in again.packet.tables],
        "notes": view_models.note_views(recount_answers(again.packet.notes, text, questions), record),
        "versions": len(saved_packets.list_versions(request.actor, saved_packet.handle)),
        "has_person": bool(person_field and packet_request.choices.answer(person_field)),
        "request_values": form_values(packet_request, record),
        "entry_handles": _handles(packet_request.choices.chosen_ids, record),
        "shown_handles": _handles(packet_request.choices.shown_ids, record),
        **export_panel(
            request,
            replace(saved_packet, body=text),
            params,
            reverse("prepare-out", args=[saved_packet.handle]),
        ),
    }
    return render(request, "prepare/packet.html", context, status=status)


def _cited_entries(record: Record, builder: ChoiceBuilder) -> list[EntryChoice]:
    """Return what a text cites, in the order of its marks."""
    items = {item.handle: item for item in record.items if item.handle in builder.numbers}
    return [builder.entry(items[handle]) for handle in builder.numbers if handle in items]


def _handles(ids: Iterable[UUID], record: Record) -> list[str]:
    return [record.by_id[uid].handle for uid in ids if uid in record.by_id]


@require_POST
def record_meeting(request: Request, handle: str) -> HttpResponse:
    """Mark a 1:1 as held, and the entries that its text cites as shown."""
    saved_packet = load_packet(request, handle)
    day = today_of(request.actor)
    try:
        on = dates.parse_date(request.POST.get("on", "") or "today", day).first
        rows = saved_packets.mark_held(request.actor, saved_packet.handle, on)
    except (NotADate, Refused) as error:
        request.visit.notice = Notice(f"Nothing was marked: {error}.", undo=False)
        return redirect(packet_url(saved_packet))
    message = f"{len(rows)} entr{'y' if len(rows) == 1 else 'ies'} marked as shown"
    request.visit.notice = Notice(
        f"{message} on {on}, and a touchpoint added.", back=packet_url(saved_packet)
    )
    return redirect(packet_url(saved_packet))


def packet_url(saved_packet: SavedPacket) -> str:
    """Return where a packet's page is."""
    return reverse("prepare-packet", args=[saved_packet.handle])


def load_packet(request: Request, handle: str) -> SavedPacket:
    """Return the packet with a handle. Raises Http404."""
    return request_params.find_item_of(request, handle, SavedPacket)
