"""The pages of a saved packet: one's own text, what is new, its versions, what was said."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vividmap.core.dates import NotADate
from vividmap.core.dates import said as read_when
from vividmap.core.packets.kept import asked as kept
from vividmap.core.packets.kept import drafts
from vividmap.core.packets.kept.drafts import Piece
from vividmap.core.packets.parts.prompts import recounted
from vividmap.core.record import SavedPacket
from vividmap.core.saying import sentence
from vividmap.services import memory, packets, taking_out
from vividmap.services.actor import today, zone
from vividmap.services.errors import Conflict, Invalid, Refused
from vividmap.web import asked
from vividmap.web.door import Notice, Request
from vividmap.web.prepare import shape
from vividmap.web.prepare.conversations import BY_NAME, typed

_CONTEXT = 1
"""Lines that stay the same and are shown round a change."""


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: Request, handle: str) -> HttpResponse:
    """Show a packet's text to write on, and how it reads; or keep what was written."""
    found = packet(request, handle)
    if request.method != "POST":
        return redirect("prepare-packet", found.handle) if handle != found.handle else _page(request, found)
    text = request.POST.get("text", "")
    try:
        packets.write(request.actor, found.handle, text, version=asked.version(request))
    except Conflict as error:
        return _page(request, found, text, f"{error}. Your text is below; nothing of it is kept yet.", 409)
    except Invalid as error:
        return _page(request, found, text, sentence(str(error)), 422)
    request.visit.notice = Notice("Kept. The version before is there too.", back=_place(found))
    return redirect(_place(found))


def _page(
    request: Request, found: SavedPacket, text: str | None = None, error: str = "", status: int = 200
) -> HttpResponse:
    record = memory.record(request.actor)
    again = packets.again(request.actor, found.handle)
    what = kept.of(found)
    body = found.body if text is None else text
    context: dict[str, Any] = {
        "found": found,
        "conversation": BY_NAME.get(found.what),
        "period": what.period.name,
        "text": body,
        "error": error,
        "draft": shape.html(body),
        "size": taking_out.size(body),
        "forms": taking_out.titles(found),
        "is_resume": taking_out.is_resume(found),
        "news": len(again.news.new) + len(again.news.otherwise),
        "tables": [shape.table(one, record) for one in again.packet.tables],
        "notes": [
            shape.note(one, record) for one in recounted(again.packet.notes, body, what.choices.prompts)
        ],
        "held_back": len(again.packet.held_back),
        "versions": len(packets.versions(request.actor, found.handle)),
        "meets": what.choices.person is not None,
        "again": typed(what, record),
        "chosen": [record.by_id[uid].handle for uid in what.choices.chosen if uid in record.by_id],
        "shown": [record.by_id[uid].handle for uid in what.choices.shown if uid in record.by_id],
    }
    return render(request, "prepare/packet.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def news(request: Request, handle: str) -> HttpResponse:
    """Show what a draft of today says that the last one did not; or take some of it in."""
    found = packet(request, handle)
    again = packets.again(request.actor, found.handle)
    fresh = [*again.news.new, *again.news.otherwise]
    if request.method == "POST":
        return _take(request, found, fresh, again.draft)
    context = {
        "found": found,
        "new": _numbered(again.news.new, 0),
        "otherwise": _numbered(again.news.otherwise, len(again.news.new)),
        "gone": _numbered(again.news.gone, 0),
    }
    return render(request, "prepare/news.html", context)


def _numbered(some: tuple[Piece, ...], first: int) -> list[dict[str, Any]]:
    return [
        {
            "number": first + place,
            "where": " / ".join(filter(None, (one.section, one.theme))),
            "text": one.text,
        }
        | {"html": shape.html(one.text)}
        for place, one in enumerate(some)
    ]


def _take(request: Request, found: SavedPacket, fresh: list[Piece], draft: str) -> HttpResponse:
    """Take in what was ticked, by its text: numbers would mean something else after a change."""
    wanted = set(request.POST.getlist("take"))
    taken = [one for one in fresh if one.text in wanted]
    if len(taken) < len(wanted):
        request.visit.notice = Notice("The record has changed since you looked: look again.", undo=False)
        return redirect("prepare-news", found.handle)
    try:
        packets.take(request.actor, found.handle, taken, draft, version=asked.version(request))
    except Conflict as error:
        request.visit.notice = Notice(f"Nothing was taken in: {error}.", undo=False)
        return redirect("prepare-news", found.handle)
    many = f"{len(taken)} taken into your text" if taken else "Nothing taken in"
    request.visit.notice = Notice(f"{many}; what you left is not shown again.", back=_place(found))
    return redirect(_place(found))


@require_safe
def compare(request: Request, handle: str) -> HttpResponse:
    """Show every version of a packet's text, and what differs between two."""
    found = packet(request, handle)
    known = packets.versions(request.actor, found.handle)
    by_number = {one.number: one for one in known}
    old = by_number.get(asked.number(request.GET.get("old", "")) or known[-1].number)
    new = by_number.get(asked.number(request.GET.get("new", "")) or known[0].number)
    if old is None or new is None:
        raise Http404
    there = zone(memory.record(request.actor).profile.time_zone)
    lines = drafts.compare(old.text, new.text)
    context = {
        "found": found,
        "versions": [(one.number, f"{one.at.astimezone(there):%Y-%m-%d %H:%M}") for one in known],
        "old": old.number,
        "new": new.number,
        "lines": [one for place, one in enumerate(lines) if _near(lines, place)],
        "same": old.text == new.text,
    }
    return render(request, "prepare/compare.html", context)


def _near(lines: tuple[drafts.Line, ...], place: int) -> bool:
    return any(one.sign != " " for one in lines[max(0, place - _CONTEXT) : place + _CONTEXT + 1])


@require_POST
def said(request: Request, handle: str) -> HttpResponse:
    """Mark what a 1:1's text draws on as shown, and that it took place."""
    found = packet(request, handle)
    day = today(request.actor)
    try:
        on = read_when(request.POST.get("on", "") or "today", day).first
        rows = packets.said(request.actor, found.handle, on)
    except (NotADate, Refused) as error:
        request.visit.notice = Notice(f"Nothing was marked: {error}.", undo=False)
        return redirect(_place(found))
    many = f"{len(rows)} entr{'y' if len(rows) == 1 else 'ies'} marked as shown"
    request.visit.notice = Notice(f"{many} on {on}, and that you met.", back=_place(found))
    return redirect(_place(found))


def _place(found: SavedPacket) -> str:
    return reverse("prepare-packet", args=[found.handle])


def packet(request: Request, handle: str) -> SavedPacket:
    """Return the packet with a handle. Raises Http404."""
    found = asked.item(request, handle, SavedPacket.kind)
    assert isinstance(found, SavedPacket)  # noqa: S101 - for the type checker: it was looked up as one
    return found
