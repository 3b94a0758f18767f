"""Export: the archive and the running document, the same bytes as from the command line."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vividmap.services.actor import today_of
from vividmap.services.transfer import archives, marked_document
from vividmap.store import queries
from vividmap.web.request import Request


@require_safe
def export(request: Request) -> HttpResponse:
    """Show what each format is for."""
    items = sum(queries.count_by_kind(request.owner).values())
    return render(request, "transfer/export.html", {"items": items})


@require_safe
def document(request: Request) -> HttpResponse:
    """Return the running document as a file."""
    return _file(
        request, marked_document.export_marked(request.actor).encode(), "text/markdown; charset=utf-8", "md"
    )


@require_safe
def archive(request: Request) -> HttpResponse:
    """Return the archive as a file."""
    return _file(request, archives.export_archive(request.actor), "application/json", "json")


def _file(request: Request, data: bytes, sort: str, ending: str) -> HttpResponse:
    day = today_of(request.actor)
    name = "vividmap-sample" if request.visit.sample else "vividmap"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-{day}.{ending}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type=sort, headers=headers)
