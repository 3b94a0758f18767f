"""The filter line of a list, its chips, and what is done to many entries at once."""

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.looking import assert_accessible, at
from tests.support.command import Vividmap
from tests.support.web import Server, served

pytestmark = pytest.mark.browser


def filter_line(page: Page):
    return page.get_by_role("textbox", name="Filter")


def texts(page: Page) -> list[str]:
    return page.locator("#results .said").all_inner_texts()


def test_a_filter_is_typed_with_completion_and_taken_away_as_a_chip(sample: Server, page: Page):
    page.goto(sample.link)
    page.goto(at(sample, "/evidence"))
    page.keyboard.press("f")
    expect(filter_line(page)).to_be_focused()
    page.keyboard.type("sco")
    options = page.get_by_role("listbox", name="Names").get_by_role("option")
    expect(options).to_have_text(["scope: team, teams, org or beyond"])
    page.keyboard.press("Tab")
    expect(options.first).to_have_text("my team scope")
    page.keyboard.type("or")
    expect(options).to_have_text(["organisation scope"])
    page.keyboard.press("Enter")
    page.keyboard.type("@dan")
    expect(options).to_have_text(["Dana Whitfield person"])
    page.keyboard.press("Enter")
    expect(filter_line(page)).to_have_value("scope:org @dana ")
    chips = page.get_by_role("list", name="Filters that are set").get_by_role("link")
    expect(chips).to_have_text(
        ["Remove filter: scope organisation ×", "Remove filter: @Dana Whitfield ×", "Clear filters"]
    )
    expect(page).to_have_url(at(sample, "/evidence?q=scope%3Aorg+%40dana"))
    assert_accessible(page)
    chips.first.click()
    expect(filter_line(page)).to_have_value("@dana")
    expect(page.get_by_role("status").first).to_contain_text("filtered")


def test_what_cannot_be_read_is_said_beside_the_field_and_the_list_stays(sample: Server, page: Page):
    page.goto(sample.link)
    page.goto(at(sample, "/evidence?q=redis"))
    before = texts(page)
    filter_line(page).press_sequentially(" colour:red")
    expect(page.get_by_role("alert")).to_contain_text("This list has no filter colour:")
    assert texts(page) == before
    filter_line(page).fill("redis no:outcome")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("status").first).not_to_have_text(f"{len(before)} entries, filtered")


def test_the_bar_for_many_entries_is_there_once_something_is_ticked(sample: Server, page: Page):
    page.goto(sample.link)
    page.goto(at(sample, "/evidence?q=redis"))
    apply = page.get_by_role("button", name="Apply")
    expect(apply).to_be_hidden()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(apply).to_be_visible()
    page.keyboard.press("x")
    expect(apply).to_be_hidden()


def test_a_long_entry_is_cut_and_shown_whole_when_asked(vividmap: Vividmap, page: Page):
    vividmap("log", f"Wrote down how the payout fallback works {'and why ' * 80}at the end")
    with served(vividmap) as server:
        page.goto(server.link)
        page.goto(at(server, "/evidence"))
        end = page.get_by_text("at the end")
        expect(end).to_be_hidden()
        page.get_by_text("more of").click()
        expect(end).to_be_visible()


def test_without_javascript_the_line_and_the_chips_do_the_same(sample: Server, chromium: Browser):
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(sample.link)
        page.goto(at(sample, "/evidence"))
        filter_line(page).fill("redis scope:teams since:2026-10")
        page.get_by_role("button", name="Filter").click()
        expect(page.get_by_role("status").first).to_have_text("2 entries, filtered")
        page.get_by_role("link", name="Remove filter: since 2026-10").click()
        expect(filter_line(page)).to_have_value("redis scope:teams")
        page.get_by_role("link", name="Clear filters").click()
        expect(filter_line(page)).to_have_value("")
        for path, line in (
            ("/people", "dana height:manager"),
            ("/goals", "state:active"),
            ("/projects", "x"),
        ):
            page.goto(at(sample, path))
            filter_line(page).fill(line)
            page.get_by_role("button", name="Filter").click()
            expect(filter_line(page)).to_have_value(line)
    finally:
        context.close()
