"""The trash, what is erased for good, and backups."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vividmap.core import handles
from vividmap.services import entries, home, purging
from vividmap.services.actor import date_at, zone
from vividmap.services.errors import NotFound, Refused
from vividmap.store import queries
from vividmap.web import asked
from vividmap.web.door import Notice, Request
from vividmap.web.rows import quoted
from vividmap.web.settings import shape

A_PAGE = 100
_ERASED = "erased"


@require_safe
def trash(request: Request) -> HttpResponse:
    """Show what was deleted, the newest first, and once what was just erased for good."""
    erased = request.visit.staged.pop(_ERASED, None) if request.method == "GET" else None
    return _trash(request, erased=erased)


def _trash(
    request: Request, *, erased: dict[str, object] | None = None, error: str = "", status: int = 200
) -> HttpResponse:
    profile = queries.profile(request.owner)
    clock = zone(profile.time_zone)
    now = date_at(request.actor.now, profile.time_zone)
    found = list(shape.gone(queries.trash(request.owner), now, clock))
    page = asked.page(request)
    start = (page - 1) * A_PAGE
    said = {
        "gone": found[start : start + A_PAGE],
        "count": len(found),
        "earlier": page + 1 if start + A_PAGE < len(found) else 0,
        "later": page - 1,
        "erased": erased,
        "error": error,
    }
    return render(request, "settings/trash.html", said, status=status)


@require_POST
def restore(request: Request, handle: str) -> HttpResponse:
    """Bring something back from the trash, with what went with it."""
    try:
        row = entries.restore(request.actor, handle)
    except NotFound as error:
        raise Http404 from error
    except Refused as error:
        return _trash(request, error=f"{error}.", status=409)
    request.visit.notice = Notice(f"Restored {quoted(row.text)}.")
    return redirect("settings-trash")


@require_http_methods(["GET", "HEAD", "POST"])
def purge(request: Request, handle: str) -> HttpResponse:
    """Ask whether something shall be erased for good; erase it once its handle was typed."""
    try:
        doomed = purging.look(request.actor, handle)
    except NotFound as error:
        raise Http404 from error
    said = {"doomed": doomed, "beneath": len(doomed.ids) - 1}
    if request.method != "POST":
        return render(request, "settings/purge.html", said)
    typed = request.POST.get("handle", "")
    if handles.said(typed) != doomed.handle:
        wrong = f"Nothing was erased: the handle is ^{doomed.handle}."
        return render(request, "settings/purge.html", {**said, "typed": typed, "error": wrong}, status=422)
    holding = purging.purge(request.actor, doomed)
    request.visit.staged[_ERASED] = {"text": quoted(doomed.text), "holding": holding}
    return redirect("settings-trash")


@require_http_methods(["GET", "HEAD", "POST"])
def backups(request: Request) -> HttpResponse:
    """Show the backups, or make one."""
    if request.method != "POST":
        return _backups(request)
    try:
        path = home.back_up(request.actor.now)
    except Refused as error:
        return _backups(request, error=f"{error}.", status=422)
    request.visit.notice = Notice(f"Backed up to {path}", undo=False)
    return redirect("settings-backups")


def _backups(request: Request, *, error: str = "", status: int = 200) -> HttpResponse:
    clock = zone(queries.profile(request.owner).time_zone)
    said = {
        "backups": [shape.copy(one, clock) for one in home.backups()],
        "place": home.place(),
        "error": error,
    }
    return render(request, "settings/backups.html", said, status=status)
