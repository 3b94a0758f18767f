"""What people come for, each with the keys and taps that it may take at most, beyond the text typed."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.looking import assert_accessible, at, press
from tests.support.chromium import arrived
from tests.support.web import Server

pytestmark = pytest.mark.browser


@dataclass
class Visitor:
    """Somebody who counts the keys and clicks; the text that they type is not counted."""

    page: Page
    count: int = 0

    def press(self, key: str) -> None:
        press(self.page, key)
        self.count += 1

    def click(self, place: Locator) -> None:
        place.click()
        self.count += 1


@pytest.fixture
def visitor(sample: Server, page: Page) -> Visitor:
    page.goto(sample.link)
    return Visitor(arrived(page))


def test_an_entry_of_months_ago_gets_its_outcome_in_five(visitor):
    page = visitor.page
    visitor.press("Control+k")
    page.keyboard.type("balances")
    expect(page.get_by_role("option").first).to_contain_text("Renamed `balances`")
    visitor.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Renamed `balances`")
    visitor.press("w")
    expect(page.get_by_label("what I did")).to_be_focused()
    visitor.press("Tab")
    page.keyboard.type("two tables fewer")
    visitor.press("Control+Enter")
    expect(page.get_by_role("main")).to_contain_text("Outcome: two tables fewer")
    assert visitor.count <= 5


def test_who_above_does_not_know_my_work_is_seen_and_acted_on_in_four(visitor):
    page = visitor.page
    press(page, "Escape")  # Today opens with its box ready to be typed into; any other page does not
    visitor.press("p")
    expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible()
    visitor.click(page.get_by_role("link", name="Map", exact=True))
    expect(page.get_by_text("no one above this line knows my work")).to_be_visible()
    visitor.press("j")
    expect(page.get_by_role("link", name="Wei-Ling Tan")).to_be_focused()
    visitor.press("1")
    page.wait_for_url("**/prepare/one-on-one?person=*")
    assert visitor.count <= 4


def test_a_one_on_one_is_prepared_in_three(visitor):
    page = visitor.page
    visitor.press("Control+k")
    page.keyboard.type("1:1 with dana")
    expect(page.get_by_role("option").first).to_contain_text("Prepare a 1:1 with Dana Whitfield")
    visitor.press("Enter")
    page.wait_for_url("**/prepare/one-on-one?person=*")
    assert visitor.count <= 3


def test_on_a_phone_a_line_is_kept_in_two_taps(sample: Server, chromium: Browser):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    try:
        page = context.new_page()
        page.goto(sample.link)
        page.get_by_label("What mattered?").tap()
        page.keyboard.type("Unblocked the payout team")
        page.get_by_role("button", name="Save as evidence").tap()
        expect(page.locator(".kept")).to_contain_text("Unblocked the payout team")
    finally:
        context.close()


def test_two_tabs_that_edit_one_entry_show_both_texts_and_either_or_both_can_be_kept(vividmap, sample, page):
    handle = vividmap.json("list", "--scope", "org")[0]["handle"]
    page.goto(sample.link)
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(at(sample, f"/i/{handle}/edit"))
    page.get_by_label("outcome").fill("Saved in the first tab")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("Saved in the first tab")
    other.get_by_label("outcome").fill("Typed in the second tab")
    other.get_by_role("button", name="Save").click()
    row = other.get_by_role("row", name="outcome")
    expect(row).to_contain_text("Saved in the first tab")
    expect(row.locator("ins")).to_have_text(["Typed", "second"])
    expect(other.get_by_label("outcome")).to_have_value("Typed in the second tab")
    assert_accessible(other)
    take_saved = at(
        sample, other.get_by_role("link", name="take the saved version").get_attribute("href") or ""
    )
    other.get_by_role("button", name="Use this").click()
    expect(other.get_by_label("outcome")).to_have_value("Saved in the first tab")
    expect(other.get_by_text("to the same text as yours")).to_be_visible()
    other.get_by_label("outcome").fill("Saved in the first tab, and typed in the second")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_role("main")).to_contain_text("Saved in the first tab, and typed in the second")
    other.goto(take_saved)
    expect(other.get_by_label("outcome")).to_have_value("Saved in the first tab, and typed in the second")


NOTES = """\
Things I did

- Led the migration of 14 services to the shared queue; saves about 40k EUR a year
- Ran the incident review for the double charges, three actions shipped within two weeks
- Wrote the on-call handbook that two other teams now use
- Mentored Tomás through his first design doc
"""


def test_from_nothing_to_the_draft_of_a_review_in_seven(server: Server, page: Page) -> None:
    page.goto(server.link)
    visitor = Visitor(arrived(page))
    visitor.click(page.get_by_label("Or paste text"))
    page.keyboard.insert_text(NOTES)
    visitor.click(page.get_by_role("button", name="Preview import"))
    visitor.click(page.get_by_label("Which period is this about?"))
    press(page, "Control+a")
    page.keyboard.type("2026-Q4")
    visitor.press("Tab")
    expect(page.locator("#preview")).to_contain_text("about Q4 2026")
    visitor.click(page.get_by_role("button", name="Import", exact=True))
    expect(page.get_by_role("heading", name="Impact evidence", level=2)).to_be_visible()
    visitor.click(page.get_by_role("link", name="Prepare your review"))
    document = page.locator("#document")
    for words in ("14 services", "incident review", "on-call handbook"):
        expect(document).to_contain_text(words)
    assert visitor.count <= 7
    visitor.press("a")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_url("**/packet/*")
