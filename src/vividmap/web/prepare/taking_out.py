"""A packet as a file to take along."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vividmap.core.saying import sentence
from vividmap.services import taking_out
from vividmap.web import asked
from vividmap.web.door import Request
from vividmap.web.prepare.saved import packet

_USUAL = "md"


@require_safe
def take_out(request: Request, handle: str) -> HttpResponse:
    """Hand a packet out in the form that is asked for; what it would lack is said before, with a way on."""
    found = packet(request, handle)
    ending = request.GET.get("as", _USUAL)
    marks = bool(request.GET.get("marks")) and not taking_out.is_resume(found)
    title = taking_out.titles(found).get(ending)
    if title is None:
        raise Http404
    made = taking_out.take_out(request.actor, found.handle, ending, marks=marks)
    if made.warning and not request.GET.get("anyway"):
        query = asked.query({"as": ending, "marks": int(marks), "anyway": 1})
        context = {"found": found, "title": title, "warning": sentence(made.warning), "query": query}
        return render(request, "prepare/lacking.html", context)
    # As an attachment: a page that its author wrote does not run where the record is.
    headers = {"Content-Disposition": str(content_disposition_header(as_attachment=True, filename=made.name))}
    return HttpResponse(made.data, content_type=made.media, headers=headers)
