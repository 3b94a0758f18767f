"""Skills: made by being named; renamed, called otherwise, made one."""

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
    return [line.split("\t")[1:] for line in vividmap("skills", "list").out.splitlines()]


def test_the_most_used_come_first(two):
    assert listed(two) == [["2", "distributed systems"], ["1", "dist sys"], ["1", "rust"]]
    assert [
        (one["name"], one["entries"], one["aliases"], set(one)) for one in two.json("skills", "list")
    ] == [
        (name, count, [], {"id", "handle", "name", "aliases", "entries"})
        for count, name in ((2, "distributed systems"), (1, "dist sys"), (1, "rust"))
    ]


def test_a_skill_is_shown_with_the_entries_that_name_it(two):
    shown = two("skills", "show", "#distributed-systems").out
    assert "Two ^" in shown
    assert "Three ^" in shown
    assert "One ^" not in shown


def test_renamed_it_is_still_found_by_its_old_name(two):
    two("skills", "rename", "dist-sys", "Raft")
    assert ["1", "Raft (also dist sys)"] in listed(two)
    two("log", "Four #dist-sys")
    assert ["2", "Raft (also dist sys)"] in listed(two)
    two("skills", "rename", "raft", "dist sys")  # and back again: no name is its own alias
    assert ["2", "dist sys (also Raft)"] in listed(two)


def test_it_can_be_called_otherwise(two):
    two("skills", "alias", "rust", "oxide")
    two("log", "Four #Oxide")
    assert ["2", "rust (also oxide)"] in listed(two)


def test_two_are_made_one(two):
    two("log", "Both #dist-sys #distributed-systems !staff")
    merged = two("skills", "merge", "dist-sys", "distributed-systems")
    assert merged.out.endswith("distributed systems\n")
    assert listed(two) == [["4", "distributed systems (also dist sys)"], ["1", "rust"]]
    both = two.json("list", "--goal", "staff")[0]
    assert [one["name"] for one in both["skills"]] == ["distributed systems"]
    assert "#distributed-systems" in two("document").out
    assert len(two.json("list", "--skill", "dist-sys")) == 2
    two("undo")
    assert listed(two)[:2] == [["3", "distributed systems"], ["2", "dist sys"]]


WRONG = [
    (["skills", "rename", "rust", "Dist-Sys"], "'Dist-Sys' is already the skill ^"),
    (["skills", "alias", "rust", "dist sys"], "merge them (vividmap skills merge)"),
    (["skills", "rename", "rust", ""], "the skill needs some text"),
    (["skills", "merge", "rust", "rust"], "are the same skill"),
    (["skills", "merge", "rust", "zzz"], "there is no skill 'zzz' here"),
    (["skills", "show", "zzz"], "there is no skill 'zzz' here"),
    (["skills", "alias", "rust", " "], "an alias needs some text"),
]


def test_what_cannot_be_is_refused(two):
    refused(two, WRONG)
