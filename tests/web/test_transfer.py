"""Import, export, and what an empty record shows."""

import json
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.support.command import without_base
from tests.support.html import found

from vividmap.services.changes import entries
from vividmap.services.transfer import archives
from vividmap.store import queries

NOTES = """\
# Brag document

## Achievements

- Moved the session cache to Redis, P99 down 340 ms
  and the pager is silent since
- Wrote the record on queues
- [ ]

## Learning

- 2026-11-10 Two evenings of TLA+
"""
DOCUMENT = """\
---
vividmap: document 1
---

# Impact evidence

- 2026-11-20 Moved the session cache -> P99 down 340 ms ~teams ^c4ch

# Relationship map

- Priya Natarajan ^p9qd

  - 2026-11-10 Coffee ^cf3e

- Dana Whitfield ^d4na
"""


def hand_in(pages, *, text="", name="", data=b""):
    form = {"text": text} | ({"file": SimpleUploadedFile(name, data)} if name else {})
    return pages.post("import", **form)


def looked(pages, **given):
    """Hand something in, and return what it will do."""
    answer = hand_in(pages, **given)
    assert answer.status == 302, answer.words
    return pages.get(answer.location)


def apply(pages, seen, **form):
    key = found(r'name="key" value="([^"]+)"', seen.html)
    return pages.post("import-apply", key=key, **form)


def line(seen, text):
    """What the table says of one line."""
    row = next(row for row in seen.html.partition("<tbody>")[2].split("<tr") if text in row)
    return " ".join(re.sub(r"<[^>]+>", " ", row.partition(">")[2]).split())


def leave(seen, text):
    row = next(row for row in seen.html.partition("<tbody>")[2].split("<tr") if text in row)
    return found(r'name="leave" value="([^"]+)"', row)


# --- notes and documents


def test_notes_are_shown_line_by_line_and_nothing_happens_yet(pages):
    seen = looked(pages, name="brag.md", data=NOTES.encode())
    assert "From brag.md : 3 new" in seen.words
    assert line(seen, "## Achievements").startswith("3 ## Achievements heading: section evidence")
    assert "becomes evidence" in line(seen, "Moved the session cache")
    assert "added to the text of the entry on line 5" in line(seen, "and the pager")
    assert line(seen, "- [ ]") == "8 - [ ] not imported: no words"
    assert "becomes skill entry, 10 November 2026" in line(seen, "Two evenings of TLA+")
    assert "1 line will not become an entry" in seen.words
    assert queries.count_by_kind(pages.actor.owner) == {}


def test_a_line_that_becomes_the_outcome_is_said_to(pages):
    text = "## Q3 2026\n- Moved checkout to the new API\n  Impact: error rate from 2.1 % to 0.3 %\n  Plan: more\n"
    seen = looked(pages, text=text)
    assert "becomes the outcome of the entry on line 2" in line(seen, "Impact: error rate")
    assert "added to the text of the entry on line 2" in line(seen, "Plan: more")


def test_what_was_looked_at_is_taken_in_as_one_step(pages):
    seen = looked(pages, text=NOTES)
    answer = apply(pages, seen)
    assert (answer.status, answer.location) == (302, "/document")
    assert queries.count_by_kind(pages.actor.owner) == {"evidence": 2, "skill entry": 1}
    assert "Imported from pasted text: 3 new. Prepare your review Undo" in pages.get("document").words
    pages.post("undo")
    assert queries.count_by_kind(pages.actor.owner) == {}


def test_what_is_ticked_is_left_out_and_comes_in_later(pages):
    seen = looked(pages, text=NOTES)
    apply(pages, seen, leave=leave(seen, "Wrote the record"))
    assert queries.count_by_kind(pages.actor.owner) == {"evidence": 1, "skill entry": 1}
    again = looked(pages, text=NOTES)
    assert "already here" in line(again, "Moved the session cache")
    assert "becomes evidence" in line(again, "Wrote the record")
    apply(pages, again)
    assert queries.count_by_kind(pages.actor.owner) == {"evidence": 2, "skill entry": 1}
    assert "everything is already here" in looked(pages, text=NOTES).words


