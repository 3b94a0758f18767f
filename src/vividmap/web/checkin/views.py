"""The pages of check-ins, and what their forms post to."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vividmap.core import checkins as core
from vividmap.core.checkins import notes as written
from vividmap.core.checkins.calendar import read_period, said
from vividmap.core.record import CheckIn, Item
from vividmap.core.saying import sentence
from vividmap.services import checkins, memory
from vividmap.services.actor import date_at, today
from vividmap.services.checkins import Said
from vividmap.services.errors import Invalid, Refused
from vividmap.store import queries
from vividmap.store.queries import due as reads
from vividmap.web import asked, prose
from vividmap.web.checkin import listing, shape
from vividmap.web.checkin.shape import FINISH, Refusal
from vividmap.web.door import Notice, Request

MOST_PAST = 40
_LIKE = {"weekly": "2026-W46", "monthly": "2026-10", "quarterly": "2026-Q3"}
_SAYS = ("text", "gap", "doing")


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: Request) -> HttpResponse:
    """Show what is due, what comes next and what was; or begin or skip the check-in for a period."""
    if request.method != "POST":
        return _overview(request)
    kind, text = request.POST.get("kind", ""), request.POST.get("period", "")
    profile = queries.profile(request.owner)
    day = date_at(request.actor.now, profile.time_zone)
    period = read_period(kind, text, day, profile) if kind in core.KINDS else None
    if period is None:
        like = _LIKE.get(kind, " or ".join(_LIKE.values()))
        wrong = f"{text[:40]!r} is not a period; write it like {like}." if text.strip() else f"Write {like}."
        return _overview(request, kind=kind, period=text, wrong=wrong, status=422)
    try:
        if request.POST.get("do") == "skip":
            found = checkins.skip(request.actor, kind, period)
            place = asked.back(request, reverse("checkin"))
            request.visit.notice = Notice(f"Skipped: {found.text}. The next one comes by itself.", back=place)
            return redirect(place)
        before = checkins.find(request.actor, kind, period)
        if before is not None and before.state == "done":
            return redirect("checkin-one", before.handle)
        found = checkins.start(request.actor, kind, period)
    except Refused as error:
        return _overview(request, kind=kind, period=text, wrong=sentence(str(error)), status=422)
    if before is None or before.version != found.version:
        request.visit.notice = Notice(f"Begun: {found.text}.", back=reverse("checkin"))
    return redirect("checkin-one", found.handle)


def _overview(request: Request, *, status: int = 200, **typed: str) -> HttpResponse:
    profile = queries.profile(request.owner)
    day = date_at(request.actor.now, profile.time_zone)
    waiting, coming = checkins.calendar(request.actor, profile)
    number = asked.page(request)
    past, total = reads.check_ins(request.owner, (number - 1) * MOST_PAST, MOST_PAST)
    path = reverse("checkin")
    context = {
        "due": listing.due(waiting, day),
        "coming": listing.coming(coming, day),
        "past": listing.past(past, day),
        "total": total,
        "newer": asked.address(path, {}, page=number - 1) if number > 1 else "",
        "older": asked.address(path, {}, page=number + 1) if number * MOST_PAST < total else "",
        "kinds": core.KINDS,
        "kind": typed.get("kind", ""),
        "period": typed.get("period", ""),
        "wrong": typed.get("wrong", ""),
    }
    return render(request, "checkin/overview.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: Request, handle: str) -> HttpResponse:
    """Show a check-in with all its steps, or keep what was said to one of them."""
    found = _check_in(request, handle)
    if request.method != "POST":
        return redirect("checkin-one", found.handle) if handle != found.handle else _page(request, found)
    step = request.POST.get("step", "")
    if step not in [one.name for one in core.steps(found.what)]:
        raise Http404
    key = request.POST.get("place", step)
    typed = {name: request.POST.get(name, "") for name in ("about", *_SAYS)}
    instead = request.POST.get("instead", "")
    if not instead and not any(typed[name].strip() for name in _SAYS):  # an empty line goes on
        return _to(found, shape.after(_steps(request, found), key))
    return _say(request, found, step, key, Said(**typed, instead=instead))


def _say(request: Request, found: CheckIn, step: str, key: str, what: Said) -> HttpResponse:
    then = shape.after(_steps(request, found), key) if found.state == "open" else FINISH
    try:
        done = checkins.answer(request.actor, found.handle, step, what)
    except Refused as error:
        typed = {name: getattr(what, name) for name in ("about", *_SAYS)}
        field = error.field if isinstance(error, Invalid) else ""
        refused = Refusal(key, typed, sentence(str(error)), field if field in typed else "text")
        status = 422 if isinstance(error, Invalid) else 409
        return _page(request, _check_in(request, found.handle), refused, status)
    words = {"later": "Put off", "unknown": "Closed"}.get(what.instead, "Kept")
    handles = " ".join(f"^{item.handle}" for item in done.items)
    back = reverse("checkin-one", args=[found.handle])
    request.visit.notice = Notice(f"{words} {handles}".rstrip() + ".", back=back)
    return _to(found, then)


def _to(found: CheckIn, key: str) -> HttpResponse:
    """Lead to a place of a check-in's page; a browser puts the focus there."""
    return redirect(f"{reverse('checkin-one', args=[found.handle])}#say-{key}")


