"""Enter the sample record, and leave it again."""

from django.http import HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from vividmap.services.home import sample
from vividmap.web.request import Notice, Request


@require_POST
def enter(request: Request) -> HttpResponse:
    """Show the sample record instead of the user's own, in this session alone."""
    _turn(request, sample=True)
    sample.enter_sample(request.actor.now)
    return redirect("today")


@require_POST
def leave(request: Request) -> HttpResponse:
    """Go back to the user's own record. Nothing of the sample stays."""
    _turn(request, sample=False)
    sample.remove_sample()
    request.visit.notice = Notice("You left the sample record. Nothing in it was saved.", undo=False)
    return redirect("today")


def _turn(request: Request, *, sample: bool) -> None:
    visit = request.visit
    visit.sample, visit.notice = sample, None
    visit.previews.clear()
    # A form that another tab still shows was meant for the other record: it is out of date now.
    rotate_token(request)
