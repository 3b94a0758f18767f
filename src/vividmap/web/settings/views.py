"""The settings' page, my own roles, and the look."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import available_timezones

from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from vividmap.core import dates
from vividmap.core.fields import BadField
from vividmap.core.text import UnreadableText
from vividmap.services import home, people
from vividmap.services import settings as verbs
from vividmap.services.actor import today
from vividmap.services.errors import Conflict, Invalid
from vividmap.store import queries
from vividmap.web import asked
from vividmap.web.door import Notice, Request
from vividmap.web.frame import LOOK_COOKIE, LOOKS
from vividmap.web.settings import form
from vividmap.web.settings import thresholds as limits
from vividmap.web.settings.shape import role

_YEAR = 365 * 24 * 3600
_ROLE = ("title", "since", "employer", "level")


@cache
def _zones() -> list[str]:
    return sorted(available_timezones())


class Typed(NamedTuple):
    """What was typed into a form, and by field what is wrong with it."""

    said: Mapping[str, str]
    wrong: Mapping[str, str]


_NOTHING = Typed({}, {})


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: Request) -> HttpResponse:
    """Show the profile's form, or do what it says."""
    profile = queries.profile(request.owner)
    if request.method != "POST":
        return _page(request)
    said = {name: request.POST[name] for name in form.declared() if name in request.POST}
    values, wrong = form.read(said, profile)
    if wrong:
        return _page(request, typed=Typed(said, wrong), status=422)
    try:
        if values:
            verbs.change(request.actor, values, version=asked.version(request))
            request.visit.notice = Notice("Settings changed.")
    except Invalid as error:
        return _page(request, typed=Typed(said, {error.field: f"{error}."}), status=422)
    except Conflict:
        meanwhile = "The settings were changed meanwhile. What you typed is still here; save it again."
        return _page(request, typed=Typed(said, {"text": meanwhile}), status=409)
    return redirect("settings")


def _page(
    request: Request,
    *,
    typed: Typed = _NOTHING,
    role_typed: Typed = _NOTHING,
    threshold_typed: Typed = _NOTHING,
    status: int = 200,
) -> HttpResponse:
    profile = queries.profile(request.owner)
    shown: dict[str, Any] = {
        "profile": profile,
        "inputs": form.inputs({**form.said_by(profile), **typed.said}, typed.wrong),
        "zones": _zones(),
        "roles": [role(one) for one in reversed(profile.roles)],
        "role": {"lines": form.role_lines(profile), **role_typed.said},
        "role_wrong": role_typed.wrong,
        "thresholds": list(limits.groups(profile, *threshold_typed)),
        "threshold_trouble": threshold_typed.wrong.get("", ""),
        "today": today(request.actor),
        "place": home.place(),
    }
    return render(request, "settings/page.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: Request) -> HttpResponse:
    """Begin a role of my own, or say them all anew as lines."""
    if request.method != "POST":  # the address that an error left in the browser, loaded again
        return redirect("settings")
    said = {name: request.POST[name] for name in (*_ROLE, "lines") if name in request.POST}
    try:
        if "lines" in said:
            values = {"roles": form.read_roles(said["lines"])}
            verbs.change(request.actor, values, version=asked.version(request))
            request.visit.notice = Notice("Roles changed.")
        else:
            _begin(request, said)
    except Invalid as error:
        field = error.field if error.field in _ROLE else "lines" if "lines" in said else "title"
        return _page(request, role_typed=Typed(said, {field: f"{error}."}), status=422)
    except (BadField, UnreadableText) as error:
        return _page(request, role_typed=Typed(said, {"lines": f"{error}."}), status=422)
    except Conflict:
        meanwhile = "The roles were changed meanwhile. What you typed is still here; save it again."
        return _page(request, role_typed=Typed(said, {"lines": meanwhile}), status=409)
    return redirect("settings")


def _begin(request: Request, said: dict[str, str]) -> None:
    title, since, employer, level = (said.get(name, "").strip() for name in _ROLE)
    day = today(request.actor)
    found = dates.read(since, day) if since else None
    if since and found is None:
        raise Invalid(f"{since!r} is not a date; write it as 2027-02-01", "since")
    people.changed_job(request.actor, found.first if found else day, title, employer, level)
    request.visit.notice = Notice(f"A new role: {title}.")


@require_http_methods(["GET", "HEAD", "POST"])
def thresholds(request: Request) -> HttpResponse:
    """Set the numbers that decide what the patterns say; an empty one is the usual one again."""
    if request.method != "POST":  # the address that an error left in the browser, loaded again
        return redirect("settings")
    profile = queries.profile(request.owner)
    said = {name: request.POST[name] for name in verbs.thresholds(profile) if name in request.POST}
    values, wrong = verbs.read_thresholds(said, profile)
    if wrong:
        shown = {name: f"{reason}." for name, reason in wrong.items()}
        return _page(request, threshold_typed=Typed(said, shown), status=422)
    try:
        if values:
            verbs.change(request.actor, values, version=asked.version(request))
            request.visit.notice = Notice("Thresholds changed.")
    except Conflict:
        meanwhile = "The settings were changed meanwhile. What you typed is still here; save it again."
        return _page(request, threshold_typed=Typed(said, {"": meanwhile}), status=409)
    return redirect(f"{reverse('settings')}#thresholds")


@require_POST
def look(request: Request) -> HttpResponse:
    """Remember the look that was chosen, and go back to where it was."""
    chosen = request.POST.get("look", "")
    if chosen not in LOOKS:
        raise SuspiciousOperation
    response = HttpResponseRedirect(asked.back(request, "/"))
    response.set_cookie(LOOK_COOKIE, chosen, max_age=_YEAR, path="/", httponly=True, samesite="Strict")
    return response
