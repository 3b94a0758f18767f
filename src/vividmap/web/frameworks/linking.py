"""Evidence and criteria linked with one press, from either page; nothing is linked by itself."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from vividmap.core.record import Criterion, Evidence
from vividmap.services import frameworks
from vividmap.services.actor import Actor
from vividmap.services.errors import NotFound
from vividmap.web import asked
from vividmap.web.door import Notice, Request
from vividmap.web.rows import quoted

_VERBS: dict[str, tuple[Callable[[Actor, str, list[str]], list[Any]], str]] = {
    "link": (frameworks.link, "Linked"),
    "unlink": (frameworks.unlink, "No longer linked"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: Request, handle: str) -> HttpResponse:
    """Link evidence to a criterion on the criterion's page, or unlink it."""
    criterion = asked.item(request, handle, Criterion.kind)
    if request.method == "POST":
        _do(request, criterion.handle, request.POST.get("entry", ""))
    return redirect("item", criterion.handle)


@require_http_methods(["GET", "HEAD", "POST"])
def criteria(request: Request, handle: str) -> HttpResponse:
    """Link a criterion to evidence on the entry's page, or unlink it."""
    entry = asked.item(request, handle, Evidence.kind)
    if request.method == "POST":
        _do(request, request.POST.get("criterion", ""), entry.handle)
    return redirect("item", entry.handle)


def _do(request: Request, criterion: str, entry: str) -> None:
    verb, said = _VERBS.get(request.POST.get("do", ""), _VERBS["link"])
    try:
        done = verb(request.actor, criterion, [entry])
    except NotFound as error:
        request.visit.notice = Notice(f"Nothing was linked: {error}.", undo=False)
        return
    if done:
        request.visit.notice = Notice(f"{said}: {quoted(done[0].text)}.")
