"""Prepare in a real browser: from a proposal to one's own text, with the keyboard alone, and accessible."""

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
    boxes = inside.locator("#entries > .ticks input[name=entry]")
    document = inside.get_by_role("article", name="Document")
    expect(document.get_by_role("heading", level=2)).to_contain_text("self-assessment")
    before = [box.get_attribute("value") for box in boxes.all()]
    inside.get_by_role("button", name="Move down").first.focus()
    inside.keyboard.press("Enter")
    expect(boxes.first).to_have_attribute("value", before[1])
    expect(inside.get_by_role("button", name="Propose again")).to_be_visible()
    boxes.nth(2).focus()
    inside.keyboard.press("Space")
    expect(inside.locator("#size")).to_contain_text(f"{len(before) - 1} entries")
    expect(boxes).to_have_count(len(before))  # what was unticked keeps its place, and the focus
    expect(boxes.nth(2)).to_be_focused()
    press(inside, "y")
    expect(inside.get_by_text("you chose it").first).to_be_visible()
    inside.reload()
    expect(boxes.first).to_have_attribute("value", before[1])
    expect(boxes.nth(2)).not_to_be_checked()
    press(inside, "a")
    expect(inside.get_by_text("Saved as “")).to_be_visible()
    press(inside, "w")
    inside.keyboard.type("# My own title\n\n")
    inside.keyboard.press("Control+Enter")
    expect(document.get_by_role("heading", name="My own title", level=2)).to_be_visible()
    inside.get_by_role("link", name="2 versions").focus()
    inside.keyboard.press("Enter")
    expect(inside.get_by_text("# My own title")).to_be_visible()


def test_the_document_is_drawn_anew_while_one_writes_and_nothing_typed_is_lost(sample, inside):
    inside.goto(at(sample, "/prepare/review?period=2026-H2"))
    document = inside.get_by_role("article", name="Document")
    questions = inside.get_by_label("the questions of your company's form")
    questions.fill("What did you achieve?")
    expect(document.get_by_role("heading", name="What did you achieve?")).to_be_visible()
    period = inside.get_by_label("period", exact=True)
    period.fill("soonish")
    expect(inside.get_by_role("alert")).to_contain_text("is not a period")
    expect(document.get_by_role("heading", name="What did you achieve?")).to_be_visible()
    period.fill("2026-Q3")
    expect(inside.get_by_role("alert")).to_have_count(0)
    expect(document.get_by_role("heading", level=2)).to_contain_text("September 2026")
    inside.get_by_label("find another entry").fill("queues")
    match = inside.locator("#matches input[name=entry]").first
    handle = match.get_attribute("value")
    match.check()
    listed = inside.locator(f"#entries > .ticks input[name=entry][value='{handle}']")
    expect(listed).to_be_checked()
    inside.reload()
    expect(listed).to_be_checked()
    expect(questions).to_have_value("What did you achieve?")
    expect(document.get_by_role("heading", name="What did you achieve?")).to_be_visible()
    inside.route("**/prepare/review", lambda route: route.abort())
    questions.fill("Another question?")
    expect(inside.locator("#size")).to_contain_text("What you typed is still here")
    expect(document.get_by_role("heading", name="What did you achieve?")).to_be_visible()


def test_a_saved_text_is_edited_where_it_stands(sample, inside):
    save(sample, inside, "# Mine\n\nFirst part.\n\n- one[^zzzz]\n- two\n\nLast part.")
    document = inside.get_by_role("article", name="Document")
    document.get_by_text("First part.").click()
    box = inside.get_by_label("Part of the text, in Markdown")
    expect(box).to_have_value("First part.")
    box.fill("First **strong** part.\n\nAnd a second.")
    inside.keyboard.press("Escape")
    expect(document.get_by_text("And a second.")).to_be_visible()
    expect(document.locator("strong", has_text="strong")).to_be_visible()
    part = document.locator("[data-lines]:focus")
    expect(part).to_have_text("First strong part.")
    inside.keyboard.press("ArrowDown")
    inside.keyboard.press("ArrowDown")
    expect(part).to_contain_text("one")
    inside.keyboard.press("Enter")
    expect(box).to_have_value("- one[^zzzz]\n- two")
    expect(inside.get_by_text("[^zzzz] an entry that is not in the record")).to_be_visible()
    box.fill("- two")
    inside.keyboard.press("Control+Enter")
    expect(inside.get_by_text("Saved. The previous version is kept.")).to_be_visible()
    press(inside, "w")
    text = inside.get_by_label("Your text, in Markdown")
    expect(text).to_have_value("# Mine\n\nFirst **strong** part.\n\nAnd a second.\n\n- two\n\nLast part.")


def test_a_half_written_part_is_there_again_after_a_reload(sample, inside):
    save(sample, inside, "# Mine\n\nFirst part.")
    document = inside.get_by_role("article", name="Document")
    document.get_by_text("First part.").click()
    inside.get_by_label("Part of the text, in Markdown").fill("Not saved yet.")
    inside.reload()
    expect(inside.get_by_text("Your unsaved text was restored.")).to_be_visible()
    expect(document.get_by_text("Not saved yet.")).to_be_visible()
    inside.get_by_role("button", name="Discard").click()
    expect(document.get_by_text("First part.")).to_be_visible()


