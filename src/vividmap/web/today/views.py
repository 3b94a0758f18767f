"""Today, the view that its capture box posts to, and the one for what is due."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vividmap.core.names import Names
from vividmap.core.record import ENTRY_KINDS, KINDS
from vividmap.services.actor import date_at, today_of
from vividmap.services.capture import web_capture
from vividmap.services.changes import checkins
from vividmap.services.errors import Invalid, NotFound, Refused
from vividmap.services.reminders.due import answer_outcome, close_outcome, list_due, postpone
from vividmap.store import queries
from vividmap.store.queries import inbox
from vividmap.web import entry_rows, request_params
from vividmap.web.checkin import list_view_models
from vividmap.web.request import Notice, Request
from vividmap.web.today import view_models
from vividmap.web.today.capture_preview import chips
from vividmap.web.today.margin import month_calendar
from vividmap.web.transfer.first_run import first_run

LATEST = 15
LONGEST_READING = 4_000


@require_safe
def today(request: Request) -> HttpResponse:
    """Show Today; `?kept=` names the entry that was just captured."""
    return _page(request, entry_id=request_params.parse_uuid(request.GET.get("kept", "")))


@require_http_methods(["GET", "HEAD", "POST"])
def capture(request: Request) -> HttpResponse:
    """Save what was typed and go back to the page, which then shows it."""
    if request.method != "POST":  # a reload of the URL that an error left in the browser
        return redirect("today")
    text, verb = request.POST.get("text", ""), request.POST.get("verb", "log")
    try:
        entry_id = web_capture.save_capture(verb, text, request.actor if request.visit.sample else None)
    except Invalid as error:
        return _page(request, text=text, error=str(error), status=422)
    except Refused as error:
        return _page(request, text=text, error=str(error), status=507)
    web_capture.ingest_waiting(request.actor)
    return redirect(f"{reverse('today')}?{urlencode({'kept': entry_id})}")


@require_POST
def preview_line(request: Request) -> HttpResponse:
    """Show how a line will be read, before it is saved."""
    text = request.POST.get("text", "")[:LONGEST_READING]
    kind = KINDS["skill entry" if request.POST.get("verb") == "skill" else "evidence"]
    day = today_of(request.actor)
    names = Names(queries.nameable_items(request.owner))
    return render(request, "today/capture_preview.html", {"chips": chips(text, kind, day, names)})


@require_POST
def due(request: Request, handle: str) -> HttpResponse:
    """Fill in an outcome, close it as unknown, or put off what waits."""
    day = today_of(request.actor)
    try:
        if request.POST.get("do") == "later":
            item = postpone(request.actor, handle, day)
            request.visit.notice = Notice(f"You will be asked again on {view_models.next_ask_date(item)}.")
        elif request.POST.get("do") == "unknown":
            item = close_outcome(request.actor, handle)
            request.visit.notice = Notice(f"Marked the outcome of ^{item.handle} as unknown.")
        else:
            item = answer_outcome(request.actor, handle, request.POST.get("outcome", ""))
            request.visit.notice = Notice(f"Saved the outcome of ^{item.handle}.")
    except NotFound as error:
        raise Http404 from error
    except Invalid as error:
        return _page(request, errors={handle: str(error)}, status=422)
    return redirect("today")


def _page(
    request: Request, *, entry_id: UUID | None = None, status: int = 200, **form_context: Any
) -> HttpResponse:
    owner = request.owner
    profile = queries.load_profile(owner)
    day = date_at(request.actor.now, profile.time_zone)
    latest = queries.list_items(owner, ENTRY_KINDS, limit=LATEST)
    item = queries.load_item(owner, entry_id) if entry_id else None
    entry = item if item and item.kind in ENTRY_KINDS else None
    due_check_ins, next_check_ins = checkins.due_and_coming(request.actor, profile)
    check_ins = list_view_models.due(due_check_ins, day)
    names = queries.item_labels(owner, entry_rows.targets([*latest, *([entry] if entry else [])]))
    this_month = queries.list_items(owner, ENTRY_KINDS, queries.Filters(*view_models.month_bounds(day)))
    context = {
        "title": entry_rows.weekday_heading(day),
        "iso_date": day.isoformat(),
        "summary": view_models.monthly_summary(
            queries.count_by_kind(owner),
            sum(item.kind == "evidence" for item in this_month),
        ),
        "saved_entry": entry_rows.entry_row(entry, day, names) if entry else None,
        "months": entry_rows.group_by_month(latest, day, names),
        "month": month_calendar(this_month, day),
        "next_check_ins": list_view_models.coming(next_check_ins, day),
        "check_in": next(iter(check_ins), None),
        "other_check_ins": [check_in.kind for check_in in check_ins[1:]],
        "due_cards": [
            view_models.due_card(due_item, day) for due_item in list_due(request.actor, day, profile)
        ],
        "first_run": first_run(request.actor),
        "inbox_summary": view_models.inbox_summary(inbox.count_due(owner, day, inbox.MOST_COUNTED)),
        "is_waiting": bool(entry_id and web_capture.is_waiting(entry_id)),
        "quarantined_count": web_capture.count_quarantined(),
        "ingest_error": request.trouble,
        "text": "",
        "error": "",
        "errors": {},
        **form_context,
    }
    return render(request, "today/today.html", context, status=status)
