"""Evidence and skill entries: the lists, and what is done to many at once."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from vividmap.services import bulk as many
from vividmap.services import narrowing
from vividmap.services.actor import today
from vividmap.services.errors import Invalid, NotFound, Refused
from vividmap.store import queries
from vividmap.store.queries import labels
from vividmap.web import asked, rows
from vividmap.web.door import Notice, Request
from vividmap.web.evidence import shape


@require_safe
def evidence(request: Request) -> HttpResponse:
    """Show the evidence that the URL asks for."""
    return _list(request, shape.SECTIONS["evidence"])


@require_safe
def skills(request: Request) -> HttpResponse:
    """Show the skills, and the skill entries that the URL asks for."""
    return _list(request, shape.SECTIONS["skills"])


def _list(request: Request, section: shape.Section) -> HttpResponse:
    said = {name: request.GET.get(name, "").strip() for name in shape.FILTERS}
    wrong: dict[str, str] = {}
    filters = queries.EVERYTHING
    try:
        filters = narrowing.filters(request.actor, section.kind, said)
    except Invalid as error:
        wrong[error.field] = str(error)
    except NotFound as error:
        wrong["q"] = str(error)
    page = asked.page(request)
    day = today(request.actor)
    count = 0 if wrong else queries.count(request.owner, [section.kind], filters)
    start = (page - 1) * shape.A_PAGE
    found = (
        [] if wrong else queries.list(request.owner, [section.kind], filters, most=shape.A_PAGE, start=start)
    )
    names = labels.called(request.owner, rows.targets(found))
    known = queries.skills(request.owner)
    context: dict[str, Any] = {
        "section": section,
        "asks": shape.asks(section, said, [skill.text for skill, _ in known]),
        "wrong": wrong,
        "said": said,
        "groups": shape.grouped(found, said["by"], day, names),
        "count": count,
        "narrowed": any(value for name, value in said.items() if name != "by"),
        "skills": known if section.name == "skills" else (),
        "earlier": asked.address(request.path, said, page=page + 1) if start + len(found) < count else "",
        "later": asked.address(request.path, said, page=page - 1) if page > 1 else "",
        "here_address": asked.address(request.path, said, page=page),
    }
    fragment = "HX-Request" in request.headers
    template = "evidence/entries.html" if fragment else "evidence/list.html"
    return render(request, template, context, status=422 if wrong and not fragment else 200)


@require_POST
def bulk(request: Request) -> HttpResponse:
    """Link, tag or delete the entries that were ticked, as one step."""
    handles, verb, value = (
        request.POST.getlist("handle"),
        request.POST.get("do", ""),
        request.POST.get("value", ""),
    )
    try:
        done = many.VERBS[verb](request.actor, handles, value) if verb in many.VERBS else 0
        request.visit.notice = _told(verb, done, value)
    except Refused as error:
        request.visit.notice = Notice(f"Nothing was changed: {error}.", undo=False)
    return redirect(asked.back(request, "/evidence"))


def _told(verb: str, done: int, value: str) -> Notice:
    if not done:
        return Notice("Nothing was ticked that this changes.", undo=False)
    entries = "1 entry" if done == 1 else f"{done} entries"
    said = {"delete": f"Deleted {entries}.", "tag": f"Tagged {entries} “{value}”."}
    return Notice(said.get(verb, f"Linked {entries} to “{value}”."))