def test_a_1_1_is_prepared_and_marked_as_said_with_a_key_each(sample, inside):
    inside.goto(at(sample, "/prepare/one-on-one"))
    document = inside.get_by_role("article", name="Document")
    whom = inside.get_by_label("with", exact=True)
    expect(whom).to_contain_text("Dana Whitfield (manager, Payments)")
    whom.focus()
    inside.keyboard.type("Oks")  # typing in a select chooses the name that begins so
    expect(document.get_by_role("heading", name="1:1 with Oksana Kovalenko")).to_be_visible()
    press(inside, "Escape")
    press(inside, "a")
    expect(inside.get_by_text("Saved as “")).to_be_visible()
    press(inside, "f")
    expect(inside.get_by_text("marked as shown")).to_be_visible()
    inside.get_by_role("button", name="Undo").click()
    expect(document.get_by_role("heading", name="1:1 with Oksana Kovalenko")).to_be_visible()


def test_a_resume_is_prepared_with_the_keyboard_alone(sample, inside):
    inside.goto(at(sample, "/prepare/resume"))
    expect(inside.get_by_label("period", exact=True)).to_have_value("all")
    inside.get_by_label("a job description").focus()
    inside.keyboard.insert_text(POSTING)
    table = inside.get_by_role("table", name="What the posting asks for")
    expect(table.get_by_role("row", name="Kubernetes not in the record")).to_be_visible()
    inside.keyboard.press("Tab")
    inside.keyboard.type("platform")
    press(inside, "Escape")
    press(inside, "n")
    expect(inside.get_by_text("Kvikbank: Søren Østergaard; the posting names the company")).to_be_visible()
    assert "Søren" not in inside.get_by_role("article", name="Document").inner_text()
    press(inside, "a")
    expect(inside.get_by_text("Saved as “")).to_be_visible()
    assert "Søren" not in inside.get_by_label("Your text, in Markdown").input_value()


def test_axe_finds_nothing(sample, inside):
    for path in ("/prepare", "/prepare/one-on-one", "/prepare/review?period=2026-H2&find=queue&explain=1"):
        inside.goto(at(sample, path))
        assert_accessible(inside)
    for summary in inside.locator("main details > summary").all():
        summary.click()
    assert_accessible(inside)
    inside.get_by_role("button", name="Save and edit").click()
    assert_accessible(inside)
    press(inside, "w")
    assert_accessible(inside)
    inside.goto(arrived(inside).url + "/compare")
    assert_accessible(inside)
    inside.goto(at(sample, "/prepare/resume"))
    inside.get_by_label("a job description").fill(POSTING)
    expect(inside.get_by_role("table", name="What the posting asks for")).to_be_visible()
    assert_accessible(inside)
    inside.goto(at(sample, "/prepare/review?period=soon"))
    expect(inside.get_by_role("alert")).to_be_visible()
    assert_accessible(inside)


def test_on_a_phone_the_document_is_first_and_the_choices_are_a_sheet(sample, inside):
    inside.set_viewport_size({"width": 390, "height": 844})
    inside.goto(at(sample, "/prepare/review?period=2026-H2"))
    document = inside.get_by_role("article", name="Document")
    assert document.bounding_box()["y"] < 220
    expect(inside.get_by_label("period", exact=True)).to_be_hidden()
    inside.get_by_role("link", name="Choices").click()
    inside.locator("#entries > .ticks input[name=entry]").first.uncheck()
    expect(inside.get_by_role("button", name="Propose again")).to_be_visible()
    assert_accessible(inside)
    inside.keyboard.press("Escape")
    expect(inside.get_by_label("period", exact=True)).to_be_hidden()


def test_printing_prints_the_document_alone(sample, inside):
    """The notes to the author, such as what is held back, must not be on paper that is handed over."""
    for path in ("/prepare/review?period=2026-H2", "/prepare/resume"):
        inside.goto(at(sample, path))
        assert "notes to you" in inside.locator("main").inner_text()
        press(inside, "n")
        press(inside, "x")
        assert_only_the_document_is_printed(inside)
        inside.get_by_role("button", name="Save and edit").click()
        expect(inside.get_by_text("Saved as “")).to_be_visible()
        assert_only_the_document_is_printed(inside)
        press(inside, "w")
        assert_only_the_document_is_printed(inside)


def assert_only_the_document_is_printed(page):
    document = page.locator("#document")
    page.emulate_media(media="print")
    printed = page.locator("body").inner_text()
    assert " ".join(printed.split()) == " ".join(document.inner_text().split())
    assert len(printed) > 200
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
    press(inside, "x")
    inside.get_by_role("button", name="Copy as rich text").click()
    expect(inside.get_by_text("Copied.")).to_be_visible()
    rich, plain = inside.evaluate(PASTED)
    assert plain == "Mine\n\nDone well.\n\n- one <b>\n- two\n"
    for part in ("Mine</h1>", "<strong", "well</strong>", "<li", "one &lt;b&gt;"):
        assert part in rich
    assert "zzzz" not in rich


