"""Dates of work: as the document writes them, and in words."""

from datetime import date

import pytest

from vividmap.core import when
from vividmap.core.when import When, describe_when_in_prose, parse_when

WRITTEN = {
    # as written: first day, last day, about, in words
    "2026-11-20": ("2026-11-20", "2026-11-20", False, "20 November 2026"),
    "2026-11-02..2026-11-14": ("2026-11-02", "2026-11-14", False, "2 November 2026 to 14 November 2026"),
    "2026-11-20~": ("2026-11-20", "2026-11-20", True, "about 20 November 2026"),
    "2026-11-02..2026-11-14~": ("2026-11-02", "2026-11-14", True, "about 2 November 2026 to 14 November 2026"),
    "2025-03~": ("2025-03-01", "2025-03-31", True, "about March 2025"),
    "2024-02~": ("2024-02-01", "2024-02-29", True, "about February 2024"),
    "2025-Q1~": ("2025-01-01", "2025-03-31", True, "about Q1 2025"),
    "2025-Q4~": ("2025-10-01", "2025-12-31", True, "about Q4 2025"),
    "2025-H2~": ("2025-07-01", "2025-12-31", True, "about H2 2025"),
    "2025~": ("2025-01-01", "2025-12-31", True, "about 2025"),
    "0001-01-01": ("0001-01-01", "0001-01-01", False, "1 January 0001"),
    "9999-12-31": ("9999-12-31", "9999-12-31", False, "31 December 9999"),
}  # fmt: skip


@pytest.mark.parametrize(("mark", "parts"), WRITTEN.items())
def test_a_date_is_read_written_and_said(mark, parts):
    first, last, about, words = parts
    found = when.parse_when(mark)
    assert found == When(date.fromisoformat(first), date.fromisoformat(last), about)
    assert str(found) == mark
    assert when.describe_when(found) == words


@pytest.mark.parametrize(
    ("mark", "canonical"),
    [
        ("2025-q1~", "2025-Q1~"),
        ("2025-h2~", "2025-H2~"),
        ("2025-03-01..2025-03-31~", "2025-03~"),
        ("2025-01-01..2025-06-30~", "2025-H1~"),
        ("2025-01-01..2025-12-31~", "2025~"),
        ("2026-11-20..2026-11-20", "2026-11-20"),
    ],
)
def test_one_date_has_one_way_to_be_written(mark, canonical):
    assert str(when.parse_when(mark)) == canonical


@pytest.mark.parametrize(
    "mark",
    ["", "2026", "2026-11", "2025-Q1", "2025-H1", "2026-13-01", "2026-02-30", "2025-Q0~", "2025-Q5~", "2025-H3~",
     "0000~", "0000-01-01", "2025-00~", "2026-11-14..2026-11-02", "2026-11-20..", "..2026-11-20", "2026-11-20~~",
     "2026-11-20 ", " 2026-11-20", "2026-11-20T10:00", "20261120", "2026-1-5", "26-11-20", "2026-11-20..2026-11",
     "undated", "~", "٢٠٢٦-١١-٢٠"],
)  # fmt: skip
def test_what_is_not_written_so_is_no_date(mark):
    assert when.parse_when(mark) is None


def test_a_span_that_ends_before_it_begins_cannot_be_made():
    with pytest.raises(ValueError, match=r"ends .2026-11-02. before it begins .2026-11-14."):
        When(date(2026, 11, 14), date(2026, 11, 2))


def test_no_date_is_said_so():
    assert when.describe_when(None) == "undated"


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 1, 31), date(2026, 2, 1)),
        (date(2026, 12, 1), date(2027, 1, 1)),
        (date(9999, 12, 5), date(9999, 12, 1)),
    ],
)
def test_the_month_after(day, after):
    assert when.next_month(day) == after


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-H1~", "first half of 2026"),
        ("2025-Q3~", "third quarter of 2025"),
        ("2025-03~", "March 2025"),
        ("2025~", "about 2025"),
        ("2026-11-20", "20 November 2026"),
    ],
)
def test_a_rough_date_is_told_to_others_without_a_short_form(text, said):
    assert describe_when_in_prose(parse_when(text)) == said
