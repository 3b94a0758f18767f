"""Check-ins by keyboard alone: how many keys one takes beside the text, and what is on the screen meanwhile."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from tests.browser.looking import assert_accessible, at
from tests.support.chromium import arrived, until
from tests.support.proposals import propose_in
from tests.support.web import Server

pytestmark = pytest.mark.browser

WEEKLY, MONTHLY, QUARTERLY = 25, 10, 20
"""The most keys that a whole check-in may take, from Today to its end, beside the text."""


@dataclass
class Keyboard:
    """Presses keys one by one, as a person does, and counts those that are no text."""

    page: Page
    count: int = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.count += 1

    def say(self, text: str) -> None:
        """Type a text, which is not counted."""
        self.page.keyboard.type(text)

    def go_on(self, text: str = "") -> str:
        """Type a text, if any, press Enter, and return the place that has the focus then."""
        before = self.place()
        self.say(text)
        self.press("Enter")
        until(
            self.page,
            "before => document.activeElement?.id.startsWith('say-') && document.activeElement.id !== before",
            before,
        )
        arrived(self.page)
        return self.place()

    def place(self) -> str:
        return str(self.page.evaluate("document.activeElement.id"))

    def begin(self, kind: str) -> None:
        """Begin a check-in from Today, as the keys on the pages say."""
        self.press("h")
        self.page.wait_for_url("**/checkin")
        self.page.wait_for_load_state()
        self.press(str(["weekly", "monthly", "quarterly"].index(kind) + 1))
        self.page.wait_for_url("**/checkin/*")
        until(self.page, "document.activeElement?.id.startsWith('say-')")
        arrived(self.page)

    def finish(self) -> None:
        """Press Enter on Finish, which has the focus after the last question."""
        assert self.place() == "say-finish"
        self.press("Enter")
        expect(self.page.get_by_role("status")).to_contain_text("Done:")


@pytest.fixture
def keyboard(sample: Server, page: Page) -> Keyboard:
    page.goto(sample.link)
    page.wait_for_load_state()
    return Keyboard(page)


def test_a_weekly_check_in_with_three_entries_and_two_outcomes(keyboard, page):
    keyboard.begin("weekly")
    assert keyboard.count <= 2
    keyboard.go_on()
    assert (
        keyboard.go_on("Chose the outbox -> three teams drop theirs ~teams #observability") == "say-unblocked"
    )
    kept = page.locator("#step-decision .said-here")
    for chip in ("three teams drop theirs", "several teams", "observability"):
        expect(kept).to_contain_text(chip)
    expect(kept).to_be_in_viewport()
    keyboard.go_on("Paired through a first on-call week")
    keyboard.go_on()
    keyboard.go_on("Led the review of the incident")
    keyboard.go_on("two teams dropped theirs")
    keyboard.go_on("4 pages a week")
    while keyboard.place() != "say-finish":
        keyboard.go_on()
    keyboard.finish()
    assert keyboard.count <= WEEKLY
    main = page.get_by_role("main")
    expect(main).to_contain_text("Saved: 3 entries, 2 outcomes.")
    expect(main).to_contain_text("this month; aim for 2–4.")
    expect(main).to_contain_text("Next: Weekly check-in. Opens on Friday, 27 November.")
    expect(main.get_by_role("region", name="Saved:")).to_contain_text("observability")
    assert_accessible(page)


def tell_the_week(keyboard):
    """Say three entries and two outcomes, from the first step on, and finish."""
    keyboard.go_on()
    keyboard.go_on("Chose the outbox -> three teams drop theirs ~teams #observability")
    keyboard.go_on("Paired through a first on-call week")
    keyboard.go_on()
    keyboard.go_on("Led the review of the incident")
    keyboard.go_on("two teams dropped theirs")
    keyboard.go_on("4 pages a week")
    while keyboard.place() != "say-finish":
        keyboard.go_on()
    keyboard.finish()


def test_a_weekly_check_in_with_an_inbox_of_eight_candidates(vividmap, keyboard, page):
    propose_in(
        vividmap,
        *(
            {"text": f"Candidate {number}", "when": f"2026-11-{20 - number}", "part": "built"}
            for number in range(8)
        ),
    )
    keyboard.begin("weekly")
    assert keyboard.place() == "say-inbox"
    status = page.get_by_role("status")
    keyboard.press("a")
    keyboard.say("P99 down 340 ms")
    keyboard.press("Enter")
    expect(status).to_contain_text("Accepted as evidence")
    for keys, words in (("jxm", "2 candidates merged"), ("t", "Attached to"), ("d", "1 candidate dismissed")):
        arrived(page)
        for key in keys:
            keyboard.press(key)
        expect(status).to_contain_text(words)
    assert_accessible(page)
    arrived(page)
    assert keyboard.place() == "say-inbox"
    keyboard.go_on()
    tell_the_week(keyboard)
    expect(page.get_by_role("main")).to_contain_text("Saved: 3 entries, 2 outcomes.")
    assert keyboard.count <= WEEKLY


def test_a_monthly_check_in_with_a_practice_a_person_and_a_touchpoint(keyboard, page):
    keyboard.begin("monthly")
    while keyboard.place() != "say-finish":
        step = keyboard.place().removeprefix("say-")
        keyboard.go_on({"practice": "Read two RFCs", "touchpoints": "@priya Lunch"}.get(step, ""))
    keyboard.finish()
    assert keyboard.count <= MONTHLY


def test_a_quarterly_check_in_shows_the_last_words_beside_each_box_one_at_a_time(keyboard, page):
    keyboard.begin("quarterly")
    open_topics = page.locator("details.topic[open]")
    expect(open_topics).to_have_count(1)
    expect(open_topics).to_contain_text("Dana agrees with the next cycle.")
    keyboard.go_on()
    expect(open_topics).to_have_count(1)
    expect(open_topics).to_contain_text("Cross-team influence")
    for last_words in ("Still want this.", "an RFC outside Payments", "nothing yet"):
        expect(open_topics).to_contain_text(last_words)
    keyboard.say("Wrote one with Search")
    keyboard.press("Tab")
    keyboard.say("a second one")
    keyboard.go_on()
    places = []
    while keyboard.place() != "say-finish":
        places.append(keyboard.place())
        answer = {"say-priorities": "The queue first"}.get(keyboard.place(), "")
        keyboard.go_on(answer)
    keyboard.finish()
    expect(page.get_by_role("main")).to_contain_text("Saved: 1 update, 1 note.")
    assert keyboard.count <= QUARTERLY


def test_a_question_that_was_passed_over_is_where_one_goes_on(keyboard, sample, page):
    keyboard.begin("quarterly")
    for _ in range(3):
        place = keyboard.go_on()
    page.goto(at(sample, "/"))
    page.wait_for_load_state()
    keyboard.press("b")
    page.wait_for_url("**/checkin/*")
    arrived(page)
    assert keyboard.place() == place
    expect(page.locator(f"details[open] #{place}")).to_be_visible()
