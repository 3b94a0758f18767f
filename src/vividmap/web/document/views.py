"""The running document, read and printed."""

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vividmap.core import when
from vividmap.services.actor import date_at
from vividmap.store import queries
from vividmap.web import entry_rows
from vividmap.web.document import parts, print_html, view_models
from vividmap.web.request import Request


@require_safe
def document(request: Request) -> HttpResponse:
    """Show the document: all of it while it is short, else the part that the URL asks for."""
    profile = queries.load_profile(request.owner)
    day = date_at(request.actor.now, profile.time_zone)
    contents, part = parts.find_open_part(request.owner, request.GET)
    if part:
        items = parts.load_part_items(request.owner, part)
        names: entry_rows.Names = queries.item_labels(request.owner, entry_rows.targets(items))
    else:
        items = parts.load_all_items(request.owner)
        names = view_models.names_by_id(items)
    context: dict[str, Any] = {
        "profile": profile,
        "part": part,
        "contents": [
            (title, list(group_parts))
            for title, group_parts in groupby(contents, lambda document_part: document_part.title)
        ],
        "is_empty": not contents,
        "sections": view_models.build_sections(items, names, day, part.title if part else ""),
        **_beside(contents, part),
    }
    return render(request, "document/document.html", context)


def _beside(
    contents: list[parts.DocumentPart], part: parts.DocumentPart | None
) -> dict[str, parts.DocumentPart | None]:
    """Return the parts before and after a part; None at the ends, and for the whole document."""
    if part is None:
        return {"previous_part": None, "next_part": None}
    at = contents.index(part)
    return {
        "previous_part": contents[at - 1] if at else None,
        "next_part": contents[at + 1] if at + 1 < len(contents) else None,
    }


@require_safe
def print_view(request: Request) -> HttpResponse:
    """Show the whole document, for printing."""
    profile = queries.load_profile(request.owner)
    day = date_at(request.actor.now, profile.time_zone)
    items = parts.load_all_items(request.owner)
    sections = view_models.build_sections(items, view_models.names_by_id(items), day)
    context = {
        "profile": profile,
        "day": when.describe_when(when.When.day(day)),
        "sections": print_html.render_sections(sections),
    }
    return render(request, "document/print.html", context)
