"""Pages on paper: nothing cut at the side, nothing to press."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.looking import at
from tests.support.chromium import arrived
from tests.support.command import Vividmap
from tests.support.web import Server

pytestmark = pytest.mark.browser

PAPER_WIDTH = 718
"""An A4 page with the usual margins, in pixels of a browser."""
_CUT = """() => [...document.querySelectorAll("main *")].filter(one => one.offsetParent && !one.closest(".hidden")
    && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 90)).slice(0, 3)"""


def test_nothing_is_cut_and_nothing_is_there_to_press(vividmap: Vividmap, sample: Server, page: Page):
    vividmap("framework", "import", "--ladder", "product-engineering")
    (framework,) = vividmap.json("list", "frameworks")
    dana = vividmap.json("list", "people")[3]["handle"]
    page.goto(sample.link)
    page.set_viewport_size({"width": PAPER_WIDTH, "height": 1000})
    page.emulate_media(media="print")
    paths = ("/evidence", "/people", "/people/map", f"/i/{dana}", "/goals", "/patterns", "/projects")
    for path in (*paths, f"/frameworks/{framework['handle']}"):
        page.goto(at(sample, path))
        assert arrived(page).evaluate(_CUT) == [], path
        expect(page.locator("main").get_by_role("textbox")).to_have_count(0)
        expect(page.locator("main :is(button, .button):not([aria-pressed]):visible")).to_have_count(0)
