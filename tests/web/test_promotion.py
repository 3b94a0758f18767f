"""Prepare a promotion: whose criteria, which level, for whom; what is kept asks for the same again."""

import re

import pytest
from tests.web.pages import Pages

from vividmap.core.record import Evidence
from vividmap.services import record_cache
from vividmap.services.changes.change_set import open_change_set
from vividmap.services.packets import saved_packets

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
    assert "The case for Staff" in seen.words
    assert "Decides what other teams follow" in seen.words
    assert "<table>" in seen.html
    assert "<b>Grows" not in seen.html
    assert "Of 2 criteria for Staff" in seen.words
    assert "Would speak for it" in seen.words
    assert "1 held back" in seen.words
    (draft,) = re.findall(r'<article[^>]*id="document".*?</article>', seen.html, re.DOTALL)
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


def test_a_candidate_of_a_criterion_is_ticked_seen_in_the_document_and_linked_with_the_packet(hers):
    hers.take_in(
        "# Impact evidence\n- 2026-10-12 Mentored two engineers to their first design -> both lead now ^m3nt\n"
    )
    criterion = hers.handle("<b>Grows</b>")
    page = hers.get("prepare-draft", "promotion")
    link = f"{criterion} m3nt"
    assert f'name="link" value="{link}">' in page.html
    assert "Mentored two engineers" in page.words
    seen = hers.post("prepare-draft", "promotion", offered=[link], link=[link], do="look")
    assert f'name="link" value="{link}" checked>' in seen.html
    assert "Grows&lt;/b&gt; | engineers</h4>" in seen.html
    assert entries_of(hers, criterion) == []
    hers.post("prepare-draft", "promotion", link=[link], do="save")
    assert entries_of(hers, criterion) == ["m3nt"]
    assert "Saved as “Promotion to Staff: the case”, and 1 linked to criteria." in hers.get("prepare").words
    hers.post("undo")
    assert entries_of(hers, criterion) == []
    assert saved_packets.list_packets(hers.actor) == []


def test_only_her_own_entries_are_linked_to_her_own_criteria(hers, as_pages):
    bob = as_pages("bob")
    bob.take_in("# Impact evidence\n- 2026-10-10 Marmalade ^b0bb\n")
    criterion = hers.handle("<b>Grows</b>")
    for link in (f"{criterion} b0bb", "b0bb b0bb", f"{criterion} {criterion}", "nonsense", "a b c"):
        hers.post("prepare-draft", "promotion", link=[link], do="save")
    assert entries_of(hers, criterion) == []
    assert bob.get("prepare-draft", "promotion", link=f"{criterion} b0bb").status == 200


def entries_of(pages: Pages, criterion: str) -> list[str]:
    """Return the entries that are linked to a criterion."""
    record = record_cache.load_record(pages.actor)
    (uid,) = [item.id for item in record.items if item.handle == criterion]
    return [entry.handle for entry in record.items_of(Evidence) if uid in entry.linked_ids("criterion")]
