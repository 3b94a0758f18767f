"""The page that checks a text, and the brief on the page of a draft."""

from tests.web.pages import Pages
from tests.web.test_html import assert_valid

RECORD = """\
---
vividmap: document 1
name: Alice Example
---
# Impact evidence
- 2026-11-20 Session cache lives in Redis now -> checkout P99 down 340 ms ~teams ^7f3k
"""


def test_a_text_is_checked_with_its_wrong_spans_marked_and_nothing_is_stored(pages: Pages):
    pages.take_in(RECORD)
    form = pages.get("/check")
    assert_valid(form.html)

    page = pages.post("/check", text="The session cache in Redis took 430 ms off the checkout P99.\r\n<b>")

    assert "430 ms here, 340 ms in ^7f3k" in page.html
    assert "<mark>430</mark>" in page.html
    assert_valid(page.html)
    assert "&lt;b&gt;" in page.html
    assert "Text to check" in form.html


def test_an_empty_text_is_refused_beside_the_field(pages: Pages):
    page = pages.post("/check", text=" ")

    assert page.status == 422
    assert "there is no text to check" in page.html


def test_a_draft_has_its_brief_to_copy_and_a_place_to_check_what_comes_back(pages: Pages):
    pages.take_in(RECORD)

    page = pages.get("/prepare/review", period="2026-H2")

    assert "- [^7f3k] 20 November 2026: Session cache lives in Redis → checkout P99 down 340 ms" in page.html
    assert "data-copy-from" in page.html
    assert "Text to check" in page.html
