"""Checks of every page that the tests look at."""

from typing import NamedTuple

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page
from tests.support.chromium import arrived
from tests.support.web import Server

SEEN = (("dark", 390), ("light", 1280))
"""The themes and widths in which a page is checked: each theme once, on a phone and on a desktop."""

# What reaches beyond the right edge of the page, except inside a region that scrolls.
_WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 120)).slice(0, 3).concat("it scrolls sideways")"""


# A date or a word in the gutter that is too wide for it, once the fonts of the page have loaded.
_CROWDED = """() => document.fonts.ready.then(() => [...document.querySelectorAll(".row > .when")]
    .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent.trim()))"""


# Violations only, and no second load of the stylesheets: half the time, and the same findings.
_AXE = {"resultTypes": ["violations"], "preload": False, "rules": {"target-size": {"enabled": True}}}

# What another theme or width can break on a page that passed the first look; later rows are left out.
_AXE_AGAIN = {**_AXE, "runOnly": ["color-contrast", "scrollable-region-focusable", "target-size"]}
_ROWS = ["li:nth-child(n+10)", "tr:nth-child(n+10)"]
_SOURCE = Axe().axe_script


def at(server: Server, path: str) -> str:
    """Return the URL of a path."""
    return f"{server.address}{path}"


def assert_accessible(page: Page) -> None:
    """Check what a page shows now, in both themes, on a phone and on a desktop; leave it as it was."""
    size = arrived(page).viewport_size
    place = page.evaluate("scrollY")
    looks = (_Look("document", _AXE), _Look({"exclude": [[rows] for rows in _ROWS]}, _AXE_AGAIN))
    for (scheme, width), look in zip(SEEN, looks, strict=True):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.evaluate(
            "scrollTo(0, 0)"
        )  # further down, the sticky bar may cover half a link, which then counts as too small
        wrong = _violations(page, look)
        assert not wrong, (scheme, width, page.url, wrong)
        assert page.evaluate(_WIDER) == [], (width, page.url)
        crowded = page.evaluate(_CROWDED)
        assert crowded == [], (width, page.url)
    page.emulate_media(color_scheme="null")
    if size:
        page.set_viewport_size(size)
    page.evaluate("place => scrollTo(0, place)", place)


class _Look(NamedTuple):
    """The context and the options that axe runs with."""

    context: object
    options: object


def _violations(page: Page, look: _Look) -> list[tuple[str, list[str]]]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SOURCE)
    script = "([context, options]) => axe.run(context === 'document' ? document : context, options)"
    found = page.evaluate(script, list(look))
    return [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]]


def press(page: Page, key: str) -> None:
    """Press a shortcut of a page, once its script has run: before that, the key does nothing."""
    arrived(page).keyboard.press(key)
