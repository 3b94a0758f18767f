"""The answer to a calendar program that requests the feed."""

import re
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from vividmap.services.reminders import calendar, calendar_feed
from vividmap.web.unwritable_home import find_reader

_PLACE = re.compile(r"/calendar/([A-Za-z0-9_-]{1,200})\.ics")
_METHODS = ("GET", "HEAD")


def answer(request: HttpRequest) -> HttpResponse | None:
    """Return the calendar, or a 404 if there is none; None if something else is requested.

    A program that reads calendars has no cookie and gets none. It sees the owner's calendar as the feed was
    set up, and ingests no waiting captures: it only reads.
    """
    match = _PLACE.fullmatch(request.path)
    if match is None or request.method not in _METHODS:
        return None
    feed = calendar_feed.find_feed_by_secret(match[1])
    if feed is None:
        return HttpResponse("There is no such calendar.\n", content_type="text/plain", status=404)
    body = calendar.export_calendar(find_reader(datetime.now(UTC)), feed.plan)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="vividmap.ics"'
    return response
