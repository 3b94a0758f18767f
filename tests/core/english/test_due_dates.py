"""By when something is due that a note asks for or promises."""

from datetime import date

import pytest

from vividmap.core.english.due_dates import find_due_date

MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Wants the packet in four weeks, four examples", date(2026, 12, 28)),
        ("Send the numbers within a week", date(2026, 12, 7)),
        ("Needs a plan in 3 months", date(2027, 2, 28)),
        ("Send the RFC by Friday", date(2026, 12, 4)),
        ("Send the RFC by monday", date(2026, 12, 7)),
        ("Wants it by 12 December", date(2026, 12, 12)),
        ("Wants it by Jan 3rd", date(2027, 1, 3)),
        ("Wants it by March", date(2027, 3, 31)),
        ("Wants it by Q1", date(2027, 3, 31)),
        ("Write to Henrik tomorrow", date(2026, 12, 1)),
    ],
)
def test_when_it_is_due_is_read(text, day):
    assert find_due_date(text, MONDAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "Wants it soon",
        "Next week, maybe",
        "By the end of it",
        "Wants to take part in two weeks of interviews",
        "Wants 1 in 5 pages gone",
        "Wants it done by Finance",
        "",
    ],
)
def test_what_is_vague_is_not_guessed(text):
    assert find_due_date(text, MONDAY) is None
    assert find_due_date(f"{text} in 99 months", date(9999, 12, 31)) is None
