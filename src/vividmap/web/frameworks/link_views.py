"""Evidence and criteria linked with one press, from either page; nothing is linked by itself."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from vividmap.core.record import Criterion, Evidence
from vividmap.services.actor import Actor
from vividmap.services.changes import framework_criteria
from vividmap.services.errors import NotFound
from vividmap.web import request_params
from vividmap.web.auth_middleware import Notice, Request
from vividmap.web.entry_rows import quote

_VERBS: dict[str, tuple[Callable[[Actor, str, list[str]], list[Any]], str]] = {
    "link": (framework_criteria.link_evidence, "Linked"),
    "unlink": (framework_criteria.unlink_evidence, "Unlinked"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: Request, handle: str) -> HttpResponse:
    """Link evidence to a criterion on the criterion's page, or unlink it."""
    criterion = request_params.find_item(request, handle, Criterion.kind)
    if request.method == "POST":
        _do(request, criterion.handle, request.POST.get("entry", ""))
    return redirect("item", criterion.handle)


@require_http_methods(["GET", "HEAD", "POST"])
def criteria(request: Request, handle: str) -> HttpResponse:
    """Link a criterion to evidence on the entry's page, or unlink it."""
    entry = request_params.find_item(request, handle, Evidence.kind)
    if request.method == "POST":
        _do(request, request.POST.get("criterion", ""), entry.handle)
    return redirect("item", entry.handle)


def _do(request: Request, criterion: str, entry: str) -> None:
    verb, label = _VERBS.get(request.POST.get("do", ""), _VERBS["link"])
    try:
        entries = verb(request.actor, criterion, [entry])
    except NotFound as error:
        request.visit.notice = Notice(f"Nothing was linked: {error}.", undo=False)
        return
    if entries:
        request.visit.notice = Notice(f"{label}: {quote(entries[0].text)}.")
