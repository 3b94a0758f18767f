"""Access control of the local pages: sessions, tokens, and the security headers of every answer.

A link with a one-time token becomes a session cookie, as with Jupyter. Any process of this machine, any page
in this browser and any name that was pointed at 127.0.0.1 can send requests; none of them has the cookie.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import cast

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject

from vividmap.services.actor import Actor, local_actor
from vividmap.services.changes import entries
from vividmap.services.home import sample
from vividmap.services.home.remembered_browsers import CopiedProof
from vividmap.services.reminders import status
from vividmap.services.storage import memory_copy
from vividmap.web import remembered_browser, unwritable_home
from vividmap.web.calendar import feed
from vividmap.web.request import Request, Visit
from vividmap.web.session_keys import ENVIRON, Keys

_SAFE = ("GET", "HEAD", "OPTIONS")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


Answer = Callable[[HttpRequest], HttpResponseBase]


def add_security_headers(get_response: Answer) -> Answer:
    """Middleware, the outermost: puts the headers on every answer, those of errors and refusals included."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if isinstance(response, HttpResponse):  # its length is known: the connection need not be closed
            response.headers.setdefault("Content-Length", str(len(response.content)))
            if request.method == "HEAD":
                response.content = b""
        return response

    return answer


class AuthMiddleware:
    """Middleware: answers requests with a session, begins one for a token, and refuses all others."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self._answer(request)
        finally:
            memory_copy.close_copy()

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer a request that failed because the home cannot be written to."""
        return unwritable_home.answer_failure(cast("Request", request), exception)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        keys: Keys = request.META[ENVIRON]
        host = request.headers.get("Host", "").lower()
        is_foreign = host not in keys.feed_hosts or _is_cross_origin(request, host)
        # Only the calendar opens with another secret: it is read-only and has no cookie.
        calendar = None if is_foreign else feed.answer(request)
        if calendar is not None:
            return calendar
        if is_foreign or host != keys.host:
            return _refuse(request, "foreign_request")
        if settings.STATIC_URL and request.path.startswith(settings.STATIC_URL):
            return self.get_response(request)
        visit = keys.open_for(request.COOKIES.get(keys.cookie, ""))
        if request.method == "GET" and "token" in request.GET:
            return _redeem(request, keys, inside=visit is not None)
        if visit is None:
            return _begin_remembered_session(request, keys)
        return self._answer_visitor(cast("Request", request), visit, keys)

    def _answer_visitor(self, request: Request, visit: Visit, keys: Keys) -> HttpResponseBase:
        """Answer a request of a session: set its actor, and update the status file after a change."""
        request.visit = visit
        request.trouble = request.obstacle = ""
        request.find_actor = partial(_actor, visit)
        # Looked up when first asked for, as a capture is kept even where the database cannot be read.
        request.actor = cast("Actor", SimpleLazyObject(request.find_actor))
        request.owner = SimpleLazyObject(lambda: request.actor.owner)
        # A page shows the whole record. A form does not wait for it: a capture needs no database.
        if request.method in _SAFE:
            unwritable_home.open_for_reading(request)
        response = self.get_response(request)
        if visit.is_ended:
            keys.end(request.COOKIES.get(keys.cookie, ""))
            cast("HttpResponse", response).delete_cookie(keys.cookie, samesite="Strict")
        elif request.method in _SAFE:
            remembered_browser.renew(request, cast("HttpResponse", response))
        elif connection.connection is not None:  # else nothing was changed
            _tie(request)
            status.refresh_state(request.actor)
        return response


def _tie(request: Request) -> None:
    """Tie the notice of a request to the change that it made; without a change, no undo is offered."""
    notice = request.visit.notice
    if notice is not None and notice.undo and notice.change is None:
        change = entries.last_change_id(request.actor)
        request.visit.notice = notice._replace(change=change, undo=change is not None)


def _actor(visit: Visit) -> Actor:
    now = datetime.now(UTC)
    return sample.enter_sample(now) if visit.sample else local_actor(now)


def _is_cross_origin(request: HttpRequest, host: str) -> bool:
    """Return whether a request was sent by a page of another host."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    if origin == "null" and site == "same-origin":
        # Pages that send no Referer post their forms like this. No page can forge the other header.
        del request.META["HTTP_ORIGIN"]
        return False
    if origin is not None and origin != f"http://{host}":
        return True
    if request.method in _SAFE:
        return False
    return origin is None or site not in (None, "same-origin")


def _redeem(request: HttpRequest, keys: Keys, *, inside: bool) -> HttpResponse:
    session = keys.redeem(request.GET["token"])
    if not session:
        return _refuse(request, "used_link", has_session=inside)
    # To a URL without the token: it stays out of the history and out of every Referer.
    response = redirect("/")
    response.set_cookie(keys.cookie, session, httponly=True, samesite="Strict", path="/")
    return response


def _begin_remembered_session(request: HttpRequest, keys: Keys) -> HttpResponseBase:
    """Return the answer that lets a remembered browser in, or the locked page."""
    try:
        return remembered_browser.begin_session(request, keys) or _locked_out(request)
    except CopiedProof:
        response = _locked_out(request, is_copied=True)
        remembered_browser.delete_cookie(response)
        return response


def _locked_out(request: HttpRequest, *, is_copied: bool = False) -> HttpResponse:
    response = _refuse(request, "locked", is_copied=is_copied)
    if request.method == "GET" and request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        # A link clicked on another page comes without our strict cookie; the reload has it.
        response.headers["Refresh"] = "0; url=/"
    return response


def _refuse(request: HttpRequest, page: str, **context: object) -> HttpResponse:
    return render(request, f"errors/{page}.html", context, status=403)
