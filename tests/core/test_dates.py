"""Dates and periods as people say them, on one Monday."""

from datetime import date

import pytest

from vividmap.core.english import dates
from vividmap.core.when import When, parse_when

TODAY = date(2026, 11, 23)  # a Monday

DAYS = {
    "today": "2026-11-23",
    "now": "2026-11-23",
    "Today": "2026-11-23",
    " today ": "2026-11-23",
    "yesterday": "2026-11-22",
    "1 day ago": "2026-11-22",
    "3 days ago": "2026-11-20",
    "a day ago": "2026-11-22",
    "three days ago": "2026-11-20",
    "one week ago": "2026-11-16",
    "a week ago": "2026-11-16",
    "2 weeks ago": "2026-11-09",
    # the last one that has been, today included; "last" leaves today out
    "monday": "2026-11-23",
    "last monday": "2026-11-16",
    "sunday": "2026-11-22",
    "on sunday": "2026-11-22",
    "tuesday": "2026-11-17",
    "tue": "2026-11-17",
    "tues": "2026-11-17",
    "wed": "2026-11-18",
    "thurs": "2026-11-19",
    "friday": "2026-11-20",
    "last friday": "2026-11-20",
    "FRIDAY": "2026-11-20",
    "sat": "2026-11-21",
    # with a month
    "20 Nov 2026": "2026-11-20",
    "20 november 2026": "2026-11-20",
    "20th of November 2026": "2026-11-20",
    "20th November, 2026": "2026-11-20",
    "Nov 20, 2026": "2026-11-20",
    "Nov. 20, 2026": "2026-11-20",
    "November 20th 2026": "2026-11-20",
    "Fri 20 Nov 2026": "2026-11-20",
    "Friday, 20 November 2026": "2026-11-20",
    "Friday, November 20, 2026": "2026-11-20",
    "1st March 2026": "2026-03-01",
    "2nd March 2026": "2026-03-02",
    "3rd of sept 2026": "2026-09-03",
    "29 Feb 2024": "2024-02-29",
    # without a year: the last one that has been
    "Nov 20": "2026-11-20",
    "20 Nov": "2026-11-20",
    "23 nov": "2026-11-23",
    "24 nov": "2025-11-24",
    "1 January": "2026-01-01",
    "31 december": "2025-12-31",
    # digits, where they can mean only one day
    "2026-11-20": "2026-11-20",
    "2026-1-5": "2026-01-05",
    "2026/11/20": "2026-11-20",
    "2026.11.20": "2026-11-20",
    "20.11.2026": "2026-11-20",
    "5.1.2026": "2026-01-05",
    "20/11/2026": "2026-11-20",
    "11/20/2026": "2026-11-20",
    "13/12/2026": "2026-12-13",
    "12/12/2026": "2026-12-12",
    "12/13/2026": "2026-12-13",
    "3/3/2026": "2026-03-03",
    "2026年11月20日": "2026-11-20",
    "20 Nov 2026.": "2026-11-20",
    "2026-11-20:": "2026-11-20",
}
SPANS = {
    "week of 2 March 2026": "2026-03-02..2026-03-08",
    "the week of 2 March": "2026-03-02..2026-03-08",
    "wk beginning 2026-11-02": "2026-11-02..2026-11-08",
    "week starting 2 Nov": "2026-11-02..2026-11-08",
    "this week": "2026-11-23..2026-11-29",
    "last week": "2026-11-16..2026-11-22",
    "2 Nov - 14 Nov 2026": "2026-11-02..2026-11-14",
    "2 Nov to 14 Nov 2026": "2026-11-02..2026-11-14",
    "2 - 14 Nov 2026": "2026-11-02..2026-11-14",
    "2–14 Nov 2026": "2026-11-02..2026-11-14",
    "2 to 14 Nov": "2026-11-02..2026-11-14",
    "2026-11-02..2026-11-14": "2026-11-02..2026-11-14",
    "2026-11-02 to 2026-11-14": "2026-11-02..2026-11-14",
    "30 Dec 2025 - 2 Jan 2026": "2025-12-30..2026-01-02",
    "yesterday to today": "2026-11-22..2026-11-23",
}
ABOUT = {
    "March 2025": "2025-03~",
    "march, 2025": "2025-03~",
    "Mar 2025": "2025-03~",
    "2025-03": "2025-03~",
    "2025/03": "2025-03~",
    "2025年3月": "2025-03~",
    "March": "2026-03~",
    "November": "2026-11~",
    "December": "2025-12~",
    "about March 2025": "2025-03~",
    "around march 2025": "2025-03~",
    "circa 2024": "2024~",
    "ca. 2024": "2024~",
    "~2024": "2024~",
    "2024": "2024~",
    "about 20 Nov 2026": "2026-11-20~",
    "Q3": "2026-Q3~",
    "q3 2025": "2025-Q3~",
    "Q3/2025": "2025-Q3~",
    "2025 Q3": "2025-Q3~",
    "2025-Q3": "2025-Q3~",
    "2025Q3": "2025-Q3~",
    "H2 2025": "2025-H2~",
    "H1": "2026-H1~",
    "Q4": "2026-Q4~",
    "end of October": "2026-10-22..2026-10-31~",
    "late October": "2026-10-22..2026-10-31~",
    "early March 2025": "2025-03-01..2025-03-10~",
    "beginning of march 2025": "2025-03-01..2025-03-10~",
    "mid-March 2025": "2025-03-11..2025-03-20~",
    "middle of February 2025": "2025-02-11..2025-02-20~",
    "2 months ago": "2026-09~",
    "eleven months ago": None,  # numbers in words go to six: people write digits from there on
    "12 months ago": "2025-11~",
    "this month": "2026-11~",
    "last month": "2026-10~",
    "this quarter": "2026-Q4~",
    "last quarter": "2026-Q3~",
    "this year": "2026~",
    "last year": "2025~",
    "March 2025 - June 2025": "2025-03-01..2025-06-30~",
    "2025-03-10~": "2025-03-10~",
}
REFUSED = [
    "03/04/2026",  # the third of April, or the fourth of March
    "1/2/2026",
    "11/12/2026",
    "12/11/2026",
    "11/20",
    "20/11",
    "20/11/26",
    "20 nov 26",
    "tomorrow",
    "next tuesday",
    "next week",
    "in 3 days",
    "summer 2025",
    "christmas",
    "a while ago",
    "the other day",
    "last night",
    "recently",
    "2026-02-30",
    "2026-13-01",
    "31 Feb",
    "29 Feb 2025",
    "0 Nov",
    "32 Nov 2026",
    "25:61",
    "Q5",
    "Q5 2025",
    "H3 2025",
    "0000",
    "2026-11-20 14:30",
    "2026-11-14..2026-11-02",
    "14 Nov - 2 Nov 2026",
    "",
    " ",
    "-",
    "12",
    "may be",
    "undated",
    "١٢ نوفمبر",
    "20\n11\n2026x",
    "9" * 400,
    "999 months ago" * 30,
    "week of march 2026",  # a month has four of them
]


