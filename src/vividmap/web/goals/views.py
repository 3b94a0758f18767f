"""The page of goals, and what is done to goals and gaps."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vividmap.core.english import dates
from vividmap.core.english.phrasing import as_sentence
from vividmap.core.quarters import Quarter, quarter, up_to
from vividmap.core.record import Goal, Profile, Update
from vividmap.core.shorthand import Draft, read_line
from vividmap.core.when import When
from vividmap.services.actor import date_at, today_of
from vividmap.services.changes import entries
from vividmap.services.errors import Conflict, Invalid
from vividmap.services.list_filters import ListFilter
from vividmap.store import queries
from vividmap.store.queries.goals import (
    count_by_state,
    count_entries,
    count_goals,
    list_gaps,
    list_goals,
    list_updates,
    oldest_update_day,
)
from vividmap.web import list_pages, request_params
from vividmap.web.entry_rows import quote
from vividmap.web.goals import forms, view_models
from vividmap.web.goals.view_models import GoalPeriod, PageLink
from vividmap.web.items.forms import add_error, form_fields, parse_values, read_form
from vividmap.web.request import Notice, Request

QUARTERS = 5
"""One more than a year has, so that the same quarter of the last year is in sight."""
MOST_GOALS = 12
MOST_GAPS = 120
MOST_UPDATES = 700
_ADD_FIELDS = ("text", "goal_kind", "target", "body")
_HINTS = {
    "text": "where you want to be in twelve months, in a line",
    "target": "by when: January 2027, or 2027-01-31",
}


@require_safe
def goals(request: Request) -> HttpResponse:
    """Show the filtered goals and their gaps, a column per quarter; `quarter:` names the last."""
    profile = queries.load_profile(request.owner)
    now = date_at(request.actor.now, profile.time_zone)
    list_filter = list_pages.read_filter(request, "goals", Goal.kind)
    quarters = up_to(_last_quarter(list_filter, profile, now), QUARTERS, profile.fiscal_month or 1)
    counts = count_by_state(request.owner)
    total = 0 if list_filter.problems else count_goals(request.owner, list_filter.filters)
    start = _page(request, total) * MOST_GOALS
    period = GoalPeriod(quarters, now, profile.fiscal_month or 1)
    context = {
        "goal_sections": _aims(request, list_filter, start, period) if total else [],
        "columns": [column.label for column in quarters],
        "state_links": list(_states(counts, list_filter)),
        "has_goals": sum(counts.values()) > 0,
        "older_url": _older(request, list_filter, quarters[0]),
        "newer_url": _newer(list_filter, quarters[-1], profile, now),
        "page_links": list(_pages(request, list_filter, total, start)),
        "end_quarter": "" if now in quarters[-1] else quarters[-1].label,
    }
    return list_pages.render_list(request, list_filter, "goals", context)


def _last_quarter(list_filter: ListFilter, profile: Profile, now: date) -> Quarter:
    """Return the quarter that the page ends with: the one asked for, and none that has not begun."""
    month = profile.fiscal_month or 1
    period = dates.parse_period_or_none(list_filter.line.value("quarter"), now, month)
    return quarter(min(period.last, now) if period else now, month)


def _page(request: Request, total: int) -> int:
    return max(0, min(request_params.page_number(request) - 1, (total - 1) // MOST_GOALS))


def _aims(
    request: Request, list_filter: ListFilter, start: int, view: GoalPeriod
) -> list[view_models.GoalSection]:
    owner, last = request.owner, view.quarters[-1].last
    page_goals = list_goals(owner, list_filter.filters, start, MOST_GOALS)
    gaps = list_gaps(owner, [goal.id for goal in page_goals], MOST_GAPS)
    ids = [item.id for item in (*page_goals, *gaps)]
    updates = view_models.group_by_parent(list_updates(owner, ids, MOST_UPDATES, last))
    data = view_models.GoalData(view, updates, count_entries(owner, ids, last))
    return [
        view_models.goal_section(goal, [gap for gap in gaps if gap.parent == goal.id], data)
        for goal in page_goals
    ]


def _states(counts: dict[str, int], list_filter: ListFilter) -> Iterator[PageLink]:
    selected = list_filter.line.value("state")
    yield PageLink(f"all {sum(counts.values())}", _url_with(list_filter, "state", ""), not selected)
    for name, count in counts.items():
        if count or name == selected:
            yield PageLink(f"{name} {count}", _url_with(list_filter, "state", name), name == selected)


def _url_with(list_filter: ListFilter, key: str, value: str) -> str:
    """Return the address of the list with one filter set or, if it is empty, taken away."""
    return request_params.build_url(reverse("goals"), {"q": list_filter.line.with_value(key, value)})


def _older(request: Request, list_filter: ListFilter, first: Quarter) -> str:
    """Return the URL of the quarters before, "" if they have no updates."""
    first_day = oldest_update_day(request.owner)
    if first_day is None or first_day >= first.first:
        return ""
    return _url_with(list_filter, "quarter", first.name)


def _newer(list_filter: ListFilter, last: Quarter, profile: Profile, now: date) -> str:
    if now in last:
        return ""
    after = quarter(min(now, last.first.replace(year=last.first.year + 1)), profile.fiscal_month or 1)
    return _url_with(list_filter, "quarter", "" if now in after else after.name)


def _pages(request: Request, list_filter: ListFilter, total: int, start: int) -> Iterator[PageLink]:
    count = -(-total // MOST_GOALS)
    if count > 1:
        for n in range(1, count + 1):
            url = list_pages.list_url(request, list_filter, n)
            yield PageLink(str(n), url, start == (n - 1) * MOST_GOALS)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request) -> HttpResponse:
    """Add a goal."""
    form_values = read_form("goal", dict(request.POST.lists()))
    if request.method != "POST":
        return _add_page(request, form_values, {})
    now = today_of(request.actor)
    target = dates.parse_future_date(form_values["target"], now) if form_values["target"].strip() else None
    read = {**form_values, "target": target.isoformat()} if target else form_values
    values, wrong = parse_values(Goal(), read, now, {})
    if not wrong:
        fields = {name: value for name, value in values.items() if name not in ("text", "body") and value}
        draft = Draft(kind="goal", text=values["text"], body=values["body"], fields=fields)
        try:
            row = entries.add_item(request.actor, draft)
        except Invalid as error:
            wrong = add_error(error, wrong)
        else:
            request.visit.notice = Notice(f"Added the goal {quote(row.text)}.")
            return redirect("item", row.handle)
    return _add_page(request, form_values, wrong, status=422)


def _add_page(
    request: Request, values: dict[str, str], wrong: dict[str, str], status: int = 200
) -> HttpResponse:
    inputs = [
        replace(field, hint=_HINTS.get(field.name, field.hint))
        for field in form_fields("goal", values, wrong)
        if field.name in _ADD_FIELDS
    ]
    ask = forms.GoalForm("Add a goal", "Add", ())
    return forms.form_page(request, ask, inputs, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def gap(request: Request, handle: str) -> HttpResponse:
    """Add a gap on the way to a goal."""
    goal = request_params.find_item(request, handle, "goal")
    values = forms.read_values(request, forms.GAP)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            row = entries.add_item(request.actor, Draft(kind="gap", text=values["name"]), parent=goal.id)
        except Invalid as error:
            wrong = forms.field_error(forms.GAP, error)
        else:
            request.visit.notice = Notice(f"Added the gap {quote(row.text)}.")
            return redirect("item", goal.handle)
    inputs = forms.fill_inputs(forms.GAP, values, wrong, alone=True)
    return forms.form_page(request, forms.GAP, inputs, goal, 422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def update(request: Request, handle: str) -> HttpResponse:
    """Add an update to a goal or gap."""
    item = request_params.find_item(request, handle, "goal", "gap")
    values = forms.read_values(request, forms.UPDATE)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            entries.add_item(request.actor, _update(values, today_of(request.actor)), parent=item.id)
        except Invalid as error:
            wrong = forms.field_error(forms.UPDATE, error)
        else:
            request.visit.notice = Notice(f"Added an update to {quote(item.text)}.")
            return redirect("item", item.handle)
    inputs = forms.fill_inputs(forms.UPDATE, values, wrong, alone=True)
    return forms.form_page(request, forms.UPDATE, inputs, item, 422 if wrong else 200)


def _update(values: dict[str, str], now: date) -> Draft:
    """Return the values of a goal or gap in a form. The state is a line of shorthand, as in the terminal."""
    line = read_line(values["text"], Update)
    moment = line.when or When.day(now)
    if text := values["when"].strip():
        try:
            moment = dates.parse_date(text, now)
        except dates.NotADate as error:
            raise Invalid(str(error), "when") from error
    fields = {name: values[name] for name in ("gap", "action") if values[name].strip()}
    return Draft(kind="update", text=line.text, when=moment, fields=fields, mentions=line.mentions)


@require_POST
def state(request: Request, handle: str) -> HttpResponse:
    """Set the state of a goal (active, reached, dropped) or of a gap (open, closed)."""
    item = request_params.find_item(request, handle, "goal", "gap")
    new_state = request.POST.get("state", "")
    ask = forms.state_form(item)
    if new_state not in forms.STATES[item.kind]:
        wrong, status = (
            f"state cannot be {new_state[:40]!r}; use one of {', '.join(forms.STATES[item.kind])}",
            422,
        )
    elif new_state == forms.state_of(item):
        return redirect("item", item.handle)
    else:
        try:
            entries.edit_item(request.actor, item.handle, {"state": new_state}, version=item.version)
        except Conflict as error:
            wrong, status = str(error), 409
        else:
            request.visit.notice = Notice(f"{quote(item.text)} is now {new_state}.")
            return redirect("item", item.handle)
    inputs = forms.fill_inputs(ask, {"state": new_state}, {"state": as_sentence(wrong)})
    return forms.form_page(request, ask, inputs, item, status)
