"""One item's pages."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vividmap.core.record import CheckIn, Evidence, Framework, Item, SavedPacket, SkillEntry, with_article
from vividmap.services import entries
from vividmap.services import surfacing as verbs
from vividmap.services.actor import date_at, today, zone
from vividmap.services.errors import Conflict, Invalid, NotFound, Refused
from vividmap.store import queries
from vividmap.store.queries import labels
from vividmap.web import asked, rows
from vividmap.web.door import Notice, Request
from vividmap.web.items import details, form, past, surfacing
from vividmap.web.items.shape import shown

SECTION = {
    "evidence": "evidence",
    "skill entry": "skills",
    "skill": "skills",
    "person": "people",
    "touchpoint": "people",
    "goal": "goals",
    "gap": "goals",
    "update": "goals",
    "check-in": "checkin",
    "packet": "prepare",
    "framework": "frameworks",
    "criterion": "frameworks",
}
"""The way in the side that an item belongs to, by its kind."""

_OWN_PAGE = {
    CheckIn.kind: "checkin-one",
    SavedPacket.kind: "prepare-packet",
    Framework.kind: "frameworks-one",
}
"""The URLs of the kinds that are shown on a page of their own."""


@require_safe
def show(request: Request, handle: str) -> HttpResponse:
    """Show one item: all it says, and what it is tied to."""
    item = asked.item(request, handle)
    if item.kind in _OWN_PAGE:
        return redirect(_OWN_PAGE[item.kind], item.handle)
    if handle != item.handle:
        return redirect("item", item.handle)
    return _page(request, item)


def _page(request: Request, item: Item, status: int = 200, **told: Any) -> HttpResponse:
    """Show an item; `told` is what is said of a form on the page."""
    profile = queries.profile(request.owner)
    now = date_at(request.actor.now, profile.time_zone)
    template, beneath = details.detail(request.actor, item, now)
    names = labels.called(request.owner, rows.targets([item]))
    said = {
        "item": shown(item, now, names, zone(profile.time_zone)),
        "above": labels.above(request.owner, item.parent) if item.parent else None,
        "section": SECTION.get(item.kind, ""),
        "detail": template,
        **beneath,
        **told,
    }
    return render(request, "items/show.html", said, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def surfaced(request: Request, handle: str) -> HttpResponse:
    """Say that an entry was shown to somebody on a day, or take that back."""
    item = asked.item(request, handle, Evidence.kind, SkillEntry.kind)
    if request.method != "POST":
        return redirect("item", item.handle)
    typed = {name: request.POST.get(name, "").strip() for name in ("to", "on")}
    day, wrong = surfacing.read_day(typed["on"], today(request.actor))
    if not typed["to"]:
        wrong["to"] = "Say to whom: the name of somebody on your map."
    try:
        whom = entries.named(request.actor, "surfaced", typed["to"]) if not wrong else None
    except NotFound as error:
        wrong["to"], whom = f"{error}", None
    if whom is None:
        return _page(request, item, 422, surfacing=typed, surfacing_wrong=wrong)
    if request.POST.get("do") == "not":
        on = day if typed["on"] else None
        done, said = verbs.take_back(request.actor, [item.handle], whom.handle, on), "No longer marked"
    else:
        done, said = verbs.show(request.actor, [item.handle], whom.handle, day), "Marked"
    if done:
        request.visit.notice = Notice(f"{said} as shown to {whom.text}.")
    return redirect("item", item.handle)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, handle: str) -> HttpResponse:
    """Show an item's form, or do what it says. What was changed meanwhile is never overwritten."""
    item = asked.item(request, handle)
    names = labels.called(request.owner, rows.targets([item]))
    if request.method != "POST":
        return _form(request, item, form.said_by(item, names))
    said = form.typed(item.kind, dict(request.POST.lists()))
    values, wrong = form.values(item, said, today(request.actor), names)
    if wrong:
        return _form(request, item, said, wrong, status=422)
    version = asked.version(request) or item.version
    try:
        changed = entries.edit(request.actor, item.handle, values, version=version)
    except Invalid as error:
        return _form(request, item, said, form.refused(error, wrong), status=422)
    except Conflict as error:
        return _form(request, item, said, {"text": f"{error}. What you typed is still here."}, status=409)
    if changed.version != item.version:
        request.visit.notice = Notice(f"Changed {rows.quoted(changed.text)}.")
    return redirect("item", changed.handle)


def _form(
    request: Request, item: Item, said: dict[str, str], wrong: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    shown_values: dict[str, Any] = {
        "item": item,
        "section": SECTION.get(item.kind, ""),
        "called": with_article(item.kind),
        "inputs": form.inputs(item.kind, said, wrong or {}),
        "version": request.POST.get("version", item.version),
    }
    return render(request, "items/edit.html", shown_values, status=status)


@require_POST
def delete(request: Request, handle: str) -> HttpResponse:
    """Move an item to the trash."""
    item = asked.item(request, handle)
    entries.delete(request.actor, item.handle)
    request.visit.notice = Notice(f"Deleted {rows.quoted(item.text)}.")
    above = labels.above(request.owner, item.parent) if item.parent else None
    return redirect("item", above[1]) if above else redirect(SECTION.get(item.kind, "today"))


@require_safe
def history(request: Request, handle: str) -> HttpResponse:
    """Show all that an item said, the newest first."""
    try:
        changes = entries.history(request.actor, handle)
    except NotFound as error:
        raise Http404 from error
    profile = queries.profile(request.owner)
    row = queries.by_handle(request.owner, handle)
    said = {
        "handle": changes[0].handle,
        "there": row is not None,
        "versions": past.versions(changes, zone(profile.time_zone)),
        "section": SECTION.get(row.kind if row else "", ""),
    }
    return render(request, "items/history.html", said)


@require_POST
def restore_version(request: Request, handle: str, version: int) -> HttpResponse:
    """Make an item say again what it said before."""
    item = asked.item(request, handle)
    try:
        entries.restore_version(request.actor, item.handle, version)
    except NotFound as error:
        raise Http404 from error
    except Refused as error:
        request.visit.notice = Notice(f"Nothing was restored: {error}.", undo=False)
        return redirect("item-history", item.handle)
    request.visit.notice = Notice(f"It says again what it said in version {version}.")
    return redirect("item", item.handle)


@require_POST
def undo(request: Request) -> HttpResponse:
    """Take a change back: the one that a notice told of, else the newest, whatever it was."""
    place, told = asked.back(request, ""), request.POST.get("change", "")
    wanted = asked.uid(told)
    if told and wanted is None:
        raise Http404
    try:
        change = entries.undo(request.actor, wanted)
    except Refused as error:
        request.visit.notice = Notice(f"Nothing was undone: {error}.", undo=False)
        return redirect(place or "today")
    request.visit.notice = Notice(f"Undone: {change.verb}.", undo=False)
    if place:
        return redirect(place)
    left = entries.left_by(request.actor, change)
    return redirect("item", left) if left else redirect("today")