def test_a_clipboard_that_is_refused_says_so(sample, inside):
    save(sample, inside, "# Mine\n\nDone.")
    inside.route("**/out", lambda route: route.abort())
    press(inside, "x")
    inside.get_by_role("button", name="Copy as rich text").click()
    expect(inside.get_by_text("export a file instead")).to_be_visible()


def test_a_packet_is_downloaded_and_the_page_stays(sample, inside, tmp_path):
    save(sample, inside, "# Mine\n\nDone.")
    press(inside, "x")
    for name, ending in (("PDF", "pdf"), ("HTML", "html")):
        with inside.expect_download() as coming:
            inside.get_by_role("button", name=name, exact=True).click()
        assert coming.value.suggested_filename == f"mine.{ending}"
        coming.value.save_as(tmp_path / f"mine.{ending}")
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")
    expect(inside.get_by_role("heading", name="Mine", level=2)).to_be_visible()
    looked = inside.context.new_page()
    looked.goto((tmp_path / "mine.html").as_uri())
    expect(looked.get_by_role("heading", name="Mine", level=1)).to_be_visible()
    assert_accessible(looked)


def save(sample, inside, text):
    """Save a packet with some text, and open its page."""
    inside.goto(at(sample, "/prepare/review?period=2026-H2"))
    inside.get_by_role("button", name="Save and edit").click()
    press(inside, "w")
    inside.get_by_label("Your text, in Markdown").fill(text)
    inside.get_by_role("button", name="Save", exact=True).click()
    expect(inside.get_by_text("Saved. The previous version is kept.")).to_be_visible()
    expect(arrived(inside).get_by_role("heading", name="Mine", level=2)).to_be_visible()


def test_the_text_as_markdown_stands_beside_the_document_that_it_becomes(sample, inside):
    inside.set_viewport_size({"width": 1280, "height": 900})
    inside.goto(at(sample, "/prepare/review?period=2026-H2"))
    press(inside, "a")
    inside.wait_for_url("**/packet/*")
    press(inside, "w")
    text = inside.get_by_label("Your text, in Markdown")
    expect(text).to_be_focused()
    inside.keyboard.type("Beside it, **at once**.\n\n")
    document = inside.get_by_role("article", name="Document")
    expect(document.get_by_text("at once", exact=True)).to_be_visible()
    assert text.bounding_box()["x"] + text.bounding_box()["width"] <= document.bounding_box()["x"]
    assert_accessible(inside)
    inside.get_by_role("link", name="Done", exact=True).click()
    expect(text).to_be_hidden()
    expect(document).to_contain_text("Beside it, at once.")


def test_without_javascript_it_works_the_same(sample, chromium):
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(sample.link)
        page.goto(at(sample, "/prepare/review?period=2026-H2"))
        page.locator("#entries > .ticks input[name=entry]").first.uncheck()
        page.get_by_role("button", name="Update").click()
        expect(page.locator("#entries > .ticks input[name=entry]").first).not_to_be_checked()
        page.get_by_role("button", name="Save and edit").click()
        page.get_by_role("link", name="Edit").click()
        page.get_by_label("Your text, in Markdown").fill("# Mine\n\nOwn words.")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("heading", name="Mine", level=2)).to_be_visible()
        page.locator(".export summary").click()
        expect(page.get_by_role("button", name="Copy as rich text")).to_be_hidden()
        page.get_by_label("include marks").check()
        with page.expect_download() as coming:
            page.get_by_role("button", name="Text").click()
        assert coming.value.suggested_filename == "mine.txt"
        page.goto(at(sample, "/prepare/resume"))
        page.get_by_label("a job description").fill(POSTING)
        page.get_by_role("button", name="Update").click()
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
    document = page.get_by_role("article", name="Document")
    whom = page.get_by_label("for", exact=True)
    whom.focus()
    page.keyboard.press("m")
    expect(whom).to_have_value("manager")
    expect(document.get_by_role("heading", level=2)).to_contain_text("in short")
    expect(whom).to_be_focused()
    press(page, "Escape")
    press(page, "a")
    expect(page.get_by_text("Saved as “")).to_be_visible()
    assert_accessible(page)


def test_a_promotion_is_prepared_without_javascript(promoted, chromium):
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(promoted.link)
        page.goto(at(promoted, "/prepare/promotion?period=2024-12-01..2026-11-23"))
        page.get_by_label("level").select_option("Principal")
        page.get_by_role("button", name="Update").click()
        expect(page.get_by_role("heading", name="the case for Principal")).to_be_visible()
        page.locator("input[name=link]").first.check()
        page.get_by_role("button", name="Save and edit").click()
        expect(page.get_by_text("1 linked to criteria")).to_be_visible()
    finally:
        context.close()
