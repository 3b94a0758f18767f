"""The running document, import, export and the first run in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.looking import assert_accessible, at, press
from tests.support.command import Vividmap
from tests.support.web import Server, served

pytestmark = pytest.mark.browser

NOTES = Path(__file__).parents[1] / "formats" / "notes" / "messy.md"


RECORD = """\
---
vividmap: document 1
name: Maya Lindqvist
---

# Impact evidence
- 2026-11-20 Moved the session cache -> P99 down 340 ms ~teams #system-design @priya !reach @nobody-known
  kind: decision
  tags: redis
  link: https://wiki.example/cache
  strong: nobody else saw it
  surfaced: @priya 2026-11-21

  # A heading

  Beneath stand **bold words**, `code` and [a link](https://wiki.example).

  ```kotlin
  val key = UUID.randomUUID().toString() + "a line that is far too long for a page that is only 390 points wide"
  ```
- 2025-03-02 Wrote the record on queues
- undated Once
# Skill development
- 2026-11-18 Two evenings of TLA+ #tla
# Relationship map
- Priya Natarajan
  since 2025-03: peer, Platform, Acme

  Needs numbers early.

  - 2026-11-10 Coffee
# Goals and gaps
- Staff engineer
  kind: promotion
  - 2026-10-01 On the way
    doing: an RFC
  - gap: Reach
    - 2026-10-02 Known in my team
"""


@pytest.fixture
def small(vividmap: Vividmap) -> Iterator[Server]:
    """A record with something of everything: to look at every entry of the sample takes minutes."""
    vividmap("import", "-", input=RECORD)
    with served(vividmap) as running:
        yield running


def area(page: Page):
    return page.get_by_label("The running document")


# --- the document


def test_it_is_edited_with_the_keyboard_alone_and_taken_back(sample, page):
    page.goto(sample.link)
    page.keyboard.press("Escape")
    press(page, "d")
    expect(page.get_by_role("heading", level=1)).to_have_text("Maya Lindqvist")
    press(page, "w")
    expect(area(page)).to_be_focused()
    expect(page.get_by_role("main")).to_contain_text("Other parts stay as they are")
    page.keyboard.press("Control+Home")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    page.keyboard.type("- 2026-11-22 Typed into the document -> kept ~org\n\n")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Preview changes")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Changes")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("1 new")
    expect(page.get_by_role("button", name="Apply")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Applied: 1 new")
    expect(page.get_by_role("region", name="Impact evidence")).to_contain_text("Typed into the document")
    press(page, "u")
    expect(page.get_by_role("status")).to_contain_text("Undone")
    press(page, "d")
    expect(page.get_by_role("main")).not_to_contain_text("Typed into the document")


def test_a_line_that_is_wrong_has_the_caret(sample, page):
    page.goto(sample.link)
    page.goto(at(sample, "/document/edit"))
    text = area(page).input_value()
    area(page).fill(text.replace("## October", "loose words\n\n## October"))
    page.get_by_role("button", name="Preview changes").click()
    expect(page.get_by_role("alert")).to_contain_text("this text is not part of an entry")

    def chosen():
        return area(page).evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)")

    expect(area(page)).to_be_focused()
    assert chosen() == "loose words"
    area(page).evaluate("one => one.setSelectionRange(0, 0)")
    page.get_by_role("link", name="line").click()
    assert chosen() == "loose words"
    page.keyboard.press("Delete")
    page.get_by_role("button", name="Preview changes").click()
    expect(page.get_by_role("status")).to_contain_text("No changes")


def test_its_handles_are_out_of_the_way_and_lead_to_the_item(sample, page):
    page.goto(sample.link)
    page.goto(at(sample, "/document"))
    handle = page.get_by_role("region", name="Impact evidence").get_by_role("link", name="^").first
    expect(handle).to_have_css("opacity", "0")
    handle.focus()
    expect(handle).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Session cache lives in Redis")


def test_it_is_printed_without_what_is_for_the_screen(sample, page):
    page.goto(sample.link)
    page.goto(at(sample, "/document"))
    page.get_by_role("link", name="Print").click()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.get_by_text("Back to the document")).to_be_hidden()
    assert page.locator(".document .handle").first.is_hidden()
    expect(page.get_by_role("heading", name="Goals and gaps")).to_be_visible()


# --- without JavaScript


def test_without_javascript_all_of_it_works(server, chromium: Browser):
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(server.link)
        page.get_by_label("Or paste text").fill("# Achievements\n\n- Moved the cache\n- Another thing\n")
        page.get_by_role("button", name="Preview import").click()
        page.get_by_label("leave out - Another thing").check()
        page.get_by_role("button", name="Import", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("Imported from pasted text: 1 new")
        expect(page.get_by_role("main")).to_contain_text("Moved the cache")
        page.get_by_role("link", name="Edit document").click()
        area(page).fill(area(page).input_value().replace("Moved the cache", "Moved all caches"))
        page.get_by_role("button", name="Preview changes").click()
        page.get_by_role("button", name="Apply").click()
        expect(page.get_by_role("status")).to_contain_text("Applied: 1 changed")
        page.get_by_role("button", name="Undo").click()
        page.goto(at(server, "/document"))
        expect(page.get_by_role("main")).to_contain_text("Moved the cache")
        expect(page.get_by_role("main")).not_to_contain_text("Another thing")
    finally:
        context.close()


def test_an_edit_sent_after_the_session_ended_can_be_copied_and_stays_on_reload(small: Server, page: Page):
    page.goto(small.link)
    page.goto(at(small, "/document/edit"))
    area(page).fill(area(page).input_value().replace("Moved the session cache", "My long edit"))
    written = area(page).input_value()
    assert "My long edit" in written
    page.context.clear_cookies()
    page.get_by_role("button", name="Preview changes").click()
    for _ in range(2):
        expect(page.get_by_role("heading", name="This page is locked")).to_be_visible()
        expect(page.get_by_label("Your text was not saved. Copy it from here:")).to_have_value(written)
        page.goto(at(small, "/document"))


# --- in and out


def test_a_file_is_dropped_looked_at_and_taken_in(server, page):
    page.goto(server.link)
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    page.get_by_label("File: Markdown").set_input_files(NOTES)
    page.get_by_role("button", name="Preview import").click()
    rows = page.get_by_role("row")
    expect(rows.filter(has_text="no bullet at all")).to_contain_text("becomes evidence")
    expect(rows.filter(has_text="no words")).to_have_count(2)
    page.keyboard.press("a")
    expect(page.get_by_role("status")).to_contain_text("Imported from messy.md: 23 new")
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_contain_text("Undone: import notes")


def test_a_file_that_is_too_large_is_told_before_it_is_sent(server, page, tmp_path):
    large = tmp_path / "large.md"
    large.write_bytes(b"x" * (32 * 2**20 + 1))
    page.goto(server.link)
    page.goto(at(server, "/import"))
    page.get_by_label("File: Markdown").set_input_files(large)
    assert "larger than 32 MiB" in page.get_by_label("File: Markdown").evaluate(
        "one => one.validationMessage"
    )
    page.get_by_label("File: Markdown").set_input_files(NOTES)
    assert page.get_by_label("File: Markdown").evaluate("one => one.validationMessage") == ""


def test_what_is_downloaded_is_the_document(sample, page, vividmap):
    page.goto(sample.link)
    page.goto(at(sample, "/export"))
    for name, form in (("Running document (.md)", "document"), ("Archive (.json)", "json")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.startswith("vividmap-")
        got = Path(download.value.path()).read_text()
        assert got == vividmap("export", "--format", form, "-").out


# --- the first run


def test_the_sample_is_entered_and_left_from_the_first_page(server, page, vividmap):
    page.goto(server.link)
    expect(page.get_by_role("heading", name="Your first entry")).to_be_visible()
    page.get_by_role("button", name="Open the sample record").click()
    expect(page.get_by_text("This is the sample record.")).to_be_visible()
    page.get_by_label("What mattered?").fill("Tried it")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Tried it")
    page.get_by_role("link", name="People", exact=False).first.click()
    expect(page.get_by_text("This is the sample record.")).to_be_visible()
    page.get_by_role("button", name="Leave the sample").click()
    expect(page.get_by_role("status").first).to_contain_text("Nothing in it was saved")
    expect(page.get_by_role("heading", name="Your first entry")).to_be_visible()
    assert vividmap("list").out.count("\n") <= 2
    page.get_by_label("What mattered?").fill("My own first line")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("My own first line")
    expect(page.get_by_role("heading", name="Your first entry")).to_have_count(0)


# --- how it looks


def test_axe_finds_nothing(small, page):
    page.goto(small.link)
    for path in ("/document", "/document/print", "/document/edit", "/import", "/export"):
        page.goto(at(small, path))
        assert_accessible(page)
    page.goto(at(small, "/document/edit"))
    text = area(page).input_value()
    area(page).fill(text.replace("Moved the", "Moved all of the").replace("- undated Once", "- New"))
    page.get_by_role("button", name="Preview changes").click()
    expect(page.get_by_role("heading", name="Changes")).to_be_visible()
    assert_accessible(page)
    area(page).fill(f"{text}\nloose words\n")
    page.get_by_role("button", name="Preview changes").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
    page.goto(at(small, "/import"))
    page.get_by_role("button", name="Preview import").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("File: Markdown").set_input_files(NOTES)
    page.get_by_role("button", name="Preview import").click()
    expect(page.get_by_role("table")).to_be_visible()
    assert_accessible(page)


def test_axe_finds_nothing_on_the_first_day_and_in_the_sample(server, page):
    page.goto(server.link)
    expect(page.get_by_role("heading", name="Or import your notes")).to_be_visible()
    assert_accessible(page)
    page.goto(at(server, "/document"))
    assert_accessible(page)
    page.goto(at(server, "/"))
    page.get_by_role("button", name="Open the sample record").click()
    expect(page.get_by_text("This is the sample record.")).to_be_visible()
    page.goto(at(server, "/import"))
    assert_accessible(page)


def test_on_a_phone_only_the_tabs_of_the_pages_stay_at_the_bottom(sample: Server, page: Page) -> None:
    page.goto(sample.link)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(at(sample, "/document"))
    parts = page.get_by_role("navigation", name="Parts of the document")
    assert parts.evaluate("one => getComputedStyle(one).position") == "static"
    page.get_by_role("link", name="More").click()
    tabs = page.get_by_role("navigation", name="Pages").locator(".tab")
    tops = tabs.evaluate_all("tabs => tabs.map(tab => Math.round(tab.getBoundingClientRect().top))")
    assert len(tops) == 4
    assert len(set(tops)) == 1
