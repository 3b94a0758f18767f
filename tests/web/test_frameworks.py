"""Frameworks as pages: handed in and seen line by line, a matrix edited in place, evidence linked both ways."""

import csv
import re
from html import unescape
from io import StringIO
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.pages import Pages
from tests.web.test_html import assert_valid

from vividmap.core.record import Criterion, Evidence, Framework
from vividmap.services import record_cache
from vividmap.services.transfer import documents, framework_import

pytestmark = pytest.mark.database

LEVELS = """\
# Our levels

We mean it.

| Theme | Senior | Staff |
|---|---|---|
| Impact | Takes a project to use.<br>Says early what is late. | Leads work of several teams. |
| Craft | <b>Tests</b> & *stars* | |

---
"""
RECORD = """\
# Impact evidence
- 2026-11-20 Led the queue work of several teams -> 3 brokers gone ~org ^qu3u
- 2026-10-19 Of something else ^e1se
"""


@pytest.fixture
def hers(pages: Pages) -> Pages:
    pages.take_in(RECORD)
    return pages


@pytest.fixture
def levels(hers: Pages) -> str:
    framework_import.apply_import(hers.actor, framework_import.plan_import(hers.actor, LEVELS))
    return hers.handle("Our levels")


def stated(pages):
    return [
        (criterion.level, criterion.theme, criterion.text)
        for criterion in record_cache.load_record(pages.actor).items_of(Criterion)
    ]


def linked(pages, begins):
    record = record_cache.load_record(pages.actor)
    (uid,) = [criterion.id for criterion in record.items_of(Criterion) if criterion.text.startswith(begins)]
    return [entry.handle for entry in record.items_of(Evidence) if uid in entry.linked_ids("criterion")]


def found(pattern, seen):
    """Return what the one group of a pattern is on a page."""
    (one,) = re.findall(pattern, seen.html)
    return one


def key_of(seen):
    return found(r'name="key" value="([^"]+)"', seen)


def test_an_empty_list_teaches_and_offers_ladders(pages):
    seen = pages.get("frameworks")
    assert "No frameworks yet. Paste your company's levels" in seen.words
    assert seen.html.count('name="ladder"') == 3
    assert 'href="/frameworks"' in pages.get("prepare").html


def test_what_is_pasted_is_shown_line_by_line_and_taken_in_as_one_step(hers):
    before = documents.export_document(hers.actor)
    seen = hers.post("frameworks-import", text=LEVELS, follow=True)
    assert "Our levels , new framework: 4 new" in seen.words
    assert "Read as Markdown, a matrix of themes and levels." in seen.words
    assert "level: Senior, Staff" in seen.words
    assert "We mean it. added to the framework’s notes" in seen.words
    assert "Takes a project to use. becomes a criterion, Senior / Impact" in seen.words
    assert "Says early what is late. becomes a criterion, Senior / Impact" in seen.words
    assert "not imported: a horizontal rule" in seen.words
    assert "1 line will not be imported" in seen.words
    assert_valid(seen.html)
    assert stated(hers) == []
    place = hers.post("frameworks-apply", key=key_of(seen)).location
    assert len(stated(hers)) == 4
    seen = hers.get(place)
    assert "Imported Our levels: 5 new." in seen.words
    assert hers.post("undo", next="/frameworks").location == "/frameworks"
    assert stated(hers) == []
    assert record_cache.load_record(hers.actor).items_of(Framework) == ()
    assert documents.export_document(hers.actor) == before


def test_a_line_is_left_out(hers):
    seen = hers.post("frameworks-import", text=LEVELS, follow=True)
    leave = found(r'value="(\d+)"> <span class="leave">leave out</span><span class="hidden"> Says', seen)
    hers.post("frameworks-apply", key=key_of(seen), leave=[leave])
    assert [text for _, _, text in stated(hers)] == [
        "Takes a project to use.",
        "Leads work of several teams.",
        "<b>Tests</b> & *stars*",
    ]


