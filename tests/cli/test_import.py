"""import of our own document: nothing twice, nothing overwritten, handles kept, edits applied."""

import pytest
from tests.cli.many import refused

pytestmark = pytest.mark.database

BY_HAND = """\
---
vividmap: document 1
name: Alice Example
---
# Impact evidence
- 2026-10-02 Written by hand #rust
- No date at all
- No date at all
## September 2026
- In September

# Relationship map
- Marta Oliveira
  - 2026-10-01 Lunch

# Goals and gaps
- Staff
  - gap: Reach
    - 2026-10-02 Known here only
"""
WITH_HANDLES = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-10-20 Moved the cache -> faster @priya ^zz01
  kind: led

  Beneath.

# Skill development
## Skills
- rust ^zz09

# Relationship map
- Priya Natarajan ^zz02

  - with hyphens it is a touchpoint ^zz03

# Goals and gaps
- Staff ^zz04
  - gap: Reach ^zz05
    - 2026-10-02 Known here only ^zz06
"""


def document(vividmap):
    return vividmap.document()


def test_a_document_written_by_hand_comes_in_once(vividmap, today):
    assert vividmap("import", "-", input=BY_HAND).out.endswith("9 new\nImported. To undo: vividmap undo\n")
    dates = {item["text"]: item["date"] for item in vividmap.json("list")}
    assert dates == {
        "Written by hand": "2026-10-02",
        "No date at all": str(today),
        "In September": "2026-09~",
    }
    assert vividmap.json("config", "name") == {"name": "Alice Example"}
    before = document(vividmap)
    assert vividmap("import", "-", input=BY_HAND).out == "9 unchanged\n"
    assert document(vividmap) == before
    # and the next line that is written into it comes in alone
    more = BY_HAND.replace("  - 2026-10-01 Lunch\n", "  - 2026-10-01 Lunch\n  - 2026-10-05 Dinner\n")
    assert vividmap("import", "-", input=more).out.startswith(
        "  add     touchpoint 2026-10-05 Dinner\n1 new, 9 un"
    )
    assert [one["text"] for one in vividmap.json("show", "marta")["beneath"]] == ["Lunch", "Dinner"]


def test_handles_that_are_not_known_are_kept(vividmap):
    vividmap("import", "-", input=WITH_HANDLES)
    text = document(vividmap)
    for handle in ("zz01", "zz02", "zz03", "zz04", "zz05", "zz06", "zz09"):
        assert f"^{handle}\n" in text
    assert vividmap.json("show", "zz01")["people"][0]["handle"] == "zz02"
    assert vividmap("import", "-", input=WITH_HANDLES).out == "7 unchanged\n"
    assert document(vividmap) == text


def test_undone_it_can_come_in_again_with_the_same_handles(vividmap):
    for text in (WITH_HANDLES, BY_HAND):
        vividmap("import", "-", input=text)
        before = document(vividmap)
        vividmap("undo")
        assert vividmap("list").out == ""
        assert " new\n" in vividmap("import", "-", input=text).out
        if text == WITH_HANDLES:
            assert document(vividmap) == before
        vividmap("undo")


def test_an_old_copy_does_not_overwrite_what_is_newer(vividmap):
    vividmap("import", "-", input=WITH_HANDLES)
    old = document(vividmap)
    vividmap("edit", "zz01", "--outcome", "P99 down 340 ms")
    vividmap("edit", "priya", "--status", "warm")
    vividmap("edit", "staff", "--state", "reached")
    vividmap("rm", "zz03")
    vividmap("config", "name", "Alice")
    newer = document(vividmap)
    done = vividmap("import", "-", input=old)
    assert done.out.endswith("3 unchanged, 4 skipped\n")
    assert (
        "skip    evidence ^zz01 2026-10-20 Moved the cache (the record has a newer version of it)" in done.out
    )
    assert "(it was deleted; vividmap restore zz03 brings it back)" in done.out
    assert document(vividmap) == newer
    assert "Imported" not in done.out


def test_an_edited_copy_applies_beside_what_was_changed_here(vividmap):
    vividmap("import", "-", input=WITH_HANDLES)
    copy = document(vividmap)
    vividmap("edit", "priya", "--status", "warm")
    edited = copy.replace("-> faster", "-> P99 down 340 ms").replace("  Beneath.", "  Beneath, and more.")
    edited = edited.replace("# Skill development\n", "# Skill development\n\n- 2026-10-03 New there\n", 1)
    edited = edited.replace("- rust ^zz09\n", "")
    done = vividmap("import", "-", input=edited)
    assert "change  evidence ^zz01 2026-10-20 Moved the cache [free text, outcome]" in done.out
    item = vividmap.json("show", "zz01")
    assert (item["outcome"], item["body"], item["kind"]) == ("P99 down 340 ms", "Beneath, and more.", "led")
    assert vividmap.json("show", "zz02")["status"] == "warm"
    assert len(vividmap.json("list", "skills")) == 1
    assert vividmap.json("show", "zz09")["text"] == "rust"  # what is missing from a copy stays
    before = document(vividmap)
    vividmap("import", "-", input=edited)
    assert document(vividmap) == before
    vividmap("undo")
    assert vividmap.json("show", "zz01")["outcome"] == "faster"


def test_what_stands_beneath_something_deleted_is_left(vividmap):
    vividmap("import", "-", input=WITH_HANDLES)
    vividmap("rm", "zz02")
    edited = WITH_HANDLES.replace(
        "it is a touchpoint ^zz03\n", "it is a touchpoint ^zz03\n  - 2026-10-09 New\n"
    )
    done = vividmap("import", "-", input=edited)
    assert "(its parent was deleted; vividmap restore zz02 first)" in done.out
    assert vividmap.json("list", "people") == []


def test_a_name_that_now_means_two_does_not_make_an_old_copy_new(vividmap):
    vividmap("import", "-", input=WITH_HANDLES)
    old = document(vividmap)
    vividmap("add", "person", "Priya Other")
    assert vividmap.json("show", "zz01")["people"][0]["handle"] == "zz02"
    vividmap("import", "-", input=old)
    assert vividmap.json("show", "zz01")["people"][0]["handle"] == "zz02"


def test_a_dry_run_does_nothing(vividmap):
    done = vividmap("import", "-", "--dry-run", input=WITH_HANDLES)
    lines = done.out.splitlines()
    assert "  add     evidence ^zz01 2026-10-20 Moved the cache" in lines
    assert lines[-2:] == ["7 new", "Nothing was imported: this was a dry run."]
    assert "\n- " not in document(vividmap)
    assert vividmap("undo", check=False).err == "vividmap: there is nothing to undo\n"


def test_a_copy_of_many_changes_shows_the_first(vividmap):
    lines = "".join(f"- 2026-10-01 Number {n}\n" for n in range(300))
    done = vividmap("import", "-", input=f"---\nvividmap: document 1\n---\n# Impact evidence\n{lines}")
    assert "  … and 100 more\n300 new\n" in done.out


def test_nothing_of_bobs_document_is_alices(alice, bob):
    for who in (alice, bob):
        who("import", "-", input=BY_HAND)
        who("import", "-", input=WITH_HANDLES)
    bob("rm", "zz01")
    assert alice.json("show", "zz01")["text"] == "Moved the cache"


def test_what_cannot_be_read_is_refused_with_the_place(vividmap):
    folder = vividmap.home.parent
    (folder / "wrong.md").write_text(
        WITH_HANDLES.replace("kind: led", "kind: boss").replace("# Goals", "# Dreams")
    )
    (folder / "latin.md").write_bytes(b"- caf\xe9")
    (folder / "utf16.md").write_bytes("- café".encode("utf-16"))
    (folder / "nul.md").write_bytes(b"---\nvividmap: document 1\n---\n- a\0b")
    (folder / "newer.md").write_text("---\nvividmap: document 2\n---\n")
    (folder / "other.json").write_text('["not", "ours"]')
    refused(
        vividmap,
        [
            (["import"], "missing argument 'FILE'"),
            (["import", "no-such-file.md"], "'no-such-file.md' does not exist"),
            (["import", "."], "is a directory"),
            (
                ["import", "wrong.md"],
                "nothing was imported:\nwrong.md: line 6: kind cannot be 'boss'; use one of",
            ),
            (["import", "wrong.md"], "wrong.md: line 19: unknown section 'Dreams and gaps'"),
            (["import", "latin.md"], "latin.md is not"),
            (["import", "utf16.md"], "utf16.md is not"),
            (["import", "nul.md"], "NUL"),
            (
                ["import", "newer.md"],
                "line 2: unknown version of the document: 'document 2'",
            ),
            (["import", "other.json"], "this JSON is not a VividMap archive"),
        ],
    )


def test_any_notes_come_in_once_with_a_report_of_each_line(vividmap):
    notes = "# Wins\n\n- 2026-10-01 Shipped it\n\n| a | b |\n|---|---|\n\nA paragraph of October 2026.\n"
    first = vividmap("import", "-", "--report", input=notes).out
    lines = [line for line in first.splitlines() if line.startswith("line ")]
    assert [line.split(":")[0] for line in lines] == [f"line {n}" for n in (1, 3, 5, 6, 8)]
    before = document(vividmap)
    assert "Shipped it" in before
    again = vividmap("import", "-", input=notes).out
    assert " new" not in again
    assert document(vividmap) == before
    vividmap("undo")
    assert "Shipped it" not in document(vividmap)


def test_a_mark_in_notes_is_taken_or_refused_with_its_line(vividmap, tmp_path):
    notes = tmp_path / "notes.md"
    taken = (
        "  confidentiality: private",
        "  - **Confidentiality**: Private",
        "  Why it matters.\n  confidentialty = private",
    )
    for number, mark in enumerate(taken):
        notes.write_text(f"# Work\n\n- 2026-11-{number + 1:02} Vendor deal {number}\n{mark}\n")
        vividmap("import", str(notes))
    assert [entry["confidentiality"] for entry in vividmap.json("list")] == ["private"] * 3
    refused = "  confidentiality: privat", "\nConfidentiality: private\n", "  confidentiality: secret"
    for mark in refused:
        notes.write_text(f"# Work\n\n- 2026-11-20 Another deal\n{mark}\n")
        result = vividmap("import", str(notes), check=False)
        line = 4 + mark.count("\n") // 2
        assert (result.code, result.out) == (2, "")
        assert f"line {line}: '{mark.strip()}' is not understood" in result.err
    assert len(vividmap.json("list")) == 3
