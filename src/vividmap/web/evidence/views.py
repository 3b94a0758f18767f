"""Evidence and skill entries: the lists, and what is done to many at once."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from vividmap.services import list_filters
from vividmap.services.actor import today_of
from vividmap.services.changes.bulk import BULK_VERBS
from vividmap.services.errors import Invalid, NotFound, Refused
from vividmap.store import queries
from vividmap.store.queries import project_queries, skill_queries
from vividmap.web import entry_rows, request_params
from vividmap.web.auth_middleware import Notice, Request
from vividmap.web.evidence import view_models


@require_safe
def evidence(request: Request) -> HttpResponse:
    """Show the evidence that the URL asks for."""
    return _list(request, view_models.LIST_PAGES["evidence"])


@require_safe
def skills(request: Request) -> HttpResponse:
    """Show the skills, and the skill entries that the URL asks for."""
    return _list(request, view_models.LIST_PAGES["skills"])


def _list(request: Request, section: view_models.EntryListPage) -> HttpResponse:
    filter_values = {name: request.GET.get(name, "").strip() for name in view_models.FILTERS}
    wrong: dict[str, str] = {}
    filters = queries.NO_FILTERS
    try:
        filters = list_filters.read_filters(request.actor, section.kind, filter_values)
    except Invalid as error:
        wrong[error.field] = str(error)
    except NotFound as error:
        wrong["q"] = str(error)
    page = request_params.page_number(request)
    day = today_of(request.actor)
    count = 0 if wrong else queries.count_items(request.owner, [section.kind], filters)
    start = (page - 1) * view_models.PAGE_SIZE
    items = (
        []
        if wrong
        else queries.list_items(
            request.owner, [section.kind], filters, limit=view_models.PAGE_SIZE, start=start
        )
    )
    names = queries.item_labels(request.owner, entry_rows.targets(items))
    skill_counts = skill_queries.skills_by_use(request.owner)
    context: dict[str, Any] = {
        "list_page": section,
        "filter_fields": view_models.filter_fields(
            section,
            filter_values,
            [skill.text for skill, _ in skill_counts],
            project_queries.project_names(request.owner),
        ),
        "errors": wrong,
        "groups": view_models.group_entries(items, filter_values["by"], day, names),
        "count": count,
        "is_filtered": any(value for name, value in filter_values.items() if name != "by"),
        "skills": skill_counts if section.name == "skills" else (),
        "older_url": request_params.build_url(request.path, filter_values, page=page + 1)
        if start + len(items) < count
        else "",
        "newer_url": request_params.build_url(request.path, filter_values, page=page - 1) if page > 1 else "",
        "current_url": request_params.build_url(request.path, filter_values, page=page),
    }
    fragment = "HX-Request" in request.headers
    template = "evidence/entries.html" if fragment else "evidence/list.html"
    return render(request, template, context, status=422 if wrong and not fragment else 200)


@require_POST
def bulk(request: Request) -> HttpResponse:
    """Link, tag or delete the entries that were ticked, as one step."""
    handles, verb, value = (
        request.POST.getlist("handle"),
        request.POST.get("do", ""),
        request.POST.get("value", ""),
    )
    try:
        changed_count = BULK_VERBS[verb](request.actor, handles, value) if verb in BULK_VERBS else 0
        request.visit.notice = _bulk_notice(verb, changed_count, value)
    except Refused as error:
        request.visit.notice = Notice(f"Nothing was changed: {error}.", undo=False)
    return redirect(request_params.return_url(request, "/evidence"))


def _bulk_notice(verb: str, count: int, value: str) -> Notice:
    if not count:
        return Notice("No selected entry needs this change.", undo=False)
    entries = "1 entry" if count == 1 else f"{count} entries"
    messages = {"delete": f"Deleted {entries}.", "tag": f"Tagged {entries} “{value}”."}
    return Notice(messages.get(verb, f"Linked {entries} to “{value}”."))