def test_a_file_is_read_by_its_ending_and_called_as_one_likes(hers):
    file = SimpleUploadedFile("levels.csv", b"Level,Theme,Criterion\nStaff,Impact,Leads it.\n")
    answer = hers.client.post("/frameworks/import", {"file": file, "name": "Levels of 2027"})
    seen = hers.get(answer.headers["Location"])
    assert "Levels of 2027 , new framework: 1 new. Read as CSV, one criterion per row." in seen.words
    hers.post("frameworks-apply", key=key_of(seen))
    (framework,) = record_cache.load_record(hers.actor).items_of(Framework)
    assert (framework.text, framework.source) == ("Levels of 2027", "levels.csv")


def test_a_ladder_is_looked_at_and_taken_in(hers):
    seen = hers.post("frameworks-import", ladder="technical-leadership", follow=True)
    assert "Technical leadership , new framework: 27 new" in seen.words
    assert stated(hers) == []
    assert hers.post("frameworks-import", ladder="../x").status == 422


def test_what_cannot_be_read_is_told_and_stays_in_the_form(hers):
    seen = hers.post("frameworks-import", text="Nothing is stated here.")
    assert seen.status == 422
    assert "No criterion was found in it; it was read as prose." in seen.words
    assert "Nothing is stated here.</textarea>" in seen.html
    seen = hers.post("frameworks-import")
    assert (seen.status, "paste some text" in seen.words) == (422, True)
    assert hers.get("frameworks-import", look="gone").status == 409


def test_a_name_that_cannot_be_kept_is_refused(hers):
    assert hers.post("frameworks-import", text=LEVELS, name="a\0b").status == 422


def test_what_changed_since_is_shown_again(hers, levels):
    seen = hers.post("frameworks-import", text=LEVELS, name="Another", follow=True)
    framework_import.apply_import(
        hers.actor, framework_import.plan_import(hers.actor, LEVELS, name="Another")
    )
    again = hers.post("frameworks-apply", key=key_of(seen))
    assert again.status == 409
    assert "Nothing was imported" in again.words
    assert "everything is already here" in again.words
    assert len(stated(hers)) == 8


def test_a_newer_version_says_what_it_changes_and_what_it_does_not_say(hers, levels):
    newer = LEVELS.replace("several teams", "many several teams").replace("<br>Says early what is late.", "")
    seen = hers.post("frameworks-import", text=newer, follow=True)
    handle = hers.handle("Leads work")
    assert f"change: ^{handle}, Staff / Impact: text" in seen.words
    assert "1 criterion is not in the import" in seen.words
    leave = found(r'value="(\d+)"> <span class="leave">leave out</span><span class="hidden"> Leads', seen)
    hers.post("frameworks-apply", key=key_of(seen), leave=[leave])
    assert hers.handle("Leads work of several") == handle
    hers.post("frameworks-apply", key=key_of(hers.post("frameworks-import", text=newer, follow=True)))
    assert hers.handle("Leads work of many several") == handle


def test_a_framework_is_a_matrix(hers, levels):
    seen = hers.get("frameworks-one", levels)
    assert re.findall(r'<th scope="col"[^>]*>([^<]+)', seen.html) == ["Theme", "Senior", "Staff"]
    assert re.findall(r'<th scope="row"[^>]*>([^<]+)', seen.html) == ["Impact", "Craft"]
    assert "&lt;b&gt;Tests&lt;/b&gt; &amp; *stars*" in seen.html
    assert "<b>Tests" not in seen.html
    assert "4 criteria, 0 with evidence or a reason" in seen.words
    assert "Our levels" in hers.get("frameworks").words
    assert hers.get("item", levels).location == f"/frameworks/{levels}"
    assert "Your framework : what is expected" in hers.get("prepare").words


