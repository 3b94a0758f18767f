"""Frameworks in a real browser: from a ladder to linked evidence with the keyboard alone, and accessible."""

import re

import pytest
from playwright.sync_api import expect
from tests.browser.looking import assert_accessible, at, press
from tests.support.chromium import arrived

pytestmark = pytest.mark.browser

MATRIX = "| Theme | Senior | Staff |\n|---|---|---|\n| Impact | Owns a project.<br>Ships it. | Leads many teams. |\n\n---\n"


@pytest.fixture
def inside(sample, page):
    page.goto(sample.link)
    return page


def test_a_ladder_is_taken_in_edited_in_place_and_undone_with_the_keyboard_alone(sample, inside):
    press(inside, "Escape")  # out of the capture box
    inside.keyboard.press("r")
    inside.get_by_role("link", name="Import your company's framework").focus()
    inside.keyboard.press("Enter")
    inside.get_by_role("button", name="Preview Product engineering").focus()
    inside.keyboard.press("Enter")
    expect(inside.get_by_role("heading", name="Import preview")).to_be_visible()
    press(inside, "a")
    expect(inside.get_by_role("heading", name="Product engineering", level=1)).to_be_visible()
    inside.get_by_role("link", name=re.compile("Edit ?: Leads work that spans")).focus()
    inside.keyboard.press("Enter")
    text = inside.get_by_role("textbox", name="criterion")
    expect(text).to_be_focused()
    inside.keyboard.press("Control+A")
    inside.keyboard.type("Leads the queue work of several teams.")
    inside.get_by_role("button", name="Save").focus()
    inside.keyboard.press("Enter")
    expect(inside.get_by_role("status")).to_contain_text("Changed")
    arrived(inside).get_by_role("link", name="Leads the queue work").first.focus()
    inside.keyboard.press("Enter")
    expect(inside.get_by_role("heading", name="Suggestions")).to_be_visible()
    inside.get_by_role("button", name=re.compile("^Link ?:")).first.focus()
    inside.keyboard.press("Enter")
    expect(inside.get_by_role("button", name=re.compile("Unlink ?:"))).to_have_count(1)
    press(inside, "u")
    expect(inside.get_by_role("button", name=re.compile("Unlink ?:"))).to_have_count(0)


def test_an_entry_is_found_by_its_words_and_linked_with_the_keyboard_alone(sample, inside):
    inside.goto(at(sample, "/frameworks/import"))
    inside.get_by_label("Paste text").fill(MATRIX)
    inside.get_by_role("button", name="Preview import").click()
    inside.get_by_role("button", name="Import").click()
    inside.get_by_role("link", name="Leads many teams.", exact=True).click()
    press(inside, "n")
    inside.keyboard.type("cutover runbook")
    link = inside.locator("#matches").get_by_role("button", name=re.compile("^Link ?:.*[Rr]unbook"))
    link.first.focus()
    assert_accessible(inside)
    inside.keyboard.press("Enter")
    expect(inside.get_by_text(re.compile("^Linked: .*unbook"))).to_be_visible()
    expect(inside.get_by_role("button", name=re.compile("Unlink ?:"))).to_have_count(1)


def test_axe_finds_nothing(sample, inside):
    for path in ("/frameworks", "/frameworks/import"):
        inside.goto(at(sample, path))
        assert_accessible(inside)
    inside.get_by_label("Paste text").fill(MATRIX)
    inside.get_by_role("button", name="Preview import").click()
    assert_accessible(inside)
    inside.get_by_role("button", name="Import").click()
    assert_accessible(inside)
    inside.get_by_role("link", name=re.compile("Edit ?: Leads")).click()
    assert_accessible(inside)
    inside.get_by_role("link", name="Cancel").click()
    inside.get_by_role("link", name="Leads many teams.", exact=True).click()
    assert_accessible(inside)
    inside.get_by_role("button", name=re.compile("^Link ?:")).first.click()
    assert_accessible(inside)
    inside.locator("ol .said a").first.click()
    inside.get_by_text("Link a criterion").click()
    assert_accessible(inside)


def test_a_matrix_scrolls_in_itself_and_is_stacked_on_a_phone(sample, inside):
    inside.goto(at(sample, "/frameworks/import"))
    levels = " | ".join(f"L{n}" for n in range(3, 12))
    inside.get_by_label("Paste text").fill(
        f"# Wide\n\n| Theme | {levels} |\n|{'---|' * 10}\n| Craft | {'Tests | ' * 9}\n"
    )
    inside.get_by_role("button", name="Preview import").click()
    inside.get_by_role("button", name="Import").click()
    inside.set_viewport_size({"width": 1280, "height": 900})
    region = inside.get_by_role("region", name="Criteria by theme and level")
    arrived(inside)
    assert region.evaluate("one => one.scrollWidth > one.clientWidth")
    inside.set_viewport_size({"width": 390, "height": 900})
    assert region.evaluate("one => one.scrollWidth <= one.clientWidth")
    expect(inside.locator(".at-level").first).to_be_visible()
