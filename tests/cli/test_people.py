"""People: where they stand over time, trust marks, private notes; and merging two."""

import pytest
from tests.cli.many import refused

pytestmark = pytest.mark.database

EVERYTHING = (
    *("--height", "peer", "--part", "Platform", "--employer", "Acme, Inc", "--since", "2025-03"),
    *("--met", "on-call", "--worked-on", "the ledger", "--status", "warm"),
    *(
        "--real",
        "knows my work",
        "--real",
        "would advocate",
        "--email",
        "p@x.example",
        "--email",
        "q@x.example",
    ),
    *("--ideal", "30", "--longest", "90", "--notes", "Likes tea.\n\n- and lists"),
)


def handle_of(done):
    return done.out.split()[1].removeprefix("^")


def test_only_the_name_is_needed(vividmap):
    handle = handle_of(vividmap("add", "person", "  Priya   Natarajan "))
    shown = vividmap.json("show", "priya")
    assert (shown["text"], shown["handle"], shown["positions"]) == ("Priya   Natarajan", handle, [])


def test_everything_can_be_said(vividmap):
    handle = handle_of(vividmap("add", "person", "Priya Natarajan", *EVERYTHING))
    shown = vividmap.json("show", handle)
    assert {name: shown[name] for name in shown if name not in ("id", "created_at", "edited_at")} == {
        "type": "person",
        "handle": handle,
        "version": 1,
        "text": "Priya Natarajan",
        "body": "Likes tea.\n\n- and lists",
        "positions": [{"since": "2025-03-01", "height": "peer", "part": "Platform", "employer": "Acme, Inc"}],
        "met": "on-call",
        "worked_on": "the ledger",
        "status": "warm",
        "real": ["knows my work", "would advocate"],
        "emails": ["p@x.example", "q@x.example"],
        "ideal_days": 30,
        "longest_days": 90,
        "later": None,
        "confidentiality": "",
        "tags": [],
        "links": [],
        "beneath": [],
    }
    vividmap("edit", "priya", "--status", "", "--text", "Priya N", "--real", "gives feedback", "--ideal", "7",
             "--remove", "would advocate", "--remove", "p@x.example")  # fmt: skip
    shown = vividmap.json("show", "priya-n")
    assert (shown["status"], shown["real"], shown["ideal_days"], shown["met"], shown["emails"]) == (
        "",
        ["knows my work", "gives feedback"],
        7,
        "on-call",
        ["q@x.example"],
    )


def test_a_move_keeps_what_was_and_what_is_not_said(vividmap, today):
    vividmap("add", "person", "Marta", *EVERYTHING[:8])
    moved = vividmap("edit", "marta", "--part", "Data", "--since", "2026-04")
    assert moved.out.endswith(" Marta\n")
    vividmap("edit", "marta", "--height", "manager", "--since", "2026-06-01")
    vividmap("edit", "marta", "--height", "skip-level", "--since", "2026-06-01")  # the same day: replaces it
    vividmap("edit", "marta", "--employer", "Globex")
    assert vividmap.json("show", "marta")["positions"] == [
        {"since": "2025-03-01", "height": "peer", "part": "Platform", "employer": "Acme, Inc"},
        {"since": "2026-04-01", "height": "peer", "part": "Data", "employer": "Acme, Inc"},
        {"since": "2026-06-01", "height": "skip-level", "part": "Data", "employer": "Acme, Inc"},
        {"since": str(today), "height": "skip-level", "part": "Data", "employer": "Globex"},
    ]
    vividmap("undo")
    assert len(vividmap.json("show", "marta")["positions"]) == 3


def test_a_move_before_all_that_is_known_comes_first(vividmap):
    vividmap("add", "person", "Marta", "--height", "peer", "--since", "2025-03")
    vividmap("edit", "marta", "--height", "report", "--since", "2024-01")
    heights = [one["height"] for one in vividmap.json("show", "marta")["positions"]]
    assert heights == ["report", "peer"]


