"""framework: previewed, imported, shown, edited, its criteria linked, in text and as JSON."""

import json

import pytest

LEVELS = """\
# Our levels

## Senior
### Impact
- Takes a project from idea to use.

## Staff
### Impact
- Leads work of several teams to its end.

---
"""
RECORD = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-11-20 Led the queue work of several teams -> 3 brokers gone ~teams ^qu3u
- 2026-10-19 Wrote a note ^n0te
"""


@pytest.fixture
def kept(in_november):
    in_november("import", "-", input=RECORD)
    (in_november.home.parent / "levels.md").write_text(LEVELS, encoding="utf-8")
    return in_november


def criteria(vividmap):
    return {
        one["text"]: one["handle"]
        for one in vividmap.json("show", vividmap.json("list", "frameworks")[0]["handle"])["criteria"]
    }


def test_a_dry_run_says_every_line_and_does_nothing(kept):
    said = kept("framework", "import", "levels.md", "--dry-run").out
    assert "line 1: heading: name of the framework\n" in said
    assert "line 3: level: Senior\n" in said
    assert "line 5: criterion: Senior / Impact\n" in said
    assert "line 11: " in said
    assert "Our levels: read as Markdown, nested headings\n" in said
    assert "  add     criterion Leads work of several teams to its end.\n" in said
    assert said.endswith("3 new\nNothing was imported: this was a dry run.\n")
    assert kept("list", "frameworks").out == ""


def test_it_comes_in_once_and_goes_as_one_step(kept):
    said = kept("framework", "import", "levels.md").out
    assert "Imported. To undo: vividmap undo\nskipped: line 11: a horizontal rule\n" in said
    assert "3 unchanged" in kept("framework", "import", "-", input=LEVELS).out
    (listed,) = kept.json("list", "frameworks")
    assert listed["text"] == "Our levels"
    kept("undo")
    assert kept("list", "frameworks").out == ""


@pytest.mark.parametrize("back", [("restore",), ("undo",)])
def test_a_criterion_comes_back_where_it_stood(kept, back):
    kept("framework", "import", "levels.md")
    before = list(criteria(kept).items())
    handle = before[0][1]
    kept("rm", handle)
    assert list(criteria(kept).items()) == before[1:]
    kept(*back, *([handle] if back == ("restore",) else []))
    assert list(criteria(kept).items()) == before


def test_a_newer_version_names_what_it_does_not_say(kept):
    kept("framework", "import", "levels.md")
    newer = LEVELS.replace("several teams", "many several teams").replace(
        "- Takes a project from idea to use.\n", ""
    )
    said = kept("framework", "import", "-", input=newer).out
    assert "1 changed" in said
    assert "not in the file, kept here: ^" in said
    assert "Takes a project from idea to use." in said


def test_what_is_no_framework_is_refused(kept):
    for arguments, says in (
        (("levels.md", "--ladder", "x"), "not both"),
        ((), "use FILE or --ladder"),
        (("--ladder", "x"), "'x' is not a built-in ladder; use one of product-engineering"),
        (("-",), "no criterion was found"),
    ):
        done = kept("framework", "import", *arguments, input="Nothing here.", check=False)
        assert done.code == 2, arguments
        assert says in done.err
    (kept.home.parent / "latin.md").write_bytes(b"# Levels\n- \xe9\n")
    done = kept("framework", "import", "latin.md", check=False)
    assert (done.code, "is not UTF-8 at byte 12" in done.err) == (2, True)


def test_ladders_are_offered_and_one_is_taken(kept):
    names = [line.split()[0] for line in kept("framework", "ladders").out.splitlines()]
    assert names == ["product-engineering", "platform-infrastructure", "technical-leadership"]
    kept("framework", "import", "--ladder", "technical-leadership", "--name", "Mine")
    shown = kept("framework", "show", "mine").out
    assert shown.startswith("Mine ^")
    assert "\nStaff / Shaping architecture\n  ^" in shown
    assert "(nothing yet)" in shown


def test_a_framework_is_renamed_and_deleted(kept):
    kept("framework", "import", "levels.md")
    kept("framework", "edit", "our", "--text", "Levels 2027", "--source", "the wiki")
    (one,) = kept.json("list", "frameworks")
    assert (one["text"], one["source"], one["type"]) == ("Levels 2027", "the wiki", "framework")
    assert kept("framework", "edit", "levels", check=False).code == 2
    kept("rm", one["handle"])
    assert kept.json("list", "frameworks") == []
    assert "in the trash" in kept("framework", "show", one["handle"], check=False).err


def test_a_criterion_is_linked_shown_and_unlinked(kept):
    kept("framework", "import", "levels.md")
    handle = criteria(kept)["Leads work of several teams to its end."]
    before = kept("framework", "show", handle).out
    assert "\nOur levels / Staff / Impact\n\nnothing yet\n" in before
    assert "Possible evidence, not linked:\n  2026-11-20 Led the queue work" in before
    assert "says “led”" in before
    assert "^qu3u" in kept("framework", "link", handle, "qu3u").out
    assert "all were already linked" in kept("framework", "link", handle, "qu3u").out
    shown = kept.json("framework", "show", handle)
    assert shown["evidence"] == ["qu3u"]
    assert shown["coverage"][0] == {"word": "thin", "why": "one entry"}
    assert shown["suggestions"] == []
    assert kept.json("list")[0]["criteria"][0]["handle"] == handle
    assert "  criterion: leads-work\n" in kept.document()
    assert "(thin)" in kept("framework", "show", "our levels").out
    kept("framework", "unlink", handle, "qu3u")
    assert "none was linked" in kept("framework", "unlink", handle, "qu3u").out
    assert kept("framework", "show", handle).out == before


def test_a_criterion_is_added_edited_and_cannot_be_met(kept):
    kept("framework", "import", "levels.md")
    kept("framework", "add", "our levels", "Grows others.", "--level", "Staff", "--theme", "People")
    handle = criteria(kept)["Grows others."]
    kept("framework", "edit", handle, "--text", "Grows somebody.", "--cannot-be-met", "because I work alone")
    assert "cannot be met here: I work alone" in kept("framework", "show", handle).out
    kept("framework", "edit", handle, "--cannot-be-met", "")
    assert "nothing yet" in kept("framework", "show", handle).out
    assert kept("framework", "edit", handle, check=False).code == 2
    assert "is evidence, not " in kept("framework", "show", "qu3u", check=False).err


def test_the_archive_keeps_frameworks_and_links(kept):
    kept("framework", "import", "levels.md")
    handle = criteria(kept)["Takes a project from idea to use."]
    kept("framework", "link", handle, "n0te")
    items = json.loads(kept("export", "-").out)["items"]
    assert {one["kind"] for one in items} >= {"framework", "criterion"}
    (note,) = [one for one in items if one["handle"] == "n0te"]
    assert [one["sort"] for one in note["mentions"]] == ["criterion"]


def test_a_level_with_a_name_of_its_own_can_be_named(kept):
    file = kept.home.parent / "own.md"
    file.write_text("## Explorer\n- Asks.\n## Builder\n- Helps.\n", encoding="utf-8")
    output = kept("framework", "import", file, "--dry-run").out
    assert "No levels were recognised. If one" in output
    assert "--level: Explorer, Builder" in output
    output = kept("framework", "import", file, "--level", "Explorer").out
    assert "No levels" not in output
    assert "is not a heading in it" in kept("framework", "import", file, "--level", "X", check=False).err
