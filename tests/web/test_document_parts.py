"""A long document, edited in the part that is read: nothing outside of it is touched."""

import re
from html import unescape

import pytest
from tests.support.html import found
from tests.web.editing import Editing, area, long

from vividmap.services.changes import entries


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
    assert "Impact evidence, 2025 (2), as Markdown. Other parts stay as they are" in shown.words
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
    entries.edit_item(years.actor, handle_of(years, "Did thing 7"), {"text": "Did it, says the terminal"})
    entries.edit_item(years.actor, handle_of(years, "Did thing 8"), {"outcome": "it held"})
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
    assert "line 2 : this text is not part of an entry" in seen.words
    assert area(seen.html) == edit.text


def test_an_entry_of_another_part_is_not_taken_for_this_one(years):
    other = handle_of(years, "Did thing 200")
    edit = Editing(years, section="goals").change("# Goals", f"# Impact evidence\n- Mine ^{other}\n\n# Goals")
    seen = edit.look()
    assert seen.status == 422
    assert f"line 2 : ^{other} is in another part of the document" in seen.words
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
