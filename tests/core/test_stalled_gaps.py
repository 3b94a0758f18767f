from datetime import date

import pytest

from tests.core.make import gap, goal, update
from vividmap.core.english.standstill import is_idle
from vividmap.core.stalled_gaps import Stall, find_stall, is_unchanged

STAFF = goal("Staff engineer")
INFLUENCE = gap("Cross-team influence", of=STAFF)
TODAY = date(2026, 11, 23)


def said(line, action=""):
    return update(line, of=INFLUENCE, action=action)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("Known in my team only", ""), ("known in my team only ", "")),
        (("Known in my team only", "nothing yet"), ("Same", "nothing, ledger eats everything")),
        (("Known in my team only", "an RFC"), ("Same as before", "an RFC")),
        (("Known in my team only", "an RFC"), ("The same", "nothing now")),
        (("Known in my team only", "nothing"), ("Unchanged", "")),
        (("Known in my team only", "nothing"), ("No change. Ledger eats everything", "not yet")),
        (("Known in my team only", "nothing"), ("Nothing new", "not much")),
        (("Same", "nothing yet"), ("Still want this", "nothing yet")),
    ],
)
def test_the_same_state_with_nothing_else_done_is_unchanged(before, after):
    assert is_unchanged(said(*before), said(*after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("Known in my team only", ""), ("Asked to review an RFC", "")),
        (("Known in my team only", "nothing"), ("Same", "an RFC outside Payments")),
        (("Known in my team only", "nothing"), ("Known in my team only", "an RFC outside Payments")),
        (("Deploys weekly", ""), ("Same-day deploys everywhere", "")),
        (("Deploys weekly", ""), ("Same day deploys everywhere", "")),
        (("Not this summer", ""), ("Still January, the RFC was accepted", "")),
        (("Not this summer", ""), ("Still January", "the cutover")),
        (("Nobody", "a note"), ("Nobody new", "meant to restart the note")),
        (("No talk", ""), ("Nothing newer than the talk is needed", "")),
    ],
)
def test_what_is_new_in_the_state_or_in_what_is_done_is_a_change(before, after):
    assert not is_unchanged(said(*before), said(*after))


@pytest.mark.parametrize(
    ("doing", "idle"),
    [
        ("", True),
        (" ", True),
        ("Nothing yet, after 112", True),
        ("not much", True),
        ("–", True),
        ("no time since January", True),
        ("nothing-but-net project", False),
        ("an RFC outside Payments", False),
        ("notes every month", False),
    ],
)
def test_idle_is_what_says_so_or_says_nothing(doing, idle):
    assert is_idle(doing) is idle


def test_a_gap_stands_still_from_the_day_on_which_its_state_was_first_said():
    updates = [
        said("2025-06-30 Nobody knows me", "nothing"),
        said("2025-09-26 Known in my team only", "nothing yet"),
        said("2026-01-05 Same", "nothing yet, after 112"),
        said("2026-07-03 Same", "nothing"),
    ]
    assert find_stall(updates, TODAY) == Stall(date(2025, 9, 26), months=13, times=3, is_idle=True)


def test_a_gap_of_which_nothing_is_said_any_more_stands_still_too():
    assert find_stall([said("2026-01-05 Nobody", "a note")], TODAY) == Stall(
        date(2026, 1, 5), 10, 1, is_idle=False
    )


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["undated Same"],
        ["2026-06-01 Known in my team only", "2026-07-03 Same"],  # not yet two quarters
        ["2025-09-26 Known in my team only", "2026-10-02 Two teams ask me"],
        ["2027-03-01 From the future"],
    ],
)
def test_what_moved_or_is_young_does_not_stand_still(lines):
    assert find_stall([said(line) for line in lines], TODAY) is None


def test_a_look_back_sees_what_was_said_until_then():
    updates = [said("2025-09-26 Mine only"), said("2026-01-05 Same"), said("2026-07-03 Two teams", "reviews")]
    then = find_stall(updates, date(2026, 3, 31))
    assert then is not None
    assert (then.since, then.months, then.times) == (date(2025, 9, 26), 6, 2)
