"""Skills: listed, added, renamed, given aliases, merged."""

import pytest
from tests.cli.many import refused

pytestmark = pytest.mark.database


TWO = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-01-01 One #dist-sys

# Skill development
- 2026-01-02 Two #distributed-systems #rust
- 2026-01-03 Three #distributed-systems

# Goals and gaps
- Staff
"""


@pytest.fixture
def two(vividmap):
    """Two names for one skill, and one that is neither."""
    vividmap("import", "-", input=TWO)
    return vividmap


def listed(vividmap):
    return [line.split("\t")[1:] for line in vividmap("list", "skills").out.splitlines()]


def test_the_most_used_come_first(two):
    assert listed(two) == [["2", "distributed systems", ""], ["1", "dist sys", ""], ["1", "rust", ""]]
    assert [
        (one["name"], one["entries"], one["aliases"], set(one)) for one in two.json("list", "skills")
    ] == [
        (name, count, [], {"id", "handle", "name", "aliases", "entries"})
        for count, name in ((2, "distributed systems"), (1, "dist sys"), (1, "rust"))
    ]


def test_a_skill_is_shown_with_the_entries_that_name_it(two):
    shown = two("show", "#distributed-systems").out
    assert "Two ^" in shown
    assert "Three ^" in shown
    assert "One ^" not in shown


def test_renamed_it_is_still_found_by_its_old_name(two):
    two("edit", "dist-sys", "--text", "Raft")
    assert ["1", "Raft", "dist sys"] in listed(two)
    two("log", "Four #dist-sys")
    assert ["2", "Raft", "dist sys"] in listed(two)
    two("edit", "raft", "--text", "dist sys")  # and back again: no name is its own alias
    assert ["2", "dist sys", "Raft"] in listed(two)
    two("edit", "dist-sys", "--remove", "Raft")
    assert ["2", "dist sys", ""] in listed(two)


def test_it_can_be_called_otherwise(two):
    two("edit", "rust", "--alias", "oxide")
    two("log", "Four #Oxide")
    assert ["2", "rust", "oxide"] in listed(two)


def test_two_are_made_one(two):
    two("log", "Both #dist-sys #distributed-systems !staff")
    merged = two("merge", "dist-sys", "distributed-systems")
    assert "dist sys into ^" in merged.out
    assert listed(two) == [["4", "distributed systems", "dist sys"], ["1", "rust", ""]]
    both = two.json("list", "--goal", "staff")[0]
    assert [one["name"] for one in both["skills"]] == ["distributed systems"]
    assert "#distributed-systems" in two.document()
    assert len(two.json("list", "--skill", "dist-sys")) == 2
    two("undo")
    assert listed(two)[:2] == [["3", "distributed systems", ""], ["2", "dist sys", ""]]


def test_one_is_added_with_its_other_names(two):
    two("add", "skill", "#System design", "--alias", "architecture", "--notes", "Books and reviews")
    two("log", "Five #architecture")
    assert ["1", "System design", "architecture"] in listed(two)
    assert "Books and reviews" in two("show", "system-design").out


WRONG = [
    (["edit", "rust", "--text", "Dist-Sys"], "'Dist-Sys' is already the skill ^"),
    (["edit", "rust", "--alias", "dist sys"], "merge them (vividmap merge)"),
    (["edit", "rust", "--text", ""], "the skill needs some text"),
    (["merge", "rust", "rust"], "are the same skill"),
    (["merge", "rust", "zzz"], "no skill has the handle or name 'zzz'"),
    (["show", "#zzz"], "no skill has the handle or name '#zzz'"),
    (["add", "skill", "Rust"], "the skill 'Rust' already exists"),
    (["add", "skill", "Go", "--alias", "rust"], "the skill 'rust' already exists"),
]


def test_bad_input_is_refused(two):
    refused(two, WRONG)
