"""The running document: read part by part, printed whole, edited by the rules of `vividmap edit`."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.editing import Editing, area, long

from vividmap.services.changes import entries

RECORD = """\
# Impact evidence
- 2026-11-20 Moved the session cache -> P99 down 340 ms ~teams #system-design @priya ^c4ch
  link: https://wiki.example/cache

  Beneath stand **bold words** and <script>alert(1)</script>.
- 2025-03-02 Wrote the record on queues ^q3ue
# Skill development
- 2026-11-18 Two evenings of TLA+ #tla ^sk1l
# Relationship map
- Priya Natarajan ^p9qd
  position: peer, Platform

  Needs numbers early.

  - 2026-11-10 Coffee ^cf3e
# Goals and gaps
- Staff engineer ^g1aa
  - 2026-10-01 On the way ^u9dt
    doing: an RFC
  - gap: Reach ^x2bb
    - 2026-10-02 Known in my team ^u8gp
"""


@pytest.fixture
def record(pages):
    pages.take_in(RECORD)
    return pages


# --- read


def test_it_is_read_from_top_to_bottom(record):
    seen = record.get("document")
    assert seen.status == 200
    titles = re.findall(
        r"<h[1-4][^>]*>(?:<span[^>]*>Gap:</span> )?([^<]+?) ?<", seen.html.partition("<main")[2]
    )
    assert titles[:3] == ["The running document", "Impact evidence", "November 2026"]
    for said in (
        "20 Nov Moved the session cache → Outcome: P99 down 340 ms ^c4ch several teams # system design @ Priya",
        "2 Mar 2025 Wrote the record on queues",
        "18 Nov Two evenings of TLA+",
        "Priya Natarajan ^p9qd position peer, Platform Needs numbers early. 10 Nov Coffee",
        "Staff engineer ^g1aa 1 Oct On the way ^u9dt doing an RFC Gap: Reach ^x2bb 2 Oct Known in my team",
    ):
        assert said in seen.words, said
    assert "<strong>bold words</strong> and &lt;script&gt;" in seen.html
    assert 'href="/i/c4ch"' in seen.html
    assert 'href="https://wiki.example/cache" rel="nofollow"' in seen.html


def test_an_empty_document_says_what_will_stand_there(pages):
    seen = pages.get("document")
    assert seen.status == 200
    assert "What you did, what came of it" in seen.words


def test_a_long_record_is_read_by_section_and_year(pages):
    pages.take_in(long(700))
    first = pages.get("document")
    assert first.html.count('class="row"') == 60
    assert "Did thing 0 " in first.words
    assert "section=evidence&amp;year=2025&amp;page=2" in first.html
    assert pages.get("document", section="evidence", year="2025", page="7").html.count('class="row"') == 5
    assert pages.get("document", section="evidence", year="2024").words.count("Did thing") == 60
    assert "Once" in pages.get("document", section="evidence", year="undated").words
    people = pages.get("document", section="people")
    assert people.html.count('class="row"') == 2 * 20
    assert "Person 001" in people.words
    assert "Person 002" not in people.words
    assert "Person 002" in pages.get("document", section="people", page="2").words
    every = re.findall(r'href="\?([^"]+)"', first.html.partition('class="parts"')[2].partition("</nav>")[0])
    everything = " ".join(pages.get(f"/document?{unescape(one)}").words for one in every)
    assert all(f"Did thing {number} " in everything for number in range(700))
    assert len(first.html) < 300_000


@pytest.mark.parametrize("query", ["section=nope", "section=evidence&year=1999", "page=99", "year=%00"])
def test_a_part_that_is_not_there_is_not_found(record, query):
    assert record.get(f"/document?{query}").status == 404
    assert record.get(f"/document/edit?{query}").status == 404


def test_a_page_asks_no_more_queries_for_a_longer_record(pages):
    def asked():
        for path in ("document", "document-edit"):
            for section in ("people", "evidence"):
                with CaptureQueriesContext(connection) as queries:
                    assert pages.get(path, section=section).status == 200
                yield len(queries)

    pages.take_in(long(310))
    few = list(asked())
    pages.take_in(long(310).replace("Did thing", "Did another").replace("Person", "Somebody"))
    assert list(asked()) == few
    assert max(few) <= 25


def test_the_whole_of_it_is_printed(pages):
    pages.take_in(long(700))
    seen = pages.get("document-print")
    assert seen.html.count('class="row"') == 701 + 800
    assert "<nav" not in seen.html


def test_what_is_printed_is_all_that_the_document_shows(record):
    shown, printed = record.get("document"), record.get("document-print")

    def words(seen):
        document = seen.html.partition('<div class="document">')[2].partition("</main>")[0]
        text = re.sub(r"\^\w+|Outcome:", "", re.sub(r"<[^>]+>", " ", document))
        return sorted(re.findall(r"[\w.:/-]+", unescape(text)))

    assert words(printed) == words(shown)
    assert "<strong>bold words</strong> and &lt;script&gt;" in printed.html
    assert "<script>alert" not in printed.html


# --- edited


def test_what_was_not_touched_changes_nothing(pages):
    pages.sample()
    before = pages.document()
    seen = Editing(pages).look()
    assert (seen.status, "No changes" in seen.words) == (200, True)
    assert pages.document() == before


def test_an_edit_is_shown_line_by_line_then_applied_as_one_step(record):
    before = record.document()
    edit = Editing(record)
    assert edit.text == before
    edit.change("Moved the session cache", "Moved all sessions")
    edit.change("- 2025-03-02 Wrote the record on queues ^q3ue\n", "")
    edit.change("# Skill development", "- 2026-11-21 Brand new -> works ~org\n\n# Skill development")
    looked = edit.look()
    assert looked.status == 200
    assert "1 new, 1 changed, 1 deleted" in looked.words
    assert "change evidence ^c4ch 2026-11-20 Moved all sessions [text]" in looked.words
    assert "add evidence 2026-11-21 Brand new" in looked.words
    assert "delete evidence ^q3ue 2025-03-02 Wrote the record on queues" in looked.words
    assert area(looked.html) == edit.text
    assert record.document() == before

    applied = edit.apply()
    assert (applied.status, applied.location) == (302, "/document")
    after = record.document()
    assert "Moved all sessions" in after
    assert "Brand new -> works ~org" in after
    assert "queues" not in after
    seen = record.get("document")
    assert "Applied: 1 new, 1 changed, 1 deleted. Undo" in seen.words
    record.post("undo")
    assert record.document() == before


def test_a_mistake_comes_back_with_its_line_and_the_text(record):
    before = record.document()
    edit = Editing(record).change("# Skill development", "loose words\n\n# Skill development")
    line = edit.text.split("\n").index("loose words") + 1
    for seen in (edit.look(), edit.apply()):
        assert seen.status == 422
        assert f"line {line} : this text is not part of an entry" in seen.words
        assert f'data-line="{line}"' in seen.html
        assert "loose words" in seen.words
        assert area(seen.html) == edit.text
        assert 'value="apply"' not in seen.html
    assert record.document() == before


def test_what_changed_meanwhile_elsewhere_in_the_record_is_kept(record):
    edit = Editing(record).change("Moved the session cache", "Moved all sessions")
    edit.look()
    entries.edit_item(record.actor, "q3ue", {"outcome": "three teams agreed"})
    assert edit.apply().status == 302
    after = record.document()
    assert "three teams agreed" in after
    assert "Moved all sessions" in after


def test_an_edit_that_would_do_something_else_by_now_is_shown_again(record):
    edit = Editing(record).change("Moved the session cache", "Moved all sessions")
    edit.change("- 2025-03-02 Wrote the record on queues ^q3ue\n", "")
    edit.look()
    entries.delete_item(record.actor, "q3ue")
    seen = edit.apply()
    assert seen.status == 409
    assert "Nothing was changed: the record was changed meanwhile. These changes are left." in seen.words
    assert "1 changed" in seen.words
    assert "Moved all sessions" not in record.document()
    assert edit.apply().status == 302
    assert "Moved all sessions" in record.document()


def test_what_changed_meanwhile_in_the_same_place_is_refused(record):
    edit = Editing(record).change("Moved the session cache", "Moved all sessions")
    entries.edit_item(record.actor, "c4ch", {"text": "Moved the cache, says the terminal"})
    seen = edit.look()
    assert seen.status == 422
    assert edit.apply().status == 422
    assert "^c4ch was changed in the record meanwhile (text)" in seen.words
    assert "Moved the cache, says the terminal" in record.document()


def test_two_tabs_do_not_undo_each_other(record):
    one, other = Editing(record), Editing(record)
    one.change("Moved the session cache", "Moved all sessions").look()
    assert one.apply().status == 302
    other.change("Two evenings of TLA+", "Three evenings of TLA+").look()
    assert other.apply().status == 302
    after = record.document()
    assert "Moved all sessions" in after
    assert "Three evenings" in after


def test_what_was_changed_after_looking_is_looked_at_again(record):
    edit = Editing(record).change("Moved the session cache", "Moved all sessions")
    edit.look()
    edit.change("Two evenings of TLA+", "Three evenings of TLA+")
    seen = edit.apply()
    assert (seen.status, "2 changed" in seen.words) == (200, True)
    assert "Two evenings" in record.document()


def test_a_form_that_is_too_old_gives_the_text_back(record):
    edit = Editing(record).change("Moved the session cache", "Moved all sessions")
    for _ in range(4):
        Editing(record)
    seen = edit.apply()
    assert seen.status == 409
    assert area(seen.html) == edit.text
    assert "Moved all sessions" not in record.document()


def test_hostile_text_is_only_text(pages):
    hostile = "</textarea><script>alert(1)</script> <img src=x onerror=alert(1)>"
    pages.take_in(f"# Impact evidence\n- 2026-11-20 {hostile} ^c4ch\n\n  {hostile}\n")
    for path in ("document", "document-print", "document-edit"):
        html = pages.get(path).html
        assert "<script>alert" not in html
        assert "<img" not in html
    edit = Editing(pages).change("^c4ch", f"{hostile} ^c4ch")
    assert "<script>alert" not in edit.look().html
