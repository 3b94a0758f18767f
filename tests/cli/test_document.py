"""document, and edit without an editor: the record as one text, out and in."""

import pytest
from tests.cli.many import refused
from tests.support.command import without_base

pytestmark = pytest.mark.database

RECORD = """\
---
vividmap: document 1
name: Alice Example
---

# Impact evidence

## October 2026

- 2026-10-20 Moved the cache -> faster ~teams #redis @priya ^c4ch
  kind: decision

  Beneath.

- 2026-10-19 Other ^o7hr

# Skill development

## Skills

- redis ^r3ds

# Relationship map

- Priya Natarajan ^p9qd
  position: peer

  Likes tea.

  - 2026-10-02 Coffee ^t4mm

- Tomás Brandão ^t1aa

# Goals and gaps

- Staff ^g1aa

  - gap: Reach ^x2bb

    - 2026-10-02 Known here only ^u1cc
"""


@pytest.fixture
def kept(vividmap):
    vividmap("import", "-", input=RECORD)
    return vividmap


def edited(vividmap, text, *options):
    return vividmap("edit", "--from", "-", "--yes", *options, input=text)


def base_line(kept):
    (line,) = (line for line in kept("document").out.splitlines() if line.startswith("base: "))
    return f"{line}\n"


def test_what_goes_out_is_what_came_in(kept):
    assert kept.document() == RECORD
    kept("export", "--format", "document", "record.md")
    assert without_base((kept.home.parent / "record.md").read_text()) == RECORD
    assert edited(kept, RECORD).out == "Nothing changed.\n"
    assert kept("import", "record.md").out == "9 unchanged\n"


def test_new_edited_moved_and_deleted_lines_are_applied_as_one_change(kept):
    before = kept.document()
    text = (
        RECORD.replace("- 2026-10-19 Other ^o7hr\n", "- 2026-11-01 New with @tomás #new-skill ~org\n  kind: led\n")
        .replace("faster ~teams", "P99 down 340 ms ~org")
        .replace("\n  - 2026-10-02 Coffee ^t4mm\n\n- Tomás Brandão ^t1aa\n", "\n- Tomás Brandão ^t1aa\n\n  - 2026-10-02 Coffee ^t4mm\n")
        .replace("name: Alice Example", "name: Alice E.")
    )  # fmt: skip
    done = edited(kept, text.replace("---\n\n#", f"{base_line(kept)}---\n\n#"))
    lines = done.out.splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["change", "add", "moved", "delete"]
    assert "evidence ^c4ch" in lines[0]
    assert "[outcome, scope]" in lines[0]
    assert lines[4:] == [
        "  set     name",
        "1 new, 2 changed, 1 deleted",
        "Applied. To undo: vividmap undo",
    ]
    after = kept.json("show", "c4ch")
    assert (after["outcome"], after["scope"], after["kind"], after["body"]) == (
        "P99 down 340 ms",
        "org",
        "decision",
        "Beneath.",
    )
    assert [one["text"] for one in kept.json("show", "tomas")["beneath"]] == ["Coffee"]
    (new,) = (one for one in kept.json("list") if one["text"].startswith("New"))
    assert (new["kind"], [one["name"] for one in new["people"]]) == ("led", ["Tomás Brandão"])
    assert "o7hr" in kept("trash").out
    assert kept.json("config", "name") == {"name": "Alice E."}
    assert kept.document().count("new skill") == 1
    kept("undo")
    assert kept.document() == before


def test_a_line_can_move_to_another_section_and_back_by_undo(kept):
    line = "- 2026-10-20 Moved the cache -> faster ~teams #redis @priya ^c4ch\n"
    text = RECORD.replace(line + "  kind: decision\n\n  Beneath.\n\n", "")
    text = text.replace("## Skills\n", line + "\n## Skills\n")
    assert "moved   skill entry ^c4ch" in edited(kept, text).out
    moved = kept.json("show", "c4ch")
    assert (moved["type"], moved["text"]) == ("skill entry", "Moved the cache -> faster ~teams")
    assert [one["name"] for one in moved["skills"]] == ["redis"]
    kept("undo")
    assert kept.document() == RECORD


