"""Today in a real browser."""

import re
import time

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.looking import assert_accessible
from tests.support.web import served

pytestmark = pytest.mark.browser

# each would set a mark or open a box if anything in it ran; @N keeps them apart
PAYLOADS = [
    "<script>window.ran=1</script>@N",
    "<img src=x onerror=window.ran=1>@N",
    "<svg onload=window.ran=1>@N",
    "<svg><script>window.ran=1</script></svg>@N",
    '"><script>window.ran=1</script>@N',
    "'><img src=x onerror=window.ran=1>@N",
    '" onfocus=window.ran=1 autofocus="@N',
    "' onmouseover='window.ran=1@N",
    "</textarea><script>window.ran=1</script>@N",
    "</title><script>window.ran=1</script>@N",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>@N",
    "<iframe src=javascript:parent.ran=1></iframe>@N",
    "<a href=javascript:window.ran=1>link</a>@N",
    "<details open ontoggle=window.ran=1>@N",
    "<body onload=window.ran=1>@N",
    "<style>*{background:url(http://127.0.0.1:9/)}</style>@N",
    "<link rel=stylesheet href=data:text/css,*%7Bdisplay:none%7D>@N",
    "<meta http-equiv=refresh content='0;url=javascript:window.ran=1'>@N",
    "{{ 7|add:'35' }}{% debug %}@N",
    "&lt;script&gt;window.ran=1&lt;/script&gt;&#x3c;script>window.ran=1@N",
    "<base href=http://127.0.0.1:9/><form action=http://127.0.0.1:9/>@N",
]


def test_type_an_entry_press_the_button_and_see_it(server, page):
    page.goto(server.link)
    expect(page).to_have_url(f"{server.address}/")
    page.get_by_label("What mattered?").fill("Moved the session cache -> P99 down 340 ms ~teams")
    page.get_by_role("button", name="Save as evidence").click()
    expect(page.get_by_role("status")).to_contain_text("Moved the session cache")
    month = page.get_by_role("region").filter(has=page.get_by_role("heading", level=2)).last
    expect(month.get_by_role("listitem").first).to_contain_text("several teams")
    expect(page).to_have_url(f"{server.address}/")
    page.get_by_label("What mattered?").fill("Two evenings of TLA+")
    page.get_by_role("button", name="Save as skill").click()
    expect(page.get_by_role("status")).to_contain_text("Two evenings of TLA+")
    page.get_by_role("link", name="Skills").click()
    expect(page.get_by_role("main")).to_contain_text("Two evenings of TLA+")


