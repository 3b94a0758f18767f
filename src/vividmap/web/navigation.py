"""What surrounds every page: the navigation, the theme, and the notice of what was just done.

An area of pages is a package here. Its `urls.py` says where its pages are, and its `nav.py`, if it has one,
which links stand in the navigation and which items of the record are shown as part of the area.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from django.http import HttpRequest

from vividmap import web

THEMES = ("system", "light", "dark")
MOST_COUNTED = 99
"""The highest count that a link shows."""
THEME_COOKIE = "vividmap-look"


@dataclass(frozen=True)
class NavLink:
    """A link of the navigation: the name of its URL, its label, its key, and its place among the others.

    `has_rule`: a line stands above it. `is_tab`: it is one of the tabs at the bottom of a phone. A link that
    `has_count` is there only where its area counts something (`NAV_COUNTS` in its `nav.py`).
    """

    url_name: str
    label: str
    key: str
    order: int
    has_rule: bool = False
    is_tab: bool = False
    has_count: bool = False
    count: int = 0

    @property
    def shown_count(self) -> str:
        """Return the count as the link shows it: "3", "99+"."""
        return f"{MOST_COUNTED}+" if self.count > MOST_COUNTED else str(self.count)


@cache
def nav_links() -> tuple[NavLink, ...]:
    """Return the links of all areas in order."""
    links = (link for module in _nav_modules() for link in getattr(module, "NAV_LINKS", ()))
    return tuple(sorted(links, key=lambda link: link.order))


@cache
def areas_of_kinds() -> dict[str, str]:
    """Return the name of the URL of the area that an item of a kind belongs to, by kind."""
    return {
        kind: url_name
        for module in _nav_modules()
        for url_name, kinds in getattr(module, "ITEM_KINDS", {}).items()
        for kind in kinds
    }


@cache
def parent_areas() -> dict[str, str]:
    """Return the area whose link leads to an area that has no link of its own."""
    return {
        name: parent for module in _nav_modules() for name, parent in getattr(module, "WITHIN", {}).items()
    }


def _shown_links(request: HttpRequest) -> tuple[NavLink, ...]:
    """Return the links that a page shows, with what their areas count."""
    counts: dict[str, int] = {}
    if getattr(request, "owner", None) is not None and "HX-Request" not in request.headers:
        for module in _nav_modules():
            for url_name, count in getattr(module, "NAV_COUNTS", {}).items():
                counts[url_name] = count(request)
    links = (replace(link, count=counts.get(link.url_name, 0)) for link in nav_links())
    return tuple(link for link in links if link.count or not link.has_count)


def _nav_modules() -> Iterator[ModuleType]:
    for area in iter_modules(web.__path__, f"{web.__name__}."):
        if area.ispkg and find_spec(f"{area.name}.nav"):
            yield import_module(f"{area.name}.nav")


def context(request: HttpRequest) -> dict[str, Any]:
    """Return what the layout of a page shows. A notice is shown once."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    match = getattr(request, "resolver_match", None)
    visit = getattr(request, "visit", None)
    area = match.url_name.partition("-")[0] if match and match.url_name else ""
    notice = None
    if visit is not None and request.method == "GET" and "HX-Request" not in request.headers:
        notice, visit.notice = visit.notice, None
    return {
        "nav_links": _shown_links(request),
        "current_area": parent_areas().get(area, area),
        "theme": theme if theme in THEMES else "system",
        "themes": THEMES,
        "return_url": request.get_full_path() if request.method == "GET" else "/",
        "notice": notice,
        "obstacle": getattr(request, "obstacle", ""),
        "in_sample": visit is not None and visit.sample,
    }
