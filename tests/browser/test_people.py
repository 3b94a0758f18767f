"""People in a real browser."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.looking import assert_accessible, at, press
from tests.support.chromium import until
from tests.support.web import served

pytestmark = pytest.mark.browser


def names(page: Page) -> list[str]:
    return page.locator("#results .said").all_inner_texts()


def test_the_list_narrows_as_one_types_and_the_address_with_it(sample, page):
    page.goto(sample.link)
    page.goto(at(sample, "/people"))
    count = len(names(page))
    page.get_by_role("textbox", name="Filter").press_sequentially("platform")
    expect(page.locator("#results").get_by_role("status")).to_contain_text(f"of {count} people")
    assert "Priya Natarajan" in names(page)
    assert "Dana Whitfield" not in names(page)
    expect(page).to_have_url(at(sample, "/people?q=platform"))
    page.get_by_role("textbox", name="Filter").press_sequentially(" by:name ")
    expect(page.get_by_role("region", name="P", exact=True)).to_contain_text("Priya Natarajan")
    expect(page).to_have_url(at(sample, "/people?q=platform+by%3Aname"))
    page.reload()
    expect(page.get_by_role("textbox", name="Filter")).to_have_value("platform by:name")
    expect(page.get_by_role("textbox", name="Filter")).to_be_visible()
    page.get_by_role("link", name="Clear filters").click()
    expect(page.locator("#results .said")).to_have_count(count)


def test_from_the_list_to_a_person_and_a_touchpoint_with_the_keyboard_alone(sample, page):
    page.goto(sample.link)
    page.wait_for_load_state()
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible()
    page.wait_for_load_state()
    for name in ("Wei-Ling Tan", "Henrik Aas"):
        page.wait_for_load_state()
        page.keyboard.press("j")
        expect(page.get_by_role("link", name=name)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Henrik Aas")
    while page.evaluate("document.activeElement.name") != "text":
        page.keyboard.press("Tab")
    page.keyboard.type("Ten minutes on the cost model #cost-modelling")
    page.keyboard.press("Tab")
    page.keyboard.type("yesterday")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Added a touchpoint with Henrik Aas")
    expect(page.get_by_role("region", name="Touchpoints")).to_contain_text("last in touch yesterday")
    address = page.url
    page.wait_for_load_state()
    page.keyboard.press("u")
    expect(page.get_by_role("status").first).to_contain_text("Undone")
    page.goto(address)
    touchpoints = page.get_by_role("region", name="Touchpoints")
    expect(touchpoints).not_to_contain_text("Ten minutes on the cost model")


def test_a_mark_is_a_toggle(sample, page):
    page.goto(sample.link)
    page.goto(at(sample, "/people?q=henrik"))
    page.get_by_role("link", name="Henrik Aas").click()
    mark = page.get_by_role("button", name="would advocate")
    expect(mark).to_have_attribute("aria-pressed", "false")
    mark.focus()
    page.keyboard.press("Enter")
    expect(mark).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status").first).to_contain_text("knows my work, would advocate")


def test_a_name_that_somebody_bears_is_told_while_it_is_typed(sample, page):
    page.goto(sample.link)
    page.goto(at(sample, "/people/add"))
    expect(page.get_by_role("textbox", name="Name")).to_be_focused()
    page.keyboard.type("tomas novak")
    expect(page.locator("#namesakes")).to_contain_text(
        "You already have a person with this name: Tomas Novák"
    )
    page.keyboard.type(" junior")
    expect(page.locator("#namesakes")).to_be_empty()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("tomas novak junior")


def test_a_chip_of_the_map_leads_to_the_person(sample, page):
    page.goto(sample.link)
    page.goto(at(sample, "/people"))
    page.get_by_role("link", name="Map", exact=True).click()
    row = page.get_by_role("row", name="manager")
    expect(row).to_contain_text("1 of 2 knows my work")
    row.get_by_role("link", name="Dana Whitfield").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dana Whitfield")


def test_who_is_at_on_the_map_shows_a_card_and_one_key_prepares_a_one_on_one(sample, page):
    page.goto(sample.link)
    page.goto(at(sample, "/people/map"))
    card = page.locator(".who-card")
    expect(card).to_be_hidden()
    page.get_by_role("link", name="Ivo Petrov").hover()
    expect(card).to_contain_text("28 September 2026: He asked for a review")
    expect(card).to_contain_text("Found the missing idempotency key")
    expect(card).to_contain_text("Get in touch: 55 days without contact")
    card.get_by_role("link", name="Prepare a 1:1").hover()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    for name in ("Wei-Ling Tan", "Henrik Aas", "Dana Whitfield"):
        press(page, "j")
        expect(page.get_by_role("link", name=name)).to_be_focused()
    expect(card).to_contain_text("Wants the packet in four weeks")
    expect(page.get_by_role("link", name="Dana Whitfield")).to_have_accessible_description(
        re.compile("Last conversation")
    )
    assert_accessible(page)
    press(page, "1")
    page.wait_for_url("**/prepare/one-on-one?person=*")


def test_a_one_on_one_takes_three_keys_from_any_page(sample, page):
    page.goto(sample.link)
    page.goto(at(sample, "/goals"))
    press(page, "p")
    expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible()
    press(page, "j")
    press(page, "1")
    page.wait_for_url("**/prepare/one-on-one?person=*")


def test_many_parts_scroll_in_their_own_region(vividmap, page):
    people = "\n\n".join(f"- Person {n}\n  position: peer, Part number {n}" for n in range(40))
    long = "x" * 5_000
    text = f"---\nvividmap: document 1\n---\n# Relationship map\n\n{people}\n\n- {long}\n  position: manager, {long}\n"
    vividmap("import", "-", input=text)
    with served(vividmap) as server:
        page.goto(server.link)
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(at(server, "/people/map"))
            assert_accessible(page)
            expect(page.get_by_role("region", name="People map")).to_be_visible()
        region = page.get_by_role("region", name="People map")
        region.focus()
        for _ in range(20):
            page.keyboard.press("ArrowRight")
        until(page, "document.querySelector('.mapped').scrollLeft > 300")
        assert region.get_by_role("rowheader", name="manager").bounding_box()["x"] > 200, "it stays in sight"
        page.goto(at(server, "/people"))
        assert_accessible(page)


def test_without_javascript_the_forms_do_the_same(sample, chromium: Browser):
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(sample.link)
        page.goto(at(sample, "/people"))
        page.get_by_role("textbox", name="Filter").fill("henrik")
        page.get_by_role("button", name="Filter").click()
        expect(page.locator("#results .said")).to_have_text(["Henrik Aas"])
        page.get_by_role("link", name="Henrik Aas").click()
        touchpoints = page.get_by_role("region", name="Touchpoints")
        touchpoints.get_by_label("What you talked about").fill("Coffee")
        touchpoints.get_by_label("When").fill("some day")
        touchpoints.get_by_role("button", name="Add touchpoint").click()
        expect(page.get_by_role("alert")).to_contain_text("'some day' is not a date")
        expect(page.get_by_label("What you talked about")).to_have_value("Coffee")
        page.get_by_label("When").fill("2026-11-01")
        page.get_by_role("button", name="Add touchpoint").click()
        expect(page.get_by_role("region", name="Touchpoints")).to_contain_text("Coffee")
        page.get_by_text("Record a move").click()
        page.get_by_label("Part of the organisation").fill("Group")
        page.get_by_label("Since").fill("2026-11-02")
        page.get_by_role("button", name="Record move").click()
        expect(page.get_by_role("status").first).to_contain_text("Updated the position of Henrik Aas")
        expect(page.get_by_role("region", name="Position")).to_contain_text("skip-level, Group, Halden Pay")
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("region", name="Position")).not_to_contain_text("Group")
        page.get_by_role("button", name="gives feedback").click()
        expect(page.get_by_role("button", name="gives feedback")).to_have_attribute("aria-pressed", "true")
        page.goto(at(sample, "/people/add?name=Marta+Oliveira"))
        expect(page.locator("#namesakes")).to_contain_text("You already have")
        page.get_by_role("textbox", name="Name").fill("Ada")
        page.get_by_label("Height").select_option("peer")
        page.get_by_role("button", name="Add").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Ada")
    finally:
        context.close()


def test_axe_finds_nothing(sample, page):
    page.goto(sample.link)
    for path in (
        "/people",
        "/people?q=by:name",
        "/people?q=nobody+at+all",
        "/people/map",
        "/people/add",
        "/people/add?name=Marta+Oliveira",
    ):
        page.goto(at(sample, path))
        assert_accessible(page)
    page.get_by_role("textbox", name="Name").fill(" ")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
    page.goto(at(sample, "/people?q=marta"))
    page.get_by_role("link", name="Marta Oliveira").click()
    page.get_by_text("Record a move").click()
    assert_accessible(page)
    page.get_by_role("button", name="Record move").click()
    expect(page.get_by_role("alert")).to_contain_text("already has this position")
    assert_accessible(page)


def test_axe_finds_nothing_where_there_is_nobody(server, page):
    page.goto(server.link)
    for path in ("/people", "/people/map"):
        page.goto(at(server, path))
        assert_accessible(page)
