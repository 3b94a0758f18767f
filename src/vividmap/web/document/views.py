"""The running document, read and printed."""

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vividmap.core import when
from vividmap.services.actor import date_at
from vividmap.store import queries
from vividmap.store.queries import labels
from vividmap.web import rows
from vividmap.web.document import parts, shape
from vividmap.web.door import Request


@require_safe
def document(request: Request) -> HttpResponse:
    """Show the document: all of it while it is short, else the part that the URL asks for."""
    profile = queries.profile(request.owner)
    day = date_at(request.actor.now, profile.time_zone)
    contents, part = parts.opened(request.owner, request.GET)
    if part:
        items = parts.read(request.owner, part)
        called: rows.Names = labels.called(request.owner, rows.targets(items))
    else:
        items = parts.everything(request.owner)
        called = shape.names(items)
    said: dict[str, Any] = {
        "profile": profile,
        "part": part,
        "contents": [(title, list(found)) for title, found in groupby(contents, lambda one: one.title)],
        "is_empty": not contents,
        "sections": shape.sections(items, called, day, part.title if part else ""),
        **_beside(contents, part),
    }
    return render(request, "document/document.html", said)


def _beside(contents: list[parts.Part], part: parts.Part | None) -> dict[str, parts.Part | None]:
    """Return the parts before and after one."""
    if part is None:
        return {}
    at = contents.index(part)
    return {
        "before": contents[at - 1] if at else None,
        "after": contents[at + 1] if at + 1 < len(contents) else None,
    }


@require_safe
def whole(request: Request) -> HttpResponse:
    """Show the whole document, for printing."""
    profile = queries.profile(request.owner)
    day = date_at(request.actor.now, profile.time_zone)
    items = parts.everything(request.owner)
    said = {
        "profile": profile,
        "day": when.say(when.When.day(day)),
        "sections": shape.sections(items, shape.names(items), day),
    }
    return render(request, "document/print.html", said)
