import pytest

from vividmap.core.english.quantities import find_measures, find_numbers, is_quantified, shorten_measures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("P99 down 340 ms, 12 % fewer pages", ("340 ms", "12 %")),
        ("$1.2M against $410k", ("$1.2M", "$410k")),
        ("held 3× last year's peak, fell over at 3.4×", ("3×", "3.4×")),
        ("from 4 h to 20 min", ("4 h", "20 min")),
        ("15 engineers from four teams", ("15 engineers", "four teams")),
        ("5 action items, 1 action left", ("5 action items", "1 action")),
        ("about 1,200 double payouts", ("1,200",)),
        ("1.9 billion entries, zero unexplained", ("1.9 billion entries", "zero")),
        ("\uff11\uff12 人 より ٣٤٠ ms", ("\uff11\uff12 人", "٣٤٠ ms")),
        ("a day and a half earlier, half the questions", ("half", "half")),
        ("40 €", ("40 €",)),
        ("x86, http2, Q3, P99: one of them", ()),
        ("RFC 112 on the 28th at 02:10, 2026-11-20", ("112", "28th", "02:10", "2026-11-20")),
    ],
)
def test_numbers_are_found_as_they_are_written(text, found):
    assert find_numbers(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "RFC 112 accepted in 2025",
        "adopted on the 28th at 02:10",
        "merged #88",
        "since 2026-11-20",
        "runs on Postgres 16",
        "they are no longer surprised",
        'support stopped asking us about "pending twice"',
        "",
    ],
)
def test_a_name_or_a_date_quantifies_nothing(text):
    assert find_measures(text) == ()
    assert not is_quantified(text)


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ("checkout P99 down 340 ms, 1.10 s to 760 ms", "340 ms, 1.10 s, 760 ms"),
        ("about 1,200 double payouts prevented (estimate)", "about 1,200 double payouts prevented"),
        ("adopted, three teams dropped their own", "three teams"),
        ("merged in their next release, which two banks run", "which two banks run"),
        ("they now ask first", ""),
    ],
)
def test_what_an_outcome_measures_can_be_told_in_short(outcome, told):
    assert shorten_measures(outcome) == told
