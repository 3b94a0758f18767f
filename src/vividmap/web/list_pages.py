"""What the pages of lists share: the filter line in the URL, and the results while the user types."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from vividmap.services.list_filters import ListFilter, read_list_filter
from vividmap.web import request_params
from vividmap.web.request import Request

MAX_LINE_LENGTH = 400
"""The most characters of a filter line that are read."""


def read_filter(request: Request, list_name: str, kind: str) -> ListFilter:
    """Return what the filter line in the address means for the items of a kind."""
    text = request.GET.get("q", "").replace("\0", " ").strip()
    return read_list_filter(request.actor, list_name, kind, text[:MAX_LINE_LENGTH])


def list_url(request: Request, list_filter: ListFilter, page: int = 1) -> str:
    """Return the address of a page of the filtered list."""
    return request_params.build_url(request.path, {"q": list_filter.text}, page=page)


def render_list(
    request: Request, list_filter: ListFilter, area: str, context: dict[str, Any]
) -> HttpResponse:
    """Return the page of an area's list; while the user types, only its results."""
    context |= {"list_filter": list_filter}
    if "HX-Request" not in request.headers:
        status = 422 if list_filter.problems else 200
        return render(request, f"{area}/list.html", context, status=status)
    if list_filter.problems:  # what was found before stays in sight until the line can be read
        response = render(request, "partials/filter_chips.html", context)
        response.headers["HX-Retarget"] = "#filter-state"
        return response
    response = render(request, f"{area}/results.html", context)
    response.headers["HX-Replace-Url"] = list_url(request, list_filter)
    return response
