"""The settings' page, the owner's roles, and the theme."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import available_timezones

from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from vividmap.core.english import dates
from vividmap.core.fields import BadField
from vividmap.core.text import UnreadableText
from vividmap.services.actor import today_of
from vividmap.services.changes import people
from vividmap.services.changes.settings import change_settings, list_thresholds, parse_thresholds
from vividmap.services.errors import Conflict, Invalid
from vividmap.services.home import database
from vividmap.store import queries
from vividmap.web import request_params
from vividmap.web.navigation import THEME_COOKIE, THEMES
from vividmap.web.request import Notice, Request
from vividmap.web.settings import forms
from vividmap.web.settings.browsers import session_context
from vividmap.web.settings.thresholds import threshold_groups
from vividmap.web.settings.view_models import role_row

_YEAR = 365 * 24 * 3600
_ROLE = ("title", "since", "employer", "level")


@cache
def _zones() -> list[str]:
    return sorted(available_timezones())


class FormState(NamedTuple):
    """What was typed into a form, and by field what is wrong with it."""

    values: Mapping[str, str]
    errors: Mapping[str, str]


_EMPTY_FORM = FormState({}, {})


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: Request) -> HttpResponse:
    """Show the profile's form, or save it."""
    profile = queries.load_profile(request.owner)
    if request.method != "POST":
        return _page(request)
    texts = {name: request.POST[name] for name in forms.profile_fields() if name in request.POST}
    values, wrong = forms.parse_values(texts, profile)
    if wrong:
        return _page(request, form_state=FormState(texts, wrong), status=422)
    try:
        if values:
            change_settings(request.actor, values, version=request_params.form_version(request))
            request.visit.notice = Notice("Settings saved.")
    except Invalid as error:
        return _page(request, form_state=FormState(texts, {error.field: f"{error}."}), status=422)
    except Conflict:
        meanwhile = (
            "The settings were changed in the meantime. Your text is still here; save it again to keep it."
        )
        return _page(request, form_state=FormState(texts, {"text": meanwhile}), status=409)
    return redirect("settings")


def _page(
    request: Request,
    *,
    form_state: FormState = _EMPTY_FORM,
    role_typed: FormState = _EMPTY_FORM,
    status: int = 200,
) -> HttpResponse:
    profile = queries.load_profile(request.owner)
    context: dict[str, Any] = {
        "profile": profile,
        "fields": forms.form_fields(
            {**forms.profile_values(profile), **form_state.values}, form_state.errors
        ),
        "zones": _zones(),
        "role_rows": [role_row(profile_role) for profile_role in reversed(profile.roles)],
        "role": {"lines": forms.role_lines(profile), **role_typed.values},
        "role_errors": role_typed.errors,
        "custom_count": sum(setting.own_value is not None for setting in list_thresholds(profile).values()),
        "today": today_of(request.actor),
        "location": database.record_location(),
        **session_context(request),
    }
    return render(request, "settings/settings.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: Request) -> HttpResponse:
    """Add a role of the owner, or replace them all by lines of text."""
    if request.method != "POST":  # a reload of the URL that an error left in the browser
        return redirect("settings")
    texts = {name: request.POST[name] for name in (*_ROLE, "lines") if name in request.POST}
    try:
        if "lines" in texts:
            values = {"roles": forms.parse_roles(texts["lines"])}
            change_settings(request.actor, values, version=request_params.form_version(request))
            request.visit.notice = Notice("Roles saved.")
        else:
            _begin(request, texts)
    except Invalid as error:
        field = error.field if error.field in _ROLE else "lines" if "lines" in texts else "title"
        return _page(request, role_typed=FormState(texts, {field: f"{error}."}), status=422)
    except (BadField, UnreadableText) as error:
        return _page(request, role_typed=FormState(texts, {"lines": f"{error}."}), status=422)
    except Conflict:
        meanwhile = (
            "The roles were changed in the meantime. Your text is still here; save it again to keep it."
        )
        return _page(request, role_typed=FormState(texts, {"lines": meanwhile}), status=409)
    return redirect("settings")


def _begin(request: Request, texts: dict[str, str]) -> None:
    title, since, employer, level = (texts.get(name, "").strip() for name in _ROLE)
    day = today_of(request.actor)
    start = dates.parse_date_or_none(since, day) if since else None
    if since and start is None:
        raise Invalid(f"{since!r} is not a date; write it as 2027-02-01", "since")
    people.add_own_role(request.actor, start.first if start else day, title, employer, level)
    request.visit.notice = Notice(f"Added the role {title}.")


@require_http_methods(["GET", "HEAD", "POST"])
def thresholds(request: Request) -> HttpResponse:
    """Show the numbers that decide what the patterns say, or set them; an empty one is the default again."""
    if request.method != "POST":
        return _thresholds_page(request)
    profile = queries.load_profile(request.owner)
    texts = {name: request.POST[name] for name in list_thresholds(profile) if name in request.POST}
    values, wrong = parse_thresholds(texts, profile)
    if wrong:
        errors = {name: f"{reason}." for name, reason in wrong.items()}
        return _thresholds_page(request, FormState(texts, errors), status=422)
    try:
        if values:
            change_settings(request.actor, values, version=request_params.form_version(request))
            request.visit.notice = Notice("Thresholds saved.")
    except Conflict:
        meanwhile = (
            "The settings were changed in the meantime. Your text is still here; save it again to keep it."
        )
        return _thresholds_page(request, FormState(texts, {"": meanwhile}), status=409)
    return redirect("settings-thresholds")


def _thresholds_page(
    request: Request, form_state: FormState = _EMPTY_FORM, *, status: int = 200
) -> HttpResponse:
    profile = queries.load_profile(request.owner)
    context = {
        "profile": profile,
        "threshold_groups": list(threshold_groups(profile, *form_state)),
        "threshold_error": form_state.errors.get("", ""),
    }
    return render(request, "settings/thresholds.html", context, status=status)


@require_POST
def set_theme(request: Request) -> HttpResponse:
    """Remember the chosen theme, and go back to the page of the form."""
    theme = request.POST.get("look", "")
    if theme not in THEMES:
        raise SuspiciousOperation
    response = HttpResponseRedirect(request_params.return_url(request, "/"))
    response.set_cookie(THEME_COOKIE, theme, max_age=_YEAR, path="/", httponly=True, samesite="Strict")
    return response
