"""The list of frameworks, one of them as a matrix, and its criteria edited in place."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vividmap.core.criteria import asks
from vividmap.core.criteria.coverage import NOTHING, coverage
from vividmap.core.facts.facts import Facts
from vividmap.core.record import Criterion, Framework
from vividmap.formats.frameworks.ladders import LADDERS
from vividmap.services import frameworks, memory
from vividmap.services.actor import date_at
from vividmap.services.errors import Conflict, Invalid
from vividmap.web import asked, prose
from vividmap.web.door import Notice, Request
from vividmap.web.frameworks import shape
from vividmap.web.items import form
from vividmap.web.rows import quoted

_SAYS = ("text", "level", "theme", "cannot_be_met")


@require_safe
def overview(request: Request) -> HttpResponse:
    """Show the frameworks, and the ladders that can be looked at."""
    facts = _facts(request)
    counted = []
    for one in facts.record.all(Framework):
        covered = coverage(facts, asks.of_framework(facts.record, one))
        counted.append((one, len(covered), sum(some.word != NOTHING for some in covered)))
    return render(request, "frameworks/list.html", {"frameworks": counted, "ladders": LADDERS})


def _facts(request: Request) -> Facts:
    record = memory.record(request.actor)
    return Facts(record, date_at(request.actor.now, record.profile.time_zone))


@require_safe
def one(request: Request, handle: str) -> HttpResponse:
    """Show a framework as a matrix; `?edit=` opens one of its criteria there."""
    found = _framework(request, handle)
    return redirect("frameworks-one", found.handle) if handle != found.handle else _page(request, found)


def _framework(request: Request, handle: str) -> Framework:
    found = asked.item(request, handle, Framework.kind)
    assert isinstance(found, Framework)  # noqa: S101 - for the type checker: it was looked up as one
    return found


def _page(request: Request, found: Framework, status: int = 200, **editing: Any) -> HttpResponse:
    """Show a framework; `editing` is a criterion's form with what was typed, after a mistake in it."""
    facts = _facts(request)
    stated = asks.of_framework(facts.record, found)
    wanted = request.GET.get("edit", "")
    opened = next((one for one in stated if one.handle == wanted), None)
    if opened and not editing:
        editing = _editing(opened, form.said_by(opened, {}), {})
    words = [one.word for one in coverage(facts, stated)]
    context = {
        "framework": found,
        "about": prose.html(found.body) if found.body else "",
        "matrix": shape.matrix(stated, words),
        "count": len(stated),
        "shown": sum(one != NOTHING for one in words),
        **editing,
    }
    return render(request, "frameworks/one.html", context, status=status)


def _editing(
    opened: Criterion, said: Mapping[str, str], wrong: Mapping[str, str], version: int = 0
) -> dict[str, Any]:
    inputs = [one for one in form.inputs(Criterion.kind, said, wrong) if one.name in _SAYS]
    return {"editing": opened.handle, "inputs": inputs, "version": version or opened.version}


@require_http_methods(["GET", "HEAD", "POST"])
def criterion(request: Request, handle: str) -> HttpResponse:
    """Open a criterion in its framework, or keep what was made of it there."""
    found = asked.item(request, handle, Criterion.kind)
    assert isinstance(found, Criterion)  # noqa: S101 - for the type checker: it was looked up as one
    above = memory.record(request.actor).by_id.get(found.parent) if found.parent else None
    if not isinstance(above, Framework):
        raise Http404
    place = reverse("frameworks-one", args=[above.handle])
    if request.method != "POST":
        return redirect(f"{place}?edit={found.handle}")  # without a fragment, or its field gets no focus
    said = {name: request.POST[name].replace("\r\n", "\n") for name in _SAYS if name in request.POST}
    typed, version = {**form.said_by(found, {}), **said}, asked.version(request)
    try:
        if not said:
            raise Invalid("Nothing was said of it; it stays as it was.", "text")
        changed = frameworks.edit(request.actor, found.handle, said, version=version)
    except Invalid as error:
        editing = _editing(found, typed, form.refused(error, {}), version or 0)
        return _page(request, above, 422, **editing)
    except Conflict as error:
        wrong = {"text": f"{error}. What you typed is still here."}
        return _page(request, above, 409, **_editing(found, typed, wrong, version or 0))
    back = asked.back(request, f"{place}#c-{found.handle}")
    if changed.version != found.version:
        request.visit.notice = Notice(f"Changed {quoted(changed.text)}.", back=back)
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, handle: str) -> HttpResponse:
    """Add a criterion to a framework; the URL may say its level and theme."""
    found = _framework(request, handle)
    typed = {name: (request.POST or request.GET).get(name, "").replace("\r\n", "\n") for name in _SAYS[:3]}
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            row = frameworks.add(request.actor, found.handle, **typed)
        except Invalid as error:
            wrong = form.refused(error, wrong)
        else:
            place = reverse("frameworks-one", args=[found.handle])
            request.visit.notice = Notice(f"Added {quoted(row.text)}.", back=place)
            return redirect(f"{place}#c-{row.handle}")
    inputs = [one for one in form.inputs(Criterion.kind, typed, wrong) if one.name in typed]
    context = {"framework": found, "inputs": inputs}
    return render(request, "frameworks/add.html", context, status=422 if wrong else 200)
