"""The trash, what is erased for good, and backups."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vividmap.core import handles
from vividmap.services.actor import date_at, find_time_zone
from vividmap.services.changes import entries, purging
from vividmap.services.errors import NotFound, Refused
from vividmap.services.home import database
from vividmap.services.home.backup_files import list_backups
from vividmap.services.home.backups import back_up
from vividmap.store import queries
from vividmap.store.queries import change_log
from vividmap.web import request_params
from vividmap.web.entry_rows import quote
from vividmap.web.request import Notice, Request
from vividmap.web.settings import view_models

PAGE_SIZE = 100
_PURGE_RESULT = "erased"


@require_safe
def trash(request: Request) -> HttpResponse:
    """Show what was deleted, the newest first, and once what was just erased for good."""
    purge_result = request.visit.previews.pop(_PURGE_RESULT, None) if request.method == "GET" else None
    return _trash(request, purge_result=purge_result)


def _trash(
    request: Request, *, purge_result: dict[str, object] | None = None, error: str = "", status: int = 200
) -> HttpResponse:
    profile = queries.load_profile(request.owner)
    clock = find_time_zone(profile.time_zone)
    now = date_at(request.actor.now, profile.time_zone)
    deletions = list(view_models.list_deletions(change_log.trash(request.owner), now, clock))
    page = request_params.page_number(request)
    start = (page - 1) * PAGE_SIZE
    context = {
        "deletions": deletions[start : start + PAGE_SIZE],
        "count": len(deletions),
        "older_page": page + 1 if start + PAGE_SIZE < len(deletions) else 0,
        "newer_page": page - 1,
        "purge_result": purge_result,
        "error": error,
    }
    return render(request, "settings/trash.html", context, status=status)


@require_POST
def restore(request: Request, handle: str) -> HttpResponse:
    """Restore an item from the trash, with everything deleted together with it."""
    try:
        row = entries.restore_item(request.actor, handle)
    except NotFound as error:
        raise Http404 from error
    except Refused as error:
        return _trash(request, error=f"{error}.", status=409)
    request.visit.notice = Notice(f"Restored {quote(row.text)}.")
    return redirect("settings-trash")


@require_http_methods(["GET", "HEAD", "POST"])
def purge(request: Request, handle: str) -> HttpResponse:
    """Ask for confirmation, and delete an item permanently once its handle was entered."""
    try:
        target = purging.find_target(request.actor, handle)
    except NotFound as error:
        raise Http404 from error
    if request.method != "POST":
        return _confirm_purge(request, target)
    confirmation = request.POST.get("handle", "")
    if handles.normalize(confirmation) != target.handle:
        wrong = f"Nothing was deleted: the handle is ^{target.handle}."
        return _confirm_purge(request, target, confirmation, wrong, status=422)
    try:
        result = purging.purge_target(request.actor, target)
    except Refused as error:
        return _confirm_purge(request, target, confirmation, f"{error}.", status=409)
    request.visit.previews[_PURGE_RESULT] = {
        "text": quote(target.text),
        "file_paths": result.file_paths,
        "redacted": result.redacted_labels,
    }
    return redirect("settings-trash")


def _confirm_purge(
    request: Request,
    target: purging.PurgeTarget,
    confirmation: str = "",
    error: str = "",
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "target": target,
        "child_count": len(target.ids) - 1,
        "confirmation": confirmation,
        "error": error,
    }
    return render(request, "settings/purge.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def backups(request: Request) -> HttpResponse:
    """Show the backups, or make one."""
    if request.method != "POST":
        return _backups(request)
    try:
        path = back_up(request.actor.now)
    except Refused as error:
        return _backups(request, error=f"{error}.", status=422)
    request.visit.notice = Notice(f"Backed up to {path}", undo=False)
    return redirect("settings-backups")


def _backups(request: Request, *, error: str = "", status: int = 200) -> HttpResponse:
    clock = find_time_zone(queries.load_profile(request.owner).time_zone)
    context = {
        "backups": [view_models.backup_row(backup, clock) for backup in list_backups()],
        "location": database.record_location(),
        "error": error,
    }
    return render(request, "settings/backups.html", context, status=status)
