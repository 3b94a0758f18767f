"""The running document: read part by part, printed whole, edited by the rules of `vividmap edit`."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vividmap.services import entries

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


def found(pattern, text, flags=0):
    """The first group of what a pattern finds."""
    match = re.search(pattern, text, flags)
    assert match, pattern
    return match[1]


def area(html):
    """What stands in the box that holds the document."""
    return unescape(found(r'<textarea id="whole"[^>]*>\n(.*?)</textarea>', html, re.DOTALL))


def key(html):
    return found(r'name="key" value="([^"]*)"', html)


class Editing:
    """One tab in which the document is open, or a part of it."""

    def __init__(self, pages, **part):
        self.pages = pages
        html = pages.get("document-edit", **part).html
        self.key, self.text = key(html), area(html)

    def look(self):
        return self.pages.post("document-edit", key=self.key, text=self.text.replace("\n", "\r\n"), do="look")

    def apply(self):
        return self.pages.post(
            "document-edit", key=self.key, text=self.text.replace("\n", "\r\n"), do="apply"
        )

    def change(self, old, new):
        assert old in self.text
        self.text = self.text.replace(old, new)
        return self


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


def long(size):
    days = [date(2025, 12, 31) - timedelta(days=number) for number in range(size)]
    lines = "\n".join(f"- {day} Did thing {number}" for number, day in enumerate(days))
    people = "\n\n".join(
        f"- Person {n:03}\n\n" + "\n".join(f"  - 2025-0{1 + t % 9}-01 Talk {t}" for t in range(20))
        for n in range(40)
    )
    return f"# Impact evidence\n{lines}\n- undated Once\n# Relationship map\n{people}\n"


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


# --- edited


def test_what_was_not_touched_changes_nothing(pages):
    pages.sample()
    before = pages.document()
    seen = Editing(pages).look()
    assert (seen.status, "Nothing changed" in seen.words) == (200, True)
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
        assert f"line {line} : this text belongs to no entry" in seen.words
        assert f'data-line="{line}"' in seen.html
        assert "loose words" in seen.words
        assert area(seen.html) == edit.text
        assert 'value="apply"' not in seen.html
    assert record.document() == before


def test_what_changed_meanwhile_elsewhere_in_the_record_is_kept(record):
    edit = Editing(record).change("Moved the session cache", "Moved all sessions")
    edit.look()
    entries.edit(record.actor, "q3ue", {"outcome": "three teams agreed"})
    assert edit.apply().status == 302
    after = record.document()
    assert "three teams agreed" in after
    assert "Moved all sessions" in after


def test_an_edit_that_would_do_something_else_by_now_is_shown_again(record):
    edit = Editing(record).change("Moved the session cache", "Moved all sessions")
    edit.change("- 2025-03-02 Wrote the record on queues ^q3ue\n", "")
    edit.look()
    entries.delete(record.actor, "q3ue")
    seen = edit.apply()
    assert seen.status == 409
    assert "Nothing was changed: the record was changed meanwhile. This is what is left to do." in seen.words
    assert "1 changed" in seen.words
    assert "Moved all sessions" not in record.document()
    assert edit.apply().status == 302
    assert "Moved all sessions" in record.document()


def test_what_changed_meanwhile_in_the_same_place_is_refused(record):
    edit = Editing(record).change("Moved the session cache", "Moved all sessions")
    entries.edit(record.actor, "c4ch", {"text": "Moved the cache, says the terminal"})
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


# --- edited part by part


@pytest.fixture
def years(pages):
    """A record that is longer than one page, with a year's evidence that is short."""
    pages.take_in(long(300) + "# Goals and gaps\n- Staff engineer ^g1aa\n  - gap: Reach ^x2bb\n")
    return pages


def handle_of(pages, text):
    return found(rf"^- .*{text}.* \^(\w+)$", pages.document(), re.MULTILINE)


def test_of_a_long_document_the_part_that_is_read_is_edited(years):
    seen = years.get("document", section="evidence", year="2025", page="2")
    link = found(r'href="([^"]*)" data-key="w"[^>]*>Edit this part', seen.html)
    assert unescape(link) == "/document/edit?section=evidence&year=2025&page=2"
    shown = years.get(unescape(link))
    assert "Impact evidence, 2025 (2), as Markdown: one part of the document" in shown.words
    text = area(shown.html)
    assert [line for line in text.split("\n") if line.startswith("# ")] == ["# Impact evidence"]
    assert re.findall(r"Did thing (\d+)", text) == [str(number) for number in range(60, 120)]
    assert set(text.split("\n")) <= set(years.document().split("\n"))
    assert f'action="{link}"' in shown.html


