"""The cookie of a remembered browser: it begins a session without a link, at the page's own host name."""

import contextlib
import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vividmap.services.home import remembered_browsers
from vividmap.services.home.remembered_browsers import CopiedProof
from vividmap.web.connection_user import is_own_connection
from vividmap.web.request import Request
from vividmap.web.session_keys import Keys

COOKIE = "vividmap-remembered"
_DAY = 24 * 3600
_SECONDS_KEPT = remembered_browsers.DAYS_UNUSED * _DAY


def can_be_remembered(request: HttpRequest, keys: Keys) -> bool:
    """Return whether this browser may be remembered: no other program and no other user gets its cookie."""
    port = request.META.get("REMOTE_PORT", "")
    return keys.has_own_name and port.isdigit() and is_own_connection(int(port), keys.port)


def begin_session(request: HttpRequest, keys: Keys) -> HttpResponse | None:
    """Return the answer that begins a session of a remembered browser; None if it is not remembered.

    Raises CopiedProof.
    """
    proof = request.COOKIES.get(COOKIE, "")
    if not proof or request.method != "GET" or not can_be_remembered(request, keys):
        return None
    now = time.time()
    recognition = remembered_browsers.recognize_browser(proof, now)
    if recognition is None:
        return None
    response = redirect(request.get_full_path())
    session = keys.begin_session(recognition.browser_id, now)
    response.set_cookie(keys.cookie, session, httponly=True, samesite="Strict", path="/")
    if recognition.next_proof:
        set_cookie(response, recognition.next_proof)
    return response


def renew(request: Request, response: HttpResponse) -> None:
    """Replace the cookie of a remembered browser once a day while its session lasts."""
    visit, now = request.visit, time.time()
    if request.method != "GET" or not visit.browser_id or now - visit.proved_at < _DAY:
        return
    visit.proved_at = now
    with contextlib.suppress(CopiedProof):  # the session of a copied cookie is over by now
        recognition = remembered_browsers.recognize_browser(request.COOKIES.get(COOKIE, ""), now)
        if recognition and recognition.next_proof:
            set_cookie(response, recognition.next_proof)


def remember(request: Request, keys: Keys, name: str) -> str:
    """Remember the browser of a session; return the proof for its cookie. Raises Refused."""
    now = time.time()
    recognition = remembered_browsers.remember_browser(name, keys.port, now)
    request.visit.browser_id, request.visit.proved_at = recognition.browser_id, now
    return recognition.next_proof


def forget(request: Request, response: HttpResponse) -> None:
    """Forget the browser of a session, if it is remembered. Raises Refused."""
    browser_id = request.visit.browser_id
    if browser_id:
        end_remembering(request, response)
        remembered_browsers.forget_browser(browser_id, time.time())


def end_remembering(request: Request, response: HttpResponse) -> None:
    """Continue the session of a forgotten browser without remembering it."""
    request.visit.browser_id = ""
    delete_cookie(response)


def set_cookie(response: HttpResponse, proof: str) -> None:
    """Give a browser its proof."""
    response.set_cookie(COOKIE, proof, max_age=_SECONDS_KEPT, httponly=True, samesite="Strict", path="/")


def delete_cookie(response: HttpResponse) -> None:
    """Take a browser's proof away."""
    response.delete_cookie(COOKIE, samesite="Strict")
