"""Goals, the gaps below them, and updates of both."""

from datetime import date

import pytest
from tests.cli.many import refused

pytestmark = pytest.mark.database


def test_a_goal_with_its_gaps_and_their_updates(vividmap, today):
    vividmap(
        "add", "goal", "Staff engineer by the January cycle", "--kind", "promotion", "--target", "2027-01-31"
    )
    vividmap("add", "gap", "Cross-team influence", "--goal", "staff")
    vividmap("add", "gap", "Writing that decides", "--goal", "staff-engineer")
    vividmap("update", "cross-team", "Known in my team only", "--on", "2026-07-03",
             "--missing", "an RFC outside Payments", "--doing", "nothing yet")  # fmt: skip
    vividmap(
        "update",
        "cross-team",
        "2026-10-02 Data asked me to review @dana #facilitation",
        "--doing",
        "it",
    )
    vividmap("update", "staff", "Dana agrees")
    shown = vividmap.json("show", "staff")
    assert (shown["kind"], shown["target"], shown["state"]) == ("promotion", "2027-01-31", "")
    beneath = {one["text"]: one for one in shown["beneath"]}
    assert list(beneath) == [
        "Cross-team influence",
        "Writing that decides",
        "Dana agrees",
        "Known in my team only",
        "Data asked me to review",
    ]
    assert beneath["Cross-team influence"]["parent"] == shown["id"]
    first = beneath["Known in my team only"]
    assert (first["gap"], first["doing"], first["date"]) == (
        "an RFC outside Payments",
        "nothing yet",
        "2026-07-03",
    )
    second = beneath["Data asked me to review"]
    assert (second["date"], second["doing"], [one["name"] for one in second["people"]]) == (
        "2026-10-02",
        "it",
        ["dana"],
    )
    assert beneath["Dana agrees"]["date"] == str(today)
    text = vividmap("show", "staff").out
    assert text.index("2026-10-02 Data asked") < text.index("2026-07-03 Known")
    vividmap("log", "Reviewed it !cross-team")
    assert "Reviewed it" in vividmap("show", "cross-team").out
    assert [one["text"] for one in vividmap.json("list", "gaps", "--goal", "staff")] == [
        "Cross-team influence",
        "Writing that decides",
    ]


def test_what_a_goal_or_a_gap_says_can_be_changed(vividmap):
    vividmap("add", "goal", "Staff")
    vividmap("add", "gap", "Influence", "--goal", "staff")
    vividmap("edit", "staff", "--text", "Staff engineer", "--kind", "scope", "--state", "reached")
    vividmap("edit", "influence", "--text", "Reach", "--state", "closed")
    goal = vividmap.json("show", "staff-engineer")
    assert (goal["kind"], goal["state"]) == ("scope", "reached")
    assert [(one["text"], one["state"]) for one in goal["beneath"]] == [("Reach", "closed")]
    vividmap("undo")
    vividmap("undo")
    vividmap("undo")
    assert vividmap.json("show", "staff")["beneath"] == []


@pytest.mark.parametrize(
    "said", ["2027-01-31", "January 2027", "Q1 2027", "2027", "end of january 2027", "31 Jan 2027"]
)
def test_a_target_is_the_last_day_of_what_was_said(vividmap, said):
    vividmap("add", "goal", "Staff", "--target", said)
    target = date.fromisoformat(vividmap.json("list", "goals")[0]["target"])
    assert target == {"Q1 2027": date(2027, 3, 31), "2027": date(2027, 12, 31)}.get(said, date(2027, 1, 31))


def test_a_target_without_a_year_is_the_next_to_come(vividmap, today):
    months = "January February March April May June July August September October November December".split()
    for month in (months[today.month - 1], months[today.month - 2], months[today.month % 12]):
        vividmap("add", "goal", month, "--target", month)
    targets = {one["text"]: date.fromisoformat(one["target"]) for one in vividmap.json("list", "goals")}
    for month, target in targets.items():
        assert months[target.month - 1] == month
        assert 0 <= (target - today).days <= 366


def test_the_goal_of_a_gap_may_be_omitted_where_one_alone_is_active(vividmap):
    refused(vividmap, [(["add", "gap", "Reach"], "there is no goal yet: vividmap add goal NAME")])
    vividmap("add", "goal", "Staff")
    assert vividmap("add", "gap", "Reach").out.endswith(" Reach to Staff\n")
    vividmap("add", "goal", "Rust")
    refused(vividmap, [(["add", "gap", "Writing"], "name the goal with --goal: Staff (^")])
    vividmap("edit", "rust", "--state", "dropped")
    vividmap("add", "gap", "Writing")
    assert [gap["text"] for gap in vividmap.json("list", "gaps", "--goal", "staff")] == ["Reach", "Writing"]


def test_another_goal_of_that_name_is_reported(vividmap):
    vividmap("add", "goal", "Staff")
    assert "there is another goal of that name: ^" in vividmap("add", "goal", "STAFF").err


WRONG = [
    (["add", "goal", ""], "the goal needs some text"),
    (["add", "goal", "X", "--kind", "money"], "'money' is not one of 'promotion'"),
    (["add", "goal", "X", "--target", "whenever"], "--target 'whenever' is not a date"),
    (["edit", "staff", "--target", "yesterday"], "--target 'yesterday'"),
    (["edit", "staff", "--state", "done"], "state cannot be 'done'; use one of active"),
    (["edit", "nothing", "--state", "reached"], "no item has the handle or name 'nothing'"),
    (["edit", "staff", "--outcome", "x"], "a goal has no outcome; omit --outcome"),
    (["edit", "staff", "--on", "today"], "a goal has no date; omit --on"),
    (["update", "staff", ""], "the update needs some text"),
    (["update", "staff", "x", "--on", "whenever"], "--on 'whenever' is not a date"),
    (["add", "gap", "", "--goal", "staff"], "the gap needs some text"),
    (["add", "gap", "X", "--goal", "nothing"], "no goal has the handle or name 'nothing'"),
    (["edit", "staff", "--state", "closed"], "state cannot be 'closed'; use one of active, reached"),
    (["add", "evidence", "X"], "To log evidence: vividmap log TEXT."),
]


def test_bad_input_is_refused(vividmap):
    vividmap("add", "goal", "Staff")
    refused(vividmap, WRONG)


@pytest.mark.database
def test_what_is_added_can_be_private_or_internal_at_once(vividmap):
    vividmap("add", "goal", "Staff engineer", "--internal")
    vividmap("add", "gap", "Written strategy", "--private")
    vividmap("add", "skill", "System design", "--internal")
    vividmap("add", "person", "Sam Lee", "--private")
    vividmap("update", "staff-engineer", "Not yet", "--private")
    levels = {
        "staff-engineer": "internal",
        "written-strategy": "private",
        "system-design": "internal",
        "sam-lee": "private",
    }
    assert {name: vividmap.json("show", name)["confidentiality"] for name in levels} == levels
    beneath = vividmap.json("show", "staff-engineer")["beneath"]
    assert {item["confidentiality"] for item in beneath} == {"private"}
    assert vividmap("document").out.count("confidentiality: private") == 3
    vividmap("edit", "sam-lee", "--open")
    assert vividmap.json("show", "sam-lee")["confidentiality"] == "open"