def _steps(request: Request, found: CheckIn, refused: Refusal | None = None) -> tuple[shape.Shown, ...]:
    record = memory.record(request.actor)
    agenda = core.agenda_of(record, today(request.actor), found)
    return shape.steps(found, agenda, record, refused)


def _page(
    request: Request, found: CheckIn, refused: Refusal | None = None, status: int = 200
) -> HttpResponse:
    profile = queries.profile(request.owner)
    period = core.period_for(found, profile)
    context: dict[str, Any] = {
        "found": found,
        "period": said(period),
        "minutes": core.minutes(found.what),
        "refused": refused,
    }
    if found.state not in ("", "open"):
        context["parts"] = _parts(request, found)
        return render(request, "checkin/over.html", context, status=status)
    steps = _steps(request, found, refused)
    keys = shape.places(steps)
    context |= {
        "steps": steps,
        "finish": FINISH,
        "at_end": not any(place.at for step in steps for place in step.places),
        "homeless": refused if refused and refused.key not in keys else None,
    }
    return render(request, "checkin/one.html", context, status=status)


def _parts(request: Request, found: CheckIn) -> list[tuple[str, str]]:
    """Return the parts of a check-in's notes: each a title, and safe HTML."""
    text = written.notes(found, memory.record(request.actor), today(request.actor))
    return [(title, prose.html(body)) for title, body in shape.note_parts(text)[1]]


@require_POST
def state(request: Request, handle: str) -> HttpResponse:
    """Finish a check-in, let it pass, take it up again, or do it again."""
    found = _check_in(request, handle)
    verbs = {"finish": _finish, "skip": _skip, "resume": _resume, "redo": _redo}
    do = verbs.get(request.POST.get("do", ""))
    if do is None:
        return redirect("checkin-one", found.handle)
    back = reverse("checkin-one", args=[found.handle])
    try:
        request.visit.notice = Notice(do(request, found), back=back)
    except Refused as error:
        request.visit.notice = Notice(sentence(str(error)), undo=False)
    return redirect(back)


def _finish(request: Request, found: CheckIn) -> str:
    return f"Done: {checkins.finish(request.actor, found.handle).text}."


def _skip(request: Request, found: CheckIn) -> str:
    period = core.period_for(found, queries.profile(request.owner))
    return f"Skipped: {checkins.skip(request.actor, found.what, period).text}. What you said stays."


def _resume(request: Request, found: CheckIn) -> str:
    period = core.period_for(found, queries.profile(request.owner))
    return f"Open again: {checkins.start(request.actor, found.what, period).text}."


def _redo(request: Request, found: CheckIn) -> str:
    return f"Open again: {checkins.redo(request.actor, found.handle).text}. What was said before is kept."


@require_safe
def notes(request: Request, handle: str) -> HttpResponse:
    """Show the notes of a check-in as a page to print."""
    found = _check_in(request, handle)
    text = written.notes(found, memory.record(request.actor), today(request.actor))
    lead, parts = shape.note_parts(text)
    said_parts = [(title, prose.html(body)) for title, body in parts]
    return render(request, "checkin/notes.html", {"found": found, "lead": lead, "parts": said_parts})


def _check_in(request: Request, handle: str) -> CheckIn:
    found: Item = asked.item(request, handle, CheckIn.kind)
    assert isinstance(found, CheckIn)  # noqa: S101 - for the type checker: it was looked up as one
    if found.when is None or found.what not in core.KINDS:
        raise Http404
    return found
