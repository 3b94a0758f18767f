"""A packet as a file to take along: one that is saved, or a draft as it stands."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST

from vividmap.core.english.phrasing import as_sentence
from vividmap.core.record import SavedPacket
from vividmap.formats.out.document import PAPERS
from vividmap.services import record_cache
from vividmap.services.actor import date_at
from vividmap.services.errors import Refused
from vividmap.services.packets import drafts, packet_export
from vividmap.web.prepare import packet_form
from vividmap.web.prepare.packet_views import load_packet, packet_url
from vividmap.web.prepare.views import load_conversation
from vividmap.web.request import Request
from vividmap.web.request_params import form_text

_USUAL = "md"


@require_http_methods(["GET", "HEAD", "POST"])
def download(request: Request, handle: str) -> HttpResponse:
    """Return a packet as a file: its saved text, or the text on the page, which may not be saved yet."""
    saved_packet = load_packet(request, handle)
    params = request.POST if request.method == "POST" else request.GET
    if text := form_text(params, "text"):
        saved_packet = replace(saved_packet, body=text)
    return _export(request, saved_packet, params, packet_url(saved_packet))


@require_POST
def download_draft(request: Request, slug: str) -> HttpResponse:
    """Return the draft that a form asks for as a file; nothing is saved."""
    conversation = load_conversation(slug)
    record = record_cache.load_record(request.actor)
    day = date_at(request.actor.now, record.profile.time_zone)
    options = packet_form.field_options(conversation, record, day)
    form = packet_form.parse_form(conversation, request.POST, record, day, options)
    if form.request is None:
        context = {"title": "file", "warning": " ".join(form.errors.values()), "fields": []}
        back = reverse("prepare-draft", args=[slug])
        return render(request, "prepare/export_warning.html", {**context, "back": back}, status=422)
    packet = drafts.build_packet(request.actor, form.request, form.links)
    return _export(request, packet, request.POST, reverse("prepare-draft", args=[slug]))


def _export(request: Request, packet: SavedPacket, params: QueryDict, back: str) -> HttpResponse:
    """Return a packet in the requested format; warn first if characters would be missing."""
    ending = params.get("as", _USUAL)
    title = packet_export.format_titles(packet).get(ending)
    if title is None:
        raise Http404
    context: dict[str, Any] = {"title": title, "fields": [], "back": back}
    try:
        export = packet_export.export_packet(
            request.actor,
            packet,
            ending,
            marks=bool(params.get("marks")) and not packet_export.is_for_outsiders(packet),
            dropped=params.getlist("drop"),
            paper=next((paper for paper in PAPERS if paper == params.get("paper")), PAPERS[0]),
        )
    except Refused as error:
        context["warning"] = as_sentence(str(error))
        return render(request, "prepare/export_warning.html", context, status=422)
    if export.warning and not params.get("anyway"):
        context["warning"] = as_sentence(export.warning)
        context["fields"] = [
            (name, value)
            for name, values in params.lists()
            if name != "csrfmiddlewaretoken"
            for value in values
        ]
        return render(request, "prepare/export_warning.html", context)
    # As an attachment: a page that its author wrote does not run where the record is.
    headers = {
        "Content-Disposition": str(content_disposition_header(as_attachment=True, filename=export.name))
    }
    return HttpResponse(export.data, content_type=export.media, headers=headers)
