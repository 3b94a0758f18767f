"""The pages before a packet is saved: which conversation, and its document beside what it is made of."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vividmap.core.packets.conversation import Conversation
from vividmap.core.packets.registry import conversations, find_conversation
from vividmap.core.packets.request import PacketRequest
from vividmap.core.record import Evidence, Framework, SavedPacket
from vividmap.services import record_cache
from vividmap.services.actor import date_at
from vividmap.services.packets import saved_packets
from vividmap.web.prepare import draft_page, packet_form, view_models
from vividmap.web.prepare.export_panel import export_panel
from vividmap.web.prepare.packet_form import PacketForm
from vividmap.web.request import Notice, Request
from vividmap.web.request_params import find_item_of


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
    """Show the document of a conversation beside its choices; or save it."""
    conversation = load_conversation(slug)
    record = record_cache.load_record(request.actor)
    day = date_at(request.actor.now, record.profile.time_zone)
    params = request.POST if request.method == "POST" else request.GET
    options_by_field = packet_form.field_options(conversation, record, day)
    form = packet_form.parse_form(conversation, params, record, day, options_by_field)
    saved_packet = _find_packet(request, params.get("packet", ""), conversation)
    if form.request and request.method == "POST" and params.get("do") in ("save", "choose"):
        if params["do"] == "save":
            return _save(request, form.request, form)
        if saved_packet:
            return _choose(request, form.request, saved_packet)
    context = {
        "conversation": conversation,
        "period": form.period_text,
        "has_usual_period": conversation.find_period is not None,
        "fields": packet_form.form_fields(conversation, params, form.errors, options_by_field),
        "errors": form.errors,
        "saved_packet": saved_packet,
        "is_explained": bool(params.get("explain")),
        "packet": None,
        "periods": (),
    }
    if form.request:
        page_draft = draft_page.write_draft(conversation, form, form.request, record, day)
        context |= draft_page.draft_context(conversation, form, form.request, page_draft)
        new_packet = SavedPacket(
            text=page_draft.packet.title, body=page_draft.body, conversation=conversation.name
        )
        context |= export_panel(request, new_packet, params, reverse("prepare-draft-out", args=[slug]))
    return render(request, "prepare/draft.html", context, status=422 if form.errors else 200)


def load_conversation(slug: str) -> Conversation:
    """Return the conversation of a URL. Raises Http404."""
    conversation = find_conversation(slug)
    if conversation is None or conversation.slug != slug:
        raise Http404
    return conversation


def _find_packet(request: Request, handle: str, conversation: Conversation) -> SavedPacket | None:
    """Return the saved packet whose selection a form changes, None if it names none. Raises Http404."""
    packet = find_item_of(request, handle, SavedPacket) if handle else None
    if packet is not None and packet.conversation != conversation.name:
        raise Http404
    return packet


def _save(request: Request, packet_request: PacketRequest, form: PacketForm) -> HttpResponse:
    saved_packet = saved_packets.save_packet(request.actor, packet_request, form.links)
    back = reverse("prepare-packet", args=[saved_packet.handle])
    linked = f", and {len(form.links)} linked to criteria" if form.links else ""
    request.visit.notice = Notice(f"Saved as “{saved_packet.text}”{linked}.", back=back)
    return redirect(back)


def _choose(request: Request, packet_request: PacketRequest, saved_packet: SavedPacket) -> HttpResponse:
    saved_packets.change_request(request.actor, saved_packet.handle, packet_request)
    text = f"Updated the selection for “{saved_packet.text}”. Your text is unchanged."
    request.visit.notice = Notice(text, back=reverse("prepare-packet", args=[saved_packet.handle]))
    return redirect("prepare-news", saved_packet.handle)
