"""What is done to a skill: another name, one name more, or one skill of two."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from vividmap.core.record import Item
from vividmap.core.saying import sentence
from vividmap.services import skills
from vividmap.services.actor import Actor
from vividmap.services.errors import Conflict, Refused
from vividmap.web import asked
from vividmap.web.door import Notice, Request
from vividmap.web.goals import forms
from vividmap.web.goals.forms import Ask
from vividmap.web.rows import quoted

Verb = Callable[[Actor, str, str], Any]


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: Request, handle: str) -> HttpResponse:
    """Give a skill another name."""
    return _do(request, handle, forms.RENAME, skills.rename)


@require_http_methods(["GET", "HEAD", "POST"])
def alias(request: Request, handle: str) -> HttpResponse:
    """Let a skill be called by another name too."""
    return _do(request, handle, forms.ALIAS, skills.alias)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: Request, handle: str) -> HttpResponse:
    """Make two skills one."""
    return _do(request, handle, forms.MERGE, skills.merge)


def _do(request: Request, handle: str, ask: Ask, verb: Verb) -> HttpResponse:
    """Show a form of one field, or do what it says."""
    skill = asked.item(request, handle, "skill")
    said = forms.typed(request, ask)
    (field,) = ask.fields
    if request.method != "POST":
        return forms.page(request, ask, forms.filled(ask, said, {}, alone=True), skill)
    try:
        row = verb(request.actor, skill.handle, said[field.name].strip())
    except Refused as error:
        inputs = forms.filled(ask, said, {field.name: sentence(str(error))}, alone=True)
        return forms.page(request, ask, inputs, skill, 409 if isinstance(error, Conflict) else 422)
    request.visit.notice = _notice(skill, row)
    return redirect("item", row.handle)


def _notice(before: Item, row: Any) -> Notice | None:
    """Return what was done, None where nothing was: an undo would take back what came before."""
    if row.handle != before.handle:
        return Notice(f"{quoted(before.text)} is {quoted(row.text)} now.")
    return Notice(f"Changed {quoted(row.text)}.") if row.version != before.version else None
