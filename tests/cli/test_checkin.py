"""The check-in, at a terminal and away from one."""

import json
from datetime import date, timedelta

import pytest
from tests.cli.terminal import at_terminal

from vividmap.core.checkins.calendar import due_check_ins, period_of
from vividmap.core.record import Evidence, Profile, Record
from vividmap.core.when import When

RECORD = """\
---
vividmap: document 1
---

# Impact evidence

- {old} Moved the cache ^c4ch
- {older} Sent it back twice ^tw1c

# Skill development

# Relationship map

- Priya Natarajan ^p9qd

# Goals and gaps

- Staff engineer ^g1aa

  - gap: Cross-team influence ^x2bb

    - {older} Same ^u1cc
      doing: nothing yet
"""


@pytest.fixture
def hers(vividmap, today):
    """A record with one outcome that is due, and with another."""
    text = RECORD.format(old=today - timedelta(days=20), older=today - timedelta(days=60))
    vividmap("import", "-", input=text)
    return vividmap


@pytest.fixture
def week(today):
    """The week that is due today."""
    record = Record((Evidence(when=When.day(today - timedelta(days=60))),))
    return next(one.period for one in due_check_ins(record, today) if one.kind == "weekly")


def check_ins(vividmap):
    archive = vividmap.home.parent / "archive.json"
    vividmap("export", str(archive), "--force")
    return [one for one in json.loads(archive.read_text())["items"] if one["kind"] == "check-in"]


def listed(vividmap):
    return {one["text"]: one for one in vividmap.json("list")}


def test_it_continues_at_the_question_that_was_left_and_not_at_those_passed_over(hers):
    passed = [
        ("Decision or artifact", ""),
        ("> ", "\n"),
        ("Unblocked or accelerated someone", ""),
        ("> ", "\n"),
    ]
    left = at_terminal(
        hers, "checkin", "weekly", answers=[*passed, ("Prevented a failure", ""), ("> ", "quit\n")]
    )
    assert left.code == 0
    again = at_terminal(
        hers,
        "checkin",
        "weekly",
        answers=[("Continuing where you left off", ""), ("Prevented a failure", ""), ("> ", "quit\n")],
    )
    assert again.code == 0
    assert "Unblocked or accelerated" not in again.text


def test_a_whole_week_at_a_terminal_left_in_the_middle_and_taken_up_again(hers, week):
    first = at_terminal(
        hers,
        "checkin",
        "weekly",
        answers=[
            ("Decision or artifact", ""),
            ("> ", "Wrote the record on queues -> three teams dropped theirs ~teams #writing\n"),
            ("Saved ^", ""),
            ("> ", "\n"),
            ("Unblocked or accelerated someone", ""),
            ("> ", "Paired with @priya\n"),
            ("Saved ^", ""),
            ("> ", "q\n"),
        ],
    )
    assert first.code == 0
    assert f"Weekly check-in, {week.name}" in first.text
    assert "of 10 min" in first.text
    assert f"To continue: vividmap checkin weekly --period '{week.name}'\n" in first.text
    wrote = listed(hers)["Wrote the record on queues"]
    assert (wrote["kind"], wrote["scope"], wrote["outcome"]) == (
        "decision",
        "teams",
        "three teams dropped theirs",
    )
    second = at_terminal(
        hers,
        "checkin",
        "weekly",
        answers=[
            ("Continuing where you left off", ""),
            ("Unblocked or accelerated someone", ""),
            ("> ", "\n"),
            ("Prevented a failure", ""),
            ("> ", "\n"),
            ("Led or contributed", ""),
            ("> ", "\n"),
            ("Moved the cache ^c4ch", ""),
            ("outcome> ", "P99 down 340 ms\n"),
            ("Saved ^c4ch", ""),
            ("Sent it back twice ^tw1c", ""),
            ("outcome> ", "later\n"),
            ("Postponed ^tw1c", ""),
        ],
    )
    assert second.code == 0
    assert "Decision or artifact" not in second.text
    assert "\nDone. Saved: 2 entries" in second.text
    assert "this month; aim for 2–4.\n" in second.text
    assert "\nTo read the notes: vividmap checkin weekly --period" in second.text
    assert listed(hers)["Moved the cache"]["outcome"] == "P99 down 340 ms"
    assert listed(hers)["Sent it back twice"]["later"]
    (kept,) = check_ins(hers)
    assert kept["fields"]["state"] == "done"
    assert [one["step"] for one in kept["fields"]["answers"]["said"]] == [
        "decision",
        "unblocked",
        "outcomes",
        "outcomes",
    ]
    page = hers("checkin", "weekly", "--notes").out
    assert page.startswith(f"# Weekly check-in, {week.name}\n")
    assert "Wrote the record on queues -> three teams dropped theirs ^" in page
    assert "Moved the cache -> P99 down 340 ms ^c4ch" in page
    assert "weekly" not in hers("checkin").out.splitlines()[0].lower()  # another check-in is due now