@pytest.mark.parametrize(("said", "meant"), (DAYS | SPANS | ABOUT).items())
def test_a_date_is_understood(said, meant):
    assert dates.parse_date_or_none(said, TODAY) == (parse_when(meant) if meant else None)


@pytest.mark.parametrize("said", REFUSED)
def test_what_is_no_date_or_could_be_two_is_not_guessed(said):
    assert dates.parse_date_or_none(said, TODAY) is None


@pytest.mark.parametrize(
    ("today", "said", "meant"),
    [
        (date(2026, 1, 1), "yesterday", "2025-12-31"),
        (date(2026, 1, 1), "last week", "2025-12-22..2025-12-28"),
        (date(2026, 1, 1), "last month", "2025-12~"),
        (date(2026, 1, 1), "last quarter", "2025-Q4~"),
        (date(2026, 1, 1), "Q1", "2026-Q1~"),
        (date(2026, 1, 1), "Q2", "2025-Q2~"),
        (date(2024, 2, 29), "29 Feb", "2024-02-29"),
        (date(2024, 3, 31), "1 month ago", "2024-02~"),
        (date(2026, 11, 23), "2 months ago", "2026-09~"),
    ],
)
def test_what_was_depends_on_today(today, said, meant):
    assert dates.parse_date_or_none(said, today) == parse_when(meant)


@pytest.mark.parametrize("said", ["2 days ago", "1 week ago", "99 months ago"])
def test_before_the_first_day_there_is_nothing(said):
    assert dates.parse_date_or_none(said, date(1, 1, 1)) is None


