"""Out: the archive and the running document, the same bytes as the command line gives."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vividmap.services import archives, documents
from vividmap.services.actor import today
from vividmap.store import queries
from vividmap.web.door import Request


@require_safe
def export(request: Request) -> HttpResponse:
    """Show what each form is for."""
    items = sum(queries.counts(request.owner).values())
    return render(request, "transfer/export.html", {"items": items})


@require_safe
def document(request: Request) -> HttpResponse:
    """Hand out the running document."""
    return _file(request, documents.export(request.actor).encode(), "text/markdown; charset=utf-8", "md")


@require_safe
def archive(request: Request) -> HttpResponse:
    """Hand out the archive."""
    return _file(request, archives.export(request.actor), "application/json", "json")


def _file(request: Request, data: bytes, sort: str, ending: str) -> HttpResponse:
    day = today(request.actor)
    name = "vividmap-sample" if request.visit.sample else "vividmap"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-{day}.{ending}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type=sort, headers=headers)
