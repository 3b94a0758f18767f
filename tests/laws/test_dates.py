from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import dates as days
from tests.strategies import texts, whens

from vividmap.core import when
from vividmap.core.english import dates
from vividmap.core.when import When

TODAY = date(2026, 11, 20)  # a Friday


@given(moment=whens())
def test_a_date_that_was_written_is_read_the_same(moment):
    assert when.parse_when(str(moment)) == moment
    assert dates.parse_date_or_none(str(moment), TODAY) == moment


@given(moment=st.none() | whens())
def test_every_date_can_be_said_to_a_person(moment):
    said = when.describe_when(moment)
    assert said
    assert said.isprintable()
    if moment:
        assert str(moment.first.year) in said or f"{moment.first.year:04}" in said


@given(one=whens(), other=whens())
def test_dates_that_differ_are_written_and_said_differently(one, other):
    if one != other:
        assert str(one) != str(other)
        assert when.describe_when(one) != when.describe_when(other)


@given(text=texts(), today=days)
def test_any_text_is_a_date_or_none_and_nothing_else(text, today):
    for found in (when.parse_when(text), dates.parse_date_or_none(text, today)):
        assert found is None or isinstance(found, When)


PHRASES = (
    "today,now,yesterday,3 days ago,999 months ago,a week ago,friday,last friday,on monday,20 Nov,Nov 20,"
    "29 Feb,31 november,32 january,20.11.2026,2026/11/20,2026年11月20日,2026年13月,week of 2 March,"
    "week of friday,this week,last quarter,last year,this month,about March 2025,around,~ 2025,"
    "end of october,mid june 2024,Q3,H2 2025,2025-Q4,Q5,0000,9999,2 Nov - 14 Nov 2026,2 - 14 nov,"
    "20 dec - 3 jan,from today to yesterday,30 feb to 2 mar,99999999"
).split(",")


@given(phrase=st.sampled_from(PHRASES), today=days)
def test_any_way_to_say_a_date_works_on_any_day(phrase, today):
    found = dates.parse_date_or_none(phrase, today)
    assert found is None or found.first <= found.last


@given(today=days, weekday=st.sampled_from(["monday", "wed", "last sunday", "on friday"]))
def test_a_weekday_is_the_last_one_that_has_been(today, weekday):
    found = dates.parse_date_or_none(weekday, today)
    if today.toordinal() > 7:
        assert found is not None
        assert found.first == found.last
        assert timedelta(0) <= today - found.first <= timedelta(days=7)


@pytest.mark.parametrize("text", ["03/04/2026", "04/03/2026", "12/11/2026"])
def test_a_date_that_means_two_days_is_not_guessed(text):
    assert dates.parse_date_or_none(text, TODAY) is None


@given(
    text=texts()
    | st.sampled_from(["2026-H2", "2026-Q3", "FY2026", "FY2026-Q1", "FY0001", "last-99999-days"]),
    today=days,
)
def test_any_text_is_a_period_or_none(text, today):
    for month in (1, 4, 12):
        found = dates.parse_period_or_none(text, today, month)
        assert found is None or found.first <= found.last


@given(moment=whens())
def test_a_written_date_names_the_period_of_its_days(moment):
    period = dates.parse_period_or_none(str(moment), TODAY)
    assert period is not None
    assert (period.first, period.last) == (moment.first, moment.last)
    assert period.covers(moment)
    assert moment.first in period
    assert moment.last in period
    assert not period.covers(None)


@given(year=st.integers(2, 9998), month=st.integers(1, 12))
def test_the_quarters_of_a_fiscal_year_are_the_year(year, month):
    whole = dates.parse_period_or_none(f"FY{year:04}", TODAY, month)
    quarters = [dates.parse_period_or_none(f"FY{year:04}-Q{n}", TODAY, month) for n in (1, 2, 3, 4)]
    halves = [dates.parse_period_or_none(f"FY{year:04}-H{n}", TODAY, month) for n in (1, 2)]
    assert whole is not None
    for parts in (quarters, halves):
        known = [part for part in parts if part is not None]
        assert len(known) == len(parts)
        assert (known[0].first, known[-1].last) == (whole.first, whole.last)
        gaps = [after.first - before.last for before, after in pairwise(known)]
        assert set(gaps) == {timedelta(days=1)}
