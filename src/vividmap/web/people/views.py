"""The pages of people, and what their forms post to."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vividmap.core.record import Person
from vividmap.core.shorthand import Draft
from vividmap.core.vocabulary import TRUST_MARKS
from vividmap.services.actor import today_of
from vividmap.services.changes import entries
from vividmap.services.changes.people import move_person
from vividmap.services.changes.shown_to import mark_shown, unmark_shown
from vividmap.services.errors import Conflict, Invalid, NotFound
from vividmap.store.queries.people import contacts_by_person, find_namesakes, list_people
from vividmap.web import list_pages, request_params
from vividmap.web.items import shown_to
from vividmap.web.people import forms, list_view_models
from vividmap.web.people.card import build_card
from vividmap.web.people.forms import PersonForm
from vividmap.web.people.map import build_map
from vividmap.web.request import Notice, Request

form_or_place = require_http_methods(["GET", "HEAD", "POST"])
"""For URLs that a form posts to. A refusal leaves the URL in the browser, so it can be reloaded by GET."""


@require_safe
def people(request: Request) -> HttpResponse:
    """List the filtered people."""
    day = today_of(request.actor)
    list_filter = list_pages.read_filter(request, "people", Person.kind)
    all_people, met = list_people(request.owner), contacts_by_person(request.owner, day)
    context = {
        "people_list": list_view_models.build_list(all_people, met, day, list_filter),
        "has_people": bool(all_people),
    }
    return list_pages.render_list(request, list_filter, "people", context)


@require_safe
def people_map(request: Request) -> HttpResponse:
    """Show who stands where."""
    day = today_of(request.actor)
    all_people, met = list_people(request.owner), contacts_by_person(request.owner, day)
    people_map = build_map(all_people, met, day)
    return render(request, "people/map.html", {"people_map": people_map, "has_people": bool(all_people)})


@require_safe
def person_card(request: Request, handle: str) -> HttpResponse:
    """Show a person's card alone, for the map."""
    person = request_params.find_item_of(request, handle, Person)
    card = build_card(request.actor, person, today_of(request.actor))
    return render(request, "people/map_card.html", {"card": card})


@form_or_place
def add_person(request: Request) -> HttpResponse:
    """Show the form of a new person, or add them. People of the same name are reported, never merged."""
    if request.method != "POST":
        name = request.GET.get("name", "")
        if "HX-Request" in request.headers:
            return render(request, "people/namesakes.html", _namesakes(request, name))
        return _add_page(request, forms.add_form({"name": name}))
    form_values = request.POST.dict()
    form, (place, wrong) = forms.add_form(form_values), forms.parse_position(form_values)
    name = form_values.get("name", "")
    if not name.strip():
        wrong["name"] = "Enter a name."
    if wrong:
        return _add_page(request, form.with_errors(wrong), status=422)
    values = {"positions": (forms.build_position(place),), "how_we_met": form_values.get("how_we_met", "")}
    try:
        row = entries.add_item(request.actor, Draft(kind=Person.kind, text=name, fields=values))
    except Invalid as error:
        return _add_page(request, form.with_errors(forms.field_errors(error, "name")), status=422)
    namesakes = ", ".join(f"^{handle}" for _, handle in find_namesakes(request.owner, row.text, row.uid))
    namesake_note = f" Another person has this name: {namesakes}." if namesakes else ""
    request.visit.notice = Notice(f"Added {row.text}.{namesake_note}")
    return redirect("item", row.handle)


def _add_page(request: Request, form: PersonForm, status: int = 200) -> HttpResponse:
    context = {"fields": form.inputs, **_namesakes(request, form.values.get("name", ""))}
    return render(request, "people/add.html", context, status=status)


def _namesakes(request: Request, name: str) -> dict[str, object]:
    return {"namesakes": find_namesakes(request.owner, name)}


@form_or_place
def add_touchpoint(request: Request, handle: str) -> HttpResponse:
    """Add a touchpoint with a person."""
    person = request_params.find_item_of(request, handle, Person)
    if request.method != "POST":
        return redirect("item", person.handle)
    values = request.POST.dict()
    form, (draft, wrong) = (
        forms.touchpoint_form(values),
        forms.parse_touchpoint(values, today_of(request.actor)),
    )
    if draft is None:
        return _show_form_errors(request, person, "touch", form.with_errors(wrong))
    try:
        entries.add_item(request.actor, draft, parent=person.id)
    except Invalid as error:
        return _show_form_errors(
            request, person, "touch", form.with_errors(forms.field_errors(error, "text"))
        )
    request.visit.notice = Notice(f"Added a touchpoint with {person.text}.")
    return redirect("item", person.handle)


