"""What a document only proposes: told as its aim, behind what came of it, and counted nowhere."""

import pytest

from tests.core import make
from tests.core.packets.records import HALF
from tests.core.packets.wording.test_bullets import bullet
from vividmap.core.facts.strength import result_points
from vividmap.core.packets.author_notes import outcome_gaps
from vividmap.core.packets.claim_sections import draft_in_short, word_claims
from vividmap.core.packets.claims import group_claims
from vividmap.core.packets.job_search.anonymous_voice import AnonymousVoice
from vividmap.core.packets.job_search.bullets import write_bullet
from vividmap.core.packets.selection import has_stated_result
from vividmap.core.packets.voice import Voice
from vividmap.core.record import Evidence

PROPOSED = [
    (
        "RFC 41 “one way to serve”. 7 stacks → 2. Read by everyone. Approved w/ changes",
        "**RFC 41 “one way to serve”: approved with changes.** Read by everyone. Aim: from 7 stacks to 2.",
    ),
    (
        "Kafka decision memo, 2 pages. Recommend moving. Est. saves 1.5 FTE of toil + $300k",
        "**Kafka decision memo, 2 pages.** Recommend moving. Aim: saves 1.5 FTE of toil and $300k (estimate).",
    ),
    (
        "Proposal for one broker: 7 brokers → 2. Signed by Data and Search",
        "**Proposal for one broker: signed by Data and Search.** Aim: from 7 brokers to 2.",
    ),
    (
        "Wrote the storage strategy -> would cut the bill by $2M a year",
        "**Wrote the storage strategy.** Aim: would cut the bill by $2M a year.",
    ),
    (
        "GPU strategy, 6 pages -> Ingrid adopted it, saves $11M a year (est)",
        "**GPU strategy, 6 pages: Ingrid adopted it.** Aim: saves $11M a year (estimated).",
    ),
    (
        "Retention policy, 1 page -> expected to free 40 TB",
        "**Retention policy, 1 page.** Aim: expected to free 40 TB.",
    ),
    (
        "Memo to drop the vendor: saves $1.2M/yr. CFO approved",
        "**Memo to drop the vendor: CFO approved.** Aim: saves $1.2M a year.",
    ),
    (
        "Proposed one runner for CI -> $40k/month cheaper (estimate)",
        "**Proposed one runner for CI.** Aim: $40k a month cheaper (estimate).",
    ),
]
HAPPENED = [
    "Proposed the budget guardrails and three teams cut their spend by a quarter",
    "Decision record on queues -> three teams dropped their own",
    "RFC 88 implemented, p99 4.2s -> 600ms",
    "Cache design -> p99 from 4.2 s to 600 ms since May",
    "Kafka memo -> moved to managed, $290k a year (estimate)",
    "Retention policy, 1 page -> storage from 40 TB to 12 TB",
    "Cut RFC 112 from 23 pages to 6 -> comments back in 2 days",
    "Design review of the cache -> 14 findings to 0",
    "Policy engine moved to Rust. P99 from 40 ms to 4 ms",
    "Kafka 22/22 moved, old cluster off -> $290k/yr (est)",
]


@pytest.mark.parametrize(("line", "wording"), PROPOSED)
def test_what_came_of_a_document_leads_and_what_it_proposes_is_its_aim(line, wording):
    assert bullet(line) == wording


@pytest.mark.parametrize("line", HAPPENED)
def test_what_happened_after_a_document_stays_its_result(line):
    assert "Aim:" not in bullet(line)
    assert has_stated_result(make.evidence(line))


@pytest.mark.parametrize("line", [line for line, _ in PROPOSED])
def test_an_amount_that_is_only_proposed_makes_no_entry_strong_and_its_author_is_told(line):
    entry = make.evidence(line)
    assert result_points(entry) <= 2
    assert any("aims at" in note.text for note in outcome_gaps([entry]))


def test_that_others_accepted_a_document_is_a_result_and_a_plan_alone_is_none():
    assert has_stated_result(make.evidence("RFC 41 on serving. 7 stacks → 2. Approved w/ changes"))
    assert not has_stated_result(make.evidence("RFC 41 on serving. 7 stacks → 2. Not approved yet"))
    assert not has_stated_result(make.evidence("Kafka memo, 2 pages -> est. saves $300k"))


def test_a_memo_is_not_told_in_short():
    memo = make.evidence("2026-07-01 Cache memo. Est. saves $900k ~beyond", category="decision")
    wins = [
        make.evidence(f"2026-08-{day} Moved part {day} -> P99 down {day} ms ~team") for day in range(10, 16)
    ]
    record = make.record(memo, *wins)
    claims = word_claims(group_claims(record.items_of(Evidence), record), Voice(record, HALF))
    (paragraph,) = draft_in_short(claims, Voice(record, HALF)).paragraphs
    assert not any("memo" in sentence.text for sentence in paragraph.sentences)


def test_a_resume_tells_no_plan():
    entry = make.evidence("RFC 41 on serving. 7 stacks → 2. Approved w/ changes", category="decision")
    record = make.record(entry)
    found = write_bullet(entry, AnonymousVoice(record, HALF))
    assert found is not None
    assert "approved with changes" in found.text
    assert "stacks" not in found.text


def test_being_ready_is_told_behind_what_was_done():
    assert bullet("Load test to 2.5x last year -> ready for cyber week") == (
        "**Load test to 2.5x last year: ready for cyber week.**"
    )
