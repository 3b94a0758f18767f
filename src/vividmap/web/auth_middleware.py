"""The door of the local page: who may come in, and what every answer says about itself.

A link with a one-time token becomes a session cookie, as with Jupyter. Any process of this machine, any page
in this browser and any name that was pointed at 127.0.0.1 can knock; none of them holds the cookie.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from threading import Lock
from time import time
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject

from vividmap.services.actor import Actor, local_actor
from vividmap.services.changes import entries
from vividmap.services.home import remembered_browsers, sample, sign_out
from vividmap.services.home.remembered_browsers import CopiedProof
from vividmap.services.reminders import status
from vividmap.services.storage import memory_copy
from vividmap.web import remembered_browser, unwritable_home
from vividmap.web.calendar import feed

ENVIRON = "vividmap.keys"
"""Where in the WSGI environment the server puts its keys: no header can get there."""

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


class Notice(NamedTuple):
    """What was done, in a sentence; `undo` where that can be taken back, and then leads to `back`.

    `change` is what an undo takes back: not whatever was done last by the time that it is pressed.
    """

    text: str
    undo: bool = True
    back: str = ""
    change: UUID | None = None
    next_text: str = ""
    """What a link to the next step says, and where it leads."""
    next_url: str = ""


IDLE_HOURS, WHOLE_HOURS = 12, 7 * 24
"""A session ends after so many hours without a request, and after so many in all."""

_HOUR = 3_600.0
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass
class Visit:
    """What the server knows of one session, in its memory alone.

    `begun_at` and `seen_at` are seconds since 1970.
    `notice` is what was just done, told once on the next page. `previews` holds what was shown and not yet
    agreed to (an import), by the name of the form. `sample`: the sample record is shown, not the own one.
    `is_ended` is set by signing out. `browser_id` names the remembered browser, "" if it is not remembered;
    `proved_at` is when its cookie was replaced last.
    """

    notice: Notice | None = None
    previews: dict[str, Any] = field(default_factory=dict)
    sample: bool = False
    is_ended: bool = False
    browser_id: str = ""
    proved_at: float = 0.0
    begun_at: float = field(default_factory=time)
    seen_at: float = field(default_factory=time)

    def is_over(self, now: float) -> bool:
        """Return whether the session has expired, or was ended from a terminal or with its browser."""
        return (
            now - self.seen_at > IDLE_HOURS * _HOUR
            or now - self.begun_at > WHOLE_HOURS * _HOUR
            or sign_out.is_later_than(self.begun_at)
            or bool(self.browser_id and not remembered_browsers.is_remembered(self.browser_id))
        )


class Request(HttpRequest):
    """A request that came in through the door: it knows who asks."""

    actor: Actor
    owner: Any
    visit: Visit
    trouble: str
    """Why what waits could not be taken in, "" if it could."""
    obstacle: str
    """Why nothing can be saved, where the page is read from a copy in memory; else ""."""
    find_actor: Callable[[], Actor]


class Keys:
    """What opens the door of one running server, in its memory alone and only as digests.

    `name` is the server's own host name: cookies know of no ports, so that at a name which other programs
    have too, such as 127.0.0.1, the browser would hand them the session.
    """

    def __init__(self, port: int, name: str = "127.0.0.1") -> None:
        self.host, self.port = f"{name}:{port}", port
        self.has_own_name = name.endswith(".localhost")
        self.feed_hosts = frozenset({self.host, *(f"{loopback}:{port}" for loopback in _LOOPBACK)})
        self.cookie = f"vividmap-{port}"
        self._links: set[bytes] = set()
        self._sessions: dict[bytes, Visit] = {}
        self._lock = Lock()

    def new_link(self) -> str:
        """Return a token that opens the door once."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._links.add(_digest(token))
        return token

    def redeem(self, token: str) -> str:
        """Return a session for a token and use the token up; "" if it is none, or none any more."""
        with self._lock:
            digest = _find(token, self._links)
            if digest is None:
                return ""
            self._links.discard(digest)
        return self.begin_session()

    def begin_session(self, browser_id: str = "", proved_at: float = 0.0) -> str:
        """Return a new session, of a remembered browser if one is named."""
        session = secrets.token_urlsafe(32)
        with self._lock:
            self._sessions[_digest(session)] = Visit(browser_id=browser_id, proved_at=proved_at)
        return session

    def end(self, session: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(_digest(session), None)

    def open_for(self, session: str) -> Visit | None:
        """Return what is known of a session, None if it is not one of ours."""
        with self._lock:
            digest = _find(session, self._sessions)
            visit = self._sessions[digest] if digest else None
            now = time()
            if digest is None or visit is None or visit.is_over(now):
                self._sessions.pop(digest or b"", None)
                return None
            visit.seen_at = now
            return visit


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors="replace")).digest()


def _find(secret: str, digests: Iterable[bytes]) -> bytes | None:
    digest = _digest(secret)
    return next((candidate for candidate in digests if hmac.compare_digest(candidate, digest)), None)


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
    """Middleware: lets in who has a session, gives one for a token, and refuses everybody else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self._answer(request)
        finally:
            memory_copy.close_copy()

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer a page or a form that could not be done where its home cannot be written to."""
        return unwritable_home.answer_failure(cast("Request", request), exception)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        keys: Keys = request.META[ENVIRON]
        host = request.headers.get("Host", "").lower()
        is_foreign = host not in keys.feed_hosts or _is_cross_origin(request, host)
        # The calendar is the one thing that opens by another secret: read-only, no cookie.
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
        page_request = cast("Request", request)
        page_request.visit = visit
        page_request.trouble = page_request.obstacle = ""
        page_request.find_actor = partial(_actor, visit)
        # Looked up when first asked for, as a capture is kept even where the database cannot be read.
        page_request.actor = cast("Actor", SimpleLazyObject(page_request.find_actor))
        page_request.owner = SimpleLazyObject(lambda: page_request.actor.owner)
        # What a page shows is the whole record. A form is done first: a capture waits for no database.
        if request.method in _SAFE:
            unwritable_home.open_for_reading(page_request)
        response = self.get_response(request)
        if visit.is_ended:
            keys.end(request.COOKIES.get(keys.cookie, ""))
            cast("HttpResponse", response).delete_cookie(keys.cookie, samesite="Strict")
        elif request.method in _SAFE:
            remembered_browser.renew(page_request, cast("HttpResponse", response))
        elif connection.connection is not None:  # else nothing was changed
            _tie(page_request)
            status.refresh_state(page_request.actor)
        return response


def _tie(request: Request) -> None:
    """Tie the notice of a request to what that changed; where it changed nothing, nothing can be undone."""
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
        # Pages that send no Referer post their forms like this. What cannot be forged is the other header.
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
        # A link clicked on another page comes without our strict cookie; asked again from here, with it.
        response.headers["Refresh"] = "0; url=/"
    return response


def _refuse(request: HttpRequest, page: str, **context: object) -> HttpResponse:
    return render(request, f"errors/{page}.html", context, status=403)
