"""Which evidence was shown to whom, and which strong entries nobody above has seen."""

from dataclasses import replace
from datetime import date

import pytest

from tests.core import make
from tests.core.insights.looking import look, saying, says
from tests.core.insights.people import at, cells, texts
from vividmap.core.record import Mention

DANA = at("Dana", "manager, Payments")
HENRIK = at("Henrik", "skip-level, Payments")
WEI = at("Wei-Ling", "above skip-level, Data")


def shown(line, *to, on=date(2026, 11, 11), strong="", **fields):
    mentions = tuple(Mention("surfaced", one.text, one.id, on) for one in to)
    item = make.evidence(line, strong=strong, **fields)
    return replace(item, mentions=(*item.mentions, *mentions))


def strong(line, *to, **fields):
    return shown(line, *to, strong="it decided the year", **fields)


@pytest.mark.parametrize(("count", "enough"), [(1, False), (2, True)])
def test_two_entries_are_needed(count, enough):
    entries = [strong(f"2026-11-0{n + 1} Entry {n}") for n in range(count)]
    pattern = look("surfaced", DANA, *entries)
    assert bool(pattern.insights) is enough
    assert enough or pattern.needs.startswith(
        "This needs at least 2 entries marked strong, or marked as shown to somebody;"
    )


def test_what_was_shown_to_whom_and_when():
    items = (
        shown("2026-10-08 Closed September", HENRIK, on=date(2026, 10, 22)),
        shown("2026-11-05 Queue record", DANA, HENRIK),
        shown("2026-11-06 Long ago", DANA, on=None),
    )
    pattern = look("surfaced", DANA, HENRIK, *items)
    said = pattern.insights[0]
    assert said.statement.startswith("3 entries were shown to 2 people")
    assert "the last was “Queue record” to" in said.statement
    assert said.statement.endswith("on 11 November 2026.")
    assert sorted(cells(pattern)[:2]) == [
        ("Queue record", "Dana", "2026-11-11"),
        ("Queue record", "Henrik", "2026-11-11"),
    ]
    assert cells(pattern)[2:] == [
        ("Closed September", "Henrik", "2026-10-22"),
        ("Long ago", "Dana", "undated"),
    ]


def test_what_is_planned_to_be_shown_was_not():
    planned = strong("2026-11-20 Tomorrow’s", DANA, on=date(2026, 11, 24))
    today = strong("2026-11-19 Today’s", DANA, on=date(2026, 11, 23))
    pattern = look("surfaced", DANA, planned, today)
    assert cells(pattern) == [("Today’s", "Dana", "2026-11-23")]
    assert texts(saying(pattern, "no manager on the map has seen this one").behind, planned) == ["Tomorrow’s"]


def test_each_height_that_has_not_seen_a_strong_entry_is_said():
    seen = strong("2026-09-17 Cutover", DANA)
    named = strong("2026-08-01 Told @henrik about the close")
    nobody = strong("2026-11-18 Stopped the rollout")
    pattern = look("surfaced", DANA, HENRIK, WEI, seen, named, nobody)
    to = "Of your 3 entries marked strong since 1 August 2026, by what is noted "
    assert says(pattern)[1:] == [
        f"{to}no manager on the map has seen these 2: “Stopped the rollout” (18 November 2026) and “Told @henrik about the close” (1 August 2026).",
        f"{to}nobody at skip-level has seen these 2: “Stopped the rollout” (18 November 2026) and “Cutover” (17 September 2026).",
        f"{to}nobody above the skip-level has seen any.",
    ]
    assert (
        pattern.insights[1].next_step == "Bring “Stopped the rollout” to your next 1:1, and mark it as shown."
    )
    assert pattern.insights[3].next_step == "Ask your manager how “Stopped the rollout” can reach Wei-Ling."
    assert all(one.is_actionable for one in pattern.insights[1:])


def test_a_height_where_nobody_stands_cannot_be_told():
    items = (strong("2026-11-18 One", DANA), strong("2026-11-17 Two", DANA))
    assert says(look("surfaced", DANA, *items))[-1] == (
        "Nobody on the map is at skip-level or above the skip-level, so it is unknown whether anybody there has seen any."
    )


@pytest.mark.parametrize(("day", "counts"), [("2025-11-23", True), ("2025-11-22", False)])
def test_strong_entries_count_for_twelve_months(day, counts):
    items = (strong(f"{day} Old one"), strong("2026-11-18 One"), strong("2026-11-17 Two"))
    said = saying(look("surfaced", DANA, *items), "no manager")
    assert len(said.behind) == 2 + counts


def test_a_private_entry_is_for_nobody():
    private = strong("2026-11-19 Private", confidentiality="private")
    said = saying(
        look("surfaced", DANA, private, strong("2026-11-18 One"), strong("2026-11-17 Two")), "no manager"
    )
    assert "Private" not in said.statement
    assert private.id not in said.behind
