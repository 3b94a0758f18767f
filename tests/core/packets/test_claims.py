"""Entries grouped into claims, and their headings."""

from tests.core import make
from tests.core.packets.records import HALF
from vividmap.core.packets.claims import group_claims


def headings(*lines, **fields):
    entries = [make.evidence(line, **fields) for line in lines]
    record = make.record(*entries)
    return [claim.heading(HALF) for claim in group_claims(record.items_of(type(entries[0])), record)]


def test_a_project_is_a_claim_with_its_reach_and_months_said_once():
    lines = "2026-07-01 Backfill +ledger -> 11 days ~teams", "2026-10-01 Cutover +ledger -> 0 pages ~org"
    assert headings(*lines) == ["Ledger (reached the whole organisation, July to October)"]


def test_entries_that_share_a_rare_word_are_a_claim_under_it():
    lines = "2026-07-01 Kafka memo ~org", "2026-08-01 kafka topics moved ~org", "2026-08-02 Hired two ~team"
    assert headings(*lines) == [
        "Kafka (reached the whole organisation, July to August)",
        "Further results (within my team, August)",
    ]


def test_a_tag_that_stands_in_no_text_is_no_heading():
    lines = "2026-07-01 Wrote to Northgate", "2026-08-01 Second call"
    assert headings(*lines, tags=("job-hunt",)) == ["Results (July to August)"]
    assert headings("2026-07-01 Moved the ledger", "2026-08-01 Cut over", tags=("ledger",)) == [
        "Ledger (July to August)"
    ]


def test_the_rest_stands_by_kind_in_no_more_than_five_claims():
    lines = [f"2026-08-{day:02} Wrote part {day} +p{day % 7} ~org" for day in range(1, 15)]
    found = headings(*lines, category="decision")
    assert len(found) == 5
    assert "Further results (reached the whole organisation, August)" in found
