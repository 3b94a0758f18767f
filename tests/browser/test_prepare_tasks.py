"""How many clicks and keys the four conversations take, each from where one would begin."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.looking import press

pytestmark = pytest.mark.browser

NOTES = """\
# Q4 2026
- Moved the session cache to Redis, P99 down 340 ms
- Stopped the payout rollout, about 1,200 double payouts prevented
- Paired with Tomás on his first on-call week
"""


@dataclass
class Hands:
    """Uses a page as a person does, and counts each click, each key and each paste as one."""

    page: Page
    count: int = 0

    def click(self, target: Locator) -> None:
        target.click()
        self.count += 1

    def press(self, key: str) -> None:
        press(self.page, key)
        self.count += 1

    def paste(self, text: str) -> None:
        self.page.keyboard.insert_text(text)
        self.count += 1


def document(page: Page) -> Locator:
    return page.get_by_role("article", name="Document")


def test_a_first_review_from_an_empty_home_takes_seven(server, page):
    page.goto(server.link)
    hands = Hands(page)
    hands.click(page.get_by_label("Or paste text"))
    hands.paste(NOTES)
    hands.click(page.get_by_role("button", name="Preview import"))
    hands.press("a")
    expect(page.get_by_text("imported", exact=False).first).to_be_visible()
    hands.click(page.get_by_role("link", name="Prepare", exact=True))
    hands.click(page.get_by_role("link", name="Performance review"))
    expect(document(page).get_by_text("P99 down 340 ms").first).to_be_visible()
    assert hands.count <= 7


def test_a_resume_as_a_pdf_takes_five(sample, page):
    page.goto(sample.link)
    hands = Hands(page)
    hands.click(page.get_by_role("link", name="Prepare", exact=True))
    hands.click(page.get_by_role("link", name="Job search"))
    hands.press("x")
    with page.expect_download() as coming:
        hands.click(page.get_by_role("button", name="PDF"))
    assert coming.value.suggested_filename.endswith(".pdf")
    assert hands.count <= 5


def test_a_1_1_takes_three(sample, page):
    page.goto(sample.link)
    hands = Hands(page)
    hands.click(page.get_by_role("link", name="Prepare", exact=True))
    hands.click(page.get_by_role("link", name="1:1"))
    expect(document(page).get_by_role("heading", name="1:1 with Dana Whitfield")).to_be_visible()
    assert hands.count <= 3


def test_a_promotion_with_eleven_criteria_takes_fourteen(vividmap, sample, page):
    vividmap("framework", "import", "--ladder", "product-engineering")
    page.goto(sample.link)
    hands = Hands(page)
    hands.click(page.get_by_role("link", name="Prepare", exact=True))
    hands.click(page.get_by_role("link", name="Promotion"))
    criteria = page.locator("#criteria fieldset")
    expect(criteria).to_have_count(11)
    for criterion in criteria.all():
        hands.click(criterion.locator("input[name=link]").first)
    expect(document(page).get_by_role("heading", name="Criterion by criterion")).to_be_visible()
    hands.press("a")
    expect(page.get_by_text("and 11 linked to criteria")).to_be_visible()
    assert hands.count <= 14
