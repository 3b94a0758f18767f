"""The page of the inbox, and what its form posts to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vividmap.core.english.phrasing import as_sentence, count_noun
from vividmap.core.inbox import describe_waiting, group_candidates
from vividmap.core.record import Candidate
from vividmap.core.when import When, describe_when
from vividmap.services.actor import today_of
from vividmap.services.changes import entries
from vividmap.services.errors import Invalid, Refused
from vividmap.services.inbox import deciding
from vividmap.store.queries import inbox
from vividmap.web import request_params
from vividmap.web.inbox import view_models
from vividmap.web.inbox.forms import chosen_handles, read_acceptance
from vividmap.web.inbox.view_models import Selection
from vividmap.web.request import Notice, Request

MOST_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def inbox_page(request: Request) -> HttpResponse:
    """Show what waits, one candidate selected by `?at=`; or decide about one or more."""
    if request.method != "POST":
        return _page(request, Selection(request.GET.get("at", "")))
    decide = _DECISIONS.get(request.POST.get("do", ""))
    if decide is None:
        return redirect("inbox")
    handle = request.POST.get("at", "")
    next_url = request_params.return_url(request, reverse("inbox"))
    back = (
        next_url if request.POST.get("place") else request_params.build_url(reverse("inbox"), {"at": handle})
    )
    try:
        text = decide(request)
    except Refused as error:
        status = 422 if isinstance(error, Invalid) else 409
        selection = Selection(
            handle,
            outcome=request.POST.get("outcome", ""),
            part=request.POST.get("part", ""),
            text=request.POST.get("text", ""),
            error=as_sentence(str(error)),
        )
        return _page(request, selection, status=status)
    change = entries.last_change_id(request.actor)
    request.visit.notice = Notice(text, back=back, change=change)
    return redirect(next_url)


def _accept(request: Request) -> str:
    acceptance = read_acceptance(request, today_of(request.actor))
    entry = deciding.accept(request.actor, request.POST.get("at", ""), acceptance)
    return f"Accepted as {entry.kind} ^{entry.handle}."


def _merge(request: Request) -> str:
    at = request.POST.get("at", "")
    handles = dict.fromkeys((*([at] if at else []), *request.POST.getlist("handle")))
    lead = deciding.merge(request.actor, [*handles])
    return f"{len(handles)} candidates merged into ^{lead.handle}."


def _attach(request: Request) -> str:
    target = request.POST.get("target", "").strip() or request.POST.get("suggested", "")
    if not target:
        raise Invalid("Enter the ID of the entry to attach it to", "target")
    outcome = request.POST.get("outcome", "")
    entry = deciding.attach(request.actor, chosen_handles(request), target, outcome)
    return f"Attached to ^{entry.handle}."


def _snooze(request: Request) -> str:
    day = deciding.snooze(request.actor, chosen_handles(request))
    return f"Snoozed until {describe_when(When.day(day))}."


def _accept_group(request: Request) -> str:
    count = deciding.accept_all(request.actor, _handles_of_group(request))
    return f"{count_noun(count, 'candidate')} accepted."


def _dismiss(list_handles: Callable[[Request], Sequence[str]], request: Request) -> str:
    count = deciding.dismiss(request.actor, list_handles(request))
    return f"{count_noun(count, 'candidate')} dismissed."


def _handles_of_group(request: Request) -> list[str]:
    """Return the candidates of the group that a form names, on whatever page they are. Raises Refused."""
    count = request.POST.get("count", "")
    group = request.POST.get("group", "")
    return deciding.list_group(request.actor, group, int(count) if count.isdecimal() else 0)


_DECISIONS: Mapping[str, Callable[[Request], str]] = {
    "accept": _accept,
    "merge": _merge,
    "attach": _attach,
    "snooze": _snooze,
    "dismiss": partial(_dismiss, chosen_handles),
    "accept-group": _accept_group,
    "dismiss-group": partial(_dismiss, _handles_of_group),
}


def _page(request: Request, selection: Selection, *, status: int = 200) -> HttpResponse:
    today, number = today_of(request.actor), request_params.page_number(request)
    counts = inbox.count_due_by_group(request.owner, today)
    total = counts.total()
    start = min((number - 1) * MOST_SHOWN, max(0, total - 1) // MOST_SHOWN * MOST_SHOWN)
    newest = inbox.list_due(request.owner, today, start, MOST_SHOWN)
    groups = group_candidates(newest)
    ordered = [candidate for group in groups for candidate in group.candidates]
    selected = _select(ordered, selection.handle)
    unplaced_error = selection.error if selected is None or selected.handle != selection.handle else ""
    if selected is not None:
        targets = deciding.suggest_targets(request.owner, selected)
        answers = Selection("") if unplaced_error else selection  # they were about another candidate
        selection = replace(answers, handle=selected.handle, targets=targets)
    path = reverse("inbox")
    context: dict[str, Any] = {
        "groups": [view_models.card_group(group, counts[group.key], today, selection) for group in groups],
        "selected_handle": selection.handle,
        "summary": as_sentence(describe_waiting(total)),
        "newer_url": request_params.build_url(path, {}, page=number - 1) if start else "",
        "older_url": request_params.build_url(path, {}, page=start // MOST_SHOWN + 2)
        if start + MOST_SHOWN < total
        else "",
        "unplaced_error": unplaced_error,
        "next_url": request_params.build_url(
            path, {"at": _handle_after(ordered, selected)}, page=start // MOST_SHOWN + 1
        ),
    }
    return render(request, "inbox/inbox.html", context, status=status)


def _handle_after(candidates: list[Candidate], selected: Candidate | None) -> str:
    """Return the handle of the candidate after the selected one, "" after the last."""
    places = [place for place, candidate in enumerate(candidates) if candidate is selected]
    return next((candidate.handle for candidate in candidates[places[0] + 1 :]), "") if places else ""


def _select(candidates: list[Candidate], handle: str) -> Candidate | None:
    """Return the candidate with a handle, else the first."""
    return next(
        (candidate for candidate in candidates if candidate.handle == handle), next(iter(candidates), None)
    )
