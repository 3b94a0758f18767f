"""One item's pages: what it says, edited in place, its earlier texts, its end."""

import re
from html import unescape

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vividmap.core.shorthand import Draft, NameMark
from vividmap.services.changes import entries
from vividmap.store import item_rows

RECORD = """\
# Impact evidence
- 2026-11-20 Moved the session cache -> P99 down 340 ms ~teams #system-design @priya !staff ^c4ch
  kind: decision
  tags: redis, latency
  link: https://wiki.example/cache
  strong: nobody else saw it

  Beneath stand **bold words** and <script>alert(1)</script> and [a link](javascript:alert(1)).
- 2026-11-19 Spoke with @nobody-known ^o7hr
# Skill development
- 2026-11-18 Two evenings of TLA+ #tla ^sk1l
# Relationship map
- Priya Natarajan ^p9qd
  real: would advocate
# Goals and gaps
- Staff engineer ^g1aa
  - gap: Reach ^x2bb
"""


@pytest.fixture
def record(pages):
    pages.take_in(RECORD)
    return pages


def said(html, name):
    """What stands in a field of a form."""
    field = re.search(rf'name="{name}"[^>]*?value="([^"]*)"', html)
    text = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\n([^<]*)', html)
    chosen = re.search(rf'<select[^>]*name="{name}".*?<option selected>([^<]*)', html, re.DOTALL)
    found = field or text or chosen
    return unescape(found[1]) if found else None


FIELDS = (
    "text",
    "outcome",
    "when",
    "scope",
    "category",
    "tags",
    "links",
    "strong",
    "skill",
    "person",
    "goal",
    "body",
)


def form(seen, **changed):
    told = {name: said(seen.html, name) for name in FIELDS}
    version = re.search(r'name="version" value="(\d+)"', seen.html)
    given = {name: value for name, value in told.items() if value is not None}
    return {**given, "version": version[1] if version else "", **changed}


def test_an_item_says_all_that_it_holds(record):
    seen = record.get("/i/c4ch")
    assert seen.status == 200
    for words in (
        "Moved the session cache",
        "Outcome: P99 down 340 ms",
        "20 November 2026",
        "several teams",
        "decision",
        "redis",
        "# system-design",
        "@ Priya Natarajan",
        "! Staff engineer",
        "★ strong nobody else saw it",
        "https://wiki.example/cache",
        "bold words",
    ):
        assert words.casefold() in seen.words.casefold().replace("system design", "system-design"), words
    assert '<a class="link" href="/i/p9qd"' in seen.html
    assert "<strong>bold words</strong>" in seen.html
    assert "<script>alert" not in seen.html
    assert "javascript:" not in seen.html.replace("(javascript:alert(1))", "")


def test_a_link_out_of_the_record_tells_nobody_where_it_was_clicked(record):
    (link,) = re.findall(r'<a href="https://wiki.example/cache"[^>]*>', record.get("/i/c4ch").html)
    assert 'rel="noopener noreferrer"' in link


@pytest.mark.parametrize("handle", ["zzzz", "C4CHX", "..", "%00"])
def test_what_is_not_there_is_not_found(record, handle):
    for path in (f"/i/{handle}", f"/i/{handle}/edit", f"/i/{handle}/history"):
        assert record.get(path).status == 404
    assert record.post(f"/i/{handle}/delete").status == 404


def test_the_longer_form_of_a_handle_leads_to_the_item(record):
    row = entries.find_item(record.actor, record.handle("Two evenings"))
    assert record.get("item", f"{row.handle.upper()}").location == f"/i/{row.handle}"


def test_a_number_that_no_form_holds_is_no_error_of_the_server(record):
    seen = record.get("/i/c4ch/edit")
    for version in ("9" * 5000, "²", "-1", "x"):
        assert record.post("/i/c4ch/edit", **form(seen, version=version, text="Moved it")).status in (
            302,
            409,
        )
    assert record.get("/evidence", page="9" * 5000).status == 200
    assert record.post("import-apply", key="none", leave="9" * 5000).status == 409


def test_what_is_edited_is_what_it_says(record):
    seen = record.get("/i/c4ch/edit")
    assert said(seen.html, "person") == "Priya Natarajan"
    assert said(seen.html, "scope") == "teams"
    changed = form(
        seen, text="Moved it", outcome="faster", when="yesterday", scope="org", tags="redis", person=""
    )
    answer = record.post("/i/c4ch/edit", **changed)
    assert answer.location == "/i/c4ch"
    after = record.get("/i/c4ch")
    assert "Changed “Moved it”." in after.words
    assert "organisation" in after.words
    assert "Priya" not in after.words
    row = entries.find_item(record.actor, "c4ch")
    assert (row.text, row.version) == ("Moved it", 2)
    assert [row.fields[name] for name in ("outcome", "scope", "tags")] == ["faster", "org", ["redis"]]


