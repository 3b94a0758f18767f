from datetime import date, timedelta

import pytest

from tests.core.make import evidence
from vividmap.core.outcome_followup import due_stage, follow_up_days, next_follow_up

DAY = date(2026, 3, 2)


def entry(outcome="", **fields):
    return evidence(f"{DAY} Moved the cache", outcome=outcome, **fields)


def after(days):
    return DAY + timedelta(days)


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        (-1, None),
        (0, None),
        (13, None),
        (14, 14),
        (41, 14),
        (42, 42),
        (83, 42),
        (84, 84),
        (365, 84),
        (366, None),
    ],
)
def test_an_outcome_is_asked_for_after_two_six_and_twelve_weeks_and_within_a_year(days, stage):
    assert due_stage(entry(), after(days)) == stage


@pytest.mark.parametrize(
    "item",
    [
        entry("P99 down 340 ms"),
        entry(outcome_state="unknown"),
        entry(ask_again_on=after(101)),
        evidence("undated Moved the cache"),
    ],
)
def test_what_is_answered_closed_put_off_or_undated_is_not_asked_for(item):
    assert due_stage(item, after(100)) is None


@pytest.mark.parametrize("later", [None, after(99), after(100)])
def test_what_was_put_off_is_asked_for_again_on_its_day(later):
    assert due_stage(entry(ask_again_on=later), after(100)) == 84


@pytest.mark.parametrize(
    ("days", "back"), [(0, 14), (13, 14), (14, 42), (41, 42), (42, 84), (83, 84), (84, 112), (200, 228)]
)
def test_what_is_put_off_comes_back_at_the_next_stage_or_after_four_weeks(days, back):
    assert next_follow_up(entry(), after(days)) == after(back)


def test_a_span_is_counted_from_its_last_day():
    item = evidence("2026-03-02..2026-03-20 On loan to the audit")
    assert due_stage(item, date(2026, 4, 2)) is None
    assert due_stage(item, date(2026, 4, 3)) == 14


def test_what_has_no_date_comes_back_after_four_weeks():
    assert next_follow_up(evidence("undated Moved"), DAY) == after(28)


def test_the_last_days_of_the_calendar_can_be_asked_on():
    item = evidence("9999-12-30 Moved the cache")
    assert next_follow_up(item, date(9999, 12, 31)) == date(9999, 12, 31)
    assert due_stage(item, date(9999, 12, 31)) is None


def test_the_owner_sets_other_stages():
    own = follow_up_days({"outcome-first-asked": 90, "outcome-asked-again": 10})
    assert own == (10, 84, 90)
    assert due_stage(entry(), after(12), own) == 10
    assert next_follow_up(entry(), after(12), own) == after(84)


def test_the_usual_stages_hold_where_nothing_is_set():
    assert follow_up_days({}) == (14, 42, 84)
