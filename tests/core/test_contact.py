"""How long a relationship can go without contact."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vividmap.core.contact import (
    USUAL_INTERVALS,
    contact_day,
    has_gone_quiet,
    ideal_interval_days,
    max_silence_days,
)
from vividmap.core.positions import Position
from vividmap.core.record import Person
from vividmap.core.vocabulary import HEIGHTS, TRUST_MARKS
from vividmap.core.when import parse_when

TODAY = date(2026, 11, 23)


def at(height, marks=0, **fields):
    return Person(positions=(Position(height=height),), trust_marks=TRUST_MARKS[:marks], **fields)


@pytest.mark.parametrize(
    ("person", "good", "longest"),
    [
        (Person(longest_days=35, ideal_days=14), 14, 35),
        (Person(ideal_days=14), 14, 28),
        (Person(ideal_days=200), 200, 400),
        (Person(longest_days=100), 60, 100),
        (Person(longest_days=7), 7, 7),
        (at("manager", longest_days=90), 14, 90),
        (Person(), 60, 120),
        (Person(trust_marks=TRUST_MARKS), 60, 120),
        (at("manager"), 14, 45),
        (at("manager", 3), 14, 45),
        (at("report"), 14, 45),
        (at("peer"), 60, 180),
        (at("peer", 1), 45, 120),
        (at("peer", 2), 30, 90),
        (at("peer", 3), 30, 90),
        (at("skip-level"), 90, 180),
        (at("skip-level", 1), 60, 120),
        (at("skip-level", 2), 45, 120),
        (at("above skip-level", 1), 90, 180),
        (at("above skip-level", 2), 60, 180),
        (at("other part"), 90, 180),
        (at("other part", 1), 60, 120),
        (at("outside"), 180, 270),
        (at("outside", 1), 120, 270),
        (at("outside", 3), 90, 270),
    ],
)
def test_what_was_set_for_somebody_wins_over_what_is_usual(person, good, longest):
    assert (ideal_interval_days(person, TODAY), max_silence_days(person, TODAY)) == (good, longest)
    assert not has_gone_quiet(person, TODAY - timedelta(longest - 1), TODAY)
    assert not has_gone_quiet(person, TODAY - timedelta(longest), TODAY)
    assert has_gone_quiet(person, TODAY - timedelta(longest + 1), TODAY)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-22", "2026-11-22"),
        ("2026-11-23", "2026-11-23"),
        ("2026-11-24", None),
        ("2026-11-01..2026-11-05", "2026-11-05"),
        ("2026-11-20..2027-02-01", "2026-11-23"),
        ("2026-Q4~", "2026-11-23"),
        ("2027~", None),
    ],
)
def test_what_goes_on_beyond_today_is_contact_today_and_what_is_planned_is_none(moment, day):
    assert contact_day(parse_when(moment), TODAY) == (date.fromisoformat(day) if day else None)


def test_what_has_no_date_is_no_day_of_contact():
    assert contact_day(None, TODAY) is None


def test_who_was_never_in_touch_has_not_gone_quiet():
    assert not has_gone_quiet(Person(longest_days=1), None, TODAY)


def test_the_height_of_the_day_counts():
    moved = Person(positions=(Position(height="manager"), Position(date(2026, 7, 1), "outside")))
    assert max_silence_days(moved, date(2026, 6, 30)) == 45
    assert max_silence_days(moved, date(2026, 7, 1)) == 270


def test_every_height_has_its_intervals():
    assert USUAL_INTERVALS.keys() == {*HEIGHTS, ""}


@given(
    st.sampled_from(("", *HEIGHTS)),
    st.integers(0, 3),
    st.none() | st.integers(0, 4000),
    st.none() | st.integers(0, 4000),
)
def test_the_more_there_is_to_lose_the_sooner(height, marks, good, longest):
    person = at(height, marks, ideal_days=good, longest_days=longest)
    assert ideal_interval_days(person, TODAY) > 0
    assert max_silence_days(person, TODAY) > 0
    if not good:
        assert ideal_interval_days(person, TODAY) <= max_silence_days(person, TODAY)
    if not good and not longest and marks:
        assert ideal_interval_days(person, TODAY) <= ideal_interval_days(at(height, marks - 1), TODAY)
        assert max_silence_days(person, TODAY) <= max_silence_days(at(height, marks - 1), TODAY)
