"""What a newer draft has for a saved packet, and how the versions of its text differ."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from vividmap.core.packets import draft_text
from vividmap.core.packets.draft_text import DraftPiece
from vividmap.core.record import Record, SavedPacket
from vividmap.services import record_cache
from vividmap.services.actor import find_time_zone
from vividmap.services.errors import Conflict
from vividmap.services.packets import saved_packets
from vividmap.web import request_params
from vividmap.web.prepare.document import render_document
from vividmap.web.prepare.packet_views import load_packet, packet_url
from vividmap.web.request import Notice, Request

_CONTEXT = 1
"""Unchanged lines that are shown around a change."""


@require_http_methods(["GET", "HEAD", "POST"])
def show_updates(request: Request, handle: str) -> HttpResponse:
    """Show what a draft of today has that the last one did not; or insert some of it."""
    saved_packet = load_packet(request, handle)
    again = saved_packets.redraft(request.actor, saved_packet.handle)
    fresh = [*again.news.new, *again.news.reworded]
    if request.method == "POST":
        return _apply_updates(request, saved_packet, fresh, again.draft)
    record = record_cache.load_record(request.actor)
    context = {
        "packet": saved_packet,
        "new_pieces": _piece_views(again.news.new, record),
        "reworded_pieces": _piece_views(again.news.reworded, record),
        "removed_pieces": _piece_views(again.news.removed, record),
    }
    return render(request, "prepare/updates.html", context)


def _piece_views(pieces: tuple[DraftPiece, ...], record: Record) -> list[dict[str, Any]]:
    return [
        {
            "where": " / ".join(filter(None, (piece.section, piece.theme))),
            "text": piece.text,
            "html": render_document(piece.text, record).html,
        }
        for piece in pieces
    ]


def _apply_updates(
    request: Request, saved_packet: SavedPacket, fresh: list[DraftPiece], draft: str
) -> HttpResponse:
    """Insert the ticked pieces, identified by their text: numbers would differ after a change."""
    selected_texts = set(request.POST.getlist("take"))
    selected_pieces = [piece for piece in fresh if piece.text in selected_texts]
    if len(selected_pieces) < len(selected_texts):
        request.visit.notice = Notice(
            "The record has changed in the meantime. Check the updates again.", undo=False
        )
        return redirect("prepare-news", saved_packet.handle)
    try:
        saved_packets.insert_news(
            request.actor,
            saved_packet.handle,
            selected_pieces,
            draft,
            version=request_params.form_version(request),
        )
    except Conflict as error:
        request.visit.notice = Notice(f"Nothing was inserted: {error}.", undo=False)
        return redirect("prepare-news", saved_packet.handle)
    message = f"{len(selected_pieces)} inserted into your text" if selected_pieces else "Nothing inserted"
    request.visit.notice = Notice(f"{message}; the rest is not shown again.", back=packet_url(saved_packet))
    return redirect(packet_url(saved_packet))


@require_safe
def compare(request: Request, handle: str) -> HttpResponse:
    """Show every version of a packet's text, and what differs between two."""
    saved_packet = load_packet(request, handle)
    versions = saved_packets.list_versions(request.actor, saved_packet.handle)
    by_number = {version.number: version for version in versions}
    old = by_number.get(request_params.parse_number(request.GET.get("old", "")) or versions[-1].number)
    new = by_number.get(request_params.parse_number(request.GET.get("new", "")) or versions[0].number)
    if old is None or new is None:
        raise Http404
    time_zone = find_time_zone(record_cache.load_record(request.actor).profile.time_zone)
    lines = draft_text.compare_texts(old.text, new.text)
    context = {
        "packet": saved_packet,
        "versions": [
            (version.number, f"{version.at.astimezone(time_zone):%Y-%m-%d %H:%M}") for version in versions
        ],
        "old": old.number,
        "new": new.number,
        "lines": [line for place, line in enumerate(lines) if _is_near_change(lines, place)],
        "is_same": old.text == new.text,
    }
    return render(request, "prepare/compare.html", context)


def _is_near_change(lines: tuple[draft_text.DiffLine, ...], place: int) -> bool:
    return any(line.sign != " " for line in lines[max(0, place - _CONTEXT) : place + _CONTEXT + 1])
