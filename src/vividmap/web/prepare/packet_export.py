"""A packet as a file to take along."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vividmap.core.english.phrasing import as_sentence
from vividmap.services.errors import Refused
from vividmap.services.packets import packet_export
from vividmap.web import request_params
from vividmap.web.auth_middleware import Request
from vividmap.web.prepare.packet_views import load_packet

_USUAL = "md"


@require_safe
def download(request: Request, handle: str) -> HttpResponse:
    """Return a packet as a file in the requested format; warn first if characters would be missing."""
    saved_packet = load_packet(request, handle)
    ending = request.GET.get("as", _USUAL)
    marks = bool(request.GET.get("marks")) and not packet_export.is_for_outsiders(saved_packet)
    dropped = request.GET.getlist("drop")
    title = packet_export.format_titles(saved_packet).get(ending)
    if title is None:
        raise Http404
    context = {"packet": saved_packet, "title": title, "query": ""}
    try:
        export = packet_export.export_packet(
            request.actor, saved_packet.handle, ending, marks=marks, dropped=dropped
        )
    except Refused as error:
        context["warning"] = as_sentence(str(error))
        return render(request, "prepare/export_warning.html", context, status=422)
    if export.warning and not request.GET.get("anyway"):
        context["warning"] = as_sentence(export.warning)
        context["query"] = request_params.encode_query({"as": ending, "marks": int(marks), "anyway": 1})
        return render(request, "prepare/export_warning.html", context)
    # As an attachment: a page that its author wrote does not run where the record is.
    headers = {
        "Content-Disposition": str(content_disposition_header(as_attachment=True, filename=export.name))
    }
    return HttpResponse(export.data, content_type=export.media, headers=headers)