def test_a_criterion_is_edited_in_place(hers, levels):
    handle = hers.handle("Leads work")
    opened = hers.get("frameworks-criterion", handle)
    assert opened.location == f"/frameworks/{levels}?edit={handle}"
    seen = hers.get(opened.location)
    assert_valid(seen.html)
    assert 'name="text"' in seen.html
    said = {"text": "Leads the work.", "level": "Principal", "theme": "Impact", "cannot_be_met": ""}
    done = hers.post("frameworks-criterion", handle, version="1", **said)
    assert done.location == f"/frameworks/{levels}#c-{handle}"
    assert ("Principal", "Impact", "Leads the work.") in stated(hers)
    stale = hers.post("frameworks-criterion", handle, version="1", **{**said, "text": "Stale."})
    assert stale.status == 409
    assert "Stale.</textarea>" in stale.html or 'value="Stale."' in stale.html
    empty = hers.post("frameworks-criterion", handle, version="2", **{**said, "text": " "})
    assert empty.status == 422
    assert "needs some text" in empty.words
    assert_valid(empty.html)
    hers.post("undo")
    assert ("Staff", "Impact", "Leads work of several teams.") in stated(hers)


def test_a_criterion_is_added_and_deleted(hers, levels):
    matrix = hers.get("frameworks-one", levels).html
    (address,) = re.findall(r'href="([^"]*)">Add<span class="hidden"> to Craft, Staff</span>', matrix)
    seen = hers.get(unescape(address))
    assert 'name="level" value="Staff"' in seen.html
    assert 'name="theme" value="Craft"' in seen.html
    done = hers.post("frameworks-add", levels, text="Sets how we test.", level="Staff", theme="Craft")
    assert done.location.startswith(f"/frameworks/{levels}#c-")
    assert ("Staff", "Craft", "Sets how we test.") in stated(hers)
    handle = hers.handle("Sets how")
    assert hers.get(hers.post("item-delete", handle).location).location == f"/frameworks/{levels}"
    assert len(stated(hers)) == 4
    hers.post("undo")
    assert len(stated(hers)) == 5


def test_long_names_of_levels_and_themes_are_not_repeated_in_each_cell(hers):
    names = [f"{number} {'x' * 500}" for number in range(20)]
    criteria = [("Level", "Theme", "Criterion")]
    criteria += [
        (level, theme, f"Does {place}") for place, (level, theme) in enumerate(product(names, names))
    ]
    text = StringIO()
    csv.writer(text).writerows(criteria)
    plan = framework_import.plan_import(hers.actor, text.getvalue(), file="levels.csv", name="Long")
    framework_import.apply_import(hers.actor, plan)
    assert len(stated(hers)) == 400
    html = hers.get("frameworks-one", hers.handle("Long")).html
    assert len(html) / 400 < 1_200


def test_a_suggestion_says_why_and_is_linked_with_one_press(hers, levels):
    handle = hers.handle("Leads work")
    seen = hers.get("item", handle)
    assert "nothing yet" in seen.words
    assert "Led the queue work of several teams" in seen.words
    assert "says “led”, which the criterion asks for" in seen.words
    assert linked(hers, "Leads work") == []
    hers.post("frameworks-evidence", handle, do="link", entry="qu3u")
    assert linked(hers, "Leads work") == ["qu3u"]
    seen = hers.get("item", handle)
    assert "Linked: “Led the queue work" in seen.words
    assert "thin : one entry" in seen.words
    hers.post("frameworks-evidence", handle, do="unlink", entry="qu3u")
    assert linked(hers, "Leads work") == []
    hers.post("frameworks-evidence", handle, do="link", entry="zzzz")
    assert "Nothing was linked: there is no item ^zzzz" in hers.get("item", handle).words


@pytest.mark.parametrize(
    ("query", "found"), [("something", True), ("^e1se", True), ("queue", False), ("zebra", False)]
)
def test_any_entry_is_found_by_its_words_or_its_handle_to_be_linked(hers, levels, query, found):
    handle = hers.handle("Leads work")
    hers.post("frameworks-evidence", handle, do="link", entry="qu3u")
    seen = hers.get("frameworks-evidence", handle, q=query)
    assert_valid(seen.html)
    assert ("Of something else" in seen.words) is found
    assert ("No other evidence has these words." in seen.words) is not found
    fragment = hers.get("frameworks-evidence", handle, q=query, headers={"HX-Request": "true"}).html
    assert ('name="entry" value="e1se"' in fragment) is found
    assert "<html" not in fragment


