"""The pages of a saved packet: one's own text, what is new, its versions, the 1:1 as held."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vividmap.core.english import dates
from vividmap.core.english.dates import NotADate
from vividmap.core.english.phrasing import as_sentence
from vividmap.core.packets import draft_text
from vividmap.core.packets.draft_text import DraftPiece
from vividmap.core.packets.form_questions import QUESTIONS, recount_answers
from vividmap.core.packets.registry import find_conversation
from vividmap.core.packets.request import read_request
from vividmap.core.record import SavedPacket
from vividmap.services import record_cache
from vividmap.services.actor import find_time_zone, today_of
from vividmap.services.errors import Conflict, Invalid, Refused
from vividmap.services.packets import packet_export, saved_packets
from vividmap.web import request_params
from vividmap.web.auth_middleware import Notice, Request
from vividmap.web.prepare import view_models
from vividmap.web.prepare.packet_form import form_values

_CONTEXT = 1
"""Lines that stay the same and are shown round a change."""


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, handle: str) -> HttpResponse:
    """Show a packet's text to write on, and how it reads; or keep what was written."""
    saved_packet = load_packet(request, handle)
    if request.method != "POST":
        return (
            redirect("prepare-packet", saved_packet.handle)
            if handle != saved_packet.handle
            else _page(request, saved_packet)
        )
    text = request.POST.get("text", "")
    try:
        saved_packets.write_text(
            request.actor, saved_packet.handle, text, version=request_params.form_version(request)
        )
    except Conflict as error:
        return _page(request, saved_packet, text, f"{error}. Your text is below and not saved yet.", 409)
    except Invalid as error:
        return _page(request, saved_packet, text, as_sentence(str(error)), 422)
    request.visit.notice = Notice("Saved. The previous version is kept.", back=_packet_url(saved_packet))
    return redirect(_packet_url(saved_packet))


def _page(
    request: Request, saved_packet: SavedPacket, text: str | None = None, error: str = "", status: int = 200
) -> HttpResponse:
    record = record_cache.load_record(request.actor)
    again = saved_packets.redraft(request.actor, saved_packet.handle)
    packet_request = read_request(saved_packet)
    conversation = find_conversation(saved_packet.conversation)
    person_field = conversation.person_field if conversation else None
    questions = packet_request.choices.answer(QUESTIONS)
    body = saved_packet.body if text is None else text
    context: dict[str, Any] = {
        "packet": saved_packet,
        "conversation": conversation,
        "period": packet_request.period.name,
        "text": body,
        "error": error,
        "draft": view_models.render_draft(body),
        "size": packet_export.measure_text(body),
        "formats": packet_export.format_titles(saved_packet),
        "disclosures": packet_export.list_disclosures(request.actor, saved_packet),
        "leaves_company": packet_export.is_for_outsiders(saved_packet),
        "update_count": len(again.news.new) + len(again.news.reworded),
        "tables": [view_models.table_view(table, record) for table in again.packet.tables],
        "notes": [
            view_models.note_view(note, record)
            for note in recount_answers(again.packet.notes, body, questions)
        ],
        "held_back": len(again.packet.held_back),
        "versions": len(saved_packets.list_versions(request.actor, saved_packet.handle)),
        "has_person": bool(person_field and packet_request.choices.answer(person_field)),
        "request_values": form_values(packet_request, record),
        "entry_handles": [
            record.by_id[uid].handle for uid in packet_request.choices.chosen_ids if uid in record.by_id
        ],
        "shown_handles": [
            record.by_id[uid].handle for uid in packet_request.choices.shown_ids if uid in record.by_id
        ],
    }
    return render(request, "prepare/packet.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def show_updates(request: Request, handle: str) -> HttpResponse:
    """Show what a draft of today says that the last one did not; or take some of it in."""
    saved_packet = load_packet(request, handle)
    again = saved_packets.redraft(request.actor, saved_packet.handle)
    fresh = [*again.news.new, *again.news.reworded]
    if request.method == "POST":
        return _apply_updates(request, saved_packet, fresh, again.draft)
    context = {
        "packet": saved_packet,
        "new_pieces": _number_pieces(again.news.new, 0),
        "reworded_pieces": _number_pieces(again.news.reworded, len(again.news.new)),
        "removed_pieces": _number_pieces(again.news.removed, 0),
    }
    return render(request, "prepare/updates.html", context)


def _number_pieces(pieces: tuple[DraftPiece, ...], first: int) -> list[dict[str, Any]]:
    return [
        {
            "number": first + place,
            "where": " / ".join(filter(None, (piece.section, piece.theme))),
            "text": piece.text,
        }
        | {"html": view_models.render_draft(piece.text)}
        for place, piece in enumerate(pieces)
    ]


def _apply_updates(
    request: Request, saved_packet: SavedPacket, fresh: list[DraftPiece], draft: str
) -> HttpResponse:
    """Take in what was ticked, by its text: numbers would mean something else after a change."""
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
    request.visit.notice = Notice(f"{message}; the rest is not shown again.", back=_packet_url(saved_packet))
    return redirect(_packet_url(saved_packet))


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


@require_POST
def record_meeting(request: Request, handle: str) -> HttpResponse:
    """Mark what a 1:1's text draws on as shown, and that it took place."""
    saved_packet = load_packet(request, handle)
    day = today_of(request.actor)
    try:
        on = dates.parse_date(request.POST.get("on", "") or "today", day).first
        rows = saved_packets.mark_held(request.actor, saved_packet.handle, on)
    except (NotADate, Refused) as error:
        request.visit.notice = Notice(f"Nothing was marked: {error}.", undo=False)
        return redirect(_packet_url(saved_packet))
    message = f"{len(rows)} entr{'y' if len(rows) == 1 else 'ies'} marked as shown"
    request.visit.notice = Notice(
        f"{message} on {on}, and a touchpoint added.", back=_packet_url(saved_packet)
    )
    return redirect(_packet_url(saved_packet))


def _packet_url(saved_packet: SavedPacket) -> str:
    return reverse("prepare-packet", args=[saved_packet.handle])


def load_packet(request: Request, handle: str) -> SavedPacket:
    """Return the packet with a handle. Raises Http404."""
    item = request_params.find_item(request, handle, SavedPacket.kind)
    assert isinstance(item, SavedPacket)  # noqa: S101 - for the type checker: it was looked up as one
    return item
