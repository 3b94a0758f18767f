from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vividmap.core.english.dates import parse_period_or_none
from vividmap.core.quarters import months_between, quarter, up_to

DAYS = st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31))
MONTHS = st.integers(1, 12)


@pytest.mark.parametrize(
    ("day", "fiscal_month", "first", "last", "label"),
    [
        (date(2026, 11, 23), 1, date(2026, 10, 1), date(2026, 12, 31), "Q4 2026"),
        (date(2026, 1, 1), 1, date(2026, 1, 1), date(2026, 3, 31), "Q1 2026"),
        (date(2026, 11, 23), 4, date(2026, 10, 1), date(2026, 12, 31), "Q3 FY2027"),
        (date(2026, 3, 31), 4, date(2026, 1, 1), date(2026, 3, 31), "Q4 FY2026"),
        (date(2026, 1, 15), 2, date(2025, 11, 1), date(2026, 1, 31), "Q4 FY2026"),
        (date(2026, 2, 1), 2, date(2026, 2, 1), date(2026, 4, 30), "Q1 FY2027"),
        (date(2024, 2, 29), 12, date(2023, 12, 1), date(2024, 2, 29), "Q1 FY2024"),
    ],
)
def test_a_day_is_in_its_quarter(day, fiscal_month, first, last, label):
    found = quarter(day, fiscal_month)
    assert (found.first, found.last, found.label) == (first, last, label)


@given(DAYS, MONTHS)
def test_quarters_leave_no_day_out_and_name_themselves_as_periods_are_named(day, fiscal_month):
    found = quarter(day, fiscal_month)
    assert day in found
    assert quarter(found.last + timedelta(days=1), fiscal_month).first == found.last + timedelta(days=1)
    period = parse_period_or_none(found.name, day, fiscal_month)
    assert period is not None
    assert (period.first, period.last) == (found.first, found.last)


@pytest.mark.parametrize("fiscal_month", range(1, 13))
def test_the_ends_of_the_calendar_are_quarters_too(fiscal_month):
    assert date.min in quarter(date.min, fiscal_month)
    assert date.max in quarter(date.max, fiscal_month)
    assert len(up_to(quarter(date.min, fiscal_month), 5, fiscal_month)) == 1


def test_the_quarters_up_to_one_are_the_oldest_first():
    names = [one.name for one in up_to(quarter(date(2026, 2, 1)), 5)]
    assert names == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2025, 9, 26), date(2026, 11, 23), 13),
        (date(2025, 9, 26), date(2026, 11, 26), 14),
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 5, 1), date(2026, 4, 1), 0),
    ],
)
def test_months_between_are_whole_ones(first, last, months):
    assert months_between(first, last) == months