def test_the_keyboard_is_enough(server, page):
    page.goto(server.link)
    page.keyboard.press("c")
    page.keyboard.type("First line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("and what stands beneath")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("First line")
    expect(page.get_by_role("status")).to_contain_text("¶ more")
    page.keyboard.press("c")
    page.keyboard.type("With Control")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("With Control")
    page.keyboard.press("c")
    page.keyboard.type("A skill")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save as skill")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("A skill")


def test_the_keys_that_are_printed_work_when_the_page_opens(server, page):
    page.goto(server.link)
    for key, name in (("e", "evidence"), ("s", "skills"), ("p", "people"), ("g", "goals"), ("d", "document")):
        page.keyboard.press(key)
        page.wait_for_url(f"**/{name}")
        page.wait_for_load_state()
    page.keyboard.press("t")
    page.wait_for_url(f"{server.address}/")
    page.wait_for_load_state()
    box = page.get_by_label("What mattered?")
    expect(box).not_to_be_focused()
    page.keyboard.press("c")
    page.keyboard.type("espgc")
    expect(box).to_have_value("espgc")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.wait_for_url("**/evidence")


def test_how_a_line_will_be_read_is_shown_while_it_is_typed(server, page):
    page.goto(server.link)
    page.keyboard.press("c")
    page.keyboard.type("Moved the cache -> P99 down ~teams #rust @priya")
    chips = page.locator("#reading")
    for said in ("outcome P99 down", "scope several teams", "skill rust, new", "with priya: not linked yet"):
        expect(chips).to_contain_text(said)
    chips.get_by_role("button", name="Remove scope several teams").click()
    expect(page.get_by_label("What mattered?")).to_have_value("Moved the cache -> P99 down #rust @priya")
    expect(chips).not_to_contain_text("several teams")
    expect(page.get_by_label("What mattered?")).to_be_focused()


def test_one_key_answers_what_is_due_and_one_puts_it_off(vividmap, page):
    vividmap("log", "--on", "40 days ago", "Stopped a second flag system")
    with served(vividmap) as server:
        page.goto(server.link)
        page.keyboard.press("a")
        page.keyboard.type("two teams dropped theirs")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Saved the outcome")
        expect(page.get_by_text("What came of it?")).to_have_count(0)
        page.wait_for_load_state()
        page.keyboard.press("u")
        expect(page.get_by_role("status")).to_contain_text("Undone")
        page.goto(f"{server.address}/")
        page.keyboard.press("l")
        expect(page.get_by_role("status")).to_contain_text("asked again")
        expect(page.get_by_text("What came of it?")).to_have_count(0)


def test_two_presses_of_enter_keep_one_entry(server, page):
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url.rpartition('/')[2]}"))

    def slowly(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    page.goto(server.link)
    page.route("**/capture", slowly)
    page.keyboard.press("c")
    page.keyboard.type("Only once")
    page.evaluate(
        """() => {
            const press = () => text.dispatchEvent(
                new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true}));
            press();
            setTimeout(press, 50);
        }"""
    )
    expect(page.get_by_role("status")).to_contain_text("Only once")
    assert sent.count("POST capture") == 1


def test_an_enter_that_ends_a_word_of_japanese_keeps_nothing(server, page):
    page.goto(server.link)
    page.keyboard.press("c")
    page.keyboard.type("日本")
    page.evaluate(
        "() => text.dispatchEvent(new KeyboardEvent("
        "'keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    expect(page.get_by_label("What mattered?")).to_have_value("日本")
    expect(page.get_by_role("status")).to_have_count(0)


def test_without_javascript_it_works_the_same(server, chromium: Browser):
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(server.link)
        page.get_by_label("What mattered?").fill("With the button alone")
        page.get_by_role("button", name="Save as evidence").click()
        expect(page.get_by_role("status")).to_contain_text("With the button alone")
        expect(page.get_by_text("starts a new line")).to_be_hidden()
        page.get_by_label("What mattered?").fill("   ")
        page.get_by_role("button", name="Save as evidence").click()
        expect(page.get_by_role("alert")).to_contain_text("One line is enough")
        page.get_by_role("link", name="People").click()
        expect(page).to_have_url(f"{server.address}/people")
    finally:
        context.close()


def test_a_link_on_another_page_leads_in_who_has_come_in(server, page):
    page.goto(server.link)
    # another site of the same browser: its requests come without a strict cookie at first
    page.route(
        "http://localhost:9/", lambda route: route.fulfill(body=f"<a href={server.link.partition('?')[0]}>in")
    )
    page.goto("http://localhost:9/")
    page.get_by_role("link").click()
    expect(page.get_by_label("What mattered?")).to_be_visible()


def test_the_page_does_not_open_in_a_frame(server, page):
    page.goto(server.link)
    page.route(
        "http://localhost:9/",
        lambda route: route.fulfill(
            body=f"<iframe src={server.link.partition('?')[0]}></iframe>", content_type="text/html"
        ),
    )
    page.goto("http://localhost:9/")
    framed = page.frames[1]
    framed.wait_for_url("chrome-error:**", wait_until="commit")
    assert framed.get_by_label("What mattered?").count() == 0


def test_axe_finds_nothing(sample, page):
    page.goto(sample.link)
    assert_accessible(page)
    page.keyboard.press("c")
    page.keyboard.type("Moved the session cache -> P99 down ~teams #x @y !z")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("c")
    page.keyboard.type("   ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
    page.goto(sample.link)
    expect(page.get_by_role("heading", name="This link was already used")).to_be_visible()
    assert_accessible(page)


def test_axe_finds_nothing_in_an_empty_record(server, page):
    page.goto(server.link)
    assert_accessible(page)
    page.context.clear_cookies()
    page.reload()
    expect(page.get_by_role("heading", name="This page is locked")).to_be_visible()
    expect(page.get_by_role("textbox")).to_be_hidden()
    assert_accessible(page)


def test_what_was_typed_after_the_session_ended_can_be_copied(server, page):
    page.goto(server.link)
    page.context.clear_cookies()
    page.get_by_label("What mattered?").fill("Mine </textarea><b>")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="This page is locked")).to_be_visible()
    expect(page.get_by_label("Your text was not saved. Copy it from here:")).to_have_value(
        re.compile("Mine </textarea><b>")
    )
    assert_accessible(page)


@pytest.mark.parametrize("policy", ["with its policy", "without it"])
def test_what_is_typed_is_never_run(vividmap, page, policy):
    payloads = [text.replace("@N", f" {n}") for n, text in enumerate(PAYLOADS)]
    vividmap("log", "-", "--lines", input="\n".join(payloads))
    vividmap("learn", "-", "--lines", input="\n".join(payloads))
    for text in payloads[:4]:
        vividmap("add", "person", text, "--height", "peer", "--part", text.replace(",", ""), "--status", text)
        vividmap("add", "goal", text)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    if policy == "without it":
        lift_policy(page)
    with served(vividmap) as server:
        page.goto(server.link)
        if policy == "without it":
            assert_unprotected(page)
        page.get_by_label("What mattered?").fill(f"{payloads[8]} -> {payloads[1]} #{payloads[0]}")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_be_visible()
        for path in ("/evidence", "/skills", "/people", "/people/map", "/goals", "/document"):
            page.goto(f"{server.address}{path}")
            assert page.evaluate("window.ran") is None, path
        page.goto(f"{server.address}/evidence")
        for text in payloads[-20:]:
            assert page.get_by_text(text, exact=False).count() >= 1, text
    assert page.evaluate("window.ran") is None
    assert told == []


# Adds a script as hostile text would, had it got into the page as markup, and returns whether it ran.
_INJECTED = """() => {
    document.head.append(Object.assign(document.createElement("script"), {text: "window.isInjected = 1"}));
    return window.isInjected === 1;
}"""


def lift_policy(page: Page) -> None:
    """Have the browser ignore the content security policy, so that only escaping stops a script."""
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})


def assert_unprotected(page: Page) -> None:
    """Assert that a script added to the page runs: no policy stops it."""
    assert page.evaluate(_INJECTED)