def test_show_has_touchpoints_beneath_and_the_entries_that_mention(vividmap):
    vividmap("add", "person", "Priya", "--notes", "Private: likes tea")
    vividmap("met", "priya", "Coffee", "--on", "2026-11-02")
    vividmap("log", "2026-11-03 Did it with @priya today")
    shown = vividmap("show", "priya").out
    assert "  - 2026-11-02 Coffee ^" in shown
    assert "  Private: likes tea\n" in shown
    assert "Mentioned in:\n  2026-11-03   Did it with @priya today ^" in shown


MERGED = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-01-01 One @marta ^e001
- 2026-01-02 Two @mar2 ^e002
  surfaced: @mar2 2026-01-05
- 2026-01-03 Both @marta @mar2 ^e003

# Relationship map
- Marta Oliveira ^mar1
  status: warm

  Likes tea.
- M. Oliveira ^mar2
  since 2025-03-01: peer, Data
  met: on-call
  status: cold
  real: knows my work
  email: m@x.example

  Was in Porto.

  - 2026-02-02 Coffee ^t001
"""


def test_two_people_are_merged_and_the_merge_is_undone_whole(vividmap):
    vividmap("import", "-", input=MERGED)
    before = vividmap.document()
    assert "M. Oliveira into ^mar1 Marta Oliveira" in vividmap("merge", "M. Oliveira", "marta-oliveira").out
    merged = vividmap.json("show", "mar1")
    assert (merged["status"], merged["met"], merged["real"]) == ("warm", "on-call", ["knows my work"])
    assert (merged["emails"], merged["body"]) == (["m@x.example"], "Likes tea.\n\nWas in Porto.")
    assert [position["part"] for position in merged["positions"]] == ["Data"]
    assert [below["text"] for below in merged["beneath"]] == ["Coffee"]
    entries = {entry["text"]: entry for entry in vividmap.json("list")}
    for text in ("One", "Two", "Both"):
        assert [person["handle"] for person in entries[text]["people"]] == ["mar1"], text
    assert [person["handle"] for person in entries["Two"]["surfaced"]] == ["mar1"]
    assert [entry["handle"] for entry in vividmap.json("trash")] == ["mar2"]
    vividmap("undo")
    assert vividmap.document() == before
    vividmap("redo")
    assert len(vividmap.json("list", "people")) == 1


WRONG = [
    (["add", "person", ""], "the person needs some text"),
    (["add", "person", "X", "--height", "boss"], "'boss' is not one of 'report', 'peer', 'manager'"),
    (["add", "person", "X", "--real", "nice"], "'nice' is not one of"),
    (["add", "person", "X", "--ideal", "0"], "0 is not in the range 1<=x<=3660"),
    (["add", "person", "X", "--since", "whenever"], "--since 'whenever' is not a date"),
    (["edit", "priya", "--text", ""], "the person needs some text"),
    (["edit", "priya", "--since", "2026-01"], "--since needs --height, --part or --employer"),
    (["edit", "nobody", "--part", "x"], "no item has the handle or name 'nobody'"),
    (["edit", "priya", "--scope", "team"], "a person has no scope; omit --scope"),
    (["edit", "priya", "--skill", "rust"], "a person is not linked to a skill; omit --skill"),
    (["edit", "priya", "--remove", "nothing"], "has no 'nothing' to remove"),
    (["merge", "priya", "priya"], "are the same person"),
    (["person", "add", "X"], "there is no command 'person'"),
]


def test_bad_input_is_refused(vividmap):
    vividmap("add", "person", "Priya")
    refused(vividmap, WRONG)


def test_two_may_have_one_name(vividmap):
    first = handle_of(vividmap("add", "person", "Sam Lee"))
    second = vividmap("add", "person", "sam lee")
    assert f"there is another person of that name: ^{first} Sam Lee" in second.err
    done = vividmap("show", "sam", check=False)
    assert done.code == 2
    assert f"(^{first})" in done.err
    assert vividmap("show", first).out.startswith(f"Sam Lee ^{first}")
