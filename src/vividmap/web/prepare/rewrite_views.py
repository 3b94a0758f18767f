"""A paragraph reworded by the language model that the user set up: what would be sent, what came back."""

import json
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vividmap.core.english.phrasing import as_sentence
from vividmap.core.packets import draft_text
from vividmap.core.packets.checking.wording_faults import split_paragraphs
from vividmap.core.record import SavedPacket
from vividmap.services.errors import Refused
from vividmap.services.packets import llm_rewriter
from vividmap.web import request_params
from vividmap.web.prepare.packet_views import load_packet
from vividmap.web.request import Notice, Request


@require_http_methods(["GET", "HEAD", "POST"])
def rewrite_paragraph(request: Request, handle: str) -> HttpResponse:
    """Show the paragraphs, or one with what would be sent; send it; insert the new wording."""
    saved_packet = load_packet(request, handle)
    paragraphs = split_paragraphs(saved_packet.body)
    if request.method != "POST":
        number = request_params.parse_number(request.GET.get("n", ""))
        if number is not None and not 0 < number <= len(paragraphs):
            raise Http404
        return _page(
            request, saved_packet, _asking(request, saved_packet, paragraphs[number - 1]) if number else {}
        )
    paragraph = request_params.form_text(request.POST, "paragraph")
    try:
        if request.POST.get("do") == "accept":
            return _accept(request, saved_packet, paragraph)
        rewrite_request = llm_rewriter.build_request(request.actor, saved_packet.handle, paragraph)
        rewrite = llm_rewriter.request_rewrite(request.actor, rewrite_request)
    except Refused as error:
        return _page(request, saved_packet, {"error": as_sentence(str(error))}, status=409)
    lines = draft_text.compare_texts(draft_text.remove_marks(paragraph), rewrite.wording)
    return _page(request, saved_packet, {"rewrite": rewrite, "lines": lines})


def _accept(request: Request, saved_packet: SavedPacket, paragraph: str) -> HttpResponse:
    wording, version = request.POST.get("wording", ""), request_params.form_version(request)
    llm_rewriter.accept_rewrite(request.actor, saved_packet.handle, paragraph, wording, version=version)
    place = reverse("prepare-packet", args=[saved_packet.handle])
    request.visit.notice = Notice("Inserted. The previous version is kept.", back=place)
    return redirect(place)


def _asking(request: Request, saved_packet: SavedPacket, paragraph: str) -> dict[str, Any]:
    if llm_rewriter.load_config() is None:
        return {}
    question = llm_rewriter.build_request(request.actor, saved_packet.handle, paragraph)
    return {"paragraph": paragraph, "request_body": json.dumps(question.body, ensure_ascii=False, indent=2)}


def _page(
    request: Request, saved_packet: SavedPacket, extra_context: dict[str, Any], status: int = 200
) -> HttpResponse:
    paragraphs = [draft_text.remove_marks(paragraph) for paragraph in split_paragraphs(saved_packet.body)]
    context = {
        "packet": saved_packet,
        "writer": llm_rewriter.load_config(),
        "paragraphs": paragraphs,
        "paragraph": "",
        "rewrite": None,
        "error": "",
        **extra_context,
    }
    return render(request, "prepare/rewrite.html", context, status=status)
