"""Goals, the gaps beneath them, and how both stood over time."""

from datetime import date

import pytest
from tests.cli.many import refused

pytestmark = pytest.mark.database


def test_a_goal_with_its_gaps_and_their_updates(vividmap, today):
    vividmap(
        "goal", "add", "Staff engineer by the January cycle", "--kind", "promotion", "--target", "2027-01-31"
    )
    vividmap("gap", "add", "staff", "Cross-team influence")
    vividmap("gap", "add", "staff-engineer", "Writing that decides")
    vividmap("gap", "update", "cross-team", "Known in my team only", "--on", "2026-07-03",
             "--gap", "an RFC outside Payments", "--doing", "nothing yet")  # fmt: skip
    vividmap(
        "gap",
        "update",
        "cross-team",
        "2026-10-02 Data asked me to review @dana #facilitation",
        "--doing",
        "it",
    )
    vividmap("goal", "update", "staff", "Dana agrees")
    shown = vividmap.json("goal", "show", "staff")
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
    text = vividmap("goal", "show", "staff").out
    assert text.index("2026-10-02 Data asked") < text.index("2026-07-03 Known")
    vividmap("log", "Reviewed it !cross-team")
    assert "Reviewed it" in vividmap("gap", "show", "cross-team").out
    assert [one["text"] for one in vividmap.json("list", "gaps", "--goal", "staff")] == [
        "Cross-team influence",
        "Writing that decides",
    ]


def test_what_a_goal_or_a_gap_says_can_be_changed(vividmap):
    vividmap("goal", "add", "Staff")
    vividmap("gap", "add", "staff", "Influence")
    vividmap("goal", "edit", "staff", "--title", "Staff engineer", "--kind", "scope", "--state", "reached")
    vividmap("gap", "edit", "influence", "--title", "Reach", "--state", "closed")
    goal = vividmap.json("goal", "show", "staff-engineer")
    assert (goal["kind"], goal["state"]) == ("scope", "reached")
    assert [(one["text"], one["state"]) for one in goal["beneath"]] == [("Reach", "closed")]
    vividmap("undo")
    vividmap("undo")
    vividmap("undo")
    assert vividmap.json("goal", "show", "staff")["beneath"] == []


@pytest.mark.parametrize(
    "said", ["2027-01-31", "January 2027", "Q1 2027", "2027", "end of january 2027", "31 Jan 2027"]
)
def test_a_target_is_the_last_day_of_what_was_said(vividmap, said):
    vividmap("goal", "add", "Staff", "--target", said)
    target = date.fromisoformat(vividmap.json("list", "goals")[0]["target"])
    assert target == {"Q1 2027": date(2027, 3, 31), "2027": date(2027, 12, 31)}.get(said, date(2027, 1, 31))


def test_a_target_without_a_year_is_the_next_to_come(vividmap, today):
    months = "January February March April May June July August September October November December".split()
    for month in (months[today.month - 1], months[today.month - 2], months[today.month % 12]):
        vividmap("goal", "add", month, "--target", month)
    targets = {one["text"]: date.fromisoformat(one["target"]) for one in vividmap.json("list", "goals")}
    for month, target in targets.items():
        assert months[target.month - 1] == month
        assert 0 <= (target - today).days <= 366


WRONG = [
    (["goal", "add", ""], "the goal needs some text"),
    (["goal", "add", "X", "--kind", "money"], "'money' is not one of 'promotion'"),
    (["goal", "add", "X", "--target", "whenever"], "--target 'whenever' is not a date to come"),
    (["goal", "add", "X", "--target", "yesterday"], "--target 'yesterday' is not a date to come"),
    (["goal", "edit", "staff"], "say what to change, for example --state reached"),
    (["goal", "edit", "staff", "--state", "done"], "'done' is not one of 'active'"),
    (["goal", "edit", "nothing", "--state", "reached"], "there is no goal or gap 'nothing' here"),
    (["goal", "update", "staff", ""], "the update needs some text"),
    (["goal", "update", "staff", "x", "--on", "whenever"], "--on 'whenever' is not a date"),
    (["gap", "add", "staff", ""], "the gap needs some text"),
    (["gap", "add", "nothing", "X"], "there is no goal or gap 'nothing' here"),
    (["gap", "edit", "staff", "--state", "closed"], "'closed' is not a state; it is one of active, reached"),
    (["gap", "edit", "staff"], "say what to change, for example --state closed"),
]


def test_what_cannot_be_is_refused(vividmap):
    vividmap("goal", "add", "Staff")
    refused(vividmap, WRONG)
