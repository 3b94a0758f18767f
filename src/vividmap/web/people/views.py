"""The pages of people, and what their forms post to."""

from collections.abc import Mapping
from typing import cast

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vividmap.core.record import REAL, Person
from vividmap.core.shorthand import Draft
from vividmap.services import entries
from vividmap.services import people as verbs
from vividmap.services import surfacing as showing
from vividmap.services.actor import today
from vividmap.services.errors import Conflict, Invalid, NotFound
from vividmap.store.queries import people as reads
from vividmap.web import asked
from vividmap.web.door import Notice, Request
from vividmap.web.items import surfacing
from vividmap.web.people import forms, listing
from vividmap.web.people.forms import Form
from vividmap.web.people.map import people_map as map_of

form_or_place = require_http_methods(["GET", "HEAD", "POST"])
"""For what a form posts to. The address that a refusal left in the browser, loaded again, is a place."""


def _person(request: Request, handle: str) -> Person:
    return cast("Person", asked.item(request, handle, Person.kind))


@require_safe
def people(request: Request) -> HttpResponse:
    """List the people whom the address asks for."""
    day = today(request.actor)
    wanted = listing.asked(request.GET.dict())
    everyone, met = reads.everyone(request.owner), reads.contacts(request.owner, day)
    said = {"asked": wanted, "people": listing.listing(everyone, met, day, wanted), "any": bool(everyone)}
    if "HX-Request" not in request.headers:
        return render(request, "people/list.html", said)
    response = render(request, "people/found.html", said)
    response.headers["HX-Replace-Url"] = asked.address(request.path, wanted.said)
    return response


@require_safe
def people_map(request: Request) -> HttpResponse:
    """Show who stands where."""
    day = today(request.actor)
    everyone, met = reads.everyone(request.owner), reads.contacts(request.owner, day)
    return render(request, "people/map.html", {"map": map_of(everyone, met, day), "any": bool(everyone)})


@form_or_place
def add(request: Request) -> HttpResponse:
    """Show the form of somebody new, or add whom it names. Who is called the same is told, never merged."""
    if request.method != "POST":
        name = request.GET.get("name", "")
        if "HX-Request" in request.headers:
            return render(request, "people/namesakes.html", _namesakes(request, name))
        return _adding(request, forms.add({"name": name}))
    typed = request.POST.dict()
    form, (place, wrong) = forms.add(typed), forms.read_place(typed)
    name = typed.get("name", "")
    if not name.strip():
        wrong["name"] = "A name is all that is needed."
    if wrong:
        return _adding(request, form.but(wrong), status=422)
    values = {"positions": (forms.position(place),), "met": typed.get("met", "")}
    try:
        row = entries.add(request.actor, Draft(kind=Person.kind, text=name, fields=values))
    except Invalid as error:
        return _adding(request, form.but(forms.refused(error, "name")), status=422)
    others = ", ".join(f"^{other}" for _, other in reads.namesakes(request.owner, row.text, row.uid))
    told = f" There is another of that name: {others}." if others else ""
    request.visit.notice = Notice(f"Added {row.text}.{told}")
    return redirect("item", row.handle)


def _adding(request: Request, form: Form, status: int = 200) -> HttpResponse:
    said = {"inputs": form.inputs, **_namesakes(request, form.typed.get("name", ""))}
    return render(request, "people/add.html", said, status=status)


def _namesakes(request: Request, name: str) -> dict[str, object]:
    return {"namesakes": reads.namesakes(request.owner, name)}


@form_or_place
def touch(request: Request, handle: str) -> HttpResponse:
    """Add a touchpoint with a person."""
    person = _person(request, handle)
    if request.method != "POST":
        return redirect("item", person.handle)
    typed = request.POST.dict()
    form, (draft, wrong) = forms.touch(typed), forms.read_touch(typed, today(request.actor))
    if draft is None:
        return _refused(request, person, "touch", form.but(wrong))
    try:
        entries.add(request.actor, draft, parent=person.id)
    except Invalid as error:
        return _refused(request, person, "touch", form.but(forms.refused(error, "text")))
    request.visit.notice = Notice(f"Kept a touchpoint with {person.text}.")
    return redirect("item", person.handle)


