"""The check-in, at a terminal and away from one."""

import json
from datetime import date, timedelta

import pytest
from tests.cli.terminal import at_terminal

from vividmap.core.checkins.calendar import due, period_of
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
    return next(one.period for one in due(record, today) if one.kind == "weekly")


def check_ins(vividmap):
    archive = vividmap.home.parent / "archive.json"
    vividmap("export", str(archive), "--force")
    return [one for one in json.loads(archive.read_text())["items"] if one["kind"] == "check-in"]


def listed(vividmap):
    return {one["text"]: one for one in vividmap.json("list")}


def test_a_whole_week_at_a_terminal_left_in_the_middle_and_taken_up_again(hers, week):
    first = at_terminal(
        hers,
        "checkin",
        "weekly",
        answers=[
            ("Decisions and artifacts", ""),
            ("> ", "Wrote the record on queues -> three teams dropped theirs ~teams #writing\n"),
            ("Kept ^", ""),
            ("> ", "\n"),
            ("Unblocked or accelerated", ""),
            ("> ", "Paired with @priya\n"),
            ("Kept ^", ""),
            ("> ", "q\n"),
        ],
    )
    assert first.code == 0
    assert f"Weekly check-in, {week.name}" in first.text
    assert "of 10 min" in first.text
    assert first.text.endswith("Left, and what you said is kept. The same command takes it up again here.\n")
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
            ("it goes on where you left it", ""),
            ("Unblocked or accelerated", ""),
            ("> ", "\n"),
            ("Prevented", ""),
            ("> ", "\n"),
            ("Led or contributed", ""),
            ("> ", "\n"),
            ("Moved the cache ^c4ch", ""),
            ("outcome> ", "P99 down 340 ms\n"),
            ("Kept ^c4ch", ""),
            ("Sent it back twice ^tw1c", ""),
            ("outcome> ", "later\n"),
            ("Put off ^tw1c", ""),
        ],
    )
    assert second.code == 0
    assert "Decisions and artifacts" not in second.text
    assert "\nDone. The notes: vividmap checkin weekly --period" in second.text
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
    assert "weekly" not in hers("checkin").out.splitlines()[0].lower()  # what is due now is another


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
            ("Kept ^", ""),
        ],
    )
    assert screen.code == 0
    assert "Left, and what you said is kept" in screen.text
    assert "Data reads my records" in hers("gap", "show", "cross-team").out


def test_what_cannot_be_done_is_said_and_asked_again(hers):
    before = ("A new domain", "Deliberate practice", "A gap acted on", "Feedback", "New people")
    passed = [step for title in before for step in ((title, ""), ("> ", "\n"))]
    screen = at_terminal(
        hers,
        "checkin",
        "monthly",
        answers=[
            *passed,
            ("Touchpoints", ""),
            ("> ", "Coffee\n"),
            ("Say with whom", ""),
            ("> ", "@priya Coffee\n"),
            ("Kept ^", ""),
            ("> ", "\n"),
        ],
    )
    assert "Done." in screen.text
    assert "Coffee" in hers("person", "show", "priya").out


def test_without_a_terminal_the_agenda_is_printed_and_nothing_is_begun(hers, week):
    out = hers("checkin", "weekly").out
    assert out.startswith(f"Weekly check-in, {week.name}: ")
    assert "\nOutcomes\n  Did it land? What came of it?\n" in out
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
    assert (refused.code, "--redo opens it again" in refused.text) == (1, True)
    again = at_terminal(
        hers, *past, "--redo", answers=[("Opened again", ""), ("> ", "Led it\n"), ("> ", "q\n")]
    )
    assert again.code == 0
    assert listed(hers)["Led it"]["date"] == "2024-01-14"  # that week's Sunday


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("daily",), "daily"),
        (
            ("weekly", "--period", "soon"),
            "'soon' is not a period of a weekly check-in; write it like 2026-W46",
        ),
        (("monthly", "--period", "2026-Q3"), "write it like 2026-10"),
        (("weekly", "--period", str(date.max - timedelta(days=366))), "has not begun yet"),
        (("--period", "2024-W02"), "say which check-in"),
        (("weekly", "--skip", "--redo"), "say one of"),
        (("weekly", "--notes"), "there is no weekly check-in to print the notes of"),
        (("weekly", "--redo"), "no weekly check-in is done yet"),
    ],
)
def test_what_it_cannot_do_is_refused_with_2(vividmap, arguments, said):
    refused = vividmap("checkin", *arguments, check=False)
    assert (refused.code, said in refused.err) == (2, True), refused
    assert refused.out == ""


def test_control_characters_of_a_note_do_not_reach_the_terminal(hers):
    standing = [("now> ", "\n")] * 2
    note = [("Priorities", ""), ("> ", "First the \u009b31mqueue\n"), ("Kept", ""), ("> ", "\n")]
    screen = at_terminal(hers, "checkin", "quarterly", "--period", "2024-01", answers=[*standing, *note])
    assert "Done." in screen.text
    page = hers("checkin", "quarterly", "--notes").out
    assert "## Priorities\n\n- First the  31mqueue" in page
    assert "\u009b" not in page