def test_what_was_not_touched_stays_as_it_was(record):
    before = record.document()
    for handle in ("c4ch", "o7hr", "sk1l", "p9qd", "g1aa", "x2bb"):
        seen = record.get(f"/i/{handle}/edit")
        given = form(seen)
        if handle == "p9qd":
            given["trust_marks"] = "would advocate"
        assert record.post(f"/i/{handle}/edit", **given).location == f"/i/{handle}"
    assert record.document() == before


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"text": "  "}, "Enter some text"),
        ({"when": "someday"}, "is not a date"),
        ({"scope": "world"}, "scope cannot be"),
    ],
)
def test_a_mistake_stands_beside_its_field_and_nothing_typed_is_lost(record, wrong, why):
    before = record.document()
    given = form(record.get("/i/c4ch/edit"), outcome="typed <b>", **wrong)
    answer = record.post("/i/c4ch/edit", **given)
    assert answer.status == 422
    (name,) = wrong
    assert why in answer.html.partition(f'id="{name}-error"')[2].partition("</p>")[0]
    assert said(answer.html, "outcome") == "typed <b>"
    assert record.document() == before


def test_what_was_changed_meanwhile_is_not_overwritten(record):
    given = form(record.get("/i/c4ch/edit"), outcome="mine")
    entries.edit_item(record.actor, "c4ch", {"outcome": "theirs"})
    answer = record.post("/i/c4ch/edit", **given)
    assert answer.status == 409
    assert "This was changed in another window" in answer.words
    assert "outcome theirs Use this : saved outcome not in yours: theirs mine" in answer.words, (
        "both are shown"
    )
    assert said(answer.html, "outcome") == "mine"
    assert "theirs" in record.document()
    record.post("/i/c4ch/edit", **form(answer))
    assert "mine" in record.document(), "saving again keeps one's own, knowingly"
    assert "theirs" not in record.document()


def test_of_what_was_changed_meanwhile_one_field_can_be_taken_and_nothing_is_saved_by_that(record):
    typed = form(record.get("/i/c4ch/edit"), outcome="mine", tags="redis")
    entries.edit_item(record.actor, "c4ch", {"outcome": "theirs"})
    record.post("/i/c4ch/edit", **typed)
    before = record.document()
    answer = record.post("/i/c4ch/edit", **typed, take="outcome")
    assert (said(answer.html, "outcome"), said(answer.html, "tags")) == ("theirs", "redis")
    assert record.document() == before
    record.post("/i/c4ch/edit", **form(answer))
    assert "theirs" in record.document()
    assert "tags: redis\n" in record.document()
    assert record.post("/i/c4ch/edit", **typed, take="nonsense").status == 409


def test_earlier_texts_are_shown_and_come_back(record):
    entries.edit_item(record.actor, "c4ch", {"text": "Second", "outcome": ""})
    seen = record.get("/i/c4ch/history")
    assert seen.words.index("Second") < seen.words.index("Moved the session cache")
    assert "text removed: Moved the session cache added: Second" in seen.words
    assert "outcome removed: P99 down 340 ms" in seen.words
    entries.edit_item(record.actor, "c4ch", {"text": "Second thought"})
    html = record.get("/i/c4ch/history").html
    assert re.search(r'Second<ins><span class="hidden">added: </span> thought</ins>', html)
    record.post("/i/c4ch/versions/1")
    assert "Moved the session cache" in record.get("/i/c4ch").words
    assert record.post("/i/c4ch/versions/99").status == 404


def test_a_delete_is_taken_back_by_undo(record):
    before = record.document()
    answer = record.post("/i/c4ch/delete")
    assert answer.location == "/evidence"
    told = record.get("/evidence")
    assert "Deleted “Moved the session cache”." in told.words
    assert "Undo" in told.words
    assert "Deleted" not in record.get("/evidence").words, "told once"
    assert record.get("/i/c4ch").status == 404
    assert "deleted" in record.get("/i/c4ch/history").words
    assert record.post("/undo").location == "/i/c4ch"
    assert record.document() == before


def told(seen):
    """What the form of a notice would send."""
    form = seen.html.partition('class="notice done"')[2].partition("</form>")[0]
    return dict(re.findall(r'name="(change|next)" value="([^"]+)"', form))