@form_or_place
def moved(request: Request, handle: str) -> HttpResponse:
    """Say where a person stands from a day on."""
    person = _person(request, handle)
    if request.method != "POST":
        return redirect("item", person.handle)
    typed = request.POST.dict()
    form, (place, wrong) = forms.moved(typed), forms.read_place(typed)
    since = forms.read_since(typed, today(request.actor), wrong)
    before = person.position(since)
    if not wrong and {**forms.standing(before), **place} == forms.standing(before):
        wrong = {"height": f"{person.text} stands there already; say what is different."}
    if wrong:
        return _refused(request, person, "moved", form.but(wrong))
    try:
        # The form shows all that is known, so that what is empty in it was emptied.
        verbs.moved(
            request.actor, person.handle, since, **{name: said or "-" for name, said in place.items()}
        )
    except Invalid as error:
        return _refused(request, person, "moved", form.but(forms.refused(error, "part")))
    except Conflict as error:
        return _refused(request, person, "moved", form.but({"since": f"{error}."}), status=409)
    request.visit.notice = Notice(f"{person.text} has moved.")
    return redirect("item", person.handle)


@form_or_place
def real(request: Request, handle: str) -> HttpResponse:
    """Set or take back one mark of what makes a relationship real."""
    person = _person(request, handle)
    if request.method != "POST":
        return redirect("item", person.handle)
    marks = _marked(person.real, request.POST.dict())
    try:
        row = entries.edit(request.actor, person.handle, {"real": marks}, version=person.version)
    except Conflict:
        request.visit.notice = Notice(f"{person.text} was changed meanwhile; look again.", undo=False)
        return redirect("item", person.handle)
    if row.version != person.version:
        request.visit.notice = Notice(f"{person.text}: {', '.join(marks) or 'not real yet'}.")
    return redirect(reverse("item", args=[person.handle]))


@form_or_place
def surfaced(request: Request, handle: str) -> HttpResponse:
    """Mark entries as shown to a person on a day, or take that back for one."""
    person = _person(request, handle)
    if request.method != "POST":
        return redirect("item", person.handle)
    typed, undone = request.POST.dict(), request.POST.get("not", "")
    chosen = [one.strip() for text in request.POST.getlist("handle") for one in text.split(",")]
    chosen = [one for one in chosen if one]
    day, wrong = surfacing.read_day(typed.get("on", ""), today(request.actor))
    if not chosen and not undone:
        wrong["handle"] = "Choose what was shown: the ID of one entry or more."
    try:
        if undone and not wrong:
            done = showing.take_back(request.actor, [undone], person.handle)
        else:
            done = [] if wrong else showing.show(request.actor, chosen, person.handle, day)
    except NotFound as error:
        wrong["handle"] = f"{error}."
    if wrong:
        return _refused(request, person, "surfaced", forms.shown(typed, ", ".join(chosen)).but(wrong))
    if done:
        count = "1 entry" if len(done) == 1 else f"{len(done)} entries"
        marked = "no longer marked" if undone else "marked"
        request.visit.notice = Notice(f"{count} {marked} as shown to {person.text}.")
    return redirect("item", person.handle)


def _marked(before: tuple[str, ...], typed: Mapping[str, str]) -> tuple[str, ...]:
    """Return the marks in their own order, with one more (`on`) or one less (`off`)."""
    wanted = {*before, typed.get("on", "")} - {typed.get("off", "")}
    return tuple(mark for mark in REAL if mark in wanted)


_TITLES = {"touch": "A touchpoint with", "moved": "A move of", "surfaced": "Shown to"}
_VERBS = {"touch": "Keep the touchpoint", "moved": "Say so", "surfaced": "Mark as shown"}


def _refused(request: Request, person: Person, what: str, form: Form, status: int = 422) -> HttpResponse:
    """Show one form alone, with what was typed and what is wrong with it."""
    said = {
        "person": person,
        "title": _TITLES[what],
        "verb": _VERBS[what],
        "action": reverse(f"people-{what}", args=[person.handle]),
        "draft": f"{what}-{person.handle}",
        "inputs": form.inputs,
    }
    return render(request, "people/refused.html", said, status=status)
