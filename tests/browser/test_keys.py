"""The keys that work everywhere, and drafts that survive a closed tab."""

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.looking import assert_accessible, press
from tests.support.web import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def inside(sample: Server, page: Page) -> Page:
    page.goto(sample.link)
    page.wait_for_load_state()
    page.keyboard.press("Escape")
    return page


def test_every_key_of_a_page_leads_there(inside):
    from vividmap.web.navigation import nav_links

    nav = inside.get_by_role("navigation", name="Pages")
    for link in nav_links():
        if link.has_count:
            continue  # there is no such link while nothing waits
        inside.keyboard.press(link.key)
        expect(nav.get_by_role("link", name=link.label)).to_have_attribute("aria-current", "page")
        inside.keyboard.press("Escape")


def test_no_key_works_while_one_types_or_holds_control(inside):
    inside.keyboard.press("c")
    inside.keyboard.type("?tespgd/")
    expect(inside.get_by_label("What mattered?")).to_have_value("?tespgd/")
    expect(inside.get_by_role("dialog")).to_have_count(0)
    inside.keyboard.press("Escape")
    inside.keyboard.press("Alt+e")
    inside.keyboard.press("Control+e")
    expect(inside.get_by_label("What mattered?")).to_be_visible()


@pytest.mark.parametrize("path", ["people", "search", "document/edit", "trash"])
def test_c_captures_from_anywhere(inside, path):
    inside.goto(inside.url + path)
    inside.keyboard.press("Escape")
    inside.keyboard.press("c")
    expect(inside.get_by_label("What mattered?")).to_be_focused()
    inside.keyboard.type("From anywhere")
    expect(inside.get_by_label("What mattered?")).to_have_value("From anywhere")


def test_the_keys_are_listed(inside):
    inside.keyboard.press("?")
    keys = inside.get_by_role("dialog", name="Keyboard shortcuts")
    expect(keys).to_contain_text("add an entry")
    assert_accessible(inside)
    inside.keyboard.press("e")
    expect(keys).to_be_visible()
    inside.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    inside.keyboard.press("?")
    inside.keyboard.press("Enter")
    expect(keys).to_have_count(0)


def test_j_and_k_go_down_and_up_a_list_and_enter_opens(inside):
    inside.keyboard.press("e")
    inside.wait_for_url("**/evidence")
    links = inside.locator("main li.row .said a")
    inside.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    inside.keyboard.press("j")
    inside.keyboard.press("j")
    expect(links.nth(2)).to_be_focused()
    inside.keyboard.press("k")
    expect(links.nth(1)).to_be_focused()
    expect(inside.locator("main .row.at")).to_have_count(1)
    words = links.nth(1).inner_text()
    inside.keyboard.press("Enter")
    expect(inside.get_by_role("heading", level=1)).to_have_text(words)


def test_x_ticks_the_row_that_one_is_at(inside):
    inside.keyboard.press("e")
    inside.wait_for_url("**/evidence")
    boxes = inside.locator("input[name=handle]")
    inside.keyboard.press("x")
    assert inside.locator("input[name=handle]:checked").count() == 0
    for key in "jxjjxkx":
        inside.keyboard.press(key)
    assert [boxes.nth(at).is_checked() for at in range(4)] == [True, True, True, False]
    inside.keyboard.press("x")
    expect(boxes.nth(1)).not_to_be_checked()


def test_u_undoes_what_was_just_done(inside):
    inside.keyboard.press("c")
    inside.keyboard.type("Soon deleted")
    inside.keyboard.press("Enter")
    inside.locator(".kept").get_by_role("link", name="Soon deleted").click()
    inside.get_by_role("button", name="Delete").click()
    expect(inside.locator(".notice.done")).to_contain_text("Deleted “Soon deleted”")
    inside.keyboard.press("u")
    expect(inside.get_by_role("heading", name="Soon deleted")).to_be_visible()


# --- drafts


def test_a_draft_survives_a_closed_tab_and_ends_when_it_is_kept(inside):
    base = inside.url
    inside.keyboard.press("c")
    inside.keyboard.type("Half a thought #rust")
    inside.close()
    page = inside.context.new_page()
    page.goto(base)
    text = page.get_by_label("What mattered?")
    expect(text).to_have_value("Half a thought #rust")
    expect(page.get_by_text("Your unsaved text was restored.")).to_be_visible()
    expect(page.locator("#reading")).to_contain_text("rust")
    text.press("Enter")
    expect(page.locator(".kept")).to_contain_text("Half a thought")
    page.wait_for_load_state()  # its script deletes the draft, and does not run if the page is left sooner
    page.goto(base)
    expect(page.get_by_label("What mattered?")).to_have_value("")
    expect(page.get_by_text("Your unsaved text was restored.")).to_have_count(0)


