"""The pages of check-ins, and what their forms post to."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vividmap.core.checkins import KINDS, agenda_of, minutes, period_for, steps
from vividmap.core.checkins.calendar import PERIOD_EXAMPLES, describe_period, read_period
from vividmap.core.checkins.notes import write_notes
from vividmap.core.checkins.summary import describe_month, describe_saved
from vividmap.core.english.phrasing import as_sentence
from vividmap.core.inbox import MOST_IN_CHECK_IN, describe_step
from vividmap.core.record import CheckIn
from vividmap.services import record_cache
from vividmap.services.actor import date_at, today_of
from vividmap.services.changes import checkins
from vividmap.services.changes.checkins import StepAnswer
from vividmap.services.errors import Invalid, Refused
from vividmap.services.inbox import deciding
from vividmap.store import queries
from vividmap.store.queries import inbox
from vividmap.store.queries.due import list_check_ins
from vividmap.web import markdown_html, request_params
from vividmap.web.checkin import list_view_models, view_models
from vividmap.web.checkin.view_models import FINISH, Refusal
from vividmap.web.inbox.view_models import check_in_cards
from vividmap.web.request import Notice, Request

MOST_PAST = 40
_ANSWER_FIELDS = ("text", "gap", "doing")


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: Request) -> HttpResponse:
    """Show what is due, what comes next and what was; or begin or skip the check-in for a period."""
    if request.method != "POST":
        return _overview(request)
    kind, text = request.POST.get("kind", ""), request.POST.get("period", "")
    profile = queries.load_profile(request.owner)
    day = date_at(request.actor.now, profile.time_zone)
    period = read_period(kind, text, day, profile) if kind in KINDS else None
    if period is None:
        like = PERIOD_EXAMPLES.get(kind, " or ".join(PERIOD_EXAMPLES.values()))
        wrong = (
            f"{text[:40]!r} is not a period; write it like {like}."
            if text.strip()
            else f"Enter a period, like {like}."
        )
        return _overview(request, kind=kind, period=text, wrong=wrong, status=422)
    try:
        if request.POST.get("do") == "skip":
            check_in = checkins.skip_check_in(request.actor, kind, period)
            place = request_params.return_url(request, reverse("checkin"))
            request.visit.notice = Notice(f"Skipped: {check_in.text}.", back=place)
            return redirect(place)
        before = checkins.find_check_in(request.actor, kind, period)
        if before is not None and before.state == "done":
            return redirect("checkin-one", before.handle)
        check_in = checkins.start_check_in(request.actor, kind, period)
    except Refused as error:
        return _overview(request, kind=kind, period=text, wrong=as_sentence(str(error)), status=422)
    if before is None or before.version != check_in.version:
        request.visit.notice = Notice(f"Started: {check_in.text}.", back=reverse("checkin"))
    return redirect("checkin-one", check_in.handle)


def _overview(request: Request, *, status: int = 200, **form_values: str) -> HttpResponse:
    profile = queries.load_profile(request.owner)
    day = date_at(request.actor.now, profile.time_zone)
    waiting, coming = checkins.due_and_coming(request.actor, profile)
    number = request_params.page_number(request)
    past, total = list_check_ins(request.owner, (number - 1) * MOST_PAST, MOST_PAST)
    path = reverse("checkin")
    context = {
        "due_check_ins": list_view_models.due(waiting, day),
        # One that is due has the key; the same kind may be coming as well.
        "next_check_ins": [
            replace(check_in, key="") if check_in.kind in {item.kind for item in waiting} else check_in
            for check_in in list_view_models.coming(coming, day)
        ],
        "past_check_ins": list_view_models.past(past, day),
        "total": total,
        "newer_url": request_params.build_url(path, {}, page=number - 1) if number > 1 else "",
        "older_url": request_params.build_url(path, {}, page=number + 1)
        if number * MOST_PAST < total
        else "",
        "kinds": KINDS,
        "selected_kind": form_values.get("kind", ""),
        "period": form_values.get("period", ""),
        "error": form_values.get("wrong", ""),
    }
    return render(request, "checkin/overview.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, handle: str) -> HttpResponse:
    """Show a check-in with all its steps, or save an answer to one of them."""
    check_in = _check_in(request, handle)
    if request.method != "POST":
        return (
            redirect("checkin-one", check_in.handle)
            if handle != check_in.handle
            else _page(request, check_in)
        )
    step = request.POST.get("step", "")
    if step not in [agenda_step.name for agenda_step in steps(check_in.rhythm)]:
        raise Http404
    key = request.POST.get("place", step)
    form_values = {name: request.POST.get(name, "") for name in ("about", *_ANSWER_FIELDS)}
    instead = request.POST.get("instead", "")
    if not instead and not any(form_values[name].strip() for name in _ANSWER_FIELDS):  # an empty line goes on
        return _to(check_in, view_models.after(_steps(request, check_in), key))
    return _say(request, check_in, step, key, StepAnswer(**form_values, instead=instead))


def _say(request: Request, check_in: CheckIn, step: str, key: str, answer: StepAnswer) -> HttpResponse:
    next_key = view_models.after(_steps(request, check_in), key) if check_in.state == "open" else FINISH
    try:
        result = checkins.answer_step(request.actor, check_in.handle, step, answer)
    except Refused as error:
        values = {name: getattr(answer, name) for name in ("about", *_ANSWER_FIELDS)}
        field = error.field if isinstance(error, Invalid) else ""
        refusal = Refusal(key, values, as_sentence(str(error)), field if field in values else "text")
        status = 422 if isinstance(error, Invalid) else 409
        return _page(request, _check_in(request, check_in.handle), refusal, status)
    words = {"later": "Postponed", "unknown": "Closed"}.get(answer.instead, "Saved")
    handles = " ".join(f"^{item.handle}" for item in result.items)
    back = reverse("checkin-one", args=[check_in.handle])
    request.visit.notice = Notice(f"{words} {handles}".rstrip() + ".", back=back)
    return _to(check_in, next_key)


def _to(check_in: CheckIn, key: str) -> HttpResponse:
    """Redirect to a place of a check-in's page; a browser puts the focus there."""
    query = urlencode({"at": key})
    return redirect(f"{reverse('checkin-one', args=[check_in.handle])}?{query}#say-{key}")


