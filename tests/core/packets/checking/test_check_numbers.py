"""Numbers of a sentence that follow from those of its entries, and numbers that do not."""

import pytest

from tests.core import make
from vividmap.core.packets.checking.check_text import check_text

RECORD = make.record(
    make.evidence("2026-11-20 Alert pruning for the payments rota -> pages from 15 a week to 10 ^pg15"),
    make.evidence("2026-11-02 Moved the image builds to the new runners -> 40 min to 8 min ^bu1d"),
    make.evidence("2026-10-20 Closed the old warehouse cluster -> saves $40k a month ^ware"),
    make.evidence("2026-10-02 Moved 12 of 20 merchants to the ledger, 3 are left for spring ^led6"),
    make.evidence("2026-09-14 Two days of training for support staff, 48 people came ^tr41"),
    make.evidence("2026-09-01 Search latency from 900 ms to 300 ms, hit rate from 40 % to 60 % ^se4r"),
    make.evidence("2026-08-01 Ran the guild meeting for database owners, nobody left early ^gu1l"),
)

SEARCH = "Search latency {}."


def read(text):
    result = check_text(text, RECORD)
    return [(finding.kind, finding.text) for finding in result.findings if finding.kind in ("number", "unit")]


def notes(text):
    return [note for sentence in check_text(text, RECORD).sentences for note in sentence.notes]


@pytest.mark.parametrize(
    "text",
    [
        "Alert pruning for the payments rota cut pages by a third.",
        "Alert pruning for the payments rota cut pages by 33 %.",
        "Alert pruning for the payments rota took 5 a week away.",
        "Image builds on the new runners are five times faster.",
        "Image builds on the new runners are 5x faster.",
        "Image builds on the new runners take 80 % less time.",
        "Image builds on the new runners take 32 minutes less.",
        "Image builds on the new runners take a fifth of the time.",
        "Closing the old warehouse cluster saves $480k a year.",
        "Closing the old warehouse cluster saves about $500k a year.",
        "Closing the old warehouse cluster saves over $450k a year.",
        "Search latency is down by two thirds.",
        "Search latency is down 67 %.",
        "Search latency is 3x lower.",
        "The hit rate of search is up 20 points.",
    ],
)
def test_what_follows_from_two_numbers_of_an_entry_is_no_fault(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Alert pruning for the payments rota cut pages by 50 %.", ["50"]),
        ("Alert pruning for the payments rota cut pages by half.", ["half"]),
        ("Alert pruning for the payments rota cut pages by 40 %.", ["40"]),
        ("Image builds on the new runners are four times faster.", ["four"]),
        ("Image builds on the new runners are 7x faster.", ["7"]),
        ("Image builds on the new runners take 70 % less time.", ["70"]),
        ("Image builds on the new runners take 35 minutes less.", ["35"]),
        ("Closing the old warehouse cluster saves $600k a year.", ["$600k"]),
        ("Closing the old warehouse cluster saves over $490k a year.", ["$490k"]),
        ("Closing the old warehouse cluster saves over $300k a year.", ["$300k"]),
        ("Search latency is down by three quarters.", ["three quarters"]),
        ("Training for support staff took two days, and 84 people came.", ["84"]),
    ],
)
def test_what_does_not_follow_is_marked(text, spans):
    assert [span for _, span in read(text)] == spans


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            "Image builds on the new runners are 5x faster.",
            "5x is computed from 40 min and 8 min in ^bu1d",
        ),
        (
            "Closing the old warehouse cluster saves $480k a year.",
            "$480k is computed from $40k a month in ^ware",
        ),
        ("Alert pruning for the payments rota cut pages by 33 %.", "33 % is computed from 15 a week and 10 in ^pg15"),
    ],
)  # fmt: skip
def test_a_note_says_what_a_number_was_computed_from(text, note):
    assert notes(text) == [note]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Image builds on the new runners went from 45 min to 8 min.",
            "45 min here, 40 min in ^bu1d",
        ),
        (
            "Image builds on the new runners went from 40 s to 8 min.",
            "40 s here, 40 min in ^bu1d",
        ),
        (
            "Image builds on the new runners take 70 % less time.",
            "70 % here, 80 % from 40 min to 8 min in ^bu1d",
        ),
        (
            "The guild meeting for database owners had 31 guests.",
            "^gu1l has no such number",
        ),
        (
            "Training for support staff took two days, and 84 people came.",
            "84 people here, 48 people in ^tr41",
        ),
    ],
)
def test_a_wrong_number_is_set_beside_that_of_the_entry(text, reason):
    assert reason in [finding.reason for finding in check_text(text, RECORD).findings]


@pytest.mark.parametrize(
    "text",
    [
        "Over the last twelve months I ran the guild meeting for database owners.",
        "In the past 2 years I ran the guild meeting for database owners.",
        "I ran the guild meeting for database owners for three groups (core, search and payments).",
    ],
)
def test_a_window_and_a_count_of_what_is_listed_are_no_claims(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "I ran the guild meeting for database owners for four groups (core, search and payments).",
        "I ran the guild meeting for database owners 25 times.",
    ],
)
def test_other_counts_are_claims(text):
    assert len(read(text)) == 1


def test_a_change_told_the_wrong_way_round_is_marked_as_a_whole():
    (finding,) = check_text(SEARCH.format("went from 300 ms to 900 ms"), RECORD).findings

    assert (finding.text, finding.kind) == ("300 ms to 900 ms", "number")
    assert finding.reason == "the other way round in ^se4r: 900 ms to 300 ms"
    assert read(SEARCH.format("went from 900 ms to 300 ms")) == []
