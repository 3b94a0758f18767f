"""The page of patterns in a real browser: the pictures, and the tables that can replace them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.looking import assert_accessible, at, press
from tests.support.chromium import until
from tests.support.command import Vividmap
from tests.support.web import Server

pytestmark = pytest.mark.browser

_POINT = """([name, index]) => {
    const place = document.querySelector(`#${name} .chart`);
    const chart = echarts.getInstanceByDom(place);
    place.scrollIntoView({ block: "center" });
    const { left, top } = place.getBoundingClientRect();
    const [model] = chart.getModel().getSeries();
    const mark = model.getData().getItemGraphicEl(index);
    const box = mark.getBoundingRect().clone();
    box.applyTransform(mark.getComputedTransform());
    return [left + box.x + box.width / 2, top + box.y + box.height / 2];
}"""
_OPEN = "document.querySelectorAll('details.tile').forEach(tile => { tile.open = true })"
_DRAWN = "[...document.querySelectorAll('.chart')].every(one => one.querySelector('canvas')?.width > 0)"


@pytest.fixture
def wrong(page: Page) -> Iterator[list[str]]:
    """Errors and warnings of the browser; the test fails if there is one at its end."""
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []


def open_patterns(page: Page, server: Server) -> None:
    page.goto(at(server, "/patterns"))
    page.evaluate(_OPEN)
    until(page, _DRAWN)


def click_mark(page: Page, pattern: str, index: int) -> None:
    x, y = page.evaluate(_POINT, [pattern, index])
    page.mouse.click(x, y)
    page.wait_for_url("**/entries?*")


def test_a_mark_of_each_picture_leads_to_its_entries(sample: Server, page: Page, wrong: list[str]) -> None:
    page.goto(sample.link)
    for pattern in ("cadence", "scope", "skills", "gaps", "visibility"):
        open_patterns(page, sample)
        click_mark(page, pattern, 0)
        assert f"/patterns/{pattern}/entries?row=" in page.url
        expect(page.locator("main li.row").first).to_be_visible()


LONG = (
    "WWWWMMMM WWWWMMMM",
    "分散システム の 設計 と 運用 について",
    "Распределённые транзакции и журналы",
    "stakeholder management",
)
LABELS = """() => [...document.querySelectorAll(".tile svg")].flatMap((svg) => {
    const nearest = Math.min(...[...svg.querySelectorAll("rect")].map((square) => square.getBoundingClientRect().left));
    return [...svg.querySelectorAll("text:not(.count)")].filter((label) => label.getAttribute("x") === "0")
        .map((label) => [label.textContent, nearest - label.getBoundingClientRect().right])
        .filter(([, space]) => nearest > svg.getBoundingClientRect().left + 40 && space < 2);
})"""


@pytest.mark.parametrize("width", [390, 1280])
def test_a_long_name_stays_clear_of_what_is_drawn_beside_it(
    vividmap: Vividmap, server: Server, page: Page, width: int
) -> None:
    entries = [
        f"- 2026-{month:02}-0{day} Practice {month}.{day} #{name.replace(' ', '-')}"
        for month in range(6, 12)
        for day, name in enumerate(LONG, 1)
    ]
    vividmap("import", "-", input="\n".join(["# Skill development", *entries]))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(server.link)
    page.goto(at(server, "/patterns"))
    expect(page.locator("#tile-skills svg text")).to_have_count(len(LONG))
    assert page.evaluate(LABELS) == []


def test_the_pictures_are_drawn_anew_where_the_light_changes(
    sample: Server, page: Page, wrong: list[str]
) -> None:
    ink = "echarts.getInstanceByDom(document.querySelector('#scope .chart')).getOption().textStyle.color"
    page.goto(sample.link)
    page.emulate_media(color_scheme="light")
    open_patterns(page, sample)
    light = page.evaluate(ink)
    page.emulate_media(color_scheme="dark")
    until(page, f"{ink} !== '{light}'")
    page.set_viewport_size({"width": 390, "height": 800})
    until(page, "document.querySelector('#scope canvas').clientWidth < 390")


def test_on_a_phone_a_day_is_large_enough_for_a_finger(sample: Server, page: Page, wrong: list[str]) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(sample.link)
    open_patterns(page, sample)
    chart = "echarts.getInstanceByDom(document.querySelector('#cadence .chart'))"
    calendar = f"{chart}.getModel().getComponent('calendar').coordinateSystem"
    assert page.evaluate(f"Math.min({calendar}.getCellWidth(), {calendar}.getCellHeight())") >= 15
    click_mark(page, "cadence", 0)
    expect(page.locator("main li.row").first).to_be_visible()


def test_with_the_keyboard_the_tables_are_the_pictures(sample: Server, page: Page, wrong: list[str]) -> None:
    page.goto(sample.link)
    open_patterns(page, sample)
    table = page.locator("#scope .numbers details")
    expect(table.get_by_role("table")).to_be_hidden()
    table.locator("summary").focus()
    press(page, "Enter")
    expect(table.get_by_role("table")).to_be_visible()
    link = table.get_by_role("row", name="Q3 2026").get_by_role("link").first
    link.focus()
    press(page, "Enter")
    expect(page.locator("main .lead")).to_have_text("Q3 2026, My team")


def test_without_javascript_the_tables_are_open_to_read(sample: Server, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(sample.link)
        page.goto(at(sample, "/patterns"))
        page.locator("#tile-scope > summary").click()
        expect(page.locator("#scope").get_by_role("table")).to_be_visible()
        expect(page.locator("#scope .chart")).to_be_hidden()
        page.locator("#scope").get_by_role("row", name="Q3 2026").get_by_role("link").first.click()
        expect(page.locator("main li.row").first).to_be_visible()
    finally:
        context.close()


def test_axe_finds_nothing(sample: Server, page: Page) -> None:
    page.goto(sample.link)
    open_patterns(page, sample)
    assert_accessible(page)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert_accessible(page)
    for path in (
        "/patterns/gaps/entries?said=1",
        "/patterns/scope/entries?row=Q9&column=no",
        "/settings/thresholds",
    ):
        page.goto(at(sample, path))
        assert_accessible(page)
    page.locator("#f-gap-still").fill("many")
    page.get_by_role("button", name="Save thresholds").click()
    expect(page.get_by_role("alert")).to_contain_text("gap-still must be a whole number")
    assert_accessible(page)


def test_axe_finds_nothing_where_there_is_too_little(server: Server, page: Page) -> None:
    page.goto(server.link)
    page.goto(at(server, "/patterns"))
    assert_accessible(page)


def test_a_link_to_a_pattern_opens_its_tile(sample: Server, page: Page, wrong: list[str]) -> None:
    page.goto(sample.link)
    page.goto(at(sample, "/patterns#gaps"))
    expect(page.locator("#gaps .found").first).to_be_visible()
    expect(page.locator("#scope .found").first).to_be_hidden()
    until(page, "document.querySelector('#gaps canvas')?.width > 0")


def test_the_first_call_leads_to_what_it_is_about_in_one_click(sample: Server, page: Page) -> None:
    page.goto(sample.link)
    page.goto(at(sample, "/patterns"))
    calls = page.locator(".calls-list li")
    expect(calls).to_have_count(3)
    calls.first.get_by_role("link", name="Open the person").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wei-Ling Tan")


_BROKEN_WORDS = """() => [...document.querySelectorAll(".counts :is(th, td)")].flatMap(cell => {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const broken = [];
    while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/[^\\s-]+/g)) {
        const range = document.createRange();
        range.setStart(texts.currentNode, word.index);
        range.setEnd(texts.currentNode, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1) broken.push(word[0]);
    }
    return broken;
})"""


def test_on_a_phone_no_table_breaks_inside_a_word_and_the_page_does_not_scroll_sideways(sample, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(sample.link)
    page.goto(at(sample, "/patterns"))
    page.evaluate("for (const tile of document.querySelectorAll('details')) tile.open = true")
    assert page.locator(".counts td").count() > 50
    assert page.evaluate(_BROKEN_WORDS) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