def test_what_stands_beneath_something_left_out_is_left_out_too(pages):
    seen = looked(pages, name="record.md", data=DOCUMENT.encode())
    assert "becomes person" in line(seen, "Priya Natarajan")
    apply(pages, seen, leave=[leave(seen, "Priya Natarajan")])
    assert queries.count_by_kind(pages.actor.owner) == {"evidence": 1, "person": 1}


def test_all_left_out_does_nothing(pages):
    seen = looked(pages, text=DOCUMENT)
    every = re.findall(r'name="leave" value="([^"]+)"', seen.html)
    apply(pages, seen, leave=every)
    assert queries.count_by_kind(pages.actor.owner) == {}
    assert "Nothing was imported" in pages.get("document").words


def test_an_edited_document_of_ours_changes_what_it_names(pages):
    pages.take_in(DOCUMENT)
    edited = DOCUMENT.replace("Moved the session cache", "Moved all sessions")
    seen = looked(pages, text=edited)
    assert "1 changed, 3 unchanged" in seen.words
    assert "change: text" in line(seen, "Moved all sessions")
    apply(pages, seen)
    assert "Moved all sessions" in pages.document()


def test_a_document_with_a_mistake_names_its_line_and_is_not_taken(pages):
    seen = looked(pages, text=f"{DOCUMENT}\nloose words\n")
    assert "this text is not part of an entry" in seen.words
    assert "import-apply" not in seen.html
    assert "Import <kbd" not in seen.html


def test_a_record_changed_meanwhile_is_shown_anew(pages):
    pages.take_in(DOCUMENT)
    seen = looked(pages, text=DOCUMENT.replace("Coffee", "Lunch"))
    entries.delete_item(pages.actor, "cf3e")
    answer = apply(pages, seen)
    assert answer.status == 409
    assert "Nothing was imported: the record was changed meanwhile" in answer.words
    assert "it was deleted" in answer.words
    assert "Lunch" not in pages.document()


def test_what_was_looked_at_too_long_ago_is_asked_for_again(pages):
    seen = looked(pages, text=DOCUMENT)
    for _ in range(4):
        looked(pages, text=NOTES)
    assert apply(pages, seen).status == 409
    assert pages.get("import", look="nothing").status == 409
    assert queries.count_by_kind(pages.actor.owner) == {}


