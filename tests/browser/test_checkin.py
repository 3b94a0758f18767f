"""A check-in in a real browser: by keyboard alone, from Today to the saved result."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.looking import assert_accessible, at, press
from tests.support.chromium import arrived, until
from tests.support.clock import MONDAY
from tests.support.web import served

pytestmark = pytest.mark.browser

TODAY = MONDAY.date()


@pytest.fixture
def weekly(vividmap):
    """A record in which a weekly check-in alone is due, with one outcome that is asked for."""
    vividmap("log", "--on", (TODAY - timedelta(20)).isoformat(), "Stopped a second flag system")
    for kind in ("monthly", "quarterly"):
        vividmap("checkin", kind, "--period", (TODAY - timedelta(days=TODAY.day)).isoformat(), "--skip")
    with served(vividmap) as server:
        yield server


def enter(page: Page, to: str, text: str = "") -> None:
    """Type a line where the focus is, press Enter, and wait until the focus is at the next place."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    until(page, "to => document.activeElement?.id === to", f"say-{to}")
    arrived(page)


def begin(page: Page, key: str = "b") -> None:
    """Press the key that begins what is due on Today."""
    page.wait_for_load_state()
    press(page, key)
    page.wait_for_url("**/checkin/*")
    arrived(page)


def outcome_place(page: Page) -> str:
    """Return the place where the one outcome is asked for."""
    place = page.locator("textarea[id^=say-outcomes-]").get_attribute("id")
    assert place
    return place.removeprefix("say-")


def test_a_whole_weekly_check_in_by_keyboard_left_in_the_middle_and_taken_up_again(weekly, vividmap, page):
    page.goto(weekly.link)
    begin(page)
    expect(page.locator("#say-decision")).to_be_focused()
    enter(page, "unblocked", "Chose Postgres -> one team fewer on call ~teams")
    enter(page, "prevented", "Paired with Tomas through his first week")
    page.keyboard.type("Half a thou")  # left unfinished
    press(page, "Escape")
    press(page, "t")
    page.wait_for_url(at(weekly, "/"))
    expect(page.get_by_role("main")).to_contain_text("In progress. Your answers are saved.")
    begin(page)
    expect(page.locator("#say-prevented")).to_be_focused()
    expect(page.locator("#say-prevented")).to_have_value("Half a thou")
    enter(page, "led", "ght that stopped the migration")
    enter(page, outcome_place(page))
    enter(page, "finish", "two teams dropped theirs")
    press(page, "Enter")
    expect(page.get_by_role("status")).to_contain_text("Done: Weekly check-in")
    main = page.get_by_role("main")
    for said in ("Chose Postgres", "Paired with Tomas", "Half a thought that stopped the migration"):
        expect(main).to_contain_text(said)
    document = vividmap.document()
    assert "Stopped a second flag system -> two teams dropped theirs" in document
    assert document.count("kind: decision") == document.count("kind: unblocked") == 1
    assert document.count("kind: prevented") == 1
    assert "led" not in document.partition("# Skill development")[0].replace("fulfilled", "")
    press(page, "t")
    page.wait_for_url(at(weekly, "/"))
    expect(main).not_to_contain_text("Weekly check-in,")


def test_enter_with_shift_begins_a_line_and_an_empty_line_goes_on(weekly, vividmap, page):
    page.goto(weekly.link)
    begin(page)
    page.keyboard.type("The line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    enter(page, "unblocked", "and what stands beneath")
    enter(page, "prevented")
    assert "and what stands beneath" in vividmap.document()
    expect(page.locator("#step-unblocked .said-here")).to_have_count(0)


def test_the_clock_says_how_long_one_has_sat_there_in_this_tab(weekly, page):
    page.clock.install()
    page.goto(weekly.link)
    page.wait_for_load_state()
    page.get_by_role("button", name="Start the weekly check-in").click()
    clock = page.locator(".clock")
    expect(clock).to_have_text("0 of 10 min")
    page.clock.fast_forward("04:10")
    expect(clock).to_have_text("4 of 10 min")
    page.reload()
    expect(clock).to_have_text("4 of 10 min")


def test_what_is_refused_stays_where_it_was_typed_with_the_focus(sample, page):
    page.goto(sample.link)
    page.goto(at(sample, "/checkin"))
    page.get_by_role("button", name="the monthly check-in").first.click()
    page.locator("#say-touchpoints").fill("Coffee, and nobody named")
    press(page, "Enter")
    expect(page.get_by_role("alert")).to_contain_text("Begin with @name")
    expect(page.locator("#say-touchpoints")).to_be_focused()
    expect(page.locator("#say-touchpoints")).to_have_value("Coffee, and nobody named")
    assert_accessible(page)


def test_without_javascript_it_works_the_same(weekly, chromium: Browser):
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(weekly.link)
        page.get_by_role("button", name="Start the weekly check-in").click()
        expect(page.locator(".clock")).to_have_text("about 10 min")
        page.locator("#say-decision").fill("Chose Postgres")
        page.locator("#step-decision").get_by_role("button").click()
        expect(page.locator("#say-unblocked")).to_be_focused()
        expect(page.locator("#step-decision")).to_contain_text("Chose Postgres")
        page.get_by_role("button", name="Finish", exact=True).click()
        expect(page.get_by_role("main")).to_contain_text("Chose Postgres")
    finally:
        context.close()


def test_on_a_phone_finish_stands_above_the_tabs(weekly, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(weekly.link)
    begin(page)
    finish = page.get_by_role("button", name="Finish", exact=True)
    page.keyboard.press("End")
    finish.scroll_into_view_if_needed()
    box = finish.bounding_box()
    assert box
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    assert (
        page.evaluate("([x, y]) => document.elementFromPoint(x, y)?.textContent.trim()", middle) == "Finish"
    )


@pytest.mark.parametrize("kind", ["weekly", "monthly", "quarterly"])
def test_every_state_of_a_check_in_is_accessible(sample, page, kind):
    page.goto(sample.link)
    page.goto(at(sample, "/checkin"))
    page.get_by_role("button", name=f"the {kind} check-in").first.click()
    page.wait_for_url("**/checkin/*")
    assert_accessible(page)
    line = page.locator("form.saying textarea").first
    line.fill("Said in a line @priya")
    line.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved")
    assert_accessible(page)
    page.get_by_role("button", name="Finish", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Done")
    assert_accessible(page)
    page.get_by_role("link", name="Print notes").click()
    assert_accessible(page)


def test_the_list_of_check_ins_and_the_marks_of_what_was_shown_are_accessible(sample, page):
    page.goto(sample.link)
    assert_accessible(page)
    page.goto(at(sample, "/checkin"))
    assert_accessible(page)
    page.get_by_text("Start a check-in for another period").click()
    page.get_by_label("period").fill("soon")
    page.get_by_label("period").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("is not a period")
    assert_accessible(page)
    page.goto(at(sample, "/evidence"))
    page.locator("main .said a").first.click()
    page.get_by_text("Mark as shown to someone").click()
    page.get_by_role("combobox", name="shown to").fill("Priya Natarajan")
    page.get_by_role("button", name="Mark as shown", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Marked as shown to Priya Natarajan")
    assert_accessible(page)
    page.get_by_role("region", name="Shown to").get_by_role("link", name="Priya Natarajan").click()
    page.get_by_text("Mark entries as shown").click()
    assert_accessible(page)
