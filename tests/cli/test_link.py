"""link: names in entries are linked when they mean one item, wait when they do not, and are never guessed."""

import pytest
from tests.cli.many import refused

pytestmark = pytest.mark.database


KNOWN = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-01-01 Made the skill #system-design

# Skill development
## Skills
- system design
  alias: architecture

# Relationship map
- Priya Natarajan ^p9qd
- Tomás Brandão ^t1aa
- Tomas Novák ^t2bb
- Ольга Ковальчук ^o5ee

# Goals and gaps
- Staff engineer by the January cycle
  - gap: Cross-team influence ^x2bb
"""


@pytest.fixture
def known(vividmap):
    """Two called Tomás, one Priya, one goal with a gap, a skill with an alias."""
    vividmap("import", "-", input=KNOWN)
    return vividmap


def linked(item):
    return {
        name: [(one["name"], one["handle"] is not None) for one in item[name]]
        for name in ("skills", "people", "goals")
    }


LINKS = {
    "@priya": {"people": [("Priya Natarajan", True)]},
    "@PRIYA-NATARAJAN": {"people": [("Priya Natarajan", True)]},
    "@príya": {"people": [("Priya Natarajan", True)]},
    "@tomas-brandao": {"people": [("Tomás Brandão", True)]},
    "@tomás-brandão": {"people": [("Tomás Brandão", True)]},
    "@ольга": {"people": [("Ольга Ковальчук", True)]},
    "@t2bb": {"people": [("Tomas Novák", True)]},
    "@tomas": {"people": [("tomas", False)]},
    "@dana": {"people": [("dana", False)]},
    "!staff": {"goals": [("Staff engineer by the January cycle", True)]},
    "!cross-team": {"goals": [("Cross-team influence", True)]},
    "!nothing-like-it": {"goals": [("nothing-like-it", False)]},
    "#architecture": {"skills": [("system design", True)]},
    "#System-Design": {"skills": [("system design", True)]},
    "#brand-new": {"skills": [("brand new", True)]},
    "#🚀": {"skills": [("🚀", True)]},
    "@priya @priya-natarajan @tomas @tomas": {"people": [("Priya Natarajan", True), ("tomas", False)]},
}


def test_a_name_is_linked_when_it_means_one(known):
    known("log", "-", "--lines", input="".join(f"Entry {n} {marks}\n" for n, marks in enumerate(LINKS)))
    entries = {item["text"]: linked(item) for item in known.json("list")}
    for number, expected in enumerate(LINKS.values()):
        assert entries[f"Entry {number}"] == {"skills": [], "people": [], "goals": []} | expected
    skills = [one["name"] for one in known.json("list", "skills")]
    assert sorted(skills) == ["brand new", "system design", "🚀"]


def test_what_is_pending_is_offered_and_linked(known):
    known("log", "Took @tomas through his first week @priyaa !crossteam")
    lines = [line.split("\t") for line in known("link").out.splitlines()]
    assert [line[1] for line in lines] == ["@tomas", "@priyaa", "!crossteam"]
    assert [line[2] for line in lines] == [
        "Tomas Novák (^t2bb), Tomás Brandão (^t1aa)",
        "Priya Natarajan (^p9qd)",
        "Cross-team influence (^x2bb)",
    ]
    entry = lines[0][0]
    assert known("link", "@tomas", "tomas-novak").out == f"Linked tomas to Tomas Novák in ^{entry}\n"
    known("link", "priyaa", "Priya Natarajan", "--in", f"^{entry}")
    known("link", "!crossteam", "x2bb")
    assert known("link").out == ""
    assert linked(known.json("show", entry)) == {
        "skills": [],
        "people": [("Tomas Novák", True), ("Priya Natarajan", True)],
        "goals": [("Cross-team influence", True)],
    }
    assert known.json("show", entry)["text"] == "Took @tomas through his first week"
    known("undo")
    assert known("link").out.count("\n") == 1


def test_a_name_is_linked_wherever_it_waits_or_in_one_entry_as_one_change(known):
    known("log", "-", "--lines", input="".join(f"Met @tomas {n}\n" for n in range(3)))
    entry = known("link").out.split()[0]
    known("link", "tomas", "t1aa", "--in", entry)
    assert len(known.json("link")) == 2
    known("link", "tomas", "t2bb")
    assert known.json("link") == []
    assert len(known.json("list", "--person", "t2bb")) == 2
    known("undo")
    assert len(known.json("link", "-n", "5")) == 2


def test_all_names_that_mean_one_thing_now_are_linked_at_once(known):
    known("log", "-", "--lines", input="".join(f"With @dana and @tomas {n}\n" for n in range(7)))
    known("met", "Dana Whitfield", "Coffee")
    added = known("add", "person", "Dana Whitfield")
    assert "Names that wait for this person: 8. To link them: vividmap link --all" in added.out
    assert known("link", "--all").out.count("Linked ") == 8
    assert {name["name"] for name in known.json("link")} == {"tomas"}
    assert [below["text"] for below in known.json("show", "dana")["beneath"]] == ["Coffee"]
    assert known("link", "--all").out == "No name matches exactly one item yet.\n"
    known("undo")
    assert len(known.json("link")) == 15


def test_what_waits_is_json_with_suggestions(known):
    known("log", "Met @tomas")
    (waiting,) = known.json("link")
    assert (waiting["sort"], waiting["name"], waiting["text"]) == ("person", "tomas", "Met @tomas")
    assert {offer["handle"] for offer in waiting["suggestions"]} == {"t1aa", "t2bb"}


def test_a_link_to_nobody_is_refused(known):
    known("log", "Met @tomas and @priya")
    entry = known.json("list", "-n", "1")[0]["handle"]
    refused(
        known,
        [
            (["link", "@nobody", "priya"], "no person named '@nobody' is unresolved"),
            (["link", "@priya", "priya"], "no person named '@priya' is unresolved"),
            (["link", "@tomas", "tomas"], "'tomas' is ambiguous: "),
            (["link", "@tomas", "zzz"], "has the handle or name 'zzz'"),
            (["link", "@tomas", "staff"], "no goal named '@tomas' is unresolved"),
            (["link", "@tomas", "t1aa", "--in", "zzzz"], "no item has the handle or name 'zzzz'"),
            (["link", "@tomas", "t1aa", "--in", "t1aa"], "no person named '@tomas' is unresolved"),
            (["link", "@tomas"], "name the item too: vividmap link NAME ITEM"),
            (["link", "@tomas", "t1aa", "--all"], "use NAME ITEM or --all, not both"),
            (["link", "--in", entry], "--in needs NAME and ITEM"),
        ],
    )


def test_who_comes_later_is_not_linked_by_itself(known):
    known("log", "Met @dana")
    known("add", "person", "Dana K")
    assert linked(known.json("list")[0])["people"] == [("dana", False)]
    assert "Dana K (^" in known("link").out
    known("log", "Met @dana again")
    assert linked(known.json("list", "-n", "1")[0])["people"] == [("Dana K", True)]


def test_who_is_deleted_leaves_the_name_as_it_was_written(known):
    known("log", "Met @priya")
    known("rm", "p9qd")
    assert linked(known.json("list", "-n", "1")[0])["people"] == [("priya", False)]
    known("undo")
    assert linked(known.json("list", "-n", "1")[0])["people"] == [("Priya Natarajan", True)]
