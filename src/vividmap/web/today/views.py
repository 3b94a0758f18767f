"""Today, what its box posts to, and what is done about what is due."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vividmap.core.names import Names
from vividmap.core.record import KINDS
from vividmap.services import checkins, intake
from vividmap.services import due as waiting
from vividmap.services.actor import date_at
from vividmap.services.actor import today as date_of
from vividmap.services.errors import Invalid, NotFound, Refused
from vividmap.store import queries
from vividmap.store.queries import labels
from vividmap.web import asked, rows
from vividmap.web.checkin import listing
from vividmap.web.door import Notice, Request
from vividmap.web.today import reading as read
from vividmap.web.today import shape
from vividmap.web.transfer.first import first_run

LATEST = 15
LONGEST_READING = 4_000


@require_safe
def today(request: Request) -> HttpResponse:
    """Show Today; `?kept=` names the entry that was just captured."""
    return _page(request, kept=asked.uid(request.GET.get("kept", "")))


@require_http_methods(["GET", "HEAD", "POST"])
def capture(request: Request) -> HttpResponse:
    """Keep what was typed and go back to the page, which then shows it."""
    if request.method != "POST":  # the address that an error left in the browser, loaded again
        return redirect("today")
    text, verb = request.POST.get("text", ""), request.POST.get("verb", "log")
    try:
        kept = intake.keep(verb, text, request.actor if request.visit.sample else None)
    except Invalid as error:
        return _page(request, text=text, error=str(error), status=422)
    except Refused as error:
        return _page(request, text=text, error=str(error), status=507)
    intake.take_in(request.actor)
    return redirect(f"{reverse('today')}?{urlencode({'kept': kept})}")


@require_POST
def reading(request: Request) -> HttpResponse:
    """Show how a line will be read, before it is kept."""
    text = request.POST.get("text", "")[:LONGEST_READING]
    kind = KINDS["skill entry" if request.POST.get("verb") == "skill" else "evidence"]
    day = date_of(request.actor)
    names = Names(queries.nameable(request.owner))
    return render(request, "today/reading.html", {"chips": read.chips(text, kind, day, names)})


@require_POST
def due(request: Request, handle: str) -> HttpResponse:
    """Fill in an outcome, close it as unknown, or put off what waits."""
    day = date_of(request.actor)
    try:
        if request.POST.get("do") == "later":
            item = waiting.put_off(request.actor, handle, day)
            request.visit.notice = Notice(f"You will be asked again on {shape.full(item)}.")
        elif request.POST.get("do") == "unknown":
            item = waiting.close(request.actor, handle)
            request.visit.notice = Notice(f"The outcome of ^{item.handle} is closed as unknown.")
        else:
            item = waiting.answer(request.actor, handle, request.POST.get("outcome", ""))
            request.visit.notice = Notice(f"The outcome of ^{item.handle} is kept.")
    except NotFound as error:
        raise Http404 from error
    except Invalid as error:
        return _page(request, wrong={handle: str(error)}, status=422)
    return redirect("today")


def _page(request: Request, *, kept: UUID | None = None, status: int = 200, **said: Any) -> HttpResponse:
    owner = request.owner
    profile = queries.profile(owner)
    day = date_at(request.actor.now, profile.time_zone)
    latest = queries.list(owner, ["evidence", "skill entry"], most=LATEST)
    row = queries.by_id(owner, kept) if kept else None
    entry = queries.one(owner, row) if row and row.kind in ("evidence", "skill entry") else None
    check_ins = listing.due(checkins.calendar(request.actor, profile)[0], day)
    names = labels.called(owner, rows.targets([*latest, *([entry] if entry else [])]))
    first, last = shape.month(day)
    context = {
        "title": shape.title(day),
        "machine": day.isoformat(),
        "lead": shape.lead(
            queries.counts(owner), queries.count(owner, ["evidence"], queries.Filters(first, last))
        ),
        "kept": rows.row(entry, day, names) if entry else None,
        "months": rows.by_month(latest, day, names),
        "check_in": next(iter(check_ins), None),
        "also": [one.kind for one in check_ins[1:]],
        "due": [shape.due(one, day) for one in waiting.look(request.actor, day, profile)],
        "first": first_run(request.actor),
        "waits": bool(kept and intake.waits(kept)),
        "set_aside": intake.set_aside(),
        "trouble": request.trouble,
        "text": "",
        "error": "",
        "wrong": {},
        **said,
    }
    return render(request, "today/today.html", context, status=status)