# --- what is not taken


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n\0\0", "not UTF-8 text: it has a NUL at byte 9"),
        ("latin.md", "Größe".encode("latin-1"), "not UTF-8 at byte 3"),
        ("utf16.txt", "Notes".encode("utf-16"), "not UTF-8 text"),
        ("empty.md", b"", "Choose a file that is not empty"),
        ("broken.json", b'{"vividmap archive": 1, ', "nothing was imported"),
        ("other.json", b"[1, 2]", "nothing was imported"),
        ("large.md", b"x" * (32 * 2**20 + 1), "larger than 32 MiB"),
        ("larger.md", b"x" * (40 * 2**20), "larger than 32 MiB"),
        ("lines.md", b"- x\n" * 12_001, "import at most 12000"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(pages, name, data, said):
    answer = hand_in(pages, name=name, data=data)
    assert answer.status == 422
    assert said in answer.words, answer.words
    assert 'id="file-error" role="alert"' in answer.html
    assert queries.count_by_kind(pages.actor.owner) == {}


def test_nothing_handed_in_is_asked_for(pages):
    assert "Choose a file" in hand_in(pages).words


def test_a_pasted_text_that_cannot_be_read_comes_back(pages):
    answer = hand_in(pages, text="- half a pair\n" * 12_001)
    assert answer.status == 422
    assert 'id="paste-error"' in answer.html
    assert "half a pair" in answer.html


def test_names_and_lines_are_only_text(pages):
    hostile = "<img src=x onerror=alert(1)>"
    seen = looked(pages, name=f"{hostile}.md", data=f"- {hostile}\n\n{hostile}\n".encode())
    assert "<img" not in seen.html
    assert "onerror=alert(1)&gt;" in seen.html


# --- archives


def test_an_archive_makes_an_empty_record_what_was_exported(pages, as_pages):
    pages.take_in(DOCUMENT)
    entries.delete_item(pages.actor, "d4na")
    data = archives.export_archive(pages.actor)
    from vividmap.store.models import Change, ItemChange, ItemRow

    for rows in (ItemChange, Change, ItemRow):
        rows.objects.filter(owner=pages.actor.owner).delete()
    seen = looked(pages, name="vividmap.json", data=data)
    assert "3 new" in seen.words
    assert "Your record is empty, so everything is restored" in seen.words
    apply(pages, seen)
    assert archives.export_archive(pages.actor) == data
    assert "Undo" not in pages.get("document").words


def test_of_an_archive_a_record_takes_what_it_never_had_as_one_step(pages):
    pages.take_in(DOCUMENT)
    data = archives.export_archive(pages.actor)
    from vividmap.store.models import Change, ItemChange, ItemRow

    gone = ItemRow.objects.filter(owner=pages.actor.owner, handle__in=["p9qd", "cf3e", "d4na"])
    ItemChange.objects.filter(item__in=gone.values("uid")).delete()
    gone.delete()
    before = Change.objects.count()
    seen = looked(pages, text=data.decode())
    assert "3 new, 1 already here" in seen.words
    apply(pages, seen, leave=[leave(seen, "Priya")])
    assert queries.count_by_kind(pages.actor.owner) == {"evidence": 1, "person": 1}
    assert Change.objects.count() == before + 1
    pages.post("undo")
    assert queries.count_by_kind(pages.actor.owner) == {"evidence": 1}


# --- export


def test_the_export_page_says_what_each_form_is_for(pages):
    pages.take_in(DOCUMENT)
    words = pages.get("export").words
    assert "Running document (.md) One Markdown file" in words
    assert "Archive (.json) Everything: 4 items with history and trash." in words


@pytest.mark.parametrize(("name", "ending"), [("export-document", "md"), ("export-archive", "json")])
def test_what_is_downloaded_is_what_the_command_line_gives(pages, name, ending):
    from django.urls import reverse

    pages.take_in(DOCUMENT)
    answer = pages.client.get(reverse(name))
    expected = pages.document().encode() if ending == "md" else archives.export_archive(pages.actor)
    assert without_base(answer.content.decode()).encode() == expected
    assert re.fullmatch(
        rf'attachment; filename="vividmap-\d{{4}}-\d\d-\d\d\.{ending}"', answer["Content-Disposition"]
    )
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert pages.client.head(reverse(name)).content == b""
    if ending == "json":
        assert json.loads(answer.content)["counts"]


def test_both_commands_and_downloads_say_the_same(vividmap, tmp_path):
    from tests.support.web import come_in, served

    vividmap("import", "-", input=DOCUMENT)
    with served(vividmap) as server:
        visitor = come_in(server)
        for path, form in (("/export/document.md", "document"), ("/export/archive.json", "json")):
            there = Path(tmp_path, form)
            vividmap("export", "--format", form, there)
            assert visitor.get(path).body == there.read_text()


# --- the first run


def test_an_empty_record_teaches_by_doing(pages):
    from vividmap.web.transfer.first_run import first_run

    words = pages.get("today").words
    assert "Write a line above" in words
    assert "Or import your notes" in words
    assert "Open the sample record" in words
    assert first_run(pages.actor) is not None
    pages.take_in("# Impact evidence\n- Did it\n")
    assert first_run(pages.actor) is None
    assert "Open the sample record" not in pages.get("today").words


# --- through the door


def test_a_file_comes_in_through_the_door_and_not_without_the_forms_token(vividmap):
    from tests.support.web import Visitor, come_in, served

    def multipart(*fields):
        parts = [
            f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields
        ]
        return "".join(parts) + "--b--\r\n"

    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    file = ('file"; filename="notes.md', NOTES.replace("\n", "\r\n"))
    with served(vividmap) as server:
        visitor = come_in(server)
        token = visitor.csrf()
        assert visitor.ask("POST", "/import", kind, body=multipart(file)).status == 403
        foreign = {**kind, "Origin": "http://localhost:9"}
        body = multipart(("csrfmiddlewaretoken", token), file)
        assert visitor.ask("POST", "/import", foreign, body=body).status == 403
        answer = visitor.ask("POST", "/import", kind, body=body)
        assert answer.status == 302
        assert "3 new" in visitor.get(answer.header("Location")).body
        # After a restart of the server, the browser puts back here what the person had typed.
        nobody = Visitor(server.port).ask(
            "POST", "/document/edit", kind, body=multipart(("text", "my long edit"))
        )
        assert (nobody.status, "my long edit" in nobody.body) == (403, False)
        assert re.search(
            r"<div data-typed hidden>.*<textarea[^>]* readonly></textarea>", nobody.body, re.DOTALL
        )
        assert re.search(r'<script src="/static/vividmap[^"]*\.js"', nobody.body)


# --- the questions about notes

ASKED = """\
# brag

## Done
- Cut the nightly run from 41 min to 55 s
- Convinced Priya to drop the second queue
- Rewrote the rubric with Priya, adopted by 5 teams
- Automated the audit, 2 days instead of 3 weeks

## Bits and bobs
- Delegating
- Estimating
"""


def answered(pages, seen, **answers):
    """Return the preview after some answers, each given by the beginning of its field's name."""
    key = found(r'name="key" value="([^"]+)"', seen.html)
    names = {name.split("-")[0]: name for name in re.findall(r'name="(\w+-\d+)"', seen.html)}
    answer = pages.post("import-answers", key=key, **{names[name]: value for name, value in answers.items()})
    return pages.get(answer.location)


def test_the_preview_asks_what_only_its_owner_knows_and_shows_what_an_answer_changes(pages):
    seen = looked(pages, name="brag 2025-H2.md", data=ASKED.encode())
    assert "Which period is this about?" in seen.words
    assert "becomes evidence, about H2 2025" in line(seen, "Cut the nightly run")
    assert "becomes evidence" in line(seen, "- Delegating")
    seen = answered(pages, seen, period="2024-H1", heading="gaps", person="peer", strongest="4")
    assert "becomes evidence, about H1 2024" in line(seen, "Cut the nightly run")
    assert "becomes gap" in line(seen, "- Delegating")
    assert "becomes the heading of the gaps below" in line(seen, "Bits and bobs")
    applied = pages.get(apply(pages, seen).location)
    assert 'href="/prepare/review?period=2024-H1">Prepare your review' in applied.html
    counts = {"evidence": 4, "gap": 2, "goal": 1, "person": 1, "profile": 1}
    assert queries.count_by_kind(pages.actor.owner) == counts


def test_a_period_that_is_none_is_said_and_keeps_the_other_answers(pages):
    seen = answered(pages, looked(pages, text=ASKED), period="one day", heading="gaps")
    assert "is not a period" in seen.words
    assert 'value="one day"' in seen.html


def test_a_period_left_empty_leaves_lines_undated(pages):
    seen = answered(pages, looked(pages, text=ASKED), period="", heading="gaps")
    assert line(seen, "Cut the nightly run").endswith("leave out - Cut the nightly run from 41 min to 55 s")
    assert "2026" not in line(seen, "Cut the nightly run")
