"""The inbox in a browser: one key for each decision, and accessible."""

import pytest
from playwright.sync_api import expect
from tests.browser.looking import assert_accessible, at, press
from tests.support.proposals import propose_in

pytestmark = pytest.mark.browser


def test_each_decision_takes_one_key_and_undo_another(vividmap, server, page):
    vividmap("log", "--on", "2026-11-10", "Planned the cache +ledger")
    propose_in(
        vividmap,
        {
            "text": "Moved the session cache of the ledger to Redis",
            "reason": "14 commits over three weeks",
            "people": ["Priya Natarajan"],
            "links": ["https://git.example.org/payments/ledger/pull/421"],
            "part": "built",
        },
        {"text": "Wrote the runbook", "when": "2026-11-18"},
        {"text": "Raised timeouts", "when": "2026-11-17", "project": "", "source": "github"},
        {"text": "Caching office hours", "when": "2026-11-16", "kind": "touchpoint", "project": ""},
    )
    page.goto(server.link)
    expect(page.get_by_text("4 candidates wait.")).to_be_visible()
    press(page, "q")
    page.wait_for_url("**/inbox")
    assert_accessible(page)
    press(page, "1")
    expect(page.get_by_role("radio", name="Led")).to_be_checked()
    press(page, "a")
    page.keyboard.type("P99 down 340 ms")
    page.keyboard.press("Enter")
    status = page.get_by_role("status")
    expect(status).to_contain_text("Accepted as evidence")
    press(page, "t")
    expect(status).to_contain_text("Attached to")
    press(page, "d")
    expect(status).to_contain_text("1 candidate dismissed")
    press(page, "u")
    expect(status).to_contain_text("Undone")
    expect(page.locator("#at")).to_contain_text("Raised timeouts")
    press(page, "s")
    expect(status).to_contain_text("Snoozed until")
    page.goto(at(server, "/inbox"))
    expect(page.locator("main")).to_contain_text("1 candidate waits.")
    press(page, "d")
    expect(page.locator("main")).to_contain_text("vividmap collect git")
    assert_accessible(page)
    entry = next(item for item in vividmap.json("list") if item["text"].startswith("Moved"))
    assert (entry["outcome"], entry["part"]) == ("P99 down 340 ms", "led")


def test_the_inbox_is_the_first_step_of_the_weekly_check_in_and_one_key_skips_it(vividmap, server, page):
    propose_in(vividmap, {"text": "Moved the cache", "part": "built"}, {"text": "Wrote the runbook"})
    page.goto(server.link)
    page.goto(at(server, "/checkin"))
    press(page, "1")
    page.wait_for_url("**/checkin/*")
    assert_accessible(page)
    expect(page.locator("#say-inbox")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#say-decision")).to_be_focused()
    assert len(vividmap.json("inbox")) == 2
