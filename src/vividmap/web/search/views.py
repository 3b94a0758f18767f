"""The page that searches, and what the palette shows."""

import re
from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vividmap.core import handles
from vividmap.core.record import Item
from vividmap.core.search import parse_query
from vividmap.services.actor import today_of
from vividmap.services.list_filters import GRAMMARS
from vividmap.store import queries
from vividmap.store.queries import project_queries
from vividmap.store.queries.people import list_parts
from vividmap.web.request import Request
from vividmap.web.search.completion import (
    PROJECT_MARK,
    list_completions,
    list_filter_completions,
    list_project_completions,
)
from vividmap.web.search.palette import MAX_MATCHES, MAX_NAMED, NAMED_KINDS, build_options, meeting_name
from vividmap.web.search.selected_entry import entry_options
from vividmap.web.search.view_models import related_ids, search_result

HANDLE = re.compile(handles.HANDLE)
MAX_RESULTS = 50
MAX_RANKED = 500
"""Only the newest matches are ranked, so that results appear at once while the user types."""
MAX_QUERY_LENGTH = 400
"""The most characters of a query that are searched for."""


@require_safe
def search(request: Request) -> HttpResponse:
    """Show what the words in the URL find, the best first; as a fragment while the user types."""
    query = _query(request)
    query_terms = parse_query(query)
    items = list(_by_handle(request, query))
    matches = queries.search_items(request.owner, query, MAX_RESULTS, max_ranked=MAX_RANKED)
    items += [item for item in matches if item not in items]
    names = queries.item_labels(request.owner, related_ids(items))
    day = today_of(request.actor)
    context = {
        "query": query,
        "has_terms": bool(query_terms),
        "words": [word for word in query.replace('"', " ").split() if len(query_terms) > 1],
        "results": [search_result(item, query_terms, day, names) for item in items],
        "is_complete": len(items) < MAX_RESULTS,
    }
    template = "search/results.html" if "HX-Request" in request.headers else "search/search.html"
    return render(request, template, context)


@require_safe
def palette(request: Request) -> HttpResponse:
    """Show what can be chosen for what was typed so far; `?at=` is the entry that is selected on the page."""
    query = _query(request)
    exact = list(_by_handle(request, query))
    named = meeting_name(query) or query
    name_matches = queries.search_items(request.owner, named, MAX_RESULTS, *NAMED_KINDS)
    text_matches = queries.search_items(request.owner, query, MAX_MATCHES + MAX_NAMED, max_ranked=MAX_RANKED)
    entry = queries.find_item(request.owner, request.GET.get("at", ""))
    options = [
        *(entry_options(entry, parse_query(query)) if entry else ()),
        *build_options(query, exact, name_matches, text_matches, today_of(request.actor)),
    ]
    return render(request, "search/options.html", {"options": options})


@require_safe
def complete(request: Request) -> HttpResponse:
    """Show what completes a mark or a filter: `?q=` is what was typed of it, `?list=` the filtered list."""
    query, list_name = _query(request), request.GET.get("list", "")
    mark, typed = query[:1], query[1:].lstrip('"')
    grammar = GRAMMARS.get(list_name)
    if grammar and mark not in [*grammar.signs]:
        parts = list_parts(request.owner, today_of(request.actor)) if query.startswith("part:") else []
        completions = list_filter_completions(grammar, query.replace('"', ""), {"part": parts})
    elif mark == PROJECT_MARK:
        names = project_queries.project_names(request.owner)
        completions = list_project_completions(names, typed, with_new=not grammar)
    else:
        items = queries.nameable_items(request.owner)
        completions = list_completions(items, mark, typed, with_new=not grammar)
    return render(request, "search/completions.html", {"completions": completions})


def _by_handle(request: Request, query: str) -> Iterator[Item]:
    if HANDLE.fullmatch(handles.normalize(query)):
        item = queries.find_item(request.owner, query)
        if item is not None:
            yield item


def _query(request: Request) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:MAX_QUERY_LENGTH]
