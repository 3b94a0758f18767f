"""The sample record at any time: its dates move in whole weeks, and its words are true whenever it is read."""

import re
from datetime import date, timedelta
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from tests import strategies
from tests.core import make

from vividmap.core.record import Evidence, Goal, Person, Record
from vividmap.core.when import When
from vividmap.services.home.sample import sample_text
from vividmap.services.home.sample_dates import WRITTEN_ON, shift_dates, weeks_since_written

YEARS = st.integers(-300, 1_500)
"""Weeks, from six years back to almost thirty years ahead."""
DAYS = st.dates(date(2021, 1, 1), date(2055, 12, 31))
TEXTS = st.lists(strategies.bodies() | DAYS.map(str), max_size=5).map(" ".join)
ABSOLUTE = re.compile(
    r"\b(?:(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber|summer|spring|autumn"
    r"|winter|Christmas|Easter|Black Friday|Cyber Monday|Q[1-4]|(?:19|20)\d\d|\d(?:st|nd|rd|th))\b"
)
"""Names of months, seasons, holidays, quarters and years, and days of a month."""
DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")


@cache
def record_of(weeks: int) -> Record:
    """Return the sample record as it is so many weeks after it was written."""
    return make.from_document(sample_text(WRITTEN_ON + timedelta(weeks=weeks)))


def whens(record: Record) -> list[When | None]:
    return [getattr(item, "when", None) for item in record.items]


@given(DAYS)
def test_the_last_entry_is_of_last_week_on_whatever_day_it_is_read(today):
    days = (
        date.fromisoformat(day)
        for day in re.findall(r"^- (\d{4}-\d\d-\d\d)", sample_text(today), re.MULTILINE)
    )
    monday = today - timedelta(days=today.weekday())
    assert monday - timedelta(weeks=1) <= max(days) < monday


@given(YEARS)
def test_every_day_moves_by_the_same_weeks_and_nothing_else_changes(weeks):
    then, now = record_of(0), record_of(weeks)
    assert [item.text for item in now.items] == [item.text for item in then.items]
    for before, after in zip(whens(then), whens(now), strict=True):
        assert (before is None) == (after is None)
        if before and after and not before.about:
            assert (after.first - before.first, after.last - before.last) == (timedelta(weeks=weeks),) * 2
        elif before and after:  # a month moves to the month that its middle moves to
            assert after.first <= before.first + timedelta(14, weeks=weeks) <= after.last


@given(YEARS)
def test_nobody_is_met_before_they_came_and_nothing_open_is_over(weeks):
    today, record = WRITTEN_ON + timedelta(weeks=weeks), record_of(weeks)
    for person in record.items_of(Person):
        since = min(position.since for position in person.positions if position.since)
        contacts = [
            when.first for item in record.children.get(person.id, ()) if (when := getattr(item, "when", None))
        ]
        assert all(since <= contact < today for contact in contacts), person.text
    targets = [goal.target for goal in record.items_of(Goal) if goal.state != "reached"]
    assert all(target and target > today for target in targets)
    assert all(entry.when and entry.when.last < today for entry in record.items_of(Evidence))


@given(TEXTS, YEARS)
def test_a_text_keeps_all_but_its_dates(text, weeks):
    assert DATE.sub("", shift_dates(text, weeks)) == DATE.sub("", shift_dates(text, 0))


@given(st.lists(DAYS).map(lambda days: " .. ".join(map(str, days))), YEARS, YEARS)
def test_two_shifts_are_one_and_a_shift_back_is_none(text, first, second):
    assert shift_dates(shift_dates(text, first), second) == shift_dates(text, first + second)
    assert shift_dates(shift_dates(text, first), -first) == text


@given(DAYS)
def test_a_week_is_the_same_from_monday_to_sunday(today):
    monday = today - timedelta(days=today.weekday())
    assert weeks_since_written(today) == weeks_since_written(monday)
    assert weeks_since_written(today + timedelta(weeks=1)) == weeks_since_written(today) + 1


def test_no_words_of_it_are_true_at_one_time_alone():
    prose = "\n".join(
        line for line in sample_text(WRITTEN_ON).splitlines() if not line.startswith("  since ")
    )
    assert ABSOLUTE.findall(DATE.sub("", prose)) == []
