"""The pages before a packet is saved: which conversation, what is proposed, what is picked instead."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vividmap.core.packets import conversations as drafts
from vividmap.core.packets.kept.asked import Asked
from vividmap.core.packets.packet import Packet
from vividmap.core.record import Evidence, Framework, Record, SavedPacket
from vividmap.formats import packet as written
from vividmap.services import memory, packets
from vividmap.services.actor import date_at
from vividmap.web import rows
from vividmap.web.asked import item as asked_item
from vividmap.web.door import Notice, Request
from vividmap.web.prepare import shape
from vividmap.web.prepare.conversations import (
    BY_SLUG,
    CONVERSATIONS,
    Conversation,
    Offered,
    read,
    usual_period,
)

MOST_OTHERS = 60
"""Entries of the period that are listed to be picked instead; any other can be added by its handle."""


@require_safe
def overview(request: Request) -> HttpResponse:
    """Show the four conversations, and the packets that were saved."""
    record = memory.record(request.actor)
    day = date_at(request.actor.now, record.profile.time_zone)
    there = drafts()
    context = {
        "conversations": [one for one in CONVERSATIONS if one.name in there],
        "saved": [shape.listed(one, day) for one in packets.all_of(request.actor)],
        "is_empty": not record.all(Evidence),
        "frameworks": len(record.all(Framework)),
    }
    return render(request, "prepare/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: Request, slug: str) -> HttpResponse:
    """Show what is proposed for a conversation and the draft of it; or save it."""
    conversation = BY_SLUG.get(slug)
    if conversation is None or conversation.name not in drafts():
        raise Http404
    record = memory.record(request.actor)
    day = date_at(request.actor.now, record.profile.time_zone)
    said = request.POST if request.method == "POST" else request.GET
    offered = conversation.offered(record, day)
    asked, wrong = read(conversation, said, record, day, offered)
    kept = _kept(request, said.get("packet", ""), conversation)
    if asked and not wrong and request.method == "POST":
        if said.get("do") == "save":
            return _save(request, asked)
        if said.get("do") == "choose" and kept:
            packets.ask_anew(request.actor, kept.handle, asked)
            text = f"Chosen for ^{kept.handle}. Your text is as it was; this is what a draft says now."
            request.visit.notice = Notice(text, back=reverse("prepare-packet", args=[kept.handle]))
            return redirect("prepare-news", kept.handle)
    context = {
        "conversation": conversation,
        "period": said.get("period", "") or ("" if conversation.since else usual_period(conversation, day)),
        "since_met": conversation.since is not None,
        "fields": list(_fields(conversation, said, wrong, offered)),
        "wrong": wrong,
        "kept": kept,
    }
    if asked:
        packet = packets.propose(request.actor, asked)
        context |= _proposed(packet, record, day)
        context["shown"] = [record.by_id[one].handle for one in asked.choices.shown]
    return render(request, "prepare/draft.html", context, status=422 if wrong else 200)


def _kept(request: Request, handle: str, conversation: Conversation) -> SavedPacket | None:
    """Return the packet that is chosen for anew, if a form says so. Raises Http404."""
    found = asked_item(request, handle, SavedPacket.kind) if handle else None
    if found is not None and (not isinstance(found, SavedPacket) or found.what != conversation.name):
        raise Http404
    return found


def _save(request: Request, asked: Asked) -> HttpResponse:
    kept = packets.save(request.actor, asked)
    back = reverse("prepare-packet", args=[kept.handle])
    request.visit.notice = Notice(f"Kept ^{kept.handle}. It is yours to write on.", back=back)
    return redirect(back)


def _proposed(packet: Packet, record: Record, day: date) -> dict[str, Any]:
    proposed = [one.item for one in packet.proposals]
    others, last = _others(packet, proposed, record), len(proposed) - 1
    listed = [*others, *(record.by_id[one] for one in (*proposed, *packet.held_back))]
    named = (record.by_id.get(one) for one in rows.targets(listed))
    called = {one.id: (one.text, one.handle) for one in named if one}
    return {
        "packet": packet,
        "proposals": [
            shape.Proposed(
                rows.row(record.by_id[one.item], day, called), one.reasons, place == 0, place == last
            )
            for place, one in enumerate(packet.proposals)
        ],
        "others": [rows.row(one, day, called) for one in others],
        "tables": [shape.table(one, record) for one in packet.tables],
        "notes": [shape.note(one, record) for one in packet.notes],
        "held_back": [rows.row(record.by_id[one], day, called) for one in packet.held_back],
        "draft": shape.html(written.draft(packet, record)),
        "title": packet.title,
    }


def _others(packet: Packet, proposed: Iterable[UUID], record: Record) -> list[Evidence]:
    away = {*proposed, *packet.held_back}
    found = [one for one in record.all(Evidence) if packet.period.covers(one.when) and one.id not in away]
    found.sort(
        key=lambda one: (one.when.first if one.when else packet.period.first, one.handle), reverse=True
    )
    return found[:MOST_OTHERS]


def _fields(
    conversation: Conversation, said: QueryDict, wrong: dict[str, str], offered: Offered
) -> Iterator[dict[str, Any]]:
    """Yield the fields as the form has them; one with nothing to choose from is left out."""
    for field in conversation.fields:
        options = offered.get(field.name, ())
        if options or field.options is None:
            value, error = field.said(said, offered), wrong.get(field.name, "")
            yield {**field._asdict(), "options": options, "value": value, "error": error}
