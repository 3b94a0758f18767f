"""The page on which any text is checked against the record. Nothing of the text is stored."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from vividmap.services.errors import Invalid
from vividmap.services.packets import text_check
from vividmap.web.check.view_models import build_result
from vividmap.web.request import Request
from vividmap.web.request_params import form_text


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request) -> HttpResponse:
    """Show the form, and what is wrong in the text that was sent."""
    context: dict[str, object] = {"text": request.POST.get("text", ""), "error": "", "result": None}
    status = 200
    if request.method == "POST":
        # Places in the text count its line ends as the text area does.
        text = form_text(request.POST, "text")
        try:
            context["result"] = build_result(text_check.check_text(request.actor, text))
        except Invalid as error:
            context["error"], status = str(error), 422
    return render(request, "check/check.html", context, status=status)
