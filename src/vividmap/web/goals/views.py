"""The page of goals, and what is done to goals and gaps."""

from dataclasses import replace
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vividmap.core import dates
from vividmap.core.quarters import Quarter, quarter, up_to
from vividmap.core.record import Goal, Profile, Update
from vividmap.core.saying import sentence
from vividmap.core.shorthand import Draft, read_line
from vividmap.core.when import When
from vividmap.services import entries
from vividmap.services.actor import date_at, today
from vividmap.services.errors import Conflict, Invalid
from vividmap.store import queries
from vividmap.store.queries import goals as store
from vividmap.web import asked
from vividmap.web.door import Notice, Request
from vividmap.web.goals import forms, shape
from vividmap.web.goals.shape import Choice, View
from vividmap.web.items import form
from vividmap.web.rows import quoted

QUARTERS = 5
"""One more than a year has, so that the same quarter of the last year is in sight."""
MOST_GOALS = 12
MOST_GAPS = 120
MOST_UPDATES = 700
_ADDED = ("text", "what", "target", "body")
_HINTS = {"text": "where you want to be, in a line", "target": "by when: January 2027, or 2027-01-31"}


@require_safe
def goals(request: Request) -> HttpResponse:
    """Show goals and their gaps, a column a quarter; `?until=` names the last, `?state=` the goals."""
    profile = queries.profile(request.owner)
    now = date_at(request.actor.now, profile.time_zone)
    quarters = up_to(_until(request, profile, now), QUARTERS, profile.fiscal_month or 1)
    state = request.GET.get("state", "")
    state = state if state in forms.STATES["goal"] else ""
    counts = store.counted(request.owner)
    total = counts.get(state, sum(counts.values()))
    start = _page(request, total) * MOST_GOALS
    until = "" if now in quarters[-1] else quarters[-1].name
    said = {
        "aims": _aims(request, state, start, View(quarters, now, profile.fiscal_month or 1)),
        "columns": [one.label for one in quarters],
        "states": list(_states(counts, state, until)),
        "any": sum(counts.values()) > 0,
        "older": _older(request, quarters[0], state),
        "newer": _newer(quarters[-1], profile, now, state),
        "pages": list(_pages(total, start, state, until)),
        "then": "" if not until else quarters[-1].label,
        "shown": state,
    }
    return render(request, "goals/goals.html", said)


def _until(request: Request, profile: Profile, now: date) -> Quarter:
    """Return the quarter that the page ends with: the one asked for, and none that has not begun."""
    month = profile.fiscal_month or 1
    until = dates.read_period(request.GET.get("until", "")[:40], now, month)
    return quarter(min(until.last, now) if until else now, month)


