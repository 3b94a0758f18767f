"""Prepare in a real browser: from a proposal to a text of one's own, with the keyboard alone, and looked at."""

import pytest
from benchmarks import homes
from playwright.sync_api import expect
from tests.browser.looking import assert_accessible, at, press
from tests.support.chromium import arrived
from tests.support.web import served

pytestmark = pytest.mark.browser

POSTING = "About Kvikbank\n- Mentor engineers in distributed systems\n- PostgreSQL, Kafka and Kubernetes"


@pytest.fixture
def inside(sample, page):
    page.goto(sample.link)
    return page


def test_a_review_is_prepared_with_the_keyboard_alone(sample, inside):
    press(inside, "Escape")  # out of the capture box
    inside.keyboard.press("r")
    expect(inside.get_by_role("heading", name="Prepare", level=1)).to_be_visible()
    inside.get_by_role("link", name="Performance review").focus()
    inside.keyboard.press("Enter")
    expect(inside.get_by_role("heading", name="Selected entries")).to_be_visible()
    inside.get_by_label("period").fill("2026-H2")
    with inside.expect_navigation():
        inside.keyboard.press("Enter")
    boxes = inside.locator(".picks").first.get_by_role("checkbox")
    before = [one.get_attribute("value") for one in boxes.all()]
    inside.get_by_role("button", name="Down").first.focus()
    inside.keyboard.press("Enter")
    expect(boxes.first).to_have_attribute("value", before[1])
    expect(boxes).to_have_count(len(before))
    for box, value in zip(boxes.all(), [before[1], before[0], *before[2:]], strict=True):
        expect(box).to_have_attribute("value", value)
    boxes.nth(2).focus()
    inside.keyboard.press("Space")
    inside.get_by_role("button", name="Update draft").focus()
    inside.keyboard.press("Enter")
    expect(boxes).to_have_count(len(before) - 1)
    press(inside, "a")
    expect(inside.get_by_text("Saved as ^")).to_be_visible()
    text = inside.get_by_label("Your text, in Markdown")
    text.focus()
    inside.keyboard.press("Control+Home")
    inside.keyboard.type("# My own title\n\n")
    inside.get_by_role("button", name="Save", exact=True).focus()
    inside.keyboard.press("Enter")
    expect(inside.get_by_role("heading", name="My own title", level=1)).to_be_visible()
    inside.get_by_role("link", name="2 versions").focus()
    inside.keyboard.press("Enter")
    expect(inside.get_by_text("# My own title")).to_be_visible()


def test_a_1_1_is_prepared_and_marked_as_said_with_a_key_each(sample, inside):
    inside.goto(at(sample, "/prepare/one-on-one"))
    whom = inside.get_by_label("with", exact=True)
    expect(whom).to_contain_text("Dana Whitfield (manager, Payments)")
    whom.focus()
    inside.keyboard.type("Oks")  # a select goes to who is typed
    inside.get_by_role("button", name="Propose").focus()
    inside.keyboard.press("Enter")
    expect(inside.get_by_role("heading", name="1:1 with Oksana Kovalenko")).to_be_visible()
    press(inside, "a")
    expect(inside.get_by_text("Saved as ^")).to_be_visible()
    press(inside, "f")
    expect(inside.get_by_text("marked as shown")).to_be_visible()
    inside.get_by_role("button", name="Undo").click()
    expect(inside.get_by_role("heading", name="1:1 with Oksana Kovalenko")).to_be_visible()


def test_a_resume_is_prepared_with_the_keyboard_alone(sample, inside):
    inside.goto(at(sample, "/prepare/resume"))
    expect(inside.get_by_label("period")).to_have_value("all")
    inside.get_by_label("a job description").focus()
    inside.keyboard.insert_text(POSTING)
    inside.keyboard.press("Tab")
    inside.keyboard.type("platform")
    with inside.expect_navigation():
        inside.keyboard.press("Enter")
    table = inside.get_by_role("table", name="What the posting asks for")
    expect(table.get_by_role("row", name="Kubernetes not in the record")).to_be_visible()
    expect(inside.get_by_text("Kvikbank: Søren Østergaard; the posting names the company")).to_be_visible()
    assert "Søren" not in inside.locator(".draft").inner_text()
    press(inside, "Escape")
    press(inside, "a")
    expect(inside.get_by_text("Saved as ^")).to_be_visible()
    assert "Søren" not in inside.get_by_label("Your text, in Markdown").input_value()


def test_axe_finds_nothing(sample, inside):
    for path in ("/prepare", "/prepare/one-on-one", "/prepare/review?period=2026-H2"):
        inside.goto(at(sample, path))
        assert_accessible(inside)
    for summary in inside.locator("main details > summary").all():
        summary.click()
    assert_accessible(inside)
    inside.get_by_role("button", name="Save as packet").click()
    assert_accessible(inside)
    inside.goto(arrived(inside).url + "/compare")
    assert_accessible(inside)
    inside.goto(at(sample, "/prepare/resume"))
    inside.get_by_label("a job description").fill(POSTING)
    inside.get_by_role("button", name="Propose").click()
    expect(inside.get_by_role("table", name="What the posting asks for")).to_be_visible()
    assert_accessible(inside)
    inside.get_by_role("button", name="Save as packet").click()
    assert_accessible(inside)
    inside.goto(at(sample, "/prepare/review?period=soon"))
    expect(inside.get_by_role("alert")).to_be_visible()
    assert_accessible(inside)