def test_an_undo_takes_back_what_its_notice_told_of_and_nothing_that_came_since(record):
    before = record.document()
    record.post("/i/c4ch/delete")
    deleted = told(record.get("/evidence"))
    entries.add_item(record.actor, Draft(kind="person", text="Somebody New", handle="n3w0"))
    assert record.post("/undo", **deleted).location == "/i/c4ch"
    assert "Undone: delete evidence." in record.get("/i/c4ch").words
    assert record.get("/i/n3w0").status == 200
    entries.undo_change(record.actor)
    assert record.document() == before


def test_an_undo_is_refused_where_the_same_was_changed_since(record):
    record.post("/i/c4ch/edit", **form(record.get("/i/c4ch/edit"), outcome="mine"))
    edited = told(record.get("/i/c4ch"))
    entries.edit_item(record.actor, "c4ch", {"outcome": "theirs"})
    record.post("/undo", **edited)
    assert (
        "Nothing was undone: ^c4ch has changed since; undo that first, or edit it." in record.get("/").words
    )
    assert "theirs" in record.document()


def test_an_undo_is_refused_where_something_newer_would_go_with_it(record):
    record.post("/people/add", name="Somebody New")
    added = told(record.get("/people"))
    row = entries.add_item(
        record.actor, Draft(kind="evidence", text="Met", mentions=(NameMark("person", "somebody-new"),))
    )
    record.post("/undo", **added)
    assert (
        f"Nothing was undone: ^{row.handle} came later and needs it; undo that first" in record.get("/").words
    )
    assert "Somebody New" in record.document()


def test_an_undo_that_is_pressed_twice_does_it_once(record):
    entries.edit_item(record.actor, "sk1l", {"text": "Three evenings"})
    record.post("/i/c4ch/delete")
    deleted = told(record.get("/evidence"))
    record.post("/undo", **deleted)
    record.post("/undo", **deleted)
    assert "Nothing was undone: it was already undone." in record.get("/").words
    assert "Three evenings" in record.document()


def test_nobody_undoes_a_change_of_somebody_else(record, as_pages):
    bob = as_pages("bob")
    bob.take_in("# Impact evidence\n- 2026-11-20 Of Bob alone ^b0bb\n")
    entries.delete_item(bob.actor, "b0bb")
    before = record.document(), bob.document()
    record.post("/undo", change=str(entries.last_change_id(bob.actor)))
    assert "Nothing was undone: there is no such change." in record.get("/").words
    assert record.post("/undo", change="nonsense").status == 404
    assert (record.document(), bob.document()) == before


def test_nothing_to_undo_is_said(pages):
    pages.post("/undo")
    assert "there is nothing to undo" in pages.get("/").words


def test_bobs_items_are_not_there(record, as_pages):
    bob = as_pages("bob")
    bob.take_in("# Impact evidence\n- 2026-11-20 Of Bob alone ^b0bb\n")
    for path in ("/i/b0bb", "/i/b0bb/edit", "/i/b0bb/history"):
        assert record.get(path).status == 404
    assert record.post("/i/b0bb/delete").status == 404
    assert record.post("/i/b0bb/edit", text="Alice was here").status == 404
    assert "- 2026-11-20 Of Bob alone ^b0bb" in bob.document()


def test_a_page_asks_no_more_for_a_large_record(record):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert record.get("/i/sk1l").status == 200
        return len(captured)

    few = asked()
    record.take_in(
        "# Impact evidence\n"
        + "".join(f"- 2026-01-{n % 28 + 1:02} Did {n} @p{n} #s{n}\n" for n in range(200))
    )
    assert asked() == few <= 20


def filled_in(html: str) -> dict[str, list[str]]:
    """Return what a browser posts for a form that nobody changed."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    (form,) = page.findall(".//form[@class='form']")
    said: dict[str, list[str]] = {}
    for one in form.iter():
        if one.tag in ("input", "textarea", "select") and (
            one.get("type") != "checkbox" or "checked" in one.attrib
        ):
            said.setdefault(one.get("name", ""), []).append(_value(one))
    return {name: some for name, some in said.items() if name not in ("", "csrfmiddlewaretoken")}


def _value(one):
    if one.tag == "select":
        return next((x.get("value", x.text) or "" for x in one.iter("option") if "selected" in x.attrib), "")
    return (one.text or "").removeprefix("\n") if one.tag == "textarea" else one.get("value", "")


@pytest.mark.parametrize("handle", ["c4ch", "o7hr", "sk1l", "p9qd", "g1aa", "x2bb"])
def test_a_form_that_nobody_touched_changes_nothing(record, handle):
    before = record.document()
    record.post("item-edit", handle, **filled_in(record.get("item-edit", handle).html))
    found = item_rows.by_handle(record.actor.owner, handle)
    assert found
    assert found.version == 1
    assert record.document() == before
