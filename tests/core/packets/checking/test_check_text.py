"""A text against a record: what is wrong in it, and where."""

import time

import pytest

from tests.core import make
from tests.core.packets.checking.labelled import labelled_texts, measure_check
from tests.support.document_records import document_record
from vividmap.core.packets.checking.check_text import check_text

RECORD = make.from_document(
    """---
vividmap: document 1
name: Maya Lindqvist
level: Senior
employer: Halden Pay
confidential name: Bluewater
---

# Impact evidence

- 2026-11-20 Session cache lives in Redis now, both regions -> checkout P99 down 340 ms, 1.10 s to 760 ms ~teams @priya ^7f3k
- 2026-10-08 Finance closed September on the new ledger -> reconciliation run from 4 h to 20 min ~org ^2b4c
- 2026-09-10 Cost model for the ledger, three years -> $1.2M against $410k a year ~teams ^9k2m
- 2026-08-04 Bluewater onboarding: duplicate shipment notices caught in staging -> live on time ^5d6e
- 2026-07-02 Told Dana about the layoffs in the Gdansk office ^3g7h
  confidentiality: private
- 2026-06-09 Alert pruning, second round -> pages from 9 a week to 4 ~team ^4j8n

# Relationship map

- Priya Natarajan
  since 2024-10: peer, Platform, Halden Pay
- Oksana Kovalenko
  since 2024-03: peer, Payments, Halden Pay
"""
)


def findings(text):
    return [(finding.kind, finding.text) for finding in check_text(text, RECORD).findings]


@pytest.mark.parametrize(
    "text",
    [
        "Checkout P99 went from 1.1 s to 0.76 s after the session cache moved to Redis.",
        "Moving the session cache to Redis took 340 milliseconds off the checkout P99.",
        "The session cache lives in Redis in both regions; P99 is down by about a third.",
        "The session cache in Redis cut the checkout P99 by 31 %.",
        "With Priya Natarajan I moved the session cache to Redis in November 2026.",
        "Reconciliation takes a third of an hour instead of four hours since Finance closed September.",
        "The reconciliation run is twelve times faster on the new ledger.",
        "The cost model for the ledger compared $1.2M with $0.41M per year.",
        "Alert pruning brought pages from nine a week to four: they more than halved.",
        "It was a demanding half. I am grateful to everyone and look forward to the next one.",
        "# Self-review\n\n- **P99 down 340 ms**: session cache in Redis, across several teams.\n",
    ],
)
def test_what_the_record_says_in_other_words_is_not_flagged(text):
    assert findings(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "span"),
    [
        ("The session cache in Redis took 430 ms off the checkout P99.", "number", "430"),
        ("The session cache in Redis took 340 s off the checkout P99.", "unit", "s"),
        ("The session cache in Redis cut the checkout P99 by 13 %.", "number", "13"),
        ("The checkout P99 went from 760 ms to 1.10 s with the session cache.", "number", "760 ms to 1.10 s"),
        ("In March the session cache moved to Redis.", "date", "March"),
        ("The session cache moved to Redis with Oksana.", "name", "Oksana"),
        ("The session cache moved to Memcached in both regions.", "name", "Memcached"),
        ("The session cache moved to Redis across the company.", "scope", "across the company"),
        ("Alert pruning helped several teams.", "scope", "several teams"),
        ("The cost model for the ledger compared $1.2M with $410k a month.", "unit", "month"),
        (
            "Pages fell to 4 a week because we hired two contractors.",
            "cause",
            "because we hired two contractors",
        ),
        (
            "I rewrote the mobile onboarding in Flutter.",
            "claim",
            "I rewrote the mobile onboarding in Flutter",
        ),
        ("The blue-water onboarding went live on time.", "confidential", "blue-water"),
        (
            "I told Dana about the layoffs in the Gdansk office.",
            "confidential",
            "I told Dana about the layoffs in the Gdansk office",
        ),
    ],
)
def test_what_differs_from_the_record_is_marked_by_its_shortest_span(text, kind, span):
    assert (kind, span) in findings(text)


def test_a_finding_says_what_the_record_says_and_where_it_stands_in_the_file():
    text = "# Review\r\n\r\nCheckout P99 is down 430 ms since the session cache is in Redis.\r\n"

    (finding,) = check_text(text, RECORD).findings

    assert text[finding.start : finding.end] == finding.text == "430"
    assert (finding.entry, finding.record_says) == ("7f3k", "340 ms")
    assert finding.reason == "430 ms here, 340 ms in ^7f3k"


def test_sentences_name_their_entries_and_what_was_computed():
    text = (
        "The session cache in Redis cut the checkout P99 by 31 %. Alert pruning got pages down to 4 a week."
    )

    cache, alerts = check_text(text, RECORD).sentences

    assert cache.entries == ("7f3k",)
    assert cache.notes == ("31 % is computed from 1.10 s and 760 ms in ^7f3k",)
    assert alerts.entries == ("4j8n",)


def test_code_and_footnotes_are_not_checked():
    assert findings("```\nx = 4711\n```\n\n[^7f3k]: 4711 things\n") == []


def test_planted_faults_are_found_and_true_sentences_are_left_alone():
    figures = measure_check(labelled_texts())

    assert figures.texts >= 60
    assert figures.recall >= 0.9, figures.misses
    assert figures.false_share <= 0.1, figures.false_alarms


def test_the_records_own_words_are_supported():
    record = document_record("backend")
    text = "\n".join(
        f"- {item.text}" for item in record.items if item.kind == "evidence" and len(item.text) > 40
    )

    flagged = [sentence for sentence in check_text(text, record).sentences if sentence.findings]

    assert len(flagged) <= 5, [(sentence.text, sentence.findings) for sentence in flagged]


def test_a_sentence_of_many_numbers_takes_time_in_proportion():
    def seconds(count):
        before = time.process_time()
        check_text("4 teams wait here and " * count, RECORD)
        return time.process_time() - before

    small, large = min(seconds(100) for _ in range(2)), seconds(800)
    assert large < 25 * small
