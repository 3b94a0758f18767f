"""The list of frameworks, one of them as a matrix, and its criteria edited in place."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vividmap.core.criteria import requirements
from vividmap.core.criteria.coverage import NOT_SHOWN, evaluate_coverage
from vividmap.core.facts.facts import Facts
from vividmap.core.record import Criterion, Framework
from vividmap.formats.frameworks.ladders import LADDERS
from vividmap.services import record_cache
from vividmap.services.actor import date_at
from vividmap.services.changes import framework_criteria
from vividmap.services.errors import Conflict, Invalid
from vividmap.web import markdown_html, request_params
from vividmap.web.entry_rows import quote
from vividmap.web.frameworks import view_models
from vividmap.web.items import forms
from vividmap.web.request import Notice, Request

_FIELDS = ("text", "level", "theme", "cannot_be_met")


@require_safe
def overview(request: Request) -> HttpResponse:
    """Show the frameworks, and the built-in ladders."""
    facts = _facts(request)
    framework_counts = []
    for framework in facts.record.items_of(Framework):
        criteria_coverage = evaluate_coverage(facts, requirements.criteria_of(facts.record, framework))
        framework_counts.append(
            (
                framework,
                len(criteria_coverage),
                sum(criterion.word != NOT_SHOWN for criterion in criteria_coverage),
            )
        )
    return render(request, "frameworks/list.html", {"frameworks": framework_counts, "ladders": LADDERS})


def _facts(request: Request) -> Facts:
    record = record_cache.load_record(request.actor)
    return Facts(record, date_at(request.actor.now, record.profile.time_zone))


@require_safe
def show(request: Request, handle: str) -> HttpResponse:
    """Show a framework as a matrix; `?edit=` opens one of its criteria there."""
    framework = request_params.find_item_of(request, handle, Framework)
    return (
        redirect("frameworks-one", framework.handle)
        if handle != framework.handle
        else _page(request, framework)
    )


def _page(request: Request, framework: Framework, status: int = 200, **editing: Any) -> HttpResponse:
    """Show a framework; `editing` is a criterion's form with what was typed, after a mistake in it."""
    facts = _facts(request)
    criteria = requirements.criteria_of(facts.record, framework)
    edit_handle = request.GET.get("edit", "")
    open_criterion = next((criterion for criterion in criteria if criterion.handle == edit_handle), None)
    if open_criterion and not editing:
        editing = _editing(open_criterion, forms.item_values(open_criterion, {}), {})
    words = [result.word for result in evaluate_coverage(facts, criteria)]
    context = {
        "framework": framework,
        "about": markdown_html.render_markdown(framework.body) if framework.body else "",
        "matrix": view_models.build_matrix(criteria, words),
        "count": len(criteria),
        "covered_count": sum(word != NOT_SHOWN for word in words),
        "open_handle": "",
        **editing,
    }
    return render(request, "frameworks/framework.html", context, status=status)


def _editing(
    criterion: Criterion, values: Mapping[str, str], wrong: Mapping[str, str], version: int = 0
) -> dict[str, Any]:
    inputs = [field for field in forms.form_fields(Criterion.kind, values, wrong) if field.name in _FIELDS]
    return {"open_handle": criterion.handle, "fields": inputs, "version": version or criterion.version}


@require_http_methods(["GET", "HEAD", "POST"])
def criterion(request: Request, handle: str) -> HttpResponse:
    """Open a criterion in its framework to edit it, or save the edit."""
    item = request_params.find_item_of(request, handle, Criterion)
    above = record_cache.load_record(request.actor).by_id.get(item.parent) if item.parent else None
    if not isinstance(above, Framework):
        raise Http404
    place = reverse("frameworks-one", args=[above.handle])
    if request.method != "POST":
        return redirect(f"{place}?edit={item.handle}")  # without a fragment, or its field gets no focus
    changes = {name: request_params.form_text(request.POST, name) for name in _FIELDS if name in request.POST}
    values, version = {**forms.item_values(item, {}), **changes}, request_params.form_version(request)
    try:
        if not changes:
            raise Invalid("Nothing was changed.", "text")
        changed = framework_criteria.edit_criterion(request.actor, item.handle, changes, version=version)
    except Invalid as error:
        editing = _editing(item, values, forms.add_error(error, {}), version or 0)
        return _page(request, above, 422, **editing)
    except Conflict as error:
        wrong = {"text": f"{error}. Your text is still here."}
        return _page(request, above, 409, **_editing(item, values, wrong, version or 0))
    back = request_params.return_url(request, f"{place}#c-{item.handle}")
    if changed.version != item.version:
        request.visit.notice = Notice(f"Changed {quote(changed.text)}.", back=back)
    return redirect(back)


def _fields_of_others(request: Request) -> dict[str, str]:
    """Return the level and the theme of the criteria that a URL names, if there are any."""
    criteria = record_cache.load_record(request.actor).items_of(Criterion)
    return {
        name: getattr(criterion, name)
        for name in ("level", "theme")
        for criterion in criteria
        if criterion.handle == request.GET.get(f"{name}_of")
    }


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, handle: str) -> HttpResponse:
    """Add a criterion to a framework; the URL may name others that have its level and its theme."""
    framework = request_params.find_item_of(request, handle, Framework)
    values = {name: request_params.form_text(request.POST, name) for name in _FIELDS[:3]}
    if request.method != "POST":
        values |= _fields_of_others(request)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            row = framework_criteria.add_criterion(request.actor, framework.handle, **values)
        except Invalid as error:
            wrong = forms.add_error(error, wrong)
        else:
            place = reverse("frameworks-one", args=[framework.handle])
            request.visit.notice = Notice(f"Added {quote(row.text)}.", back=place)
            return redirect(f"{place}#c-{row.handle}")
    inputs = [field for field in forms.form_fields(Criterion.kind, values, wrong) if field.name in values]
    context = {"framework": framework, "fields": inputs}
    return render(request, "frameworks/add_criterion.html", context, status=422 if wrong else 200)
