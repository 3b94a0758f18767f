"""Names in entries: linked when they mean one, pending when they do not, never guessed."""

import pytest
from tests.cli.many import many, refused

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
    skills = [one["name"] for one in known.json("skills", "list")]
    assert sorted(skills) == ["brand new", "system design", "🚀"]


def test_what_is_pending_is_offered_and_linked(known):
    known("log", "Took @tomas through his first week @priyaa !crossteam")
    lines = [line.split("\t") for line in known("pending").out.splitlines()]
    assert [line[1] for line in lines] == ["@tomas", "@priyaa", "!crossteam"]
    assert [line[2] for line in lines] == [
        "Tomas Novák (^t2bb), Tomás Brandão (^t1aa)",
        "Priya Natarajan (^p9qd)",
        "Cross-team influence (^x2bb)",
    ]
    entry = lines[0][0]
    assert known("link", entry, "@tomas", "tomas-novak").out == f"Linked in ^{entry}\n"
    many(known, [["link", f"^{entry}", "priyaa", "Priya Natarajan"], ["show", entry]])
    known("link", entry, "!crossteam", "x2bb")
    assert known("pending").out == ""
    assert linked(known.json("show", entry)) == {
        "skills": [],
        "people": [("Tomas Novák", True), ("Priya Natarajan", True)],
        "goals": [("Cross-team influence", True)],
    }
    assert known.json("show", entry)["text"] == "Took @tomas through his first week"
    known("undo")
    assert known("pending").out.count("\n") == 1


def test_a_link_to_nobody_is_refused(known):
    known("log", "Met @tomas and @priya")
    entry = known.json("list", "--most", "1")[0]["handle"]
    wrong = [
        ("@nobody", "priya", "has no name '@nobody' that waits to be linked"),
        ("@priya", "priya", "has no name '@priya' that waits to be linked"),
        ("@tomas", "tomas", "'tomas' is more than one person here. Did you mean Tomas Novák (^"),
        ("@tomas", "zzz", "there is no person 'zzz' here, nor one like it"),
        ("@tomas", "staff", "there is no person 'staff' here"),
    ]
    refused(known, [(["link", entry, name, target], why) for name, target, why in wrong])


def test_who_comes_later_is_not_linked_by_itself(known):
    known("log", "Met @dana")
    known("person", "add", "Dana K")
    assert linked(known.json("list")[0])["people"] == [("dana", False)]
    assert "Dana K (^" in known("pending").out
    known("log", "Met @dana again")
    assert linked(known.json("list", "--most", "1")[0])["people"] == [("Dana K", True)]


def test_who_is_deleted_leaves_the_name_as_it_was_written(known):
    known("log", "Met @priya")
    known("delete", "p9qd")
    assert linked(known.json("list", "--most", "1")[0])["people"] == [("priya", False)]
    known("undo")
    assert linked(known.json("list", "--most", "1")[0])["people"] == [("Priya Natarajan", True)]


NOBODY = [
    (["person", "show", "tomas"], "'tomas' is more than one person here. Did you mean"),
    (["person", "show", "zzz"], "there is no person 'zzz' here, nor one like it"),
    (["goal", "show", "zzz"], "there is no goal or gap 'zzz' here, nor one like it"),
    (["gap", "add", "cross-team", "x"], "is a gap; a gap belongs to a goal"),
    (["skills", "show", "zzz"], "there is no skill 'zzz' here"),
    (["list", "--person", "tomas"], "'tomas' is more than one person here"),
    (["list", "--goal", "zzz"], "there is no goal or gap 'zzz' here"),
    (["list", "--skill", "zzz"], "there is no skill 'zzz' here"),
    (["show", "zzzz"], "there is no item ^zzzz in this record"),
    (["show", ""], "there is no item ^ in this record"),
]


def test_a_command_that_names_nobody_says_so(known):
    refused(known, NOBODY)