def _steps(
    request: Request, check_in: CheckIn, refusal: Refusal | None = None
) -> tuple[view_models.StepSection, ...]:
    record, today = record_cache.load_record(request.actor), today_of(request.actor)
    agenda = agenda_of(record, today, check_in)
    data = view_models.CheckInData(check_in, agenda, record, today)
    return view_models.steps(data, refusal, request.GET.get("at", ""))


def _page(
    request: Request, check_in: CheckIn, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    profile = queries.load_profile(request.owner)
    period = period_for(check_in, profile)
    context: dict[str, Any] = {
        "check_in": check_in,
        "period": describe_period(period),
        "minutes": minutes(check_in.rhythm),
        "refusal": refusal,
    }
    if check_in.state not in ("", "open"):
        context |= _finished_context(request, check_in)
        return render(request, "checkin/finished.html", context, status=status)
    sections = _steps(request, check_in, refusal)
    keys = view_models.places(sections)
    context |= {
        "sections": sections,
        "finish_key": FINISH,
        "is_at_end": not any(form.is_current for section in sections for form in section.forms),
        "unplaced_refusal": refusal if refusal and refusal.key not in keys else None,
        "inbox_cards": (),
    }
    if check_in.rhythm == "weekly":
        context |= _inbox_context(request, check_in, next(iter(keys), FINISH))
    return render(request, "checkin/checkin.html", context, status=status)


def _inbox_context(request: Request, check_in: CheckIn, next_key: str) -> dict[str, Any]:
    """Return the candidates that a weekly check-in begins with; nothing where none is due."""
    today = today_of(request.actor)
    newest = inbox.list_due(request.owner, today, 0, MOST_IN_CHECK_IN)
    if not newest:
        return {}
    cards = check_in_cards(newest, today, deciding.suggest_targets(request.owner, newest[0]))
    is_new = not check_in.answers.get("said") and "at" not in request.GET and request.method != "POST"
    return {
        "inbox_cards": cards,
        "inbox_prompt": describe_step(inbox.count_due(request.owner, today)),
        "inbox_next_key": next_key,
        "is_inbox_current": is_new,
        "next_url": reverse("checkin-one", args=[check_in.handle]),
    }


def _finished_context(request: Request, check_in: CheckIn) -> dict[str, Any]:
    """Return what was saved in a check-in, how the month stands, what comes next, and the other notes."""
    record, day = record_cache.load_record(request.actor), today_of(request.actor)
    rows = view_models.saved_entries(check_in, record, day)
    entry_titles = {
        step.title for step in steps(check_in.rhythm) if rows and view_models.is_about_entries(step)
    }
    note_parts = view_models.note_parts(write_notes(check_in, record, day))[1]
    waiting, coming = checkins.due_and_coming(request.actor)
    return {
        "rows": rows,
        "summary": describe_saved(check_in, record),
        "month_summary": describe_month(record, day),
        "due_check_ins": list_view_models.due(waiting, day),
        "next_check_ins": list_view_models.coming(coming, day),
        "parts": [
            (title, markdown_html.render_markdown(body))
            for title, body in note_parts
            if title not in entry_titles
        ],
    }


@require_POST
def state(request: Request, handle: str) -> HttpResponse:
    """Finish, skip, reopen or redo a check-in."""
    check_in = _check_in(request, handle)
    verbs = {"finish": _finish, "skip": _skip, "resume": _resume, "redo": _redo}
    do = verbs.get(request.POST.get("do", ""))
    if do is None:
        return redirect("checkin-one", check_in.handle)
    back = reverse("checkin-one", args=[check_in.handle])
    try:
        request.visit.notice = Notice(do(request, check_in), back=back)
    except Refused as error:
        request.visit.notice = Notice(as_sentence(str(error)), undo=False)
    return redirect(back)


def _finish(request: Request, check_in: CheckIn) -> str:
    return f"Done: {checkins.finish_check_in(request.actor, check_in.handle).text}."


def _skip(request: Request, check_in: CheckIn) -> str:
    period = period_for(check_in, queries.load_profile(request.owner))
    saved = checkins.skip_check_in(request.actor, check_in.rhythm, period)
    return f"Skipped: {saved.text}. Your answers are kept."


def _resume(request: Request, check_in: CheckIn) -> str:
    period = period_for(check_in, queries.load_profile(request.owner))
    return f"Reopened: {checkins.start_check_in(request.actor, check_in.rhythm, period).text}."


def _redo(request: Request, check_in: CheckIn) -> str:
    return (
        f"Reopened: {checkins.redo_check_in(request.actor, check_in.handle).text}. Earlier answers are kept."
    )


@require_safe
def print_notes(request: Request, handle: str) -> HttpResponse:
    """Show the notes of a check-in as a page to print."""
    check_in = _check_in(request, handle)
    text = write_notes(check_in, record_cache.load_record(request.actor), today_of(request.actor))
    lead, parts = view_models.note_parts(text)
    said_parts = [(title, markdown_html.render_markdown(body)) for title, body in parts]
    return render(request, "checkin/notes.html", {"check_in": check_in, "lead": lead, "parts": said_parts})


def _check_in(request: Request, handle: str) -> CheckIn:
    check_in = request_params.find_item_of(request, handle, CheckIn)
    if check_in.when is None or check_in.rhythm not in KINDS:
        raise Http404
    return check_in