def _page(request: Request, total: int) -> int:
    return max(0, min(asked.page(request) - 1, (total - 1) // MOST_GOALS))


def _aims(request: Request, state: str, start: int, view: View) -> list[shape.Aim]:
    owner, last = request.owner, view.quarters[-1].last
    shown = store.goals(owner, state, start, MOST_GOALS)
    gaps = store.gaps(owner, [one.id for one in shown], MOST_GAPS)
    ids = [one.id for one in (*shown, *gaps)]
    updates = shape.by_parent(store.updates(owner, ids, MOST_UPDATES, last))
    seen = shape.Seen(view, updates, store.moved(owner, ids, last))
    return [shape.aim(goal, [gap for gap in gaps if gap.parent == goal.id], seen) for goal in shown]


def _states(counts: dict[str, int], state: str, until: str) -> list[Choice]:
    path = reverse("goals")
    some = [
        Choice(f"{name} {count}", asked.address(path, {"state": name, "until": until}), name == state)
        for name, count in counts.items()
        if count or name == state
    ]
    return [Choice(f"all {sum(counts.values())}", asked.address(path, {"until": until}), not state), *some]


def _older(request: Request, first: Quarter, state: str) -> str:
    """Return where the quarters before are, "" where nothing was said in them."""
    said = store.first_said(request.owner)
    if said is None or said >= first.first:
        return ""
    return asked.address(reverse("goals"), {"state": state, "until": first.name})


def _newer(last: Quarter, profile: Profile, now: date, state: str) -> str:
    if now in last:
        return ""
    after = quarter(min(now, last.first.replace(year=last.first.year + 1)), profile.fiscal_month or 1)
    return asked.address(reverse("goals"), {"state": state, "until": "" if now in after else after.name})


def _pages(total: int, start: int, state: str, until: str) -> list[Choice]:
    count = -(-total // MOST_GOALS)
    said = {"state": state, "until": until}
    return [
        Choice(str(n), asked.address(reverse("goals"), said, page=n), start == (n - 1) * MOST_GOALS)
        for n in range(1, count + 1)
        if count > 1
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request) -> HttpResponse:
    """Add a goal."""
    said = form.typed("goal", dict(request.POST.lists()))
    if request.method != "POST":
        return _add_page(request, said, {})
    now = today(request.actor)
    target = dates.read_to_come(said["target"], now) if said["target"].strip() else None
    read = {**said, "target": target.isoformat()} if target else said
    values, wrong = form.values(Goal(), read, now, {})
    if not wrong:
        own = {name: value for name, value in values.items() if name not in ("text", "body") and value}
        draft = Draft(kind="goal", text=values["text"], body=values["body"], fields=own)
        try:
            row = entries.add(request.actor, draft)
        except Invalid as error:
            wrong = form.refused(error, wrong)
        else:
            request.visit.notice = Notice(f"Added the goal {quoted(row.text)}.")
            return redirect("item", row.handle)
    return _add_page(request, said, wrong, status=422)


def _add_page(
    request: Request, said: dict[str, str], wrong: dict[str, str], status: int = 200
) -> HttpResponse:
    inputs = [
        replace(one, hint=_HINTS.get(one.name, one.hint))
        for one in form.inputs("goal", said, wrong)
        if one.name in _ADDED
    ]
    ask = forms.Ask("A goal for the next twelve months", "Add", ())
    return forms.page(request, ask, inputs, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def gap(request: Request, handle: str) -> HttpResponse:
    """Name a gap on the way to a goal."""
    goal = asked.item(request, handle, "goal")
    said = forms.typed(request, forms.GAP)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            row = entries.add(request.actor, Draft(kind="gap", text=said["name"]), parent=goal.id)
        except Invalid as error:
            wrong = forms.wrong_in(forms.GAP, error)
        else:
            request.visit.notice = Notice(f"Added the gap {quoted(row.text)}.")
            return redirect("item", goal.handle)
    inputs = forms.filled(forms.GAP, said, wrong, alone=True)
    return forms.page(request, forms.GAP, inputs, goal, 422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def update(request: Request, handle: str) -> HttpResponse:
    """Say how a goal or gap stands."""
    item = asked.item(request, handle, "goal", "gap")
    said = forms.typed(request, forms.UPDATE)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            entries.add(request.actor, _update(said, today(request.actor)), parent=item.id)
        except Invalid as error:
            wrong = forms.wrong_in(forms.UPDATE, error)
        else:
            request.visit.notice = Notice(f"Said how {quoted(item.text)} stands.")
            return redirect("item", item.handle)
    inputs = forms.filled(forms.UPDATE, said, wrong, alone=True)
    return forms.page(request, forms.UPDATE, inputs, item, 422 if wrong else 200)


def _update(said: dict[str, str], now: date) -> Draft:
    """Return what a form says of a goal or gap. The state is a line of shorthand, as in the terminal."""
    line = read_line(said["text"], Update)
    moment = line.when or When.day(now)
    if text := said["when"].strip():
        try:
            moment = dates.said(text, now)
        except dates.NotADate as error:
            raise Invalid(str(error), "when") from error
    own = {name: said[name] for name in ("gap", "doing") if said[name].strip()}
    return Draft(kind="update", text=line.text, when=moment, fields=own, mentions=line.mentions)


@require_POST
def state(request: Request, handle: str) -> HttpResponse:
    """Say that a goal is active, reached or dropped, that a gap is open or closed."""
    item = asked.item(request, handle, "goal", "gap")
    said = request.POST.get("state", "")
    ask = forms.state_ask(item)
    if said not in forms.STATES[item.kind]:
        wrong, status = (
            f"{said[:40]!r} is not a state; it is one of {', '.join(forms.STATES[item.kind])}",
            422,
        )
    elif said == forms.state_of(item):
        return redirect("item", item.handle)
    else:
        try:
            entries.edit(request.actor, item.handle, {"state": said}, version=item.version)
        except Conflict as error:
            wrong, status = str(error), 409
        else:
            request.visit.notice = Notice(f"{quoted(item.text)} is {said} now.")
            return redirect("item", item.handle)
    inputs = forms.filled(ask, {"state": said}, {"state": sentence(wrong)})
    return forms.page(request, ask, inputs, item, status)
