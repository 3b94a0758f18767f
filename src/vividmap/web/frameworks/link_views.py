"""Evidence and criteria linked with one press, from either page; nothing is linked by itself."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vividmap.core.record import Criterion, Evidence, Item
from vividmap.services.actor import Actor, today_of
from vividmap.services.changes import framework_criteria
from vividmap.services.errors import NotFound
from vividmap.store import queries
from vividmap.web import entry_rows, request_params
from vividmap.web.entry_rows import quote
from vividmap.web.request import Notice, Request

MAX_MATCHES = 8
MAX_RANKED = 500
"""Only the newest matches are ranked, so that results appear at once while the user types."""
MAX_QUERY_LENGTH = 400
"""The most characters of a query that are searched for."""
_VERBS: dict[str, tuple[Callable[[Actor, str, list[str]], list[Any]], str]] = {
    "link": (framework_criteria.link_evidence, "Linked"),
    "unlink": (framework_criteria.unlink_evidence, "Unlinked"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: Request, handle: str) -> HttpResponse:
    """Link evidence to a criterion on the criterion's page, or unlink it; `?q=` lists what may be linked."""
    criterion = request_params.find_item(request, handle, Criterion.kind)
    if request.method == "POST":
        _apply_link(request, criterion.handle, request.POST.get("entry", ""))
    elif "q" in request.GET:
        return _matches(request, criterion)
    return redirect("item", criterion.handle)


def _matches(request: Request, criterion: Item) -> HttpResponse:
    """List the entries that some words or a handle find; as a fragment while the user types."""
    query = request.GET["q"].replace("\0", "").strip()[:MAX_QUERY_LENGTH]
    results = queries.search_items(request.owner, query, MAX_MATCHES, Evidence.kind, max_ranked=MAX_RANKED)
    named = queries.find_item(request.owner, query)
    if isinstance(named, Evidence):
        results = [named, *results]
    matches = [item for item in results if criterion.id not in item.linked_ids("criterion")]
    names = queries.item_labels(request.owner, entry_rows.targets(matches))
    day = today_of(request.actor)
    context = {
        "criterion": criterion,
        "query": query,
        "matches": [entry_rows.entry_row(entry, day, names) for entry in matches],
    }
    template = "matches" if "HX-Request" in request.headers else "link_entry"
    return render(request, f"frameworks/{template}.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def criteria(request: Request, handle: str) -> HttpResponse:
    """Link a criterion to evidence on the entry's page, or unlink it."""
    entry = request_params.find_item(request, handle, Evidence.kind)
    if request.method == "POST":
        _apply_link(request, request.POST.get("criterion", ""), entry.handle)
    return redirect("item", entry.handle)


def _apply_link(request: Request, criterion: str, entry: str) -> None:
    verb, label = _VERBS.get(request.POST.get("do", ""), _VERBS["link"])
    try:
        entries = verb(request.actor, criterion, [entry])
    except NotFound as error:
        request.visit.notice = Notice(f"Nothing was linked: {error}.", undo=False)
        return
    if entries:
        request.visit.notice = Notice(f"{label}: {quote(entries[0].text)}.")
