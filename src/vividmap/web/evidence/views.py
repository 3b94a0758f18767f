"""Evidence and skill entries: the lists, and changes to many at once."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from vividmap.services.actor import today_of
from vividmap.services.changes.bulk import BULK_VERBS
from vividmap.services.errors import Refused
from vividmap.store import queries
from vividmap.store.queries import skill_queries
from vividmap.web import entry_rows, list_pages, request_params
from vividmap.web.evidence import view_models
from vividmap.web.request import Notice, Request


@require_safe
def evidence(request: Request) -> HttpResponse:
    """Show the evidence that the URL asks for."""
    return _list(request, view_models.LIST_PAGES["evidence"])


@require_safe
def skills(request: Request) -> HttpResponse:
    """Show the skills, and the skill entries that the URL asks for."""
    return _list(request, view_models.LIST_PAGES["skills"])


def _list(request: Request, section: view_models.EntryListPage) -> HttpResponse:
    list_filter = list_pages.read_filter(request, section.name, section.kind)
    kinds, page = [section.kind], request_params.page_number(request)
    start = (page - 1) * view_models.PAGE_SIZE
    count, items = 0, []
    if not list_filter.problems:
        count = queries.count_items(request.owner, kinds, list_filter.filters)
        items = queries.list_items(
            request.owner, kinds, list_filter.filters, limit=view_models.PAGE_SIZE, start=start
        )
    names = queries.item_labels(request.owner, entry_rows.targets(items))
    grouping, today = list_filter.line.value("by"), today_of(request.actor)
    context: dict[str, Any] = {
        "list_page": section,
        "groups": view_models.group_entries(items, grouping, today, names),
        "count": count,
        "skills": skill_queries.skills_by_use(request.owner) if section.name == "skills" else (),
        "older_url": list_pages.list_url(request, list_filter, page + 1)
        if start + len(items) < count
        else "",
        "newer_url": list_pages.list_url(request, list_filter, page - 1) if page > 1 else "",
        "current_url": list_pages.list_url(request, list_filter, page),
    }
    return list_pages.render_list(request, list_filter, "evidence", context)


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
