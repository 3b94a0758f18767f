import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import evidence
from vividmap.core.english.measures import (
    Amount,
    Quantity,
    has_decimal_comma,
    read_outcome,
    read_quantities,
)
from vividmap.core.english.numerals import parse_number
from vividmap.core.english.quantities import find_measures


@pytest.mark.parametrize(
    ("text", "said", "value", "unit", "direction"),
    [
        ("P99 down 340 ms", "340 ms", 340, "ms", "down"),
        ("P99 down by about 340 ms", "340 ms", 340, "ms", "down"),
        ("12 % fewer pages", "12 %", 12, "%", "down"),
        ("12\u202f% more sign-ups", "12\u202f%", 12, "%", "up"),
        ("saves $1.2M", "$1.2M", 1_200_000, "$", "down"),
        ("€18,400 returned", "€18,400", 18_400, "€", ""),
        ("40 € each", "40 €", 40, "€", ""),
        ("held 3× the peak", "3×", 3, "×", ""),
        ("3× faster", "3×", 3, "×", "up"),
        ("40 % slower", "40 %", 40, "%", "down"),
        ("40 ms faster", "40 ms", 40, "ms", "down"),
        ("40 ms slower", "40 ms", 40, "ms", "up"),
        ("two weeks earlier", "two weeks", 2, "weeks", "down"),
        ("a day and a half earlier", "a day and a half", 1.5, "days", "down"),
        ("15 engineers trained", "15 engineers", 15, "engineers", ""),
        ("about 1,200 double payouts prevented", "1,200 double payouts", 1200, "double payouts", ""),
        ("she found 7 steps that existed only in my head", "7 steps", 7, "steps", ""),
        ("1.9 billion entries", "1.9 billion entries", 1.9e9, "entries", ""),
        ("-12 % cost", "12 %", 12, "%", "down"),
        ("+5 %", "5 %", 5, "%", "up"),
        ("half the questions", "half", 0.5, "", ""),
        ("checkout down 11 min", "11 min", 11, "min", ""),  # an outage, and no time saved
        ("read 16-40 pages", "16", 16, "", ""),
        ("٣٤٠ ms", "٣٤٠ ms", 340, "ms", ""),
        ("1.234,5 €", "1.234,5 €", 1234.5, "€", ""),
        ("1 234 people", "1 234 people", 1234, "people", ""),
        ("1’234 people", "1’234 people", 1234, "people", ""),
    ],
)
def test_a_quantity_is_read_with_its_value_unit_and_direction(text, said, value, unit, direction):
    found = read_quantities(text)[0]
    assert (found.text, found.value, found.unit, found.direction) == (said, value, unit, direction)
    assert found.before is None


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("run from 4 h to 20 min", Quantity("from 4 h to 20 min", 20, "min", "down", Amount("4 h", 4, "h"))),
        ("1.10 s to 760 ms", Quantity("1.10 s to 760 ms", 760, "ms", "down", Amount("1.10 s", 1.1, "s"))),
        ("CI 38 min to 14", Quantity("38 min to 14", 14, "min", "down", Amount("38 min", 38, "min"))),
        ("from 4 to 20 min", Quantity("from 4 to 20 min", 20, "min", "up", Amount("4", 4, "min"))),
        ("from 9 a week to 4", Quantity("from 9 a week to 4", 4, "", "down", Amount("9", 9, ""))),
        ("9 a week to 4", Quantity("9 a week to 4", 4, "", "down", Amount("9", 9, ""))),
        ("from 30-odd a week to 0", Quantity("from 30-odd a week to 0", 0, "", "down", Amount("30", 30, ""))),
        (
            "180 ms down to 25 ms",
            Quantity("180 ms down to 25 ms", 25, "ms", "down", Amount("180 ms", 180, "ms")),
        ),
        ("from $38k to $6k", Quantity("from $38k to $6k", 6000, "$", "down", Amount("$38k", 38_000, "$"))),
        ("from 5 GB to 300 MB", Quantity("from 5 GB to 300 MB", 300, "MB", "down", Amount("5 GB", 5, "GB"))),
        ("from 60 % to 60 %", Quantity("from 60 % to 60 %", 60, "%", "", Amount("60 %", 60, "%"))),
        (
            "from 2 teams to 5 teams",
            Quantity("from 2 teams to 5 teams", 5, "teams", "up", Amount("2 teams", 2, "teams")),
        ),
    ],
)
def test_before_and_after_are_one_quantity(text, quantity):
    assert read_quantities(text) == (quantity,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12 to 18 months", ["12 to 18 months"]),  # a range is neither up nor down
        ("$1.2M against $410k", ["$1.2M", "$410k"]),
        ("from 4 h to 20 people", ["4 h", "20 people"]),
        ("builds 4 min instead of 300", ["4 min", "300"]),
        ("runs at 03:00 since 2026-11-20, RFC 112", []),
        ("nobody asked", []),
        ("", []),
    ],
)
def test_what_is_not_said_is_not_guessed(text, said):
    assert [one.text for one in read_quantities(text)] == said
    assert not [one for one in read_quantities(text) if one.direction or one.before]