def test_a_draft_of_a_form_can_be_discarded(inside):
    inside.goto(f"{inside.url}settings")
    inside.get_by_label("Time zone").fill("Europe/Os")
    inside.get_by_label("Week starts").select_option("sunday")
    inside.reload()
    expect(inside.get_by_label("Time zone")).to_have_value("Europe/Os")
    expect(inside.get_by_label("Week starts")).to_have_value("sunday")
    inside.get_by_role("button", name="Discard").click()
    expect(inside.get_by_label("Time zone")).to_have_value("Europe/Lisbon")
    inside.reload()
    expect(inside.get_by_label("Time zone")).to_have_value("Europe/Lisbon")
    expect(inside.get_by_text("Your unsaved text was restored.")).to_have_count(0)


def test_what_was_refused_stays_a_draft_and_what_was_taken_back_is_none(inside):
    inside.goto(f"{inside.url}settings")
    zone = inside.get_by_label("Time zone")
    zone.fill("Nowhere")
    zone.press("Enter")
    expect(inside.get_by_role("alert")).to_be_visible()
    expect(zone).to_have_value("Nowhere")
    inside.goto(inside.url)
    expect(zone).to_have_value("Nowhere")
    zone.fill("Europe/Lisbon")
    inside.goto(inside.url)
    expect(zone).to_have_value("Europe/Lisbon")
    expect(inside.get_by_text("Your unsaved text was restored.")).to_have_count(0)
    zone.fill("Europe/Oslo")
    zone.press("Enter")
    expect(inside.get_by_text("Settings saved.")).to_be_visible()
    inside.goto(inside.url)
    expect(zone).to_have_value("Europe/Oslo")
    expect(inside.get_by_text("Your unsaved text was restored.")).to_have_count(0)


def test_a_browser_that_keeps_nothing_works_all_the_same(inside):
    inside.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, {get() { throw new DOMException('no'); }});"
    )
    inside.reload()
    inside.keyboard.press("c")
    inside.keyboard.type("Kept without a store")
    inside.keyboard.press("Enter")
    expect(inside.locator(".kept")).to_contain_text("Kept without a store")


def test_a_chip_that_is_taken_away_takes_its_mark_out_of_the_line(inside):
    inside.keyboard.press("c")
    inside.keyboard.type("Moved it #zig to #zigzag ~teams")
    inside.locator("#reading").get_by_role("button", name="zig, new", exact=False).click()
    text = inside.get_by_label("What mattered?")
    expect(text).to_have_value("Moved it to #zigzag ~teams")
    expect(text).to_be_focused()
    expect(inside.locator("#reading")).not_to_contain_text("zig, new")


def test_a_mark_is_completed_while_one_types(inside):
    text = inside.get_by_label("What mattered?")
    text.press_sequentially("Paired with @oks")
    options = inside.get_by_role("listbox", name="Names").get_by_role("option")
    expect(options.first).to_contain_text("Oksana Kovalenko")
    press(inside, "Enter")
    expect(text).to_have_value("Paired with @oksana ")
    text.press_sequentially("on #zzz")
    expect(options.first).to_contain_text("new skill")
    press(inside, "Escape")
    expect(options.first).to_be_hidden()
    # Where nothing is left to complete, Enter saves as it does elsewhere.
    text.press_sequentially(" #rust")
    expect(options.first).to_contain_text("rust")
    press(inside, "Enter")
    expect(inside.locator(".kept")).to_contain_text("Paired with")


def test_who_types_faster_than_names_arrive_keeps_what_was_typed(inside):
    def never_arrive(_route: Route) -> None:
        """Never answer the request."""

    inside.route("**/complete?q=%23o*", never_arrive)
    text = inside.get_by_label("What mattered?")
    text.press_sequentially("Chose the outbox #")
    expect(inside.get_by_role("listbox", name="Names").get_by_role("option").first).to_be_visible()
    text.press_sequentially("observability")
    press(inside, "Enter")
    expect(inside.locator(".kept")).to_contain_text("observability")
