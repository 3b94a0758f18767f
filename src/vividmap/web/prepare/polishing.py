"""A paragraph worded anew by a writer of one's own choice: what would be sent, what came back."""

import json
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vividmap.core.packets.kept import drafts
from vividmap.core.packets.kept import polish as core
from vividmap.core.record import SavedPacket
from vividmap.core.saying import sentence
from vividmap.services import writer
from vividmap.services.errors import Refused
from vividmap.web import asked
from vividmap.web.door import Notice, Request
from vividmap.web.prepare.saved import packet


@require_http_methods(["GET", "HEAD", "POST"])
def polish(request: Request, handle: str) -> HttpResponse:
    """Show the paragraphs, or one with what would be sent; send it; take the wording in."""
    found = packet(request, handle)
    paragraphs = core.paragraphs(found.body)
    if request.method != "POST":
        number = asked.number(request.GET.get("n", ""))
        if number is not None and not 0 < number <= len(paragraphs):
            raise Http404
        return _page(request, found, _asking(request, found, paragraphs[number - 1]) if number else {})
    paragraph = request.POST.get("paragraph", "").replace("\r\n", "\n")
    try:
        if request.POST.get("do") == "accept":
            return _accept(request, found, paragraph)
        worded = writer.ask(writer.question(request.actor, found.handle, paragraph))
    except Refused as error:
        return _page(request, found, {"error": sentence(str(error))}, status=409)
    lines = drafts.compare(drafts.unmarked(paragraph), worded.wording)
    return _page(request, found, {"worded": worded, "lines": lines})


def _accept(request: Request, found: SavedPacket, paragraph: str) -> HttpResponse:
    wording, version = request.POST.get("wording", ""), asked.version(request)
    writer.accept(request.actor, found.handle, paragraph, wording, version=version)
    place = reverse("prepare-packet", args=[found.handle])
    request.visit.notice = Notice("Taken in. The version before is there too.", back=place)
    return redirect(place)


def _asking(request: Request, found: SavedPacket, paragraph: str) -> dict[str, Any]:
    if writer.known() is None:
        return {}
    question = writer.question(request.actor, found.handle, paragraph)
    return {"paragraph": paragraph, "sent": json.dumps(question.body, ensure_ascii=False, indent=2)}


def _page(request: Request, found: SavedPacket, said: dict[str, Any], status: int = 200) -> HttpResponse:
    paragraphs = [drafts.unmarked(one) for one in core.paragraphs(found.body)]
    context = {"found": found, "writer": writer.known(), "paragraphs": paragraphs, **said}
    return render(request, "prepare/polish.html", context, status=status)
