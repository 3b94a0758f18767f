"""The session of this browser, and the browsers that are remembered: named, listed, forgotten."""

import contextlib
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from vividmap.core.text import clean_line
from vividmap.services.actor import date_at
from vividmap.services.errors import Refused
from vividmap.services.home import remembered_browsers
from vividmap.services.home.remembered_browsers import DAYS_UNUSED, RememberedBrowser
from vividmap.store import queries
from vividmap.web import entry_rows, remembered_browser
from vividmap.web.request import IDLE_HOURS, Notice, Request
from vividmap.web.session_keys import ENVIRON, Keys

LONGEST_NAME = 60
_PROGRAMS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}
"""Names by a word in the User-Agent header; the first that occurs counts (an iPhone also says Mac OS X)."""


@dataclass(frozen=True)
class BrowserRow:
    """A remembered browser in the list; `use` says when it was added and used last."""

    id: str
    name: str
    use: str
    is_this: bool


def session_context(request: Request) -> dict[str, Any]:
    """Return what the section about this session shows."""
    zone = queries.load_profile(request.owner).time_zone
    today = date_at(request.actor.now, zone)
    browser_id = request.visit.browser_id
    return {
        "idle_hours": IDLE_HOURS,
        "days_unused": DAYS_UNUSED,
        "browsers": [
            _browser_row(browser, browser_id, zone, today)
            for browser in remembered_browsers.list_browsers(time.time())
        ],
        "is_remembered": bool(browser_id),
        "can_be_remembered": remembered_browser.can_be_remembered(request, _keys(request)),
        "suggested_name": describe_browser(request.headers.get("User-Agent", "")),
        "longest_name": LONGEST_NAME,
    }


def _browser_row(browser: RememberedBrowser, this_id: str, zone: str, today: date) -> BrowserRow:
    added, used = (
        date_at(datetime.fromtimestamp(moment, UTC), zone) for moment in (browser.added_at, browser.used_at)
    )
    age = entry_rows.format_age(max(0, (today - used).days))
    use = f"Remembered on {added.day} {entry_rows.month(added)} {added.year}, used {age}"
    return BrowserRow(browser.id, browser.name, use, browser.id == this_id)


def describe_browser(user_agent: str) -> str:
    """Return a browser's name as a person would say it: "Firefox on Linux"."""
    program = next((name for word, name in _PROGRAMS.items() if word in user_agent), "Browser")
    system = next((name for word, name in _SYSTEMS.items() if word in user_agent), "this computer")
    return f"{program} on {system}"


@require_http_methods(["GET", "HEAD", "POST"])
def browsers(request: Request) -> HttpResponse:
    """Remember this browser, or forget one or all."""
    response = redirect(f"{reverse('settings')}#session")
    verbs = {"remember": _remember, "forget": _forget, "forget-all": _forget_all}
    verb = verbs.get(request.POST.get("do", ""))
    if request.method == "POST" and verb is not None:
        try:
            request.visit.notice = Notice(verb(request, response), undo=False)
        except Refused as error:
            request.visit.notice = Notice(f"{str(error)[:1].upper()}{str(error)[1:]}.", undo=False)
    return response


def _remember(request: Request, response: HttpResponse) -> str:
    keys = _keys(request)
    if request.visit.browser_id:
        raise Refused("this browser is already remembered")
    if not remembered_browser.can_be_remembered(request, keys):
        raise Refused(
            "this browser cannot be remembered: VividMap cannot tell its connection from another program's"
        )
    name = clean_line(request.POST.get("name", ""))[:LONGEST_NAME].strip()
    name = name or describe_browser(request.headers.get("User-Agent", ""))
    remembered_browser.set_cookie(response, remembered_browser.remember(request, keys, name))
    return f"This browser is remembered as “{name}”. Bookmark http://{keys.host}/."


def _forget(request: Request, response: HttpResponse) -> str:
    browser_id = request.POST.get("browser", "")
    name = remembered_browsers.forget_browser(browser_id, time.time())
    if browser_id == request.visit.browser_id:
        remembered_browser.end_remembering(request, response)
    return f"“{name}” is forgotten: it needs a new link." if name else "That browser is not remembered."


def _forget_all(request: Request, response: HttpResponse) -> str:
    remembered_browsers.forget_all_browsers()
    remembered_browser.end_remembering(request, response)
    return "No browser is remembered any more."


def _keys(request: Request) -> Keys:
    keys: Keys = request.META[ENVIRON]
    return keys


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End this session and forget this browser: whoever uses it next has to have a new link."""
    response = render(request, "errors/signed_out.html")
    with contextlib.suppress(Refused):  # a home that cannot be written to: the cookie goes all the same
        remembered_browser.forget(request, response)
    request.visit.is_ended = True
    return response
