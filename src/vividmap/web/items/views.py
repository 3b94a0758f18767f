"""One item's pages."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vividmap.core import entry_results
from vividmap.core.english.phrasing import with_article
from vividmap.core.record import Candidate, CheckIn, Evidence, Framework, Item, SavedPacket, SkillEntry
from vividmap.services import lookup
from vividmap.services.actor import date_at, find_time_zone, today_of
from vividmap.services.changes import entries
from vividmap.services.changes.shown_to import mark_shown, unmark_shown
from vividmap.services.errors import Conflict, Invalid, NotFound, Refused
from vividmap.store import queries
from vividmap.web import entry_rows, request_params
from vividmap.web.items import detail_sections, forms, shown_to, versions
from vividmap.web.items.view_models import item_page
from vividmap.web.navigation import areas_of_kinds
from vividmap.web.request import Notice, Request

_OWN_PAGE = {
    CheckIn.kind: "checkin-one",
    SavedPacket.kind: "prepare-packet",
    Framework.kind: "frameworks-one",
}
"""The URLs of the kinds that are shown on a page of their own."""


@require_safe
def show(request: Request, handle: str) -> HttpResponse:
    """Show one item: all it says, and what it is tied to."""
    item = request_params.find_item(request, handle)
    if item.kind in _OWN_PAGE:
        return redirect(_OWN_PAGE[item.kind], item.handle)
    if isinstance(item, Candidate):
        label = queries.item_label(request.owner, item.parent) if item.parent else None
        inbox_url = request_params.build_url(reverse("inbox"), {"at": item.handle})
        return redirect("item", label[1]) if label else redirect(inbox_url)
    if handle != item.handle:
        return redirect("item", item.handle)
    return _page(request, item)


def _page(request: Request, item: Item, status: int = 200, **form_context: Any) -> HttpResponse:
    """Show an item; `form_context` is what the template needs for a form on it."""
    profile = queries.load_profile(request.owner)
    now = date_at(request.actor.now, profile.time_zone)
    template, beneath = detail_sections.detail_section(request.actor, item, now)
    names = queries.item_labels(request.owner, entry_rows.targets([item]))
    context = {
        "item": item_page(item, now, names, find_time_zone(profile.time_zone)),
        "parent": queries.item_label(request.owner, item.parent) if item.parent else None,
        "nav_item": areas_of_kinds().get(item.kind, ""),
        "detail_template": template,
        "lead_template": "",
        **beneath,
        **form_context,
    }
    return render(request, "items/item.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def update_shown_to(request: Request, handle: str) -> HttpResponse:
    """Mark an entry as shown to a person on a day, or remove that mark."""
    item = request_params.find_item(request, handle, Evidence.kind, SkillEntry.kind)
    if request.method != "POST":
        return redirect("item", item.handle)
    values = {name: request.POST.get(name, "").strip() for name in ("to", "on")}
    day, wrong = shown_to.parse_day(values["on"], today_of(request.actor))
    if not values["to"]:
        wrong["to"] = "Enter the name of a person on your map."
    try:
        person = entries.find_by_name(request.actor, "surfaced", values["to"]) if not wrong else None
    except NotFound as error:
        wrong["to"], person = f"{error}", None
    if person is None:
        return _page(request, item, 422, shown_form=values, shown_errors=wrong)
    if request.POST.get("do") == "not":
        on = day if values["on"] else None
        changed_entries, label = (
            unmark_shown(request.actor, [item.handle], person.handle, on),
            "No longer marked",
        )
    else:
        changed_entries, label = mark_shown(request.actor, [item.handle], person.handle, day), "Marked"
    if changed_entries:
        request.visit.notice = Notice(f"{label} as shown to {person.text}.")
    return redirect("item", item.handle)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, handle: str) -> HttpResponse:
    """Show an item's form, or save it. What was changed meanwhile is never overwritten."""
    item = request_params.find_item(request, handle)
    names = queries.item_labels(request.owner, entry_rows.targets([item]))
    if request.method != "POST":
        return _form(request, item, forms.item_values(item, names))
    texts = forms.read_form(item.kind, dict(request.POST.lists()))
    if "take" in request.POST:
        saved = forms.item_values(item, names)
        texts = forms.take_saved(texts, saved, request.POST["take"])
        return _form(request, item, texts, differences=forms.differences(item.kind, saved, texts))
    values, wrong = forms.parse_values(item, texts, today_of(request.actor), names)
    if wrong:
        return _form(request, item, texts, wrong)
    version = request_params.form_version(request) or item.version
    try:
        changed = entries.edit_item(request.actor, item.handle, values, version=version)
    except Invalid as error:
        return _form(request, item, texts, forms.add_error(error, wrong))
    except Conflict:
        saved = forms.item_values(item, names)
        return _form(request, item, texts, differences=forms.differences(item.kind, saved, texts))
    if changed.version != item.version:
        request.visit.notice = Notice(f"Changed {entry_rows.quote(changed.text)}.")
    return redirect("item", changed.handle)


