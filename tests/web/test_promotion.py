"""Prepare a promotion: whose criteria, which level, for whom; what is kept asks for the same again."""

import re

import pytest
from tests.web.pages import Pages

from vividmap.services.changes.change_set import open_change_set

RECORD = """\
# Impact evidence
- 2026-09-02 Settled the queues -> three teams dropped theirs ~teams ^qu3s
  criterion: Decides what other teams follow
- 2026-10-02 Decided alone, quietly ^qv1t
- 2026-11-02 Whom I would let go ^pr1v
  confidentiality: private
  criterion: Decides what other teams follow
# Goals and gaps
- Staff by 2027 ^st4f
  kind: promotion
# Relationship map
- Dana Whitfield
  position: manager
  real: would advocate
"""


@pytest.fixture
def hers(pages: Pages) -> Pages:
    with open_change_set(pages.actor, "add framework") as changes:
        ladder = changes.add("framework", {"text": "Halden levels"})
        for level, text in (
            ("Senior", "Delivers alone"),
            ("Staff", "Decides what other teams follow"),
            ("Staff", "<b>Grows</b> | engineers"),
        ):
            changes.add("criterion", {"text": text, "level": level, "parent": ladder})
    pages.take_in(RECORD)
    return pages


def options(html: str, name: str) -> list[str]:
    (select,) = re.findall(rf'<select id="f-{name}".*?</select>', html, re.DOTALL)
    return re.findall(r"<option[^>]*>(.*?)</option>", select)


def test_what_there_is_to_choose_from_is_offered(hers):
    seen = hers.get("prepare-draft", "promotion")
    assert options(seen.html, "framework") == ["Halden levels"]
    assert options(seen.html, "level") == ["the one that your goal names", "Senior", "Staff"]
    assert options(seen.html, "variant") == ["a committee: the full case", "my manager: one page"]
    assert 'name="period" value="last-24-months"' in seen.html


def test_without_a_framework_there_is_nothing_to_choose_of_it(pages):
    seen = pages.get("prepare-draft", "promotion")
    assert 'name="framework"' not in seen.html
    assert 'name="level"' not in seen.html
    assert "There are no criteria in the record" in seen.words


def test_the_case_has_its_criteria_its_matrix_and_its_notes(hers):
    seen = hers.get("prepare-draft", "promotion")
    assert "Promotion to Staff: the case" in seen.words
    assert "Decides what other teams follow" in seen.words
    assert "<table>" in seen.html
    assert "<b>Grows" not in seen.html
    assert "Of 2 criteria for Staff" in seen.words
    assert "Would speak for it" in seen.words
    assert "Held back (1)" in seen.words
    draft = seen.html[seen.html.index('class="prose draft"') :]
    assert "Dana" not in draft
    assert "let go" not in draft


def test_a_managers_page_is_asked_for_and_kept_and_asked_for_again(hers):
    asked = {"variant": "manager", "level": "Staff", "period": "2026"}
    seen = hers.post("prepare-draft", "promotion", do="save", **asked)
    assert seen.status == 302, seen.words
    page = hers.get("prepare-packet", seen.location.rpartition("/")[2])
    assert "Promotion to Staff: in short" in page.words
    for name, value in asked.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in page.html


def test_a_framework_that_is_not_there_is_said(hers):
    seen = hers.get("prepare-draft", "promotion", framework="zzzz")
    assert seen.status == 422
    assert "There is no framework ^zzzz." in seen.words
