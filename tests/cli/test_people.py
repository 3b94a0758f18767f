"""People: where they stand over time, what makes it real, private notes."""

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
    handle = handle_of(vividmap("person", "add", "  Priya   Natarajan "))
    shown = vividmap.json("person", "show", "priya")
    assert (shown["text"], shown["handle"], shown["positions"]) == ("Priya   Natarajan", handle, [])


def test_everything_can_be_said(vividmap):
    handle = handle_of(vividmap("person", "add", "Priya Natarajan", *EVERYTHING))
    shown = vividmap.json("person", "show", handle)
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
        "tags": [],
        "links": [],
        "beneath": [],
    }
    vividmap(
        "person",
        "edit",
        "priya",
        "--status",
        "",
        "--name",
        "Priya N",
        "--real",
        "gives feedback",
        "--ideal",
        "7",
    )
    shown = vividmap.json("person", "show", "priya-n")
    assert (shown["status"], shown["real"], shown["ideal_days"], shown["met"]) == (
        "",
        ["gives feedback"],
        7,
        "on-call",
    )


def test_a_move_keeps_what_was_and_what_is_not_said(vividmap, today):
    vividmap("person", "add", "Marta", *EVERYTHING[:8])
    moved = vividmap("person", "move", "marta", "--part", "Data", "--since", "2026-04")
    assert moved.out.endswith("Marta, from 2026-04-01 on\n")
    vividmap("person", "move", "marta", "--height", "manager", "--since", "2026-06-01")
    vividmap(
        "person", "move", "marta", "--height", "skip-level", "--since", "2026-06-01"
    )  # the same day: instead
    vividmap("person", "move", "marta", "--employer", "Globex")
    assert vividmap.json("person", "show", "marta")["positions"] == [
        {"since": "2025-03-01", "height": "peer", "part": "Platform", "employer": "Acme, Inc"},
        {"since": "2026-04-01", "height": "peer", "part": "Data", "employer": "Acme, Inc"},
        {"since": "2026-06-01", "height": "skip-level", "part": "Data", "employer": "Acme, Inc"},
        {"since": str(today), "height": "skip-level", "part": "Data", "employer": "Globex"},
    ]
    vividmap("undo")
    assert len(vividmap.json("person", "show", "marta")["positions"]) == 3


def test_a_move_before_all_that_is_known_comes_first(vividmap):
    vividmap("person", "add", "Marta", "--height", "peer", "--since", "2025-03")
    vividmap("person", "move", "marta", "--height", "report", "--since", "2024-01")
    heights = [one["height"] for one in vividmap.json("person", "show", "marta")["positions"]]
    assert heights == ["report", "peer"]


def test_show_has_touchpoints_beneath_and_the_entries_that_mention(vividmap):
    vividmap("person", "add", "Priya", "--notes", "Private: likes tea")
    vividmap("touch", "priya", "Coffee", "--on", "2026-11-02")
    vividmap("log", "2026-11-03 Did it with @priya today")
    shown = vividmap("person", "show", "priya").out
    assert "  - 2026-11-02 Coffee ^" in shown
    assert "  Private: likes tea\n" in shown
    assert "Mentioned in:\n  2026-11-03   Did it with @priya today ^" in shown


WRONG = [
    (["person", "add", ""], "the person needs some text"),
    (["person", "add", "X", "--height", "boss"], "'boss' is not one of 'report', 'peer', 'manager'"),
    (["person", "add", "X", "--real", "nice"], "'nice' is not one of"),
    (["person", "add", "X", "--ideal", "0"], "0 is not in the range 1<=x<=3660"),
    (["person", "add", "X", "--since", "whenever"], "--since 'whenever' is not a date"),
    (["person", "add", "X", "--part", "a, b"], "the part 'a, b' holds a comma"),
    (["person", "edit", "priya"], "say what to change, for example --status TEXT"),
    (["person", "edit", "priya", "--name", ""], "the person needs some text"),
    (["person", "move", "priya"], "say where to: --height, --part or --employer"),
    (["person", "move", "nobody", "--part", "x"], "there is no person 'nobody' here"),
    (["person"], "Usage: vividmap person [OPTIONS] COMMAND"),
]


def test_what_cannot_be_is_refused(vividmap):
    vividmap("person", "add", "Priya")
    refused(vividmap, WRONG)


def test_two_may_have_one_name(vividmap):
    first = handle_of(vividmap("person", "add", "Sam Lee"))
    second = vividmap("person", "add", "sam lee")
    assert f"There is another of that name: ^{first} Sam Lee" in second.err
    done = vividmap("person", "show", "sam", check=False)
    assert done.code == 2
    assert f"(^{first})" in done.err
    assert vividmap("person", "show", first).out.startswith(f"Sam Lee ^{first}")
