"""rm, restore, undo, redo, history, trash, purge: nothing is lost by accident, and what is erased is gone."""

import re
import sqlite3

import pytest
from tests.cli.many import refused
from tests.cli.terminal import at_terminal

pytestmark = pytest.mark.database

RECORD = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-11-20 Moved the cache -> faster ~teams #redis @priya ^c4ch
  kind: decision
- 2026-11-19 Other ^o7hr

# Relationship map
- Priya Natarajan ^p9qd

  Likes tea.

  - 2026-11-02 Coffee ^t4mm

# Goals and gaps
- Staff ^g1aa
  - gap: Reach ^x2bb
    - 2026-10-02 Known here only ^u1cc
"""


@pytest.fixture
def kept(vividmap):
    vividmap("import", "-", input=RECORD)
    return vividmap


def test_what_is_deleted_can_be_restored_with_all_beneath_it(kept):
    before = kept.document()
    assert kept("rm", "priya", "^g1aa", "p9qd").out == (
        "Deleted ^p9qd Priya Natarajan\nDeleted ^g1aa Staff\nTo undo: vividmap undo\n"
    )
    assert sorted(line.split("\t")[::3] for line in kept("trash").out.splitlines()) == [
        ["g1aa", "Staff"],
        ["p9qd", "Priya Natarajan"],
        ["t4mm", "Coffee"],
        ["u1cc", "Known here only"],
        ["x2bb", "Reach"],
    ]
    assert kept.json("show", "c4ch")["people"] == [{"id": None, "handle": None, "name": "priya"}]
    done = kept("show", "p9qd", check=False)
    assert (done.code, done.err) == (
        2,
        "vividmap: ^p9qd is in the trash. To bring it back: vividmap restore p9qd\n",
    )
    beneath = kept("restore", "t4mm", check=False)
    assert (beneath.code, beneath.out) == (1, "")
    assert "restore ^p9qd first" in beneath.err
    assert kept("restore", "^P9QD").out == "Restored ^p9qd Priya Natarajan\n"
    kept("restore", "staff")
    assert kept.document() == before
    assert kept("trash").out == ""


def test_several_deleted_at_once_are_one_change(kept):
    before = kept.document()
    kept("rm", "c4ch", "o7hr", "t4mm", "p9qd")  # one of them with the person above it
    assert kept("list").out == ""
    assert kept("undo").out == "Undid: delete items (4 items). To redo: vividmap redo\n"
    assert kept.document() == before
    kept("redo")
    kept("restore", "c4ch", "o7hr", "p9qd", "t4mm")
    assert kept.document() == before
    kept("undo")
    assert len(kept.json("trash")) == 4
    assert len(kept.json("trash", "-n", "1")) == 1


def test_redo_is_the_undo_of_the_last_undo(kept):
    states = [kept.document()]
    for step in (["edit", "c4ch", "--scope", "org"], ["rm", "p9qd"], ["log", "--on", "2026-11-01", "New"]):
        kept(*step)
        states.append(kept.document())
    for _ in range(2):  # there and back, more than once
        for state in reversed(states[:-1]):
            kept("undo")
            assert kept.document() == state
        for state in states[1:]:
            assert kept("redo").out.startswith("Redid: ")
            assert kept.document() == state
        done = kept("redo", check=False)
        assert (done.code, done.err) == (1, "vividmap: there is nothing to redo\n")
    kept("undo")
    kept("undo")
    kept("redo")
    assert kept.document() == states[2]
    kept("edit", "o7hr", "--scope", "team")
    assert kept("redo", check=False).code == 1, "another change came after the undo"
    kept("undo")
    kept("undo")
    assert kept.document() == states[1]


def test_what_a_redo_deleted_counts_as_deleted_by_hand(kept):
    kept("rm", "o7hr")
    kept("undo")
    kept("redo")
    kept("import", "-", input=RECORD)
    assert kept("show", "o7hr", check=False).code == 2


def test_of_several_that_are_to_go_all_go_or_none(kept):
    done = kept("rm", "c4ch", "nope", check=False)
    assert (done.code, done.out) == (2, "")
    assert "no item has the handle or name 'nope'" in done.err
    assert kept("trash").out == ""


def test_undo_goes_back_step_by_step_to_the_empty_record(kept):
    states = [kept.document()]
    for step in (
        ["edit", "c4ch", "--outcome", "P99 down 340 ms"],
        ["rm", "p9qd"],
        ["restore", "p9qd"],
        ["edit", "c4ch", "--text", "Moved the session cache #redis #system-design"],
        ["edit", "staff", "--state", "reached"],
        ["config", "level", "Senior"],
        ["edit", "priya", "--part", "Data"],
        ["edit", "--from", "-", "--yes"],
    ):
        kept(*step, input=RECORD.replace("Other", "Another") if step[0] == "edit" else "")
        states.append(kept.document())
    assert len(set(states)) == len(states) - 1  # deleted and restored, it is as it was
    for state in reversed(states[:-1]):
        assert kept("undo").out.startswith("Undid: ")
        assert kept.document() == state
    assert kept("undo").out == "Undid: import document (8 items). To redo: vividmap redo\n"
    empty = kept("undo", check=False)
    assert (empty.code, empty.err) == (1, "vividmap: there is nothing to undo\n")
    assert kept("list").out == ""


def test_undo_says_what_it_undid(vividmap):
    acknowledged = vividmap("log", "Did it #rust").out.split("^")[1].split()[0]
    undone = vividmap("undo").out
    (handle,) = re.findall(r"\^(\w+) Did it", undone)
    assert acknowledged.startswith(handle)
    assert undone.startswith("Undid: log ")
    assert f"^{handle} Did it" in undone
    vividmap("restore", handle)
    assert vividmap("list").out.startswith(handle)


def test_a_capture_that_waits_is_the_last_change(vividmap):
    vividmap("log", "One")
    vividmap("list")
    vividmap("log", "Two")
    assert "Two" in vividmap("undo").out
    assert [item["text"] for item in vividmap.json("list")] == ["One"]


def test_the_handle_that_was_acknowledged_is_good_in_the_trash_too(vividmap):
    acknowledged = vividmap("log", "Did it").out[7:].strip()
    for command, code in (
        ("rm", 0),
        ("show", 2),
        ("history", 0),
        ("restore", 0),
        ("show", 0),
        ("rm", 0),
    ):
        assert vividmap(command, acknowledged, check=False).code == code, command
    vividmap("purge", "--yes", acknowledged)
    assert vividmap("trash").out == ""


def test_history_tells_all_that_was_said_and_any_of_it_can_come_back(kept):
    kept("edit", "c4ch", "--outcome", "P99 down 340 ms")
    kept("edit", "c4ch", "--text", "Moved the session cache", "--kind", "led")
    kept("rm", "c4ch")
    history = re.sub(r"(?m)^\d{4}-\d\d-\d\d \d\d:\d\d UTC", "WHEN", kept("history", "c4ch").out)
    assert history.splitlines() == [
        "WHEN  delete evidence, deleted",
        "WHEN  edit evidence, version 3",
        "    text: Moved the session cache (was Moved the cache)",
        "    kind: led (was decision)",
        "WHEN  edit evidence, version 2",
        "    outcome: P99 down 340 ms (was faster)",
        "WHEN  import document, version 1",
        "    text: Moved the cache",
        "    type: evidence",
        "    date: 2026-11-20",
        "    outcome: faster",
        "    scope: teams",
        "    kind: decision",
        "    skills: #redis",
        "    people: @priya",
    ]
    assert len(kept("history", "c4ch", "-n", "1").out.splitlines()) == 1
    kept("restore", "c4ch")
    kept("restore", "c4ch", "--version", "1")
    shown = kept.json("show", "c4ch")
    assert (shown["text"], shown["outcome"], shown["kind"]) == ("Moved the cache", "faster", "decision")
    assert [one["name"] for one in shown["people"]] == ["Priya Natarajan"]
    assert shown["version"] > 3
    kept("undo")
    assert kept.json("show", "c4ch")["text"] == "Moved the session cache"
    done = kept("restore", "c4ch", "--version", "9", check=False)
    assert done.code == 2
    assert "^c4ch has no version 9; it has 1, 2, 3" in done.err


def test_purge_erases_for_good(kept, database):
    kept("edit", "p9qd", "--text", "Priya N")
    kept("rm", "t4mm")
    if database == "sqlite":
        kept("backup")
        kept("backup", "elsewhere.sqlite3")
    asked = kept("purge", "p9qd", check=False)
    assert asked.code == 2
    assert "there is no terminal to confirm this; add --yes" in asked.err
    assert kept.json("list", "people")[0]["text"] == "Priya N"
    lines = kept("purge", "priya", "--yes").out.splitlines()
    assert lines[0] == "This erases ^p9qd Priya N and its history."
    assert lines[-1] == "Erased ^p9qd."
    if database == "sqlite":
        by_hand, of_the_day = sorted((kept.home / "backups").iterdir())
        assert lines[1:-1] == [f"A backup still holds ^p9qd: {path}" for path in (by_hand, of_the_day)]
        for part in (kept.home / "vividmap.sqlite3", kept.home / "vividmap.sqlite3-wal"):
            assert not part.exists() or b"Likes tea" not in part.read_bytes()
    for command in ("history", "restore", "show"):
        assert kept(command, "p9qd", check=False).code == 2
    archive = kept("export", "-").out
    assert "Likes tea" not in archive
    assert "Coffee" not in archive  # what stood beneath it went with it, from the trash too
    assert kept.json("show", "c4ch")["people"] == [{"id": None, "handle": None, "name": "priya"}]
    kept("import", "-", input=archive)


def test_purge_takes_several(kept):
    kept("rm", "o7hr")
    assert kept("purge", "o7hr", "c4ch", "--yes").out.endswith("Erased ^o7hr, ^c4ch.\n")
    assert kept("list").out == kept("trash").out == ""


def test_purge_asks_and_no_is_the_answer_that_enter_gives(kept):
    for answer, gone in (("\n", False), ("n\n", False), ("y\n", True)):
        screen = at_terminal(kept, "purge", "o7hr", answers=[("Erase for good?", answer)])
        assert screen.code == 0
        assert ("Erased ^o7hr." in screen.text) is gone
        assert ("Nothing was erased." in screen.text) is not gone
    assert kept("history", "o7hr", check=False).code == 2


def test_purge_names_texts_that_were_kept_from_edits(kept):
    kept("edit", "--from", "-", "--yes", input="# Nonsense\n\nMoved the cache", check=False)
    lines = kept("purge", "c4ch", "--yes").out.splitlines()
    (draft,) = (kept.home / "drafts").iterdir()
    assert f"A draft still holds ^c4ch: {draft}" in lines


def test_what_is_not_there_is_said(kept):
    refused(
        kept,
        [
            (["rm", "zzzz"], "no item has the handle or name 'zzzz'"),
            (["rm"], "missing argument 'ITEM...'"),
            (["restore", "zzzz"], "nothing in the trash has the handle or name 'zzzz'"),
            (["restore", "c4ch"], "nothing in the trash has the handle or name 'c4ch'"),
            (["restore", ""], "nothing in the trash has the handle or name ''"),
            (["restore", "^"], "nothing in the trash has the handle or name '^'"),
            (["restore", "c4ch", "o7hr", "--version", "1"], "--version restores one item at a time"),
            (["restore", "c4ch", "--version", "0"], "0 is not in the range x>=1"),
            (["history", "zzzz"], "no item has the handle or name 'zzzz'"),
            (["purge", "zzzz", "--yes"], "no item has the handle or name 'zzzz'"),
            (["purge", "", "--yes"], "no item has the handle or name ''"),
        ],
    )


@pytest.mark.sqlite_only  # PostgreSQL keeps its index in the row
def test_the_database_forgets_what_was_purged_from_its_search_as_well(vividmap):
    handle = vividmap("log", "Zzyzzyx is the word").out.split("^")[1].split()[0]
    vividmap("list")
    vividmap("purge", handle, "--yes")
    with sqlite3.connect(vividmap.home / "vividmap.sqlite3") as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for table in tables:
            for row in connection.execute(f"SELECT * FROM {table}"):
                assert "zzyzzyx" not in str(row).lower(), table
    assert b"zzyzzyx" not in (vividmap.home / "vividmap.sqlite3").read_bytes().lower()


def test_history_tells_dates_links_and_every_other_difference(kept):
    kept("add", "goal", "Staff engineer")
    kept(
        "edit",
        "c4ch",
        "--on",
        "2026-01-05",
        "--goal",
        "staff-engineer",
        "--person",
        "priya",
        "--remove",
        "redis",
    )
    kept("edit", "c4ch", "--notes", "Two lines\nbeneath", "--private")
    lines = kept("history", "c4ch").out.splitlines()
    for line in (
        "    date: 2026-01-05 (was 2026-11-20)",
        "    skills: none (was #redis)",
        "    confidentiality: private",
        "    notes: Two lines",
    ):
        assert line in lines
    assert any(line.startswith("    goals: !") for line in lines)
