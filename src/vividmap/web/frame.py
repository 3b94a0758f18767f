"""What every page has round it: the ways to go, the look that was chosen, and what was just done."""

from typing import Any, NamedTuple

from django.http import HttpRequest

LOOKS = ("system", "light", "dark")
LOOK_COOKIE = "vividmap-look"


class Way(NamedTuple):
    """A page in the side: its URL's name, what it is called, its key, and whether a rule stands above it."""

    name: str
    label: str
    key: str
    ruled: bool = False


WAYS = (
    Way("today", "Today", "t"),
    Way("evidence", "Evidence", "e"),
    Way("skills", "Skills", "s"),
    Way("people", "People", "p"),
    Way("goals", "Goals", "g"),
    Way("patterns", "Patterns", "i"),
    Way("checkin", "Check-in", "h"),
    Way("prepare", "Prepare", "r"),
    Way("document", "Document", "d", ruled=True),
    Way("search", "Search", "/"),
    Way("import", "Import", "m", ruled=True),
    Way("export", "Export", "o"),
    Way("settings", "Settings", ","),
)
_WITHIN = {"frameworks": "prepare"}
"""Areas without a way of their own in the side, and the way that leads to them."""


def context(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame shows. What was just done is told once."""
    look = request.COOKIES.get(LOOK_COOKIE, "")
    found = getattr(request, "resolver_match", None)
    visit = getattr(request, "visit", None)
    area = found.url_name.partition("-")[0] if found and found.url_name else ""
    notice = None
    if visit is not None and request.method == "GET" and "HX-Request" not in request.headers:
        notice, visit.notice = visit.notice, None
    return {
        "ways": WAYS,
        "here": _WITHIN.get(area, area),
        "look": look if look in LOOKS else "system",
        "looks": LOOKS,
        "back": request.get_full_path() if request.method == "GET" else "/",
        "notice": notice,
        "in_sample": visit is not None and visit.sample,
    }