def _form(
    request: Request,
    item: Item,
    texts: dict[str, str],
    wrong: dict[str, str] | None = None,
    differences: Sequence[forms.FieldDifference] | None = None,
) -> HttpResponse:
    """Show the form; with `differences` from the saved item, saving again overwrites those knowingly."""
    shown_values: dict[str, Any] = {
        "differences": differences,
        "item": item,
        "nav_item": areas_of_kinds().get(item.kind, ""),
        "kind_label": with_article(item.kind),
        "fields": forms.form_fields(item.kind, texts, wrong or {}),
        "version": item.version if differences is not None else request.POST.get("version", item.version),
    }
    status = 409 if differences is not None else 422 if wrong else 200
    return render(request, "items/edit.html", shown_values, status=status)


@require_POST
def correct_result(request: Request, handle: str) -> HttpResponse:
    """Save the result that was read as the outcome, or say that the text states none."""
    item = request_params.find_item(request, handle, Evidence.kind)
    result = request.POST.get("result", "").strip()
    if result:
        changed = entries.edit_item(request.actor, item.handle, entry_results.correct_result(result))
        if changed.version != item.version:
            label = "Outcome saved" if changed.fields.get("outcome") else "No longer read as a result"
            request.visit.notice = Notice(f"{label}: {entry_rows.quote(item.text)}.")
    return redirect("item", item.handle)


@require_POST
def delete(request: Request, handle: str) -> HttpResponse:
    """Move an item to the trash."""
    item = request_params.find_item(request, handle)
    entries.delete_item(request.actor, item.handle)
    request.visit.notice = Notice(f"Deleted {entry_rows.quote(item.text)}.")
    above = queries.item_label(request.owner, item.parent) if item.parent else None
    return redirect("item", above[1]) if above else redirect(areas_of_kinds().get(item.kind, "today"))


@require_safe
def history(request: Request, handle: str) -> HttpResponse:
    """Show all versions of an item, the newest first."""
    try:
        changes = lookup.item_history(request.actor, handle)
    except NotFound as error:
        raise Http404 from error
    profile = queries.load_profile(request.owner)
    item = queries.find_item(request.owner, handle)

    def name_of(uid: UUID) -> str:
        return (queries.item_label(request.owner, uid) or ("a deleted item",))[0]

    context = {
        "handle": item.handle if item else changes[0].handle,
        "is_live": item is not None,
        "versions": versions.version_rows(changes, find_time_zone(profile.time_zone), name_of),
        "nav_item": areas_of_kinds().get(item.kind if item else "", ""),
    }
    return render(request, "items/history.html", context)


@require_POST
def restore_version(request: Request, handle: str, version: int) -> HttpResponse:
    """Give an item the content of an earlier version."""
    item = request_params.find_item(request, handle)
    try:
        entries.restore_version(request.actor, item.handle, version)
    except NotFound as error:
        raise Http404 from error
    except Refused as error:
        request.visit.notice = Notice(f"Nothing was restored: {error}.", undo=False)
        return redirect("item-history", item.handle)
    request.visit.notice = Notice(f"Restored version {version}.")
    return redirect("item", item.handle)


@require_POST
def undo(request: Request) -> HttpResponse:
    """Undo a change: the one that a notice is about, else the newest, whatever it was."""
    place, change_param = request_params.return_url(request, ""), request.POST.get("change", "")
    change_id = request_params.parse_uuid(change_param)
    if change_param and change_id is None:
        raise Http404
    try:
        change = entries.undo_change(request.actor, change_id)
    except Refused as error:
        request.visit.notice = Notice(f"Nothing was undone: {error}.", undo=False)
        return redirect(place or "today")
    request.visit.notice = Notice(f"Undone: {change.verb}.", undo=False)
    if place:
        return redirect(place)
    handle = entries.handle_after_undo(request.actor, change)
    return redirect("item", handle) if handle else redirect("today")
