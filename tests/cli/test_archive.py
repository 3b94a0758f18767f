"""export and import of everything: the same bytes come back, and what is not whole is refused whole."""

import json

import pytest
from tests.cli.many import refused

pytestmark = pytest.mark.database

RECORD = """\
---
vividmap: document 1
name: Alice Example
---
# Impact evidence
- 2026-10-20 Moved the cache -> faster ~teams #redis @priya @nobody !staff ^c4ch
  kind: led
  surfaced: @priya 2026-10-21

  Beneath 双重.

# Relationship map
- Priya Natarajan ^p9qd
  since 2025-03-01: peer, Platform
  - 2026-10-02 Coffee ^t4mm

# Goals and gaps
- Staff ^g1aa
  - gap: Reach ^x2bb
    - 2026-10-02 Known here only ^u1cc
"""


@pytest.fixture
def kept(alice):
    """A record with history, trash and a change that was undone."""
    alice("import", "-", input=RECORD)
    alice("log", "2025-03~ About then")
    alice("edit", "c4ch", "--outcome", "P99 down 340 ms")
    alice("rm", "t4mm")
    alice("edit", "c4ch", "--scope", "org")
    alice("undo")
    return alice


def export(vividmap):
    return vividmap("export", "-").out


def test_the_ending_of_a_file_says_in_which_form_the_record_is_written(kept):
    for file, form in (
        ("record.md", "document"),
        ("Record.MD", "document"),
        ("all.json", "json"),
        ("all", "json"),
    ):
        kept("export", file)
        expected = kept("export", "--format", form, "-").out
        assert (kept.home.parent / file).read_text() == expected, file
    kept("export", "--format", "json", "forced.md")
    assert (kept.home.parent / "forced.md").read_text() == export(kept)
    refused = kept("export", "record.csv", check=False)
    assert refused.code == 2
    assert "unknown file extension '.csv'; use .json (archive) or .md (document)" in refused.err
    assert not (kept.home.parent / "record.csv").exists()


def test_an_empty_home_becomes_what_was_exported(kept, bob):
    archive = export(kept)
    assert export(kept) == archive
    said = kept("export", "record.json").out
    file = kept.home.parent / "record.json"
    assert file.read_text() == archive
    assert file.stat().st_mode & 0o777 == 0o600
    assert (
        said
        == f"Wrote record.json ({len(archive.encode()):,} bytes), {json.loads(archive)['counts'][0]} items\n"
    )
    done = bob("import", file)
    assert done.out == f"Imported {json.loads(archive)['counts'][0]} items; 0 were already here.\n"
    assert export(bob) == archive
    for command in (["document"], ["trash"], ["history", "c4ch"], ["link"], ["search", "双重"]):
        assert bob(*command).out == kept(*command).out
    bob("restore", "t4mm")
    for undone in ("restore", "delete touchpoint", "edit evidence"):
        assert bob("undo").out.startswith(f"Undid: {undone}")
    assert bob.json("show", "c4ch")["outcome"] == "faster"


def test_what_is_there_stays_and_the_rest_comes(kept, bob):
    archive = export(kept)
    bob("log", "Bob's own")
    bob("config", "name", "Bob")
    assert bob("import", "-", input=archive).out.startswith(
        "Imported 7 items; 0 were already here.\n1 differ from what is here"
    )
    assert bob.json("config", "name") == {"name": "Bob"}
    assert bob.json("show", "c4ch")["outcome"] == "P99 down 340 ms"
    bob("edit", "c4ch", "--outcome", "Bob's")
    again = bob("import", "-", input=archive).out
    assert again.startswith("Imported 0 items; 6 were already here.\n")
    assert "2 differ from what is here; yours were not changed." in again
    assert bob.json("show", "c4ch")["outcome"] == "Bob's"
    bob("undo")
    bob("undo")
    assert [item["text"] for item in bob.json("list")] == ["Bob's own"]


def test_what_stands_beneath_something_deleted_is_left_out(kept, bob):
    bob("import", "-", input=export(kept))
    kept("met", "priya", "Lunch")
    bob("rm", "p9qd")
    assert bob("import", "-", input=export(kept)).code == 0
    assert bob.json("search", "lunch") == []
    assert bob.json("list", "people") == []


def test_a_dry_run_does_nothing(kept, bob):
    done = bob("import", "-", "--dry-run", input=export(kept))
    assert done.out.startswith("An archive of 8 items and ")
    assert done.out.endswith(" changes. Nothing was imported: this was a dry run.\n")
    assert bob("list").out == ""


def broken(archive):
    """Yield files that are not valid archives: the name, the text, and the message to expect."""
    whole = json.loads(archive)
    yield "cut.json", archive[: len(archive) // 2], "the file is not complete JSON"
    yield "line.json", "\n".join(archive.split("\n")[:-5]), "the file is not complete JSON"
    yield "empty.json", "", "the file is not complete JSON"
    yield "foreign.json", '{"version": 1}', "this JSON is not a VividMap archive"
    yield "list.json", "[1, 2]", "this JSON is not a VividMap archive"
    yield "newer.json", archive.replace('"version": 1', '"version": 2', 1), "update VividMap and try again"
    yield "counts.json", archive.replace('"counts": [', '"counts": [1', 1), "the archive is incomplete"
    yield "handle.json", archive.replace('"p9qd"', '"P9QD"'), "is not a handle"
    yield "kind.json", archive.replace('"kind": "gap"', '"kind": "gasp"'), "is not one of"
    yield (
        "parent.json",
        json.dumps(
            whole
            | {
                "items": [one for one in whole["items"] if one["kind"] != "goal"],
                "counts": [len(whole["items"]) - 1, whole["counts"][1]],
            }
        ),
        "is not a goal",
    )
    yield (
        "double.json",
        archive.replace('"items": [', '"items": [], "items": [', 1),
        "an object has the same name twice",
    )
    yield "nan.json", archive.replace('"version": 1', '"version": NaN', 1), "NaN is not valid JSON"
    yield "deep.json", "[" * 100_000, "nests deeper than 64 levels"
    yield (
        "extra.json",
        archive.replace('"items"', '"more": 1, "items"', 1),
        "unknown parts: more",
    )


def test_what_is_not_whole_is_refused_whole(kept, bob):
    wrong = []
    for name, text, why in broken(export(kept)):
        (bob.home.parent / name).write_text(text)
        wrong += [(["import", name], why), (["import", "--dry-run", name], why)]
    refused(bob, wrong)
    assert bob("undo", check=False).err == "vividmap: there is nothing to undo\n"


def test_a_file_that_is_there_is_not_overwritten_unasked(kept):
    file = kept.home.parent / "there.json"
    file.write_text("precious")
    refused(
        kept,
        [
            (["export", "there.json"], "there.json already exists; --force overwrites it"),
            (["export", "."], "is a directory"),
            (["export"], "missing argument 'FILE'"),
            (["export", "--format", "xml", "x"], "'xml' is not one of 'json', 'document'"),
        ],
    )
    assert file.read_text() == "precious"
    kept("export", "--force", "there.json")
    assert file.read_text() == export(kept)
    nowhere = kept("export", "no/such/folder.json", check=False)
    assert (nowhere.code, nowhere.err) == (
        1,
        "vividmap: cannot write no/such/folder.json: No such file or directory\n",
    )
