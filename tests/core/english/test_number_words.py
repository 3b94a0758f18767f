"""Numbers in words and digits, with their scales and units, as the check of a text reads them."""

import pytest

from vividmap.core.english.amounts import find_amounts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twelve rows", 12),
        ("twenty-five rows", 25),
        ("a hundred rows", 100),
        ("a hundred and forty rows", 140),
        ("a hundred and forty thousand rows", 140_000),
        ("two million five hundred thousand rows", 2_500_000),
        ("three thousand two hundred rows", 3_200),
        ("a million rows", 1_000_000),
        ("two dozen rows", 24),
        ("1,200 rows", 1_200),
        ("1.2k rows", 1_200),
        ("1.5M rows", 1_500_000),
        ("two bn rows", 2e9),
        ("half of the rows", 0.5),
        ("two thirds of the rows", 2 / 3),
        ("half an hour", 1_800),
        ("1 h 30 min", 5_400),
        ("2 hours and 15 minutes", 8_100),
        ("2h15", 8_100),
        ("3 kilobytes", 3e3),
        ("3 megabytes", 3e6),
        ("3 gigabytes", 3e9),
        ("3 GB", 3e9),
        ("3 terabytes", 3e12),
        ("$2.5M", 2_500_000),
        ("3x", 3),
        ("12 %", 0.12),
        ("12 per cent", 0.12),
    ],
)
def test_an_amount_has_one_value_however_it_is_written(text, value):
    (amount,) = find_amounts(f"It took {text} in all.")

    assert amount.value == pytest.approx(value)
