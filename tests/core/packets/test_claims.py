"""Entries grouped into claims, and their headings."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import make
from tests.core.packets.records import HALF
from vividmap.core.packets.claims import find_themes, group_claims
from vividmap.core.packets.rare_terms import RareTerms
from vividmap.core.text_lookup import MAX_SPELLINGS


def headings(*lines, **fields):
    entries = [make.evidence(line, **fields) for line in lines]
    record = make.record(*entries)
    return [claim.heading(HALF) for claim in group_claims(record.items_of(type(entries[0])), record)]


def test_a_project_is_a_claim_with_its_reach_and_months_said_once():
    lines = "2026-07-01 Backfill +ledger -> 11 days ~org", "2026-10-01 Cutover +ledger -> 0 pages ~org"
    assert headings(*lines) == ["Ledger, across the organisation (July to October)"]


def test_a_heading_claims_no_reach_that_some_of_its_entries_have_not():
    lines = "2026-07-01 Backfill +ledger -> 11 days ~teams", "2026-10-01 Cutover +ledger -> 0 pages ~org"
    assert headings(*lines) == ["Ledger (July to October)"]


def test_entries_that_share_a_rare_word_are_a_claim_under_it():
    lines = "2026-07-01 Kafka memo ~org", "2026-08-01 kafka topics moved ~org", "2026-08-02 Hired two ~team"
    assert headings(*lines) == [
        "Kafka, across the organisation (July to August)",
        "Further work (August)",
    ]


def test_a_unit_right_behind_its_number_is_no_word_to_share():
    lines = "2026-07-01 Freed 40GB of logs", "2026-08-01 Moved 12GB to the new disks"
    assert headings(*lines) == ["Results (July to August)"]


def test_only_the_newest_entries_that_hold_a_word_say_how_the_record_spells_it():
    entries = [make.evidence(f"2026-07-{day:02} Moved the queue again") for day in (1, 2)]
    spelled = make.evidence("2026-01-01 Drew the Queue on a board")
    plain = [make.evidence("2026-01-01 Drew the queue on a board")] * (MAX_SPELLINGS - 2)
    others = [make.evidence("2026-01-01 Hired two people")] * (10 * MAX_SPELLINGS)
    for more, is_term in ((plain[1:], True), (plain, False)):
        record = make.record(*others, spelled, *more, *entries)
        assert RareTerms(entries, record).is_rare("queue") is is_term


def test_a_word_is_a_term_by_how_another_entry_of_the_record_spells_it():
    lines = "2026-07-01 Tuned our kafka brokers", "2026-08-01 Moved the kafka topics"
    entries = [make.evidence(line) for line in lines]
    others = [make.evidence(line) for line in ("2025-01-01 Read the paper on Kafka", "2025-02-01 Slept")]
    alone, with_others = (group_claims(entries, make.record(*entries, *more)) for more in ((), others))
    assert [claim.theme for claim in alone] == ["Results"]
    assert [claim.theme for claim in with_others] == ["Kafka"]


def test_a_term_that_many_entries_of_the_record_hold_groups_nothing():
    entries = [make.evidence(f"2026-07-{day:02} Tuned Kafka on day {day}") for day in range(1, 3)]
    many = [make.evidence(f"2025-07-{day:02} Moved Kafka on day {day}") for day in range(1, 8)]
    assert [claim.theme for claim in group_claims(entries, make.record(*entries, *many[:4]))] == ["Kafka"]
    assert [claim.theme for claim in group_claims(entries, make.record(*entries, *many))] == ["Results"]


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
    assert "Further work across the organisation (August)" in found


def test_further_results_are_results():
    lines = [f"2026-08-{day:02} Wrote part {day} +p{day % 7} -> P99 down {day} ms" for day in range(1, 15)]
    assert "Further results (August)" in headings(*lines)
    assert "Further work (August)" in headings(*lines, "2026-08-20 Wrote to Data")


OPENINGS = st.sampled_from("kafka redis ledger Kafka Redis Ledger moved queue Queue broker".split())
TOPICS = st.sampled_from(("", "", "alpha", "beta"))


@given(
    st.lists(
        st.tuples(st.lists(OPENINGS, min_size=1, max_size=4).map(" ".join), TOPICS), max_size=9, unique=True
    )
)
def test_an_entry_joins_the_group_of_which_most_share_a_term_with_it(pairs):
    entries = [make.evidence(text, project=project) for text, project in pairs]
    record = make.record(*entries)
    terms, themes = RareTerms(entries, record), find_themes(entries, record)
    grouped = {entry.id: themes[entry.id] for entry in entries if entry.project}
    for entry in entries:
        rare_terms = set(filter(terms.is_rare, terms.labels[entry.id]))
        if not entry.project and not any(
            rare_terms & {*terms.labels[other.id]}
            for other in entries
            if other is not entry and not other.project
        ):
            sharing = [theme for uid, theme in grouped.items() if rare_terms & {*terms.labels[uid]}]
            counts = Counter(sharing)
            best = max(counts, key=lambda theme: (counts[theme], theme), default="")
            assert themes.get(entry.id, "") == (best if counts[best] > 1 else "")


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("2026-08-05 Stopped a release, 3 stores had no prices", "Failures prevented"),
        ("2026-08-05 Found a leak before it reached customers -> nothing lost", "Failures prevented"),
        ("2026-08-05 The region was down, we moved in 41 min -> 0 credits", "Reliability and risk"),
        ("2026-08-05 Wrote a runbook -> used 3 times", "Reliability and risk"),
    ],
)
def test_only_what_did_not_happen_was_prevented(line, heading):
    filler = [f"2026-07-0{day} Moved part {day} of the ledger +ledger" for day in range(1, 6)]
    entries = [make.evidence(line, category="prevented"), *(make.evidence(one) for one in filler)]
    claims = group_claims(entries, make.record(*entries))
    assert heading in [claim.theme for claim in claims]


def test_what_was_prevented_and_what_was_handled_stand_under_one_heading():
    lines = ["2026-08-05 Stopped a release", "2026-08-06 Failed over in 41 min -> 0 credits"]
    filler = [make.evidence(f"2026-07-0{day} Moved part {day} of the ledger +ledger") for day in range(1, 5)]
    entries = [*(make.evidence(line, category="prevented") for line in lines), *filler]
    themes = [claim.theme for claim in group_claims(entries, make.record(*entries))]
    assert sorted(themes) == ["Ledger", "Reliability and risk"]


def test_a_heading_has_no_months_that_its_entries_contradict():
    lines = (
        "2026-07-01 Fleet from 31% in December to 67% in September +fleet",
        "2026-08-01 Cut the fleet +fleet",
    )
    assert headings(*lines) == ["Fleet"]
    within = ("2026-07-01 Fleet at 67% by August +fleet", "2026-08-01 Cut the fleet +fleet")
    assert headings(*within) == ["Fleet (July to August)"]


@pytest.mark.parametrize(
    ("first", "second", "theme"),
    [
        (
            "Threat modelling adopted by 19 teams",
            "Threat modelling, second try: two pilots",
            "Threat modelling",
        ),
        ("BLACK FRIDAY: 0 downtime", "Black friday readiness: load test", "Black Friday"),
        ("Kafka moved, 14 brokers gone", "Kafka decision memo", "Kafka"),
    ],
)
def test_a_heading_is_a_whole_name(first, second, theme):
    others = [
        make.evidence(f"2026-09-0{day} {name} -> {day} h saved")
        for day, name in enumerate(
            ("Invoices sent", "Prices corrected", "Stock counted", "Labels printed"), 1
        )
    ]
    entries = [make.evidence(f"2026-07-01 {first}"), make.evidence(f"2026-08-01 {second}"), *others]
    assert theme in [claim.theme for claim in group_claims(entries, make.record(*entries))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("LCP p75 from 4.8 s to 2.9 s", "Sale: no downtime, LCP p75 stayed 2.3 s"),
        ("New scheduler: fleet from 31% to 67%", "Open sourced the scheduler plugin. 400 stars"),
    ],
)
def test_a_measure_or_an_ordinary_word_of_two_entries_is_no_heading(first, second):
    others = [
        make.evidence(f"2026-09-0{day} {name} -> {day} h saved")
        for day, name in enumerate(
            ("Invoices sent", "Prices corrected", "Stock counted", "Labels printed"), 1
        )
    ]
    entries = [make.evidence(f"2026-07-01 {first}"), make.evidence(f"2026-08-01 {second}"), *others]
    assert [claim.theme for claim in group_claims(entries, make.record(*entries))] == ["Results"]
