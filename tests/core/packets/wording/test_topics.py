"""What a note is about, as it names it at its beginning; and the line in short that it stands in front of."""

import pytest

from tests.core import make
from vividmap.core.english.dates import ALL_TIME
from vividmap.core.packets.claim_sections import draft_in_short, word_claims
from vividmap.core.packets.claims import group_claims
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.topics import find_topic
from vividmap.core.record import Evidence

BEA = make.person("Beatriz Nogueira")


def topic_of(line):
    record = make.record(BEA, make.evidence(f"2026-09-02 {line}"))
    (entry,) = record.items_of(Evidence)
    return find_topic(entry, Voice(record, ALL_TIME))


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("Ledger cutover, 02:10 to 04:50. Reads first -> 1.9 billion rows", "Ledger cutover"),
        ("RFC 112 accepted: one journal, double entry", "RFC 112"),
        ("RFC 112 was read by people who did not have to", "RFC 112"),
        ("ledger backfill done. COPY into partitions", "Ledger backfill"),
        ("Decision record on queues: outbox in Postgres", "Decision record on queues"),
        ("Decision record template merged into the handbook", "Decision record template"),
        ("2027 GPU strategy: buy or lease, 3 scenarios", "2027 GPU strategy"),
        ("serving consolidation 3/7 done", "Serving consolidation"),
        ("Training cost attribution per team. Dashboards", "Training cost attribution per team"),
        ("Sepsis retrain with the fixed units", "Sepsis retrain with the fixed units"),
        ("On-call rota from four people to six", "On-call rota"),
        ("Lodestar: feasibility of a model of our own", "Lodestar"),
        ('"What the ledger promises", half an hour at the offsite', '"What the ledger promises"'),
        ("Published API deprecation policy, 1 page", "API deprecation policy"),
        ("wrote the temporal golden path and template repo", "Temporal golden path and template repo"),
        ("Load test on the new ledger with Platform", "Load test on the new ledger"),
        ("H100 reservation negotiated with the vendor (with Bill)", "H100 reservation"),
    ],
)
def test_a_note_that_begins_with_a_short_name_is_about_that(line, topic):
    assert topic_of(line) == topic


@pytest.mark.parametrize(
    "line",
    [
        "Found the missing idempotency key in the rollout",
        "moved the cache",
        "Wrote up why we have four ways",
        "Wrote half a page on what stops",
        "wrote 9 of the 14 narratives",
        "Finance closed a month on the new ledger",
        "security found PII in debug logs",
        "Payouts wanted to start the rollout",
        "Meridian answers 200 with the response before",
        "The queue-depth dashboard that an intern built is what everybody looks at",
        "Beatriz promoted to Senior",
        "Beatriz: first RFC",
        "Record: the settlement day is a UTC date",
        "We were retrying declines",
        "Half the team on holiday. Wrote the runbook",
        "Growing two engineers",
        "412 accounts differ by cents",
        "11 of 22 topics. Found 6 that nobody reads",
        "vacation",
        "Queues again, third meeting",
        "Fraud score and fee quote in parallel instead of one after the other, second try",
    ],
)
def test_a_deed_a_clause_and_somebody_are_no_topic(line):
    assert topic_of(line) == ""


def test_a_result_in_short_names_what_it_belongs_to():
    lines = (
        "Second round of alert pruning -> pages from 9 a week to 4 ~org",
        "Found the missing key -> about 1,200 double payouts prevented ~org",
        "Search rewrite, third try -> search P99 from 4 s to 1 s ~org +search",
        *(f"Cut part {number} ~team" for number in range(4)),
    )
    record = make.record(*(make.evidence(f"2026-0{n}-02 {line}") for n, line in enumerate(lines, 1)))
    voice = Voice(record, ALL_TIME)
    claims = word_claims(group_claims(record.items_of(Evidence), record), voice)
    (paragraph,) = draft_in_short(claims, voice).paragraphs
    assert {sentence.text for sentence in paragraph.sentences} == {
        "Second round of alert pruning: pages from 9 a week to 4.",
        "About 1,200 double payouts prevented.",
        "Search rewrite: search P99 from 4 s to 1 s.",
    }
