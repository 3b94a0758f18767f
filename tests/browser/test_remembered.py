"""A remembered browser, in a real one: by keyboard, with a server that is started again."""

import pytest
from playwright.sync_api import expect
from tests.browser.looking import assert_accessible, at
from tests.support.web import served, steady_port

pytestmark = pytest.mark.browser


def test_a_bookmark_opens_after_a_restart_until_the_browser_is_forgotten(vividmap, page):
    with served(vividmap, "--port", str(steady_port())) as server:
        page.goto(server.link)
        page.goto(at(server, "/settings"))
        name = page.get_by_label("browser name")
        expect(name).to_have_value("Chrome on Linux")
        name.fill("Desk")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text(f"Bookmark {server.address}/")
        expect(page.get_by_role("list", name="Remembered browsers")).to_contain_text("This browser.")
        assert_accessible(page)
        bookmark = f"{server.address}/people"
    with served(vividmap) as again:
        page.goto(bookmark)
        expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()
        page.goto(at(again, "/settings"))
        page.get_by_role("button", name="Forget Desk").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("“Desk” is forgotten")
    with served(vividmap, "--port", str(again.port)):
        page.goto(bookmark)
        expect(page.get_by_role("heading", name="This page is locked")).to_be_visible()