def test_printing_prints_the_document_alone(sample, inside):
    """The notes to the author, such as what is held back, must not be on paper that is handed over."""
    for path in ("/prepare/review?period=2026-H2", "/prepare/resume"):
        inside.goto(at(sample, path))
        assert "Notes for you" in inside.locator("main").inner_text()
        assert_only_the_document_is_printed(inside)
        inside.get_by_role("button", name="Save as packet").click()
        expect(inside.get_by_text("Saved as ^")).to_be_visible()
        assert_only_the_document_is_printed(inside)


def assert_only_the_document_is_printed(page):
    title = page.get_by_role("heading", level=1).inner_text()
    draft = page.locator(".draft")
    page.emulate_media(media="print")
    printed = page.locator("body").inner_text()
    assert " ".join(printed.split()) == " ".join(f"{title} {draft.inner_text()}".split())
    assert page.locator(".mark:visible").count() == 0
    page.emulate_media(media="screen")


PASTED = """async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type) => (await item.getType(type)).text();
    return [await read("text/html"), await read("text/plain")];
}"""


def test_a_packet_is_copied_as_rich_text(sample, inside):
    inside.context.grant_permissions(["clipboard-read", "clipboard-write"])
    save(sample, inside, "# Mine\n\nDone **well**.[^zzzz]\n\n- one <b>\n- two")
    inside.get_by_role("button", name="Copy as rich text").click()
    expect(inside.get_by_text("Copied.")).to_be_visible()
    rich, plain = inside.evaluate(PASTED)
    assert plain == "Mine\n\nDone well.\n\n- one <b>\n- two\n"
    for part in ("Mine</h1>", "<strong", "well</strong>", "<li", "one &lt;b&gt;"):
        assert part in rich
    assert "zzzz" not in rich


def test_a_clipboard_that_is_refused_says_so(sample, inside):
    save(sample, inside, "# Mine\n\nDone.")
    inside.route("**/out?*", lambda route: route.abort())
    inside.get_by_role("button", name="Copy as rich text").click()
    expect(inside.get_by_text("export a file instead")).to_be_visible()


def test_a_packet_is_downloaded_and_the_page_stays(sample, inside, tmp_path):
    save(sample, inside, "# Mine\n\nDone.")
    for name, ending in (("PDF", "pdf"), ("HTML", "html")):
        with inside.expect_download() as coming:
            inside.get_by_role("button", name=name, exact=True).click()
        assert coming.value.suggested_filename == f"mine.{ending}"
        coming.value.save_as(tmp_path / f"mine.{ending}")
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")
    expect(inside.get_by_role("heading", name="Mine", level=1)).to_be_visible()
    looked = inside.context.new_page()
    looked.goto((tmp_path / "mine.html").as_uri())
    expect(looked.get_by_role("heading", name="Mine", level=1)).to_be_visible()
    assert_accessible(looked)


def save(sample, inside, text):
    """Keep a packet with some text, and be on its page."""
    inside.goto(at(sample, "/prepare/review?period=2026-H2"))
    inside.get_by_role("button", name="Save as packet").click()
    inside.get_by_label("Your text, in Markdown").fill(text)
    inside.get_by_role("button", name="Save", exact=True).click()
    expect(inside.get_by_role("heading", name="Mine", level=1)).to_be_visible()


def test_without_javascript_it_works_the_same(sample, chromium):
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(sample.link)
        page.goto(at(sample, "/prepare/review?period=2026-H2"))
        page.get_by_role("button", name="Save as packet").click()
        page.get_by_label("Your text, in Markdown").fill("# Mine\n\nOwn words.")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("heading", name="Mine", level=1)).to_be_visible()
        expect(page.get_by_role("button", name="Copy as rich text")).to_be_hidden()
        page.get_by_label("include marks").check()
        with page.expect_download() as coming:
            page.get_by_role("button", name="Text").click()
        assert coming.value.suggested_filename == "mine.txt"
        page.goto(at(sample, "/prepare/resume"))
        page.get_by_label("a job description").fill(POSTING)
        page.get_by_role("button", name="Propose").click()
        expect(page.get_by_role("table", name="What the posting asks for")).to_be_visible()
    finally:
        context.close()


@pytest.fixture
def promoted(vividmap):
    """The page of the sample record with a framework, to which evidence is linked."""
    homes.fill(
        vividmap.home,
        "__import__('tests.core.packets.promotion.promoting').core.packets.promotion.promoting.record()",
    )
    with served(vividmap) as running:
        yield running


def test_a_promotion_is_prepared_with_the_keyboard_alone_and_axe_finds_nothing(promoted, page):
    page.goto(promoted.link)
    page.goto(at(promoted, "/prepare/promotion?period=2024-12-01..2026-11-23"))
    assert_accessible(page)
    whom = page.get_by_label("for", exact=True)
    whom.focus()
    page.keyboard.press("m")
    expect(whom).to_have_value("manager")
    press(page, "Tab")
    expect(page.get_by_label("entries to tell in full")).to_be_focused()
    press(page, "Tab")
    expect(page.get_by_role("button", name="Propose")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Promotion to Staff: in short")).to_be_visible()
    expect(whom).to_have_value("manager")
    press(page, "a")
    expect(page.get_by_text("Saved as ^")).to_be_visible()
    assert_accessible(page)


def test_a_promotion_is_prepared_without_javascript(promoted, chromium):
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(promoted.link)
        page.goto(at(promoted, "/prepare/promotion?period=2024-12-01..2026-11-23"))
        page.get_by_label("level").select_option("Principal")
        page.get_by_role("button", name="Propose").click()
        expect(page.get_by_role("heading", name="Promotion to Principal: the case")).to_be_visible()
        page.get_by_role("button", name="Save as packet").click()
        expect(page.get_by_text("Saved as ^")).to_be_visible()
    finally:
        context.close()