@pytest.mark.parametrize(
    ("measured", "said"),
    [
        ("", ["half"]),
        ("50 % fewer questions", ["50 %, down"]),
        ("none", []),
        ("None.", []),
        ("-", []),
        ("most of the questions", ["most of the questions"]),
    ],
)
def test_the_owner_corrects_what_is_read(measured, said):
    item = evidence("2026-11-20 Wrote a runbook -> roughly half the questions", metric=measured)
    assert [str(one) for one in read_outcome(item.outcome, item.metric)] == said


@pytest.mark.parametrize(
    ("digits", "decimal_comma", "value"),
    [
        ("1,234", False, 1234),
        ("1,234", True, 1.234),
        ("1.234", False, 1.234),
        ("1.234", True, 1234),
        ("0,125", False, 0.125),
        ("2,5", False, 2.5),
        ("1,234,567", False, 1_234_567),
        ("12,34,567", False, 1_234_567),
        ("1.234.567", False, 1_234_567),
        ("1’234’567.25", False, 1_234_567.25),
        ("１２．５", False, 12.5),
        ("١٬٢٣٤٫٥", False, 1234.5),
        ("१,२३४", False, 1234),
        ("10:30", False, None),
        ("1.2.3", False, None),
        ("1,2,3", False, None),
    ],
)
def test_numbers_are_read_as_places_write_them(digits, decimal_comma, value):
    assert parse_number(digits, decimal_comma=decimal_comma) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2,5 s, 1.900 Zahlungen", True),
        ("1.234,5", True),
        ("1,234 and 2.5", False),
        ("1,234", False),
        ("2,5 and 3.5", False),
        ("down, then up", False),
    ],
)
def test_a_text_tells_by_one_number_what_its_comma_means(text, found):
    assert has_decimal_comma(text) is found


STYLES = st.sampled_from(
    [
        (",", "."),
        (".", ","),
        (" ", "."),
        ("\u00a0", ","),
        ("\u202f", ","),
        ("\u2009", "."),
        ("'", "."),
        ("’", "."),
        ("\u066c", "\u066b"),
    ]
)
ZEROS = st.sampled_from("0٠०０")


def in_digits_of(zero, text):
    return "".join(chr(ord(zero) + int(c)) if c in "0123456789" else c for c in text)


@given(st.integers(0, 10**9), st.integers(0, 99), STYLES, ZEROS)
def test_a_number_written_in_any_style_is_read_back(whole, hundredths, style, zero):
    grouping, decimal = style
    written = f"{whole:,}".replace(",", grouping) + f"{decimal}{hundredths:02}"
    assert parse_number(in_digits_of(zero, written)) == float(f"{whole}.{hundredths:02}")


@given(
    st.integers(0, 10**9),
    st.integers(0, 99),
    STYLES,
    ZEROS,
    st.sampled_from(["%", "ms", "users", "engineers"]),
)
def test_a_quantity_written_in_any_style_is_read_whole(whole, hundredths, style, zero, unit):
    grouping, decimal = style
    number = in_digits_of(zero, f"{whole:,}".replace(",", grouping) + f"{decimal}{hundredths:02}")
    assert read_quantities(f"now {number} {unit}") == (
        Quantity(f"{number} {unit}", float(f"{whole}.{hundredths:02}"), unit),
    )


TEXTS = st.lists(
    st.sampled_from(
        "from to 4 h 20 min 340 ms 1,2 3× 12 % $1.2M half two down fewer + - a week 1.2.3 steps 100 000 ، ٣٤ x".split()
    )
).map(" ".join)


@given(TEXTS | st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_can_be_read_and_what_measures_is_a_quantity(text):
    found = read_quantities(text)
    assert bool(found) is bool(find_measures(text))
    assert all(one.text and one.text in text for one in found)


def test_every_digit_of_unicode_has_a_value():
    digits = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Nd"]
    assert all(parse_number(one) == unicodedata.decimal(one) for one in digits)