def test_an_entry_shows_what_it_serves_and_is_linked_there(hers, levels):
    assert "Criteria No criteria linked yet." in hers.get("item", "qu3u").words
    handle = hers.handle("Leads work")
    assert (
        f'<option value="{handle}">Staff / Impact: Leads work of several teams.</option>'
        in hers.get("item", "qu3u").html
    )
    hers.post("frameworks-serving", "qu3u", do="link", criterion=handle)
    seen = hers.get("item", "qu3u")
    assert "Criteria Leads work of several teams. Unlink" in seen.words
    assert f'<option value="{handle}">' not in seen.html
    hers.post("frameworks-serving", "qu3u", do="unlink", criterion=handle)
    assert linked(hers, "Leads work") == []


def test_an_entry_of_a_record_without_frameworks_says_nothing_of_them(hers):
    assert "Criteria" not in hers.get("item", "qu3u").words


def test_what_cannot_be_met_here_says_why(hers, levels):
    handle = hers.handle("Leads work")
    place = f"/i/{handle}"
    done = hers.post(
        "frameworks-criterion", handle, version="1", cannot_be_met="because there is one team", next=place
    )
    assert done.location == place
    assert "cannot be met here : there is one team" in hers.get("item", handle).words
    assert "cannot be met here" in hers.get("frameworks-one", levels).words
    assert "1 with evidence or a reason" in hers.get("frameworks-one", levels).words


def test_search_and_palette_find_them(hers, levels):
    assert "Our levels" in hers.get("palette", q="our lev").words
    assert "Leads work of several teams." in hers.get("palette", q="leads work").words
    assert "Import a framework" in hers.get("palette", q="framework").words
    assert "Our levels" in hers.get("search", q="levels").words


def test_what_is_bobs_is_nothing_to_her(hers, levels, as_pages):
    bob = as_pages("bob")
    bob.take_in("# Impact evidence\n- 2026-10-10 Marmalade ^b0bb\n")
    framework_import.apply_import(
        bob.actor, framework_import.plan_import(bob.actor, LEVELS.replace("Our", "Marmalade"))
    )
    his, hers_own = bob.handle("Leads work"), hers.handle("Leads work")
    hers.post("frameworks-evidence", hers_own, do="link", entry="b0bb")
    hers.post("frameworks-serving", "qu3u", do="link", criterion=his)
    assert linked(hers, "Leads work") == linked(bob, "Leads work") == []
    assert "Marmalade" not in hers.get("frameworks-evidence", hers_own, q="marmalade").html
    for name in ("frameworks", "frameworks-import"):
        assert "Marmalade" not in hers.get(name).words
    staged = bob.post("frameworks-import", text=LEVELS, name="Marmalade jam", follow=True)
    assert hers.post("frameworks-apply", key=key_of(staged)).status == 409
    assert "Marmalade" not in hers.get("item", "qu3u").html


def test_a_level_with_a_name_of_its_own_is_asked_for_in_the_preview(hers):
    text = "## Explorer\n### Craft\n- Asks.\n### Reach\n- Helps.\n## Builder\n### Craft\n- Builds."
    location = hers.post("frameworks-import", text=text).location
    key = location.partition("look=")[2]
    page = hers.get("frameworks-import", look=key)
    assert "Which of these is a level?" in page.html
    assert "<option>Explorer</option>" in page.html
    page = hers.get("frameworks-import", look=key, level="Explorer")
    assert "Which of these is a level?" not in page.html
    hers.post("frameworks-apply", key=key)
    assert {level for level, _, _ in stated(hers)} == {"Explorer", "Builder"}
