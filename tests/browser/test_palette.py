"""Search and the palette in a real browser, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.looking import assert_accessible
from tests.support.web import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def inside(sample: Server, page: Page) -> Page:
    page.goto(sample.link)
    return page


def chosen(page: Page) -> Locator:
    return page.get_by_role("option", selected=True)


def opened(page: Page, words: str = "") -> Locator:
    page.wait_for_load_state()
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name="Search entries, people")
    expect(box).to_be_focused()
    page.keyboard.type(words)
    expect(page.get_by_role("option").last).to_contain_text(
        f"Search for {words}" if words else "Theme: system"
    )
    return box


def test_a_person_is_three_keys_away(inside):
    opened(inside, "marta")
    expect(chosen(inside)).to_contain_text("Marta Oliveira")
    inside.keyboard.press("Enter")
    expect(inside.get_by_role("heading", level=1)).to_have_text("Marta Oliveira")
    expect(inside).to_have_url(re.compile(r"/i/\w+$"))


def test_enter_waits_for_the_answer_to_what_was_typed(inside):
    inside.keyboard.press("Control+k")
    inside.keyboard.type("settings")
    inside.keyboard.press("Enter")
    inside.wait_for_url("**/settings")


def test_arrows_move_and_the_box_says_where(inside):
    box = opened(inside)
    expect(chosen(inside)).to_contain_text("Today")
    inside.keyboard.press("ArrowDown")
    expect(chosen(inside)).to_contain_text("Inbox")
    expect(chosen(inside)).to_have_count(1)
    expect(box).to_have_attribute("aria-activedescendant", chosen(inside).get_attribute("id") or "none")
    inside.keyboard.press("ArrowUp")
    inside.keyboard.press("ArrowUp")
    expect(chosen(inside)).to_contain_text("Theme: system")
    expect(chosen(inside)).to_be_in_viewport()
    inside.keyboard.press("ArrowDown")
    expect(chosen(inside)).to_contain_text("Today")


def test_escape_closes_and_the_focus_is_where_it_was(inside):
    inside.goto(f"{inside.url}people")
    link = inside.get_by_role("navigation", name="Pages").get_by_role("link", name="Goals")
    link.focus()
    opened(inside, "x")
    inside.keyboard.press("Escape")
    expect(inside.get_by_role("dialog")).to_have_count(0)
    expect(link).to_be_focused()
    opened(inside)
    inside.keyboard.press("Control+k")
    expect(inside.get_by_role("dialog")).to_have_count(0)
    expect(link).to_be_focused()


def test_it_opens_while_one_types_and_the_words_stay(inside):
    text = inside.get_by_label("What mattered?")
    text.fill("Half a sentence")
    opened(inside, "zzz")
    inside.keyboard.press("Escape")
    expect(text).to_be_focused()
    expect(text).to_have_value("Half a sentence")


def test_a_verb_is_done_and_undone(vividmap, inside):
    inside.get_by_label("What mattered?").fill("To be taken back")
    inside.keyboard.press("Enter")
    expect(inside.locator(".kept")).to_contain_text("To be taken back")
    opened(inside, "undo")
    inside.keyboard.press("Enter")
    expect(inside.locator(".notice.done")).to_contain_text("Undone")
    opened(inside, "create a backup")
    inside.keyboard.press("Enter")
    inside.wait_for_url("**/backups")
    backups = [file.name for file in vividmap.home.glob("backups/*.sqlite3")]
    assert len([name for name in backups if not name.startswith("daily-")]) == 1


def test_the_look_is_chosen_and_one_stays_where_one_was(inside):
    asked = f"{inside.url}search?q=ledger"
    inside.goto(asked)
    opened(inside, "theme dark")
    inside.keyboard.press("Enter")
    expect(inside.locator("html")).to_have_attribute("data-look", "dark")
    expect(inside).to_have_url(asked)
    expect(inside.locator("body")).to_have_css("background-color", "rgb(21, 21, 23)")
    inside.get_by_role("button", name="light").click()
    expect(inside.locator("html")).to_have_attribute("data-look", "light")
    expect(inside.locator("body")).to_have_css("background-color", "rgb(252, 251, 249)")
    expect(inside).to_have_url(asked)


def test_a_click_chooses_too_and_one_beside_it_closes(inside):
    opened(inside, "export")
    inside.mouse.click(5, 5)
    expect(inside.get_by_role("dialog")).to_have_count(0)
    opened(inside, "trash")
    inside.get_by_role("option", name="Open the trash").click()
    expect(inside.get_by_role("heading", name="Trash")).to_be_visible()


def test_search_finds_as_one_types_and_the_address_says_what(inside):
    inside.keyboard.press("Escape")
    inside.keyboard.press("/")
    inside.wait_for_url("**/search")
    inside.keyboard.type("idempotency")
    expect(inside.locator("#found mark").first).to_have_text("idempotency")
    inside.wait_for_url("**/search?q=idempotency")
    inside.keyboard.press("Tab")
    inside.keyboard.press("j")
    inside.keyboard.press("Enter")
    inside.wait_for_url("**/i/*")
    inside.go_back()
    expect(inside.get_by_role("searchbox")).to_have_value("idempotency")
    expect(inside.locator("#found mark").first).to_be_visible()
    inside.keyboard.press("Escape")
    inside.keyboard.press("/")
    expect(inside.get_by_role("searchbox")).to_be_focused()


def test_without_javascript_one_searches_all_the_same(sample, chromium: Browser):
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(sample.link)
        page.get_by_role("link", name="Search", exact=True).click()
        page.get_by_role("searchbox").fill("idempotency")
        page.get_by_role("button", name="Search", exact=True).click()
        expect(page.locator("#found mark").first).to_have_text("idempotency")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.get_by_role("button", name="dark").click()
        expect(page.locator("html")).to_have_attribute("data-look", "dark")
        expect(page).to_have_url(re.compile(r"/search\?q=idempotency$"))
        page.get_by_role("link", name="Settings", exact=True).click()
        page.get_by_label("Time zone").fill("Europe/Oslo")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Settings saved.")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("Undone: settings.")).to_be_visible()
    finally:
        context.close()


def test_axe_finds_nothing(vividmap, inside):
    handle = vividmap.json("list")[0]["handle"]
    vividmap("rm", handle)
    base = inside.url
    for path in (
        "search",
        "search?q=ledger",
        "search?q=a+nonesuch",
        "settings",
        "trash",
        f"trash/{handle}/purge",
        "backups",
    ):
        inside.goto(base + path)
        assert_accessible(inside)
    inside.get_by_role("button", name="Create backup").click()
    expect(inside.get_by_role("table")).to_be_visible()
    assert_accessible(inside)
    opened(inside)
    assert_accessible(inside)
    inside.keyboard.type("ledger")
    expect(inside.get_by_role("option").last).to_contain_text("Search for ledger")
    assert_accessible(inside)
    inside.goto(f"{base}settings")
    inside.get_by_text("Edit all roles").click()
    inside.get_by_label("Time zone").fill("Nowhere")
    inside.get_by_role("button", name="Save", exact=True).click()
    expect(inside.get_by_role("alert")).to_be_visible()
    assert_accessible(inside)


def test_it_acts_on_the_entry_that_is_selected(inside):
    inside.keyboard.press("e")
    inside.wait_for_url("**/evidence")
    inside.wait_for_load_state()
    inside.keyboard.press("j")
    inside.keyboard.press("j")
    text = inside.locator("main .row.at .said a").inner_text()
    inside.keyboard.press("Control+k")
    expect(chosen(inside)).to_contain_text(f"Add an outcome to “{text[:40]}")
    inside.keyboard.type("add outcome")
    expect(inside.get_by_role("option").first).to_contain_text("Add an outcome to")
    inside.keyboard.press("Enter")
    inside.wait_for_url("**/edit#f-outcome")
    expect(inside.get_by_label("outcome", exact=True)).to_be_focused()
    inside.go_back()
    inside.wait_for_load_state()
    inside.keyboard.press("Escape")
    inside.keyboard.press("Control+k")
    expect(inside.get_by_role("option").first).not_to_contain_text("outcome")  # no row is selected any more