@form_or_place
def record_move(request: Request, handle: str) -> HttpResponse:
    """Record the position of a person from a day on."""
    person = request_params.find_item_of(request, handle, Person)
    if request.method != "POST":
        return redirect("item", person.handle)
    values = request.POST.dict()
    form, (place, wrong) = forms.move_form(values), forms.parse_position(values)
    since = forms.parse_since(values, today_of(request.actor), wrong)
    before = person.position(since)
    if not wrong and {**forms.position_values(before), **place} == forms.position_values(before):
        wrong = {"height": f"{person.text} already has this position. Change at least one field."}
    if wrong:
        return _show_form_errors(request, person, "moved", form.with_errors(wrong))
    try:
        # The form shows all that is known, so that what is empty in it was emptied.
        move_person(
            request.actor, person.handle, since, **{name: value or "-" for name, value in place.items()}
        )
    except Invalid as error:
        return _show_form_errors(
            request, person, "moved", form.with_errors(forms.field_errors(error, "part"))
        )
    except Conflict as error:
        return _show_form_errors(
            request, person, "moved", form.with_errors({"since": f"{error}."}), status=409
        )
    request.visit.notice = Notice(f"Updated the position of {person.text}.")
    return redirect("item", person.handle)


@form_or_place
def set_trust_mark(request: Request, handle: str) -> HttpResponse:
    """Set or remove one trust mark of a person."""
    person = request_params.find_item_of(request, handle, Person)
    if request.method != "POST":
        return redirect("item", person.handle)
    marks = _updated_marks(person.trust_marks, request.POST.dict())
    try:
        row = entries.edit_item(request.actor, person.handle, {"trust_marks": marks}, version=person.version)
    except Conflict:
        request.visit.notice = Notice(
            f"{person.text} was changed in the meantime. Check it and try again.", undo=False
        )
        return redirect("item", person.handle)
    if row.version != person.version:
        request.visit.notice = Notice(f"{person.text}: {', '.join(marks) or 'no trust marks'}.")
    return redirect(reverse("item", args=[person.handle]))


@form_or_place
def update_shown_entries(request: Request, handle: str) -> HttpResponse:
    """Mark entries as shown to a person on a day, or take that back for one."""
    person = request_params.find_item_of(request, handle, Person)
    if request.method != "POST":
        return redirect("item", person.handle)
    values, unmark_handle = request.POST.dict(), request.POST.get("not", "")
    handles = [part.strip() for text in request.POST.getlist("handle") for part in text.split(",")]
    handles = [part for part in handles if part]
    day, wrong = shown_to.parse_day(values.get("on", ""), today_of(request.actor))
    if not handles and not unmark_handle:
        wrong["handle"] = "Select at least one entry."
    try:
        if unmark_handle and not wrong:
            changed_entries = unmark_shown(request.actor, [unmark_handle], person.handle)
        else:
            changed_entries = [] if wrong else mark_shown(request.actor, handles, person.handle, day)
    except NotFound as error:
        wrong["handle"] = f"{error}."
    if wrong:
        return _show_form_errors(
            request, person, "surfaced", forms.show_form(values, ", ".join(handles)).with_errors(wrong)
        )
    if changed_entries:
        count = "1 entry" if len(changed_entries) == 1 else f"{len(changed_entries)} entries"
        verb = "no longer marked" if unmark_handle else "marked"
        request.visit.notice = Notice(f"{count} {verb} as shown to {person.text}.")
    return redirect("item", person.handle)


def _updated_marks(before: tuple[str, ...], values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the marks in their own order, with one more (`on`) or one less (`off`)."""
    selected_marks = {*before, values.get("on", "")} - {values.get("off", "")}
    return tuple(mark for mark in TRUST_MARKS if mark in selected_marks)


_TITLES = {"touch": "Add a touchpoint with", "moved": "Record a move of", "surfaced": "Shown to"}
_VERBS = {"touch": "Add touchpoint", "moved": "Record move", "surfaced": "Mark as shown"}


def _show_form_errors(
    request: Request, person: Person, form_name: str, form: PersonForm, status: int = 422
) -> HttpResponse:
    """Show one form alone, with what was typed and what is wrong with it."""
    context = {
        "person": person,
        "title": _TITLES[form_name],
        "verb": _VERBS[form_name],
        "action": reverse(f"people-{form_name}", args=[person.handle]),
        "draft": f"{form_name}-{person.handle}",
        "fields": form.inputs,
    }
    return render(request, "people/form_page.html", context, status=status)
