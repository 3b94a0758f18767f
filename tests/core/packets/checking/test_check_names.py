"""Names, dates, reach, claims and causes of a sentence against the entries that it tells of."""

import pytest

from tests.core import make
from vividmap.core.packets.checking.check_text import check_text
from vividmap.core.positions import Position

RECORD = make.record(
    make.profile("Maya Lindqvist", employer="Halden Pay", level="Senior"),
    make.person("Priya Natarajan ^p9qd", positions=(Position(height="peer", part="Platform"),)),
    make.person("Oksana Kovalenko ^ok5a", positions=(Position(height="manager", part="Payments"),)),
    make.person("Tomás Brandão"),
    make.person("Tomás Novak ^t0no"),
    make.person("Jo Li"),
    make.evidence("2026-11-20 Moved the session cache to Redis with @priya-natarajan -> P99 down 340 ms ~teams ^7f3k"),
    make.evidence("2026-10-08 Paired with Oksana on the reconciliation of September ~team ^2b4c"),
    make.evidence("2026-09-10 Tomás and I wrote the cost model for the ledger, so Finance stayed on it ^9k2m"),
    make.evidence("2026-07-03 Rewrote the settlement rules with @p9qd and @ok5a ^s3tt"),
    make.evidence("2026-06-03 Compared the queue brokers with @t0no ^br0k"),
    make.evidence("2026-05-03 Asked the whole company about their lunch ^lu0n"),
    make.evidence("2026-08-04 Asked Jo about the retention rules for invoices ^5d6e"),
)  # fmt: skip


def found(text, *kinds):
    return [finding.text for finding in check_text(text, RECORD).findings if finding.kind in kinds]


@pytest.mark.parametrize(
    "text",
    [
        "Priya Natarajan and I moved the session cache to Redis.",
        # an entry says the first name, which nobody else on the map has
        "Oksana Kovalenko and I paired on the reconciliation of September.",
        # an entry links the person, by a handle alone
        "Priya Natarajan and I rewrote the settlement rules.",
        "I rewrote the settlement rules with Oksana Kovalenko.",
        "I compared the queue brokers with Tomás Novak.",
        "Maya Lindqvist moved the session cache to Redis at Halden Pay.",
        # the owner's own part of the company
        "The session cache of Payments moved to Redis.",
        "# Paired With Everybody In Lisbon",
    ],
)
def test_a_name_that_the_entries_hold_is_no_fault(text):
    assert found(text, "name") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Oksana Kovalenko and I moved the session cache to Redis.", "Oksana Kovalenko"),
        # which Tomás the entry tells of is not known
        ("Tomás Novak and I wrote the cost model for the ledger.", "Tomás Novak"),
        ("Priya Natarajan and I paired on the reconciliation of September.", "Priya Natarajan"),
        ("Ingrid Holm and I moved the session cache to Redis.", "Ingrid Holm"),
        ("I moved the session cache from Memcached to Redis.", "Memcached"),
    ],
)
def test_a_name_of_somebody_whom_no_entry_of_the_sentence_names_is_marked(text, name):
    assert found(text, "name") == [name]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("I moved the session cache to Redis with Oksana.", "this person is elsewhere in the record, not in ^7f3k"),
        ("I moved the session cache to Redis with Ingrid.", "this name is nowhere in the record; compare ^7f3k"),
        ("I moved the session cache to Redis for Finance.", "this name is elsewhere in the record, not in ^7f3k"),
    ],
)  # fmt: skip
def test_a_name_is_marked_with_where_it_stands(text, reason):
    assert [finding.reason for finding in check_text(text, RECORD).findings] == [reason]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("In November I moved the session cache to Redis.", []),
        ("On 20 November 2026 I moved the session cache to Redis.", []),
        ("In Q4 I moved the session cache to Redis.", []),
        ("From January to November 2026 I moved the session cache to Redis.", []),
        ("In the fourth quarter of 2026 I moved the session cache to Redis.", []),
        ("In the second half of 2026 I moved the session cache to Redis.", []),
        ("On 2026-11-20 I moved the session cache to Redis.", []),
        ("On 2026-11-19 I moved the session cache to Redis.", ["2026-11-19"]),
        ("In 2026-10 I moved the session cache to Redis.", ["2026-10"]),
        ("In October I moved the session cache to Redis.", ["October"]),
        ("On 21 November 2026 I moved the session cache to Redis.", ["21 November 2026"]),
        ("In Q3 I moved the session cache to Redis.", ["Q3"]),
        ("In H1 I moved the session cache to Redis.", ["H1"]),
        ("In the third quarter of 2026 I moved the session cache to Redis.", ["third quarter of 2026"]),
        ("In the first half of 2026 I moved the session cache to Redis.", ["first half of 2026"]),
        ("In 2025 I moved the session cache to Redis.", ["2025"]),
    ],
)
def test_a_date_is_that_of_the_entry(text, dates):
    assert found(text, "date") == dates


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("I moved the session cache to Redis for several teams.", []),
        ("I moved the session cache to Redis for my team.", []),
        ("I moved the session cache to Redis for the whole company.", ["for the whole company"]),
        ("I paired on the reconciliation of September across several teams.", ["several teams"]),
        ("I paired on the reconciliation of September with my team.", []),
        ("I asked the whole company about their lunch.", []),
        ("I asked several teams about their lunch.", ["several teams"]),
    ],
)
def test_a_reach_is_no_wider_than_that_of_the_entry(text, reach):
    assert found(text, "scope") == reach


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("I moved the session cache to Redis.", []),
        (
            "I moved the session cache to Redis, and I migrated the mobile wallet to Kotlin.",
            ["I migrated the mobile wallet to Kotlin"],
        ),
        ("I negotiated the vendor contract of the call centre.", ["I negotiated the vendor contract of the call centre"]),
        ("I hope to lead the mobile wallet next year.", []),
    ],
)  # fmt: skip
def test_a_deed_that_no_entry_holds_is_marked_by_its_clause(text, clauses):
    assert found(text, "claim") == clauses


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        ("Finance stayed on the ledger because we wrote the cost model.", []),
        (
            "P99 went down 340 ms because we hired two contractors.",
            ["because we hired two contractors"],
        ),
        ("P99 went down 340 ms because the session cache moved to Redis.", []),
    ],
)
def test_a_cause_is_one_that_an_entry_states(text, causes):
    assert found(text, "cause") == causes


def test_a_checked_sentence_is_told_as_it_stands_in_the_file():
    text = "# Review\n\n- I moved the **session cache** to Redis.\n\nOksana and I paired. It went well.\n"

    sentences = check_text(text, RECORD).sentences
    assert [sentence.text for sentence in sentences] == [
        text[sentence.start : sentence.end] for sentence in sentences
    ]
    assert sentences[-1].text == "It went well."
    assert "I moved the **session cache** to Redis." in [sentence.text for sentence in sentences]


def test_a_merged_sentence_names_every_entry_that_it_tells():
    text = "Moved the session cache to Redis and wrote the cost model for the ledger with Tomás."

    (sentence,) = check_text(text, RECORD).sentences
    assert set(sentence.entries) == {"7f3k", "9k2m"}
    assert sentence.findings == ()
