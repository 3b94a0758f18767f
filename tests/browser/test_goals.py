"""Goals, gaps and skills in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.looking import assert_accessible, at
from tests.support.command import Vividmap
from tests.support.web import Server, served

pytestmark = pytest.mark.browser

RECORD = """\
---
vividmap: document 1
---

# Goals and gaps

- Staff engineer ^g1aa
  - gap: Cross-team influence ^x1aa
    - 2025-01-05 Known in my team only
"""


@pytest.fixture
def small(vividmap: Vividmap) -> Iterator[Server]:
    vividmap("import", "-", input=RECORD)
    with served(vividmap) as running:
        yield running


def test_a_goal_a_gap_and_how_it_stands_need_no_mouse(small, page):
    page.goto(small.link)
    page.goto(at(small, "/goals"))
    page.wait_for_load_state()
    page.keyboard.press("+")
    expect(page.get_by_label("goal", exact=True)).to_be_focused()
    page.keyboard.type("Depth in storage")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Depth in storage")
    page.get_by_text("Add a gap").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Compaction")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Added the gap “Compaction”.")
    page.get_by_role("link", name="Compaction").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Compaction")
    page.wait_for_load_state()
    page.keyboard.press("+")
    expect(page.get_by_label("current state")).to_be_focused()
    page.keyboard.type("By anecdote")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table")).to_contain_text("By anecdote")
    page.wait_for_load_state()
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_contain_text("Undone")
    expect(page.get_by_text("By anecdote")).to_have_count(0)


def test_the_table_is_one_to_a_screen_reader(sample, page):
    page.goto(sample.link)
    page.goto(at(sample, "/goals"))
    table = page.get_by_role("table").first
    expect(table.get_by_role("columnheader")).to_have_count(7)
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Cross-team influence"))
    expect(row.get_by_role("cell")).to_have_count(6)
    expect(row).to_contain_text("same as")


def test_without_javascript_every_verb_works(small, chromium: Browser):
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(small.link)
        page.goto(at(small, "/goals"))
        page.get_by_role("link", name="Add an action").click()
        page.get_by_label("action", exact=True).fill("an RFC outside Payments")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("needs some text")
        expect(page.get_by_label("action", exact=True)).to_have_value("an RFC outside Payments")
        page.get_by_label("Current state").fill("Two teams ask me #influence")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("table")).to_contain_text("an RFC outside Payments")
        page.get_by_role("button", name="closed").click()
        expect(page.get_by_role("button", name="closed")).to_have_attribute("aria-pressed", "true")
        page.get_by_role("link", name="influence").last.click()
        page.locator("summary", has_text="Rename").click()
        page.get_by_label("New name").fill("stakeholders")
        page.get_by_role("button", name="Rename").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("stakeholders")
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("influence")
    finally:
        context.close()


def test_axe_finds_nothing(vividmap, sample, page):
    page.goto(sample.link)
    goals = {one["text"]: one["handle"] for one in vividmap.json("list", "goals")}
    gaps = {one["text"]: one["handle"] for one in vividmap.json("list", "gaps")}
    skills = {one["name"]: one["handle"] for one in vividmap.json("list", "skills")}
    gap, skill = gaps["Cross-team influence"], skills["technical writing"]
    goal = goals["Staff engineer in the next cycle"]
    for path in (
        "/goals",
        "/goals?state=dropped",
        "/goals/add",
        f"/goals/{goal}/gap",
        f"/goals/{gap}/update",
        f"/skills/{skill}/merge",
    ):
        page.goto(at(sample, path))
        assert_accessible(page)
    for handle in (goal, gap, skill):
        page.goto(at(sample, f"/i/{handle}"))
        for summary in page.locator(".say summary").all():
            summary.click()
        assert_accessible(page)
    page.goto(at(sample, f"/goals/{gap}/update"))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)


def test_axe_finds_nothing_where_there_is_no_goal_yet(vividmap, page):
    with served(vividmap) as server:
        page.goto(server.link)
        page.goto(at(server, "/goals"))
        expect(page.get_by_role("link", name="Add your first goal")).to_be_visible()
        assert_accessible(page)


def test_words_without_end_break_no_layout(vividmap, page):
    word = "x" * 20_000
    vividmap("add", "goal", f"<img src=x onerror=window.ran=1>{word}")
    (goal,) = vividmap.json("list", "goals")
    vividmap("add", "gap", word, "--goal", goal["handle"])
    (gap,) = vividmap.json("list", "gaps")
    vividmap("update", gap["handle"], word, "--doing", word, "--missing", word)
    page.set_viewport_size({"width": 390, "height": 900})
    with served(vividmap) as server:
        page.goto(server.link)
        for path in (
            "/goals",
            f"/i/{goal['handle']}",
            f"/i/{gap['handle']}",
            f"/goals/{gap['handle']}/update",
        ):
            page.goto(at(server, path))
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert page.evaluate("window.ran") is None
