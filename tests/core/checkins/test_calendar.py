"""For which period a check-in is, and from when to when it is due."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import evidence, profile, record
from vividmap.core.checkins import KINDS
from vividmap.core.checkins.calendar import (
    due_check_ins,
    find_check_in,
    most_due,
    next_check_ins,
    opening_day,
    period_of,
    read_period,
)
from vividmap.core.record import CheckIn, Profile, Record
from vividmap.core.when import WEEKDAYS, When

OLD = evidence("2024-01-01 Began")
USUAL = profile()


def day(text):
    return date.fromisoformat(text)


def held(kind, first, last, state="done"):
    return CheckIn(rhythm=kind, state=state, when=When(day(first), day(last)))


def names(found):
    return [(one.kind, one.period.name) for one in found]


def of(kind, found):
    return [one for one in found if one.kind == kind]


@pytest.mark.parametrize(
    ("on", "name", "since", "late"),
    [
        ("2026-11-19", "2026-W46", "2026-11-13", True),  # Thursday: the week before, late
        ("2026-11-20", "2026-W47", "2026-11-20", False),  # Friday
        ("2026-11-22", "2026-W47", "2026-11-20", False),  # Sunday
        ("2026-11-23", "2026-W47", "2026-11-20", True),  # Monday
        ("2026-11-26", "2026-W47", "2026-11-20", True),
        ("2026-11-27", "2026-W48", "2026-11-27", False),
        ("2027-01-01", "2026-W53", "2027-01-01", False),  # a week has the year of its Thursday
        ("2025-01-03", "2025-W01", "2025-01-03", False),
        ("2026-03-29", "2026-W13", "2026-03-27", False),  # clocks go forward: a day is a day
    ],
)
def test_a_week_is_due_from_its_friday_until_the_next(on, name, since, late):
    (found,) = of("weekly", due_check_ins(record(OLD), day(on)))
    assert (found.period.name, found.since, found.is_late) == (name, day(since), late)


@pytest.mark.parametrize(
    ("on", "name", "late"),
    [
        ("2026-11-27", "2026-10", True),
        ("2026-11-28", "2026-11", False),
        ("2026-11-30", "2026-11", False),
        ("2026-12-01", "2026-11", True),
        ("2026-12-28", "2026-11", True),
        ("2026-12-29", "2026-12", False),
        ("2026-02-25", "2026-01", True),
        ("2026-02-26", "2026-02", False),
        ("2028-02-26", "2028-01", True),
        ("2028-02-27", "2028-02", False),  # a leap year
    ],
)
def test_a_month_is_due_from_its_last_three_days_until_the_next(on, name, late):
    (found,) = of("monthly", due_check_ins(record(OLD), day(on)))
    assert (found.period.name, found.is_late) == (name, late)


@pytest.mark.parametrize(
    ("on", "month", "name", "late"),
    [
        ("2026-12-24", None, "2026-Q3", True),
        ("2026-12-25", None, "2026-Q4", False),
        ("2027-01-01", None, "2026-Q4", True),
        ("2027-03-24", None, "2026-Q4", True),
        ("2027-03-25", None, "2027-Q1", False),
        ("2026-10-24", 2, "FY2027-Q2", True),  # the fiscal year begins in February
        ("2026-10-25", 2, "FY2027-Q3", False),
    ],
)
def test_a_quarter_of_the_owners_year_is_due_from_its_last_week_on(on, month, name, late):
    (found,) = of("quarterly", due_check_ins(record(OLD, profile(fiscal_month=month)), day(on)))
    assert (found.period.name, found.is_late) == (name, late)


@pytest.mark.parametrize(
    ("starts", "on", "first", "opened"),
    [
        ("", "2026-11-22", "2026-11-16", "2026-11-20"),
        ("sunday", "2026-11-22", "2026-11-22", "2026-11-26"),
        ("sunday", "2026-11-21", "2026-11-15", "2026-11-19"),
        ("saturday", "2026-11-22", "2026-11-21", "2026-11-25"),
    ],
)
def test_a_week_begins_when_the_owner_says(starts, on, first, opened):
    week = period_of("weekly", day(on), profile(week_starts=starts))
    assert (week.first, opening_day("weekly", week)) == (day(first), day(opened))
    assert week.last - week.first == timedelta(days=6)
    assert week.name == (f"week of {first}" if starts else "2026-W47")


@pytest.mark.parametrize("state", ["done", "skipped"])
def test_what_was_done_or_skipped_is_not_due(state):
    on = day("2026-11-21")
    assert ("weekly", "2026-W47") in names(due_check_ins(record(OLD), on))
    done = record(OLD, held("weekly", "2026-11-16", "2026-11-22", state))
    assert of("weekly", due_check_ins(done, on)) == []
    assert names(due_check_ins(done, on)) == [("monthly", "2026-10"), ("quarterly", "2026-Q3")]
    other = record(OLD, held("weekly", "2026-11-09", "2026-11-15", state))
    assert ("weekly", "2026-W47") in names(due_check_ins(other, on))


def test_what_was_left_in_the_middle_is_due_and_comes_first():
    begun = record(OLD, held("weekly", "2026-11-16", "2026-11-22", "open"))
    found = due_check_ins(begun, day("2026-11-21"))
    assert [one.is_begun for one in found] == [True, False, False]
    assert most_due(found, day("2026-11-21")) == found[0]


def test_another_first_day_of_the_week_asks_for_nothing_twice():
    done = held("weekly", "2026-11-16", "2026-11-22")
    assert (
        of("weekly", due_check_ins(record(OLD, done, profile(week_starts="sunday")), day("2026-11-21"))) == []
    )


def test_nothing_is_due_for_a_time_before_the_first_entry():
    on = day("2026-11-24")
    assert due_check_ins(record(), on) == ()
    assert due_check_ins(record(evidence("2026-11-23 Began")), on) == ()
    assert due_check_ins(record(evidence("2026-11-18 Began")), on) == (), "not within a week of the first"
    assert names(due_check_ins(record(evidence("2026-11-17 Began")), on)) == [("weekly", "2026-W47")]
    assert due_check_ins(record(evidence("undated Began"), evidence("2026-12-24 Not yet")), on) == ()


def test_the_one_to_do_first_has_waited_longest_for_its_rhythm():
    on = day("2026-11-22")  # 2 of 7 days, 24 of 31, 59 of 92
    found = due_check_ins(record(OLD), on)
    assert most_due(found, on) == of("monthly", found)[0]
    assert most_due((), on) is None


def test_what_comes_next_is_said_for_each_kind():
    on = day("2026-11-20")
    assert [(one.kind, one.since) for one in next_check_ins(record(OLD), on)] == [
        ("weekly", day("2026-11-27")),
        ("monthly", day("2026-11-28")),
        ("quarterly", day("2026-12-25")),
    ]
    early = record(OLD, held("monthly", "2026-11-01", "2026-11-30"))
    assert [one.period.name for one in of("monthly", next_check_ins(early, on))] == ["2026-12"]


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [
        ("weekly", "2026-W46", "2026-W46"),
        ("weekly", "2026w46", "2026-W46"),
        ("weekly", "2026-11-12", "2026-W46"),
        ("weekly", "last week", "2026-W47"),
        ("weekly", "week of 2026-11-09", "2026-W46"),
        ("weekly", "2026-W54", None),
        ("weekly", "2026-11", None),
        ("weekly", "soon", None),
        ("monthly", "2026-10", "2026-10"),
        ("monthly", "october", "2026-10"),
        ("monthly", "2026-10-31", "2026-10"),
        ("monthly", "2026-W46", None),
        ("monthly", "2026-Q3", None),
        ("quarterly", "2026-Q3", "2026-Q3"),
        ("quarterly", "2026-08", "2026-Q3"),
        ("quarterly", "2026", None),
    ],
)
def test_a_period_is_read_as_people_say_it(kind, text, name):
    found = read_period(kind, text, day("2026-11-23"), USUAL)
    assert (found.name if found else None) == name


def test_a_period_of_the_owners_calendar():
    fiscal = profile(fiscal_month=2, week_starts="sunday")
    found = read_period("quarterly", "FY2027-Q3", day("2026-11-23"), fiscal)
    assert found
    assert (found.first, found.last) == (day("2026-08-01"), day("2026-10-31"))
    assert read_period("quarterly", "2026-Q3", day("2026-11-23"), fiscal) is None
    found = read_period("weekly", "2026-W47", day("2026-11-23"), fiscal)
    assert found
    assert found.name == "week of 2026-11-15"


profiles = st.builds(
    Profile,
    week_starts=st.sampled_from(("", *WEEKDAYS)),
    fiscal_month=st.none() | st.integers(1, 12),
)


@given(kind=st.sampled_from(KINDS), on=st.dates(), who=profiles)
def test_a_day_is_in_its_period_and_the_next_period_begins_the_day_after(kind, on, who):
    period = period_of(kind, on, who)
    assert on in period
    assert period_of(kind, period.first, who) == period_of(kind, period.last, who) == period
    assert period.first <= opening_day(kind, period) <= period.last
    if period.last < date.max:
        after = period_of(kind, period.last + timedelta(days=1), who)
        assert after.first == period.last + timedelta(days=1)


@given(on=st.dates(), who=profiles)
def test_on_any_day_each_kind_is_due_once_or_comes_later(on, who):
    kept = record(evidence("0001-01-01 Began"), who)
    found = due_check_ins(kept, on)
    assert [one.kind for one in found] == [kind for kind in KINDS if of(kind, found)]
    assert all(one.since <= on for one in found)
    assert all(one.is_late == (on > one.period.last) for one in found)
    assert all(one.since > on for one in next_check_ins(kept, on))


def test_of_two_check_ins_for_one_period_the_newer_counts():
    period = period_of("weekly", day("2026-11-20"), USUAL)
    first, second = (
        replace(
            held("weekly", str(period.first), str(period.last)), id=UUID(int=number), created_at=created_at
        )
        for number, created_at in ((2, OLD.created_at), (1, OLD.created_at + timedelta(days=1)))
    )

    for order in ((first, second), (second, first)):
        assert find_check_in(Record(order), "weekly", period) == second
    assert find_check_in(Record((first,)), "monthly", period) is None
