"""What is asked of every page that is looked at."""

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page
from tests.support.web import Server

SEEN = (("dark", 390), ("light", 1280))
"""The themes and widths in which a page is looked at, so that both themes and both ends are."""

# What reaches beyond the page to the right, but for what scrolls in a region of its own.
_WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 120)).slice(0, 3).concat("it scrolls sideways")"""


def at(server: Server, path: str) -> str:
    """Return the URL of a path."""
    return f"http://127.0.0.1:{server.port}{path}"


def assert_accessible(page: Page) -> None:
    """Look at what a page shows now, in both themes, on a phone and on a desk; leave it as it was."""
    size = page.viewport_size
    for scheme, width in SEEN:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, options={})
        wrong = [
            (one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found.response["violations"]
        ]
        assert not wrong, (scheme, width, page.url, wrong)
        assert page.evaluate(_WIDER) == [], (width, page.url)
    page.emulate_media(color_scheme="null")
    if size:
        page.set_viewport_size(size)


def press(page: Page, key: str) -> None:
    """Press a key of a page's own, once its script has run: before that nobody would know of it."""
    page.wait_for_function("document.readyState === 'complete'")
    page.keyboard.press(key)