def test_an_edited_part_is_applied_and_all_else_stays(years):
    part = {"section": "evidence", "year": "2025", "page": "2"}
    before = years.document()
    edit = Editing(years, **part)
    gone = found(r"^(- .*Did thing 70 .*)$", edit.text, re.MULTILINE)
    edit.change("Did thing 61 ", "Did thing 61 again ").change(f"{gone}\n", "")
    edit.change("# Impact evidence\n", "# Impact evidence\n\n- 2025-06-01 Brand new -> works ~org\n")
    looked = edit.look()
    assert "1 new, 1 changed, 1 deleted" in looked.words
    assert years.document() == before
    applied = edit.apply()
    assert (applied.status, applied.location) == (302, "/document?section=evidence&year=2025&page=2")
    after = years.document()
    assert after.replace(" again", "").replace(found(r"^(- .*Brand new.*\n)", after, re.MULTILINE), "") == (
        before.replace(f"{gone}\n", "")
    )
    assert "Applied: 1 new, 1 changed, 1 deleted. Undo" in years.get(applied.location).words
    assert "Did thing 70" in years.get("/trash").words
    years.post("undo")
    assert years.document() == before


def test_what_changed_meanwhile_in_the_same_place_of_a_part_is_refused(years):
    edit = Editing(years, section="evidence", year="2025").change("Did thing 7 ", "Did all of thing 7 ")
    entries.edit(years.actor, handle_of(years, "Did thing 7"), {"text": "Did it, says the terminal"})
    entries.edit(years.actor, handle_of(years, "Did thing 8"), {"outcome": "it held"})
    assert edit.look().status == 422
    seen = edit.apply()
    assert "was changed in the record meanwhile (text)" in seen.words
    assert "Did all of thing 7" in area(seen.html)
    edit.change("Did all of thing 7 ", "Did thing 7 ").change("Did thing 9 ", "Did nothing 9 ").look()
    assert edit.apply().status == 302
    after = years.document()
    assert all(said in after for said in ("says the terminal", "Did thing 8 -> it held", "Did nothing 9"))


def test_a_mistake_in_a_part_comes_back_with_its_line_and_the_text(years):
    edit = Editing(years, section="goals").change("# Goals and gaps", "# Goals and gaps\nloose words")
    seen = edit.look()
    assert seen.status == 422
    assert "line 2 : this text belongs to no entry" in seen.words
    assert area(seen.html) == edit.text


def test_an_entry_of_another_part_is_not_taken_for_this_one(years):
    other = handle_of(years, "Did thing 200")
    edit = Editing(years, section="goals").change("# Goals", f"# Impact evidence\n- Mine ^{other}\n\n# Goals")
    seen = edit.look()
    assert seen.status == 422
    assert f"line 2 : ^{other} stands in another part of the document" in seen.words
    edit.change(f" ^{other}", "").look()
    assert edit.apply().status == 302
    assert "Did thing 200" in years.document()
    assert "Mine" in years.document()


def test_what_stands_beneath_is_added_moved_and_deleted_in_its_part(years):
    edit = Editing(years, section="goals")
    assert edit.text.startswith("# Goals and gaps\n\n- Staff engineer ^g1aa\n")
    edit.change("  - gap: Reach ^x2bb", "  - 2025-10-01 On the way\n  - gap: Breadth\n  - gap: Reach ^x2bb")
    edit.look()
    assert edit.apply().status == 302
    edit = Editing(years, section="goals").change("  - gap: Reach ^x2bb\n", "")
    assert "delete gap ^x2bb" in edit.look().words
    assert edit.apply().status == 302
    said = years.document()
    assert all(one in said for one in ("On the way", "gap: Breadth", "Did thing 299"))
    assert "Reach" not in said


def test_a_part_that_is_emptied_leads_back_to_the_document(years):
    edit = Editing(years, section="goals")
    edit.text = ""
    assert "2 deleted" in edit.look().words
    applied = edit.apply()
    assert (applied.status, applied.location) == (302, "/document")
    assert "Staff engineer" not in years.document()
    assert years.document().count("Did thing") == 300


def test_a_part_has_no_profile(years):
    edit = Editing(years, section="goals")
    edit.text = f"---\nvividmap: document 1\nname: Somebody Else\n---\n\n{edit.text}"
    seen = edit.look()
    assert seen.status == 422
    assert "line 1 : a part of the document has no profile" in seen.words