def test_a_file_changes_what_was_changed_in_it_and_nothing_that_came_since(kept):
    file = kept("document").out
    kept("log", "--on", "2026-10-21", "Came since")
    kept("edit", "c4ch", "--scope", "org")
    kept("edit", "priya", "--status", "warm")
    done = edited(kept, file.replace("faster", "P99 down 340 ms").replace("- 2026-10-19 Other ^o7hr\n", ""))
    assert done.out.splitlines()[-2] == "1 changed, 1 deleted"
    entry = kept.json("show", "c4ch")
    assert (entry["outcome"], entry["scope"]) == ("P99 down 340 ms", "org")
    assert kept.json("show", "priya")["status"] == "warm"
    assert [item["text"] for item in kept.json("list")] == ["Came since", "Moved the cache"]


def test_a_file_that_does_not_say_what_it_was_written_from_deletes_and_reverts_nothing(kept):
    kept("log", "--on", "2026-10-21", "Came since")
    kept("edit", "c4ch", "--outcome", "P99 down 340 ms")
    done = edited(kept, RECORD.replace("- 2026-10-19 Other ^o7hr\n", "- 2026-10-22 New\n"))
    assert done.out.splitlines()[-2] == "1 new, 3 skipped"
    assert "^o7hr 2026-10-19 Other (it is not in the file, which does not say what it was" in done.out
    texts = ["New", "Came since", "Moved the cache", "Other"]
    assert [item["text"] for item in kept.json("list")] == texts
    assert kept.json("show", "c4ch")["outcome"] == "P99 down 340 ms"


@pytest.mark.parametrize("text", ["", "\n", "---\nvividmap: document 1\n---\n"])
def test_an_emptied_document_deletes_nothing(kept, text):
    done = kept("edit", "--from", "-", "--yes", input=text, check=False)
    assert (done.code, done.out) == (2, "")
    assert "'vividmap rm' deletes items" in done.err
    assert kept.document() == RECORD


MISTAKES = [
    ("  kind: decision\n", "  kind: boss\n", "line 11: kind cannot be 'boss'; use one of decision"),
    ("# Impact evidence\n", "# Achievements\n", "line 6: unknown section 'Achievements'"),
    ("- 2026-10-19 Other ^o7hr\n", "- ^o7hr\n", "an entry needs some text"),
    ("- 2026-10-19 Other ^o7hr\n", "- 2026-10-19 Other ^c4ch\n", "^c4ch is also on line 10; remove the handle"),
    ("- 2026-10-19 Other", "2026-10-19 Other", "line 15: this text is not part of an entry; begin an entry with '- '"),
    ("name: Alice Example", "names: Alice", "line 3: the profile has no field 'names'"),
    ("vividmap: document 1", "vividmap: document 2", "line 2: unknown version of the document"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "why"), MISTAKES)
def test_a_mistake_is_named_with_its_line_and_nothing_is_changed(kept, old, new, why):
    (kept.home.parent / "edited.md").write_text(RECORD.replace(old, new))
    done = kept("edit", "--from", "edited.md", "--yes", check=False)
    assert (done.code, done.out) == (2, "")
    assert why in done.err
    assert "nothing was changed; your text is in edited.md" in done.err
    assert kept.document() == RECORD
    if new == "names: Alice":
        piped = kept("edit", "--from", "-", "--yes", input=RECORD.replace(old, new), check=False)
        (draft,) = (kept.home / "drafts").iterdir()
        assert f"your text is in {draft}" in piped.err
        assert draft.read_text() == RECORD.replace(old, new)


def test_without_yes_nobody_agreed(kept):
    done = kept("edit", "--from", "-", input=RECORD.replace("faster", "slower"), check=False)
    assert done.code == 2
    assert "there is no terminal to confirm this; add --yes" in done.err
    assert kept.document() == RECORD


ENTRIES = {
    # options of edit: what the entry says then
    ("--outcome", "P99 down 340 ms"): {"outcome": "P99 down 340 ms"},
    ("--outcome", ""): {"outcome": ""},
    ("--scope", "org", "--kind", "led"): {"scope": "org", "kind": "led"},
    ("--scope", ""): {"scope": ""},
    ("--strong", "it held"): {"strong": "it held"},
    ("--on", "2026-10-01"): {"date": "2026-10-01"},
    ("--on", "March 2025"): {"date": "2025-03~"},
    ("--on", "undated"): {"date": None},
    ("--text", "Only the words"): {"text": "Only the words", "outcome": "faster", "scope": "teams"},
    ("--text", "2026-10-05 All -> of it ~org"): {"text": "All", "outcome": "of it", "scope": "org", "date": "2026-10-05"},
    ("--text", "Mark -> x", "--outcome", "option"): {"text": "Mark", "outcome": "option"},
}  # fmt: skip


