"""The notes ask what a draft leaves open and only its author can answer: five questions, weightiest first."""

import pytest

from tests.core import make
from tests.core.packets.records import HALF, TODAY
from tests.support.choices import choose
from vividmap.core.english.dates import ALL_TIME
from vividmap.core.packets.job_search.draft import draft_resume
from vividmap.core.packets.review.draft import draft_review


def questions(*items):
    packet = draft_review(make.record(*items), HALF, TODAY)
    return [line for note in packet.notes if note.text.startswith("Readers will ask") for line in note.lines]


def asked(*lines):
    return [line.text for line in questions(*map(make.evidence, lines))]


def test_one_saving_in_two_figures_is_asked_for_with_both_entries():
    moved = make.evidence("2026-11-10 Kafka moved, old cluster off -> $290k a year (estimated)")
    memo = make.evidence("2026-07-02 Kafka decision memo: the CFO signed it -> $300k (estimate)")
    (line,) = questions(moved, memo)
    assert "$290k a year" in line.text
    assert "$300k" in line.text
    assert {moved.handle, memo.handle} == {
        line.text.partition("^")[2][:4],
        make.record(moved, memo).by_id[line.source].handle,
    }


@pytest.mark.parametrize(
    "other",
    [
        "2026-07-02 Kafka training for support -> $3k saved",
        "2026-07-02 Snowflake review -> $300k a year saved",
        "2026-07-02 Kafka retention cut -> $290k a year saved",
        "2026-07-02 Kafka support contract ended -> $25k a month saved",
        "2026-07-02 Kafka licence dropped -> €300k a year saved",
    ],
)
def test_amounts_that_are_far_apart_or_of_other_things_are_no_contradiction(other):
    assert asked("2026-11-10 Kafka moved, old cluster off -> $290k a year saved", other) == []


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("2026-08-01 Killed two clusters -> $46k a month", True),
        ("2026-08-01 Kafka moved, old brokers gone -> $290k/yr (est)", True),
        ("2026-08-01 Two vendors dropped -> about €12k a year", True),
        ("2026-08-01 Killed two clusters -> saved $46k a month", False),
        ("2026-08-01 Two vendors dropped -> €12k a year less", False),
        ("2026-08-01 Renewed the contract -> $40k a year", False),
        ("2026-08-01 Traced the double charge -> $84k refunded", False),
        ("2026-08-01 Bill from $40k to $12k a month", False),
        ("2026-08-01 Capacity plan -> budget of $2M", False),
    ],
)
def test_money_that_may_have_come_in_or_gone_out_is_asked_for(line, is_asked):
    assert any("saved, earned or spent" in text for text in asked(line)) is is_asked


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("2026-08-01 Scheduler live -> fleet 31% to 67%", True),
        ("2026-08-01 New bidder -> auction from 12% to 30%", True),
        ("2026-08-01 Scheduler live -> utilization 31% to 67%", False),
        ("2026-08-01 Deleted the slow ones -> tests from 12% to 3%", False),
        ("2026-08-01 New form -> error rate 3% to 1%", False),
        ("2026-08-01 New form -> retention from 20% to 35%", False),
    ],
)
def test_a_share_of_a_thing_that_has_none_is_asked_for(line, is_asked):
    assert any("% of what?" in text for text in asked(line)) is is_asked


def test_the_entry_that_names_the_measure_is_pointed_at():
    audit = make.evidence("2026-01-02 GPU utilization audit. Fleet avg 31% ^aud1")
    live = make.evidence("2026-08-01 Scheduler live -> fleet 31% to 67%")
    assert [line.text for line in questions(audit, live)] == [
        "“fleet from 31%”: 31% of what? Another entry says “utilization”."
    ]


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("2026-08-01 Kafka 22/22 moved -> old cluster off", True),
        ("2026-08-01 pg upgrade done. 14/14, 0 downtime", True),
        ("2026-08-01 Fixed 96/117 issues of the audit", False),
        ("2026-08-01 Cover the queue 24/7 now", False),
        ("2026-08-01 Talk at the internal day, 4.7/5", False),
        ("2026-08-01 Moved 22 of 22 topics", False),
    ],
)
def test_a_count_without_a_noun_is_asked_for(line, is_asked):
    assert any("of what?" in text for text in asked(line)) is is_asked


@pytest.mark.parametrize(
    ("lines", "is_asked"),
    [
        (["2026-08-01 Heron: design signed off. 40M events a day"], True),
        (
            [
                "2026-08-01 Heron: design signed off",
                "2026-09-01 Wrote the runbook for Heron, our event store",
            ],
            False,
        ),
        (["2026-08-01 Lodestar: pre-training feasibility for our own model"], False),
        (["2026-08-01 Kafka: cluster signed off"], False),
        (["2026-08-01 Billing: run shipped"], False),
    ],
)
def test_a_name_that_is_never_explained_is_asked_for(lines, is_asked):
    assert any("what is it" in text for text in asked(*lines)) is is_asked


def test_five_questions_at_most_and_a_resume_asks_too():
    entries = [
        make.evidence(f"2026-08-{day:02} Zone{day} cluster {day}/{day} moved -> old one off")
        for day in range(2, 12)
    ]
    assert len(questions(*entries)) == 5
    packet = draft_resume(make.record(*entries), ALL_TIME, TODAY, choose())
    assert any(note.text.startswith("Readers will ask") for note in packet.notes)


def test_a_clear_draft_asks_nothing():
    assert asked("2026-08-01 Moved the cache to Redis -> P99 down 340 ms") == []


def test_what_another_entry_on_the_same_counts_is_not_asked():
    done = make.evidence("2026-10-02 pg upgrade done. 14/14, 0 downtime -> fee avoided, $210k a year")
    plan = make.evidence("2026-09-02 Postgres 12 to 16 upgrade plan. 14 clusters")
    other = make.evidence("2026-09-02 Hired for the support desk. 14 people")
    assert not any("14/14" in text for text in asked_of(done, plan))
    assert any("14/14" in text for text in asked_of(done, other))
    assert not any(
        "1/3" in text for text in asked_of(make.evidence("2026-10-02 240k rps on 1/3 of the boxes -> $4k"))
    )


def asked_of(*entries):
    packet = draft_review(make.record(*entries), HALF, TODAY)
    return [line.text for note in packet.notes for line in note.lines]
