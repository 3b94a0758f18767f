"""Changes to a skill: rename it, add an alias, or merge two."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from vividmap.core.english.phrasing import as_sentence
from vividmap.core.record import Item
from vividmap.services.actor import Actor
from vividmap.services.changes import skills
from vividmap.services.errors import Conflict, Refused
from vividmap.web import request_params
from vividmap.web.entry_rows import quote
from vividmap.web.goals import forms
from vividmap.web.goals.forms import GoalForm
from vividmap.web.request import Notice, Request

Verb = Callable[[Actor, str, str], Any]


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: Request, handle: str) -> HttpResponse:
    """Rename a skill."""
    return _change_skill(request, handle, forms.RENAME, skills.rename_skill)


@require_http_methods(["GET", "HEAD", "POST"])
def alias(request: Request, handle: str) -> HttpResponse:
    """Add an alias to a skill."""
    return _change_skill(request, handle, forms.ALIAS, skills.add_alias)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: Request, handle: str) -> HttpResponse:
    """Make two skills one."""
    return _change_skill(request, handle, forms.MERGE, skills.merge_skills)


def _change_skill(request: Request, handle: str, ask: GoalForm, verb: Verb) -> HttpResponse:
    """Show a form of one field, or apply it."""
    skill = request_params.find_item(request, handle, "skill")
    values = forms.read_values(request, ask)
    (field,) = ask.fields
    if request.method != "POST":
        return forms.form_page(request, ask, forms.fill_inputs(ask, values, {}, alone=True), skill)
    try:
        row = verb(request.actor, skill.handle, values[field.name].strip())
    except Refused as error:
        inputs = forms.fill_inputs(ask, values, {field.name: as_sentence(str(error))}, alone=True)
        return forms.form_page(request, ask, inputs, skill, 409 if isinstance(error, Conflict) else 422)
    request.visit.notice = _notice(skill, row)
    return redirect("item", row.handle)


def _notice(before: Item, row: Any) -> Notice | None:
    """Return the notice of a change; None if nothing changed: an undo would reverse the one before."""
    if row.handle != before.handle:
        return Notice(f"{quote(before.text)} is now {quote(row.text)}.")
    return Notice(f"Changed {quote(row.text)}.") if row.version != before.version else None