def test_an_entry_is_edited_with_options(kept):
    before = kept.json("show", "c4ch")
    for options, changed in ENTRIES.items():
        assert kept("edit", "c4ch", *options).out.startswith("Changed ^c4ch ")
        after = kept.json("show", "c4ch")
        left_out = {"version", "edited_at", "from", "to", "result"}
        assert {name: after[name] for name in after if name not in left_out} == {
            name: value for name, value in (before | changed).items() if name not in left_out
        }, options
        kept("undo")
    assert kept("edit", "c4ch", "--kind", "decision").out == "Nothing changed.\n"


def test_names_in_a_new_line_take_the_place_of_those_in_the_old(kept):
    kept("edit", "c4ch", "--text", "With @tomás instead")
    item = kept.json("show", "c4ch")
    assert [one["name"] for one in item["people"] + item["skills"]] == ["Tomás Brandão"]


@pytest.mark.parametrize(
    ("handle", "text", "expected"),
    [
        ("c4ch", "2026-10-21 Said anew ~org\nkind: led\n\nMore\n\n- text", {"text": "Said anew", "outcome": "", "kind": "led", "body": "More\n\n- text", "date": "2026-10-21"}),
        ("c4ch", "No date said ^c4ch\n", {"text": "No date said", "date": "2026-10-20"}),
        ("c4ch", "undated No date meant", {"date": None}),
        ("p9qd", "Priya N ^p9qd\nposition: manager\n\n- a note with a hyphen", {"text": "Priya N", "body": "- a note with a hyphen"}),
        ("g1aa", "Staff engineer\nkind: promotion", {"text": "Staff engineer", "kind": "promotion", "body": ""}),
        ("x2bb", "Reach further\nstate: closed", {"text": "Reach further", "state": "closed"}),
        ("u1cc", "2026-10-03 Known in two teams\ndoing: an RFC", {"text": "Known in two teams", "doing": "an RFC"}),
        ("t4mm", "2026-10-03 Lunch", {"text": "Lunch", "date": "2026-10-03"}),
        ("r3ds", "Redis\nalias: cache", {"text": "Redis", "aliases": ["cache"]}),
    ],
)  # fmt: skip
def test_an_entry_is_edited_as_text_and_what_stands_beneath_it_stays(kept, handle, text, expected):
    before = kept.json("show", handle)
    kept("edit", handle, "--from", "-", input=text)
    after = kept.json("show", handle)
    assert {name: after[name] for name in expected} == expected
    assert [one["id"] for one in after["beneath"]] == [one["id"] for one in before["beneath"]]
    assert after.get("parent") == before.get("parent")
    kept("undo")
    assert kept.document() == RECORD


def test_what_cannot_be_edited_is_refused(kept):
    (kept.home.parent / "latin.md").write_bytes(b"caf\xe9")
    (kept.home.parent / "boss.md").write_text("Said\nkind: boss")
    refused(
        kept,
        [
            (["edit"], "there is no terminal to edit in; use: vividmap edit --from FILE --yes"),
            (
                ["edit", "c4ch"],
                "there is no terminal to edit in; use --from FILE, or options such as --outcome",
            ),
            (["edit", "zzzz", "--outcome", "x"], "no item has the handle or name 'zzzz'"),
            (["edit", "--outcome", "x"], "name the items to change: vividmap edit ITEM --outcome TEXT"),
            (["edit", "c4ch", "--scope", "world"], "'world' is not one of '', 'team'"),
            (["edit", "c4ch", "--kind", "practice"], "kind cannot be 'practice'; use one of decision"),
            (["edit", "c4ch", "--on", "whenever"], "--on 'whenever' is not a date"),
            (["edit", "c4ch", "--text", ""], "the evidence needs some text"),
            (["edit", "p9qd", "--on", "yesterday"], "a person has no date; omit --on"),
            (["edit", "p9qd", "--scope", "org"], "a person has no scope; omit --scope"),
            (["edit", "--from", "no-such-file"], "'no-such-file'"),
            (["edit", "--from", "latin.md"], "latin.md is not UTF-8 at byte 4; convert it"),
            (["edit", "c4ch", "--from", "boss.md"], "line 2: kind cannot be 'boss'"),
            (["edit", "c4ch", "--from", "-"], "needs some text"),
        ],
    )