def test_ctrl_d_leaves_and_what_was_typed_of_an_update_is_kept(hers):
    screen = at_terminal(
        hers,
        "checkin",
        "quarterly",
        answers=[
            ("Staff engineer ^g1aa", ""),
            ("now> ", "\n"),
            ("Cross-team influence ^x2bb", ""),
            ("“Same”", ""),
            ("now> ", "Data reads my records\n"),
            ("the gap> ", "\x04"),
            ("Saved ^", ""),
        ],
    )
    assert screen.code == 0
    assert "Your answers are saved" in screen.text
    assert "Data reads my records" in hers("show", "cross-team").out


def test_what_cannot_be_done_is_said_and_asked_again(hers):
    before = ("New domain", "Practice", "Gap acted on", "Feedback", "New people")
    passed = [step for title in before for step in ((title, ""), ("> ", "\n"))]
    screen = at_terminal(
        hers,
        "checkin",
        "monthly",
        answers=[
            *passed,
            ("Touchpoints", ""),
            ("> ", "Coffee\n"),
            ("Begin with @name", ""),
            ("> ", "@priya Coffee\n"),
            ("Saved ^", ""),
            ("> ", "\n"),
        ],
    )
    assert "Done." in screen.text
    assert "Coffee" in hers("show", "priya").out


def test_without_a_terminal_the_agenda_is_printed_and_nothing_is_begun(hers, week):
    out = hers("checkin", "weekly").out
    assert out.startswith(f"Weekly check-in, {week.name}: ")
    assert "\nOutcomes\n  What came of it?\n" in out
    assert "Moved the cache ^c4ch\n    2 weeks ago, and no outcome yet.\n" in out
    shape = hers.json("checkin", "weekly")
    assert shape.keys() == {"kind", "period", "minutes", "handle", "state", "steps"}
    assert (shape["kind"], shape["period"]["name"], shape["minutes"]) == ("weekly", week.name, 10)
    assert (shape["handle"], shape["state"]) == ("", "")
    outcomes = next(one for one in shape["steps"] if one["name"] == "outcomes")
    assert outcomes["takes"] == "outcome"
    assert [one["handle"] for one in outcomes["about"]] == ["c4ch", "tw1c"]
    assert check_ins(hers) == []


def test_a_check_in_is_skipped_and_what_is_next_is_said(vividmap, today):
    assert vividmap("checkin").out.startswith("No check-in is due.\n  ")
    shown = vividmap.json("checkin")
    assert shown["due"] is None
    assert {one["kind"] for one in shown["next"]} == {"weekly", "monthly", "quarterly"}
    for kind in ("weekly", "monthly", "quarterly"):
        name = period_of(kind, today, Profile()).name
        assert f"the {kind} check-in for {name}" in vividmap("checkin", kind, "--skip", "--period", name).out
    assert [one["fields"]["state"] for one in check_ins(vividmap)] == ["skipped"] * 3


def test_one_that_is_done_can_be_redone_for_a_past_week(hers):
    past = ("checkin", "weekly", "--period", "2024-W02")
    skip = [("> ", "\n")] * 4
    outcomes = [("outcome> ", "\n")] * 2
    assert "Done." in at_terminal(hers, *past, answers=[*skip, *outcomes]).text
    refused = at_terminal(hers, *past)
    assert (refused.code, "--redo reopens it" in refused.text) == (1, True)
    again = at_terminal(hers, *past, "--redo", answers=[("Reopened", ""), ("> ", "Led it\n"), ("> ", "q\n")])
    assert again.code == 0
    assert listed(hers)["Led it"]["date"] == "2024-01-14"  # that week's Sunday


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("daily",), "daily"),
        (
            ("weekly", "--period", "soon"),
            "'soon' is not the period of a weekly check-in; write it like 2026-W46",
        ),
        (("monthly", "--period", "2026-Q3"), "write it like 2026-10"),
        (("weekly", "--period", str(date.max - timedelta(days=366))), "has not started yet"),
        (("--period", "2024-W02"), "--period needs a kind"),
        (("weekly", "--skip", "--redo"), "use only one of"),
        (("weekly", "--notes"), "there is no weekly check-in, so there are no notes"),
        (("weekly", "--redo"), "no weekly check-in is finished yet"),
    ],
)
def test_what_it_cannot_do_is_refused_with_2(vividmap, arguments, said):
    refused = vividmap("checkin", *arguments, check=False)
    assert (refused.code, said in refused.err) == (2, True), refused
    assert refused.out == ""


