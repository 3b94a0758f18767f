"""The page that searches, and what the palette shows."""

import re
from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vividmap.core import handles
from vividmap.core import search as asking
from vividmap.core.record import Item
from vividmap.services.actor import today
from vividmap.store import queries
from vividmap.store.queries import labels
from vividmap.web.door import Request
from vividmap.web.search import palette as choosing
from vividmap.web.search.shape import ids, result

HANDLE = re.compile(handles.HANDLE)
MOST = 50
MOST_RANKED = 500
"""While one types, an answer has to come at once: the best of the newest that match."""
LONGEST = 400
"""Of what was typed, so many characters are looked for."""


@require_safe
def search(request: Request) -> HttpResponse:
    """Show what the words in the URL find, the best first; as a fragment while one types."""
    query = _query(request)
    asked = asking.terms(query)
    found = list(_by_handle(request, query))
    others = queries.find(request.owner, query, MOST, ranked=MOST_RANKED)
    found += [item for item in others if item not in found]
    names = labels.called(request.owner, ids(found))
    day = today(request.actor)
    said = {
        "query": query,
        "asked": bool(asked),
        "words": [word for word in query.replace('"', " ").split() if len(asked) > 1],
        "results": [result(item, asked, day, names) for item in found],
        "all": len(found) < MOST,
    }
    template = "search/results.html" if "HX-Request" in request.headers else "search/page.html"
    return render(request, template, said)


@require_safe
def palette(request: Request) -> HttpResponse:
    """Show what can be chosen for what was typed so far."""
    query = _query(request)
    exact = list(_by_handle(request, query))
    named = queries.find(request.owner, query, MOST, *choosing.NAMED)
    found = queries.find(request.owner, query, choosing.MOST_FOUND + choosing.MOST_NAMED, ranked=MOST_RANKED)
    chosen = choosing.options(query, exact, named, found, today(request.actor))
    return render(request, "search/options.html", {"options": chosen})


def _by_handle(request: Request, query: str) -> Iterator[Item]:
    if HANDLE.fullmatch(handles.said(query)):
        row = queries.by_handle(request.owner, query)
        if row is not None:
            yield queries.one(request.owner, row)


def _query(request: Request) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
