"""What a person says about a candidate, read from a form."""

from datetime import date

from vividmap.core.english import dates
from vividmap.core.inbox import Acceptance
from vividmap.core.when import When, distance_problem
from vividmap.services.errors import Invalid
from vividmap.web.request import Request


def read_acceptance(request: Request, today: date) -> Acceptance:
    """Return what a form says about a candidate to accept. Raises Invalid for an unreadable date."""
    return Acceptance(
        outcome=request.POST.get("outcome", "").strip(),
        part=request.POST.get("part", ""),
        text=request.POST.get("text", "").strip(),
        when=_read_date(request.POST.get("date", ""), today),
        project=request.POST.get("project"),
    )


def _read_date(text: str, today: date) -> When | None:
    if not text.strip():
        return None
    try:
        moment = dates.parse_date(text, today)
    except dates.NotADate as error:
        raise Invalid(f"The date {error}", "date") from error
    if problem := distance_problem(moment, today):
        raise Invalid(f"The date {problem}", "date")
    return moment


def chosen_handles(request: Request) -> list[str]:
    """Return the candidates that a decision is about: the ticked ones, else the one that is selected."""
    return request.POST.getlist("handle") or [request.POST.get("at", "")]