def test_control_characters_of_a_note_do_not_reach_the_terminal(hers):
    standing = [("now> ", "\n")] * 2
    note = [("Priorities", ""), ("> ", "First the \u009b31mqueue\n"), ("Saved", ""), ("> ", "\n")]
    screen = at_terminal(hers, "checkin", "quarterly", "--period", "2024-01", answers=[*standing, *note])
    assert "Done." in screen.text
    page = hers("checkin", "quarterly", "--notes").out
    assert "## Priorities\n\n- First the  31mqueue" in page
    assert "\u009b" not in page


STEPS = (
    "Decision or artifact",
    "Unblocked or accelerated someone",
    "Prevented a failure",
    "Led or contributed",
)


def test_how_to_leave_go_back_and_undo_is_on_every_screen_and_no_such_word_becomes_evidence(hers):
    titles = ("Decision or artifact", "Unblocked or accelerated someone")
    screen = at_terminal(
        hers,
        *("checkin", "weekly"),
        answers=[
            (titles[0], ""),
            ("back · undo · quit", ""),
            ("> ", "?\n"),
            ("undo the last answer", ""),
            ("> ", "HELP\n"),
            ("undo the last answer", ""),
            ("> ", "undo\n"),
            ("Nothing to undo in this session", ""),
            ("> ", "back\n"),
            ("This is the first question", ""),
            ("> ", "next\n"),
            (titles[1], ""),
            ("back · undo · quit", ""),
            ("> ", "back\n"),
            (titles[0], ""),
            ("> ", " Quit \n"),
        ],
    )
    assert screen.code == 0
    assert "Your answers are saved" in screen.text
    assert len(hers.json("list")) == 2
    (kept,) = check_ins(hers)
    assert kept["fields"]["state"] == "open"


def test_undo_reverts_the_last_answer_and_asks_again(hers):
    screen = at_terminal(
        hers,
        *("checkin", "weekly"),
        answers=[
            ("> ", "Chose queues\n"),
            ("Saved ^", ""),
            ("> ", "\n"),
            (STEPS[1], ""),
            ("> ", "undo\n"),
            ("Undone", ""),
            (STEPS[0], ""),
            ("> ", "Chose streams\n"),
            ("Saved ^", ""),
            ("> ", "quit\n"),
        ],
    )
    assert screen.code == 0
    assert "Chose queues" not in listed(hers)
    assert listed(hers)["Chose streams"]["kind"] == "decision"
    (kept,) = check_ins(hers)
    assert [one["step"] for one in kept["fields"]["answers"]["said"]] == ["decision"]


def test_an_undone_outcome_is_asked_for_again_and_one_may_go_back_to_an_answered_one(hers):
    passed = [step for title in STEPS for step in ((title, ""), ("> ", "\n"))]
    screen = at_terminal(
        hers,
        *("checkin", "weekly"),
        answers=[
            *passed,
            ("Moved the cache ^c4ch", ""),
            ("outcome> ", "Slower\n"),
            ("Sent it back twice ^tw1c", ""),
            ("outcome> ", "undo\n"),
            ("Moved the cache ^c4ch", ""),
            ("outcome> ", "Fastr\n"),
            ("Sent it back twice ^tw1c", ""),
            ("outcome> ", "back\n"),
            ("Moved the cache ^c4ch", ""),
            ("outcome> ", "Faster\n"),
            ("Sent it back twice ^tw1c", ""),
            ("outcome> ", "unknown\n"),
            ("Closed ^tw1c", ""),
        ],
    )
    assert "Done." in screen.text
    assert listed(hers)["Moved the cache"]["outcome"] == "Faster"


def test_back_in_the_middle_of_an_update_starts_it_again(hers):
    screen = at_terminal(
        hers,
        *("checkin", "quarterly"),
        answers=[
            ("now> ", "Wrong\n"),
            ("the gap> ", "back\n"),
            ("starting this answer again", ""),
            ("now> ", "Two teams read it\n"),
            ("the gap> ", "A third\n"),
            ("doing about it> ", "\n"),
            ("Saved ^", ""),
            ("now> ", "quit\n"),
        ],
    )
    assert screen.code == 0
    shown = hers.document()
    assert "Wrong" not in shown
    assert "Two teams read it ^" in shown
    assert "A third" in shown


def test_redo_continues_one_that_was_reopened_and_left(hers):
    past = ("checkin", "weekly", "--period", "2024-W02")
    skip = [("> ", "\n")] * 4
    at_terminal(hers, *past, answers=[*skip, *[("outcome> ", "\n")] * 2])
    for words in ("Reopened", "is still open"):
        again = at_terminal(hers, "checkin", "weekly", "--redo", answers=[(words, ""), ("> ", "quit\n")])
        assert again.code == 0