PERIODS = {
    "2026": ("2026-01-01", "2026-12-31"),
    "2026-H1": ("2026-01-01", "2026-06-30"),
    "2026-H2": ("2026-07-01", "2026-12-31"),
    "2026-h2": ("2026-07-01", "2026-12-31"),
    "H2 2026": ("2026-07-01", "2026-12-31"),
    "2026-Q3": ("2026-07-01", "2026-09-30"),
    "Q3 2026": ("2026-07-01", "2026-09-30"),
    "Q3": ("2026-07-01", "2026-09-30"),
    "2026-02": ("2026-02-01", "2026-02-28"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2026-11-20": ("2026-11-20", "2026-11-20"),
    "2026-01-01..2026-06-30": ("2026-01-01", "2026-06-30"),
    "last-90-days": ("2026-08-26", "2026-11-23"),
    "last-1-day": ("2026-11-23", "2026-11-23"),
    "last-24-months": ("2024-11-24", "2026-11-23"),
    "last-1-month": ("2026-10-24", "2026-11-23"),
    "LAST-7-DAYS": ("2026-11-17", "2026-11-23"),
    "last-week": ("2026-11-16", "2026-11-22"),
    "last-quarter": ("2026-07-01", "2026-09-30"),
    "this quarter": ("2026-10-01", "2026-12-31"),
    "november": ("2026-11-01", "2026-11-30"),
    "FY2026": ("2026-01-01", "2026-12-31"),
}


@pytest.mark.parametrize("said", ["all", "All time", "all-time", " all "])
def test_all_time_is_a_period(said):
    assert dates.parse_period_or_none(said, TODAY) == dates.ALL_TIME
    assert dates.parse_period_or_none(dates.ALL_TIME.name, TODAY) == dates.ALL_TIME


@pytest.mark.parametrize(("said", "bounds"), PERIODS.items())
def test_a_period_is_understood(said, bounds):
    found = dates.parse_period_or_none(said, TODAY)
    assert found is not None
    assert (str(found.first), str(found.last), found.name) == (*bounds, said)


FISCAL = {
    # named for the year in which they end, as companies do
    ("FY2026", 1): ("2026-01-01", "2026-12-31"),
    ("FY2026", 4): ("2025-04-01", "2026-03-31"),
    ("FY26", 4): ("2025-04-01", "2026-03-31"),
    ("fy-2026", 4): ("2025-04-01", "2026-03-31"),
    ("FY2026-Q1", 4): ("2025-04-01", "2025-06-30"),
    ("FY2026Q4", 4): ("2026-01-01", "2026-03-31"),
    ("FY26-H2", 10): ("2026-04-01", "2026-09-30"),
    ("FY2026-H1", 2): ("2025-02-01", "2025-07-31"),
    ("FY2026", 12): ("2025-12-01", "2026-11-30"),
}


@pytest.mark.parametrize(("asked", "bounds"), FISCAL.items())
def test_a_fiscal_period_begins_in_its_month(asked, bounds):
    said, month = asked
    found = dates.parse_period_or_none(said, TODAY, month)
    assert found is not None
    assert (str(found.first), str(found.last)) == bounds


@pytest.mark.parametrize(
    "said",
    ["", "2026-H3", "2026-Q5", "FY2026-H3", "FY", "last-days", "last-0x-days", "2026-06-30..2026-01-01",
     "sometime", "last-99999999-days", "FY0000-Q1", "2026-13"],
)  # fmt: skip
def test_what_is_no_period_is_none(said):
    assert dates.parse_period_or_none(said, TODAY, 4) is None


@pytest.mark.parametrize(
    ("moment", "inside"),
    [
        ("2026-07-01", True),
        ("2026-12-31", True),
        ("2026-06-30", False),
        ("2027-01-01", False),
        ("2026-06-20..2026-07-01", True),  # any day of a span counts
        ("2026~", True),
        ("2026-Q2~", False),
    ],
)
def test_a_period_covers_what_overlaps_it(moment, inside):
    period = dates.parse_period_or_none("2026-H2", TODAY)
    assert period is not None
    assert period.covers(parse_when(moment)) is inside


def test_undated_work_is_in_no_period():
    period = dates.parse_period_or_none("2026", TODAY)
    assert period is not None
    assert not period.covers(None)
    assert date(2026, 5, 1) in period
    assert When.day(date(2025, 5, 1)).first not in period
