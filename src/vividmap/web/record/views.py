"""The first page, and what its box posts to."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vividmap.services import intake, overview
from vividmap.services.errors import Invalid, Refused
from vividmap.web.door import Request
from vividmap.web.record.shape import shape


@require_safe
def page(request: Request) -> HttpResponse:
    """Show the record at a glance; `?kept=` names the entry that was just captured."""
    return _page(request, kept=_uuid(request.GET.get("kept", "")))


@require_http_methods(["GET", "HEAD", "POST"])
def capture(request: Request) -> HttpResponse:
    """Keep what was typed and go back to the page, which then shows it."""
    if request.method != "POST":  # the address that an error left in the browser, loaded again
        return redirect("page")
    text, verb = request.POST.get("text", ""), request.POST.get("verb", "log")
    try:
        kept = intake.keep(verb, text)
    except Invalid as error:
        return _page(request, text=text, error=str(error), status=422)
    except Refused as error:
        return _page(request, text=text, error=str(error), status=507)
    intake.take_in(request.actor)
    return redirect(f"{reverse('page')}?{urlencode({'kept': kept})}")


def _page(
    request: Request, *, kept: UUID | None = None, text: str = "", error: str = "", status: int = 200
) -> HttpResponse:
    trouble = intake.take_in(request.actor)
    said = {
        "record": shape(overview.read(request.actor, kept)),
        "waits": bool(kept and intake.waits(kept)),
        "set_aside": intake.set_aside(),
        "trouble": trouble,
        "text": text,
        "error": error,
    }
    return render(request, "record.html", said, status=status)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
