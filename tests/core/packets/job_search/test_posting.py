"""A posting, term by term: what it asks for, and which entries hold it."""

import pytest

from tests.core import make
from vividmap.core.packets.job_search.posting import match_terms, posting_companies, posting_terms, role_terms
from vividmap.core.record import Evidence

SKILLS = (
    make.skill("sql performance", aliases=("query tuning",)),
    make.skill("incident response"),
    make.skill("mentoring"),
)


def asked(posting):
    return [one.name for one in posting_terms(posting, make.record(*SKILLS))]


@pytest.mark.parametrize(
    ("posting", "names"),
    [
        ("", []),
        (
            "We love query tuning and Incident  Response.",
            ["sql performance", "incident response"],
        ),
        ("- Deep knowledge of PostgreSQL, gRPC and K8s", ["PostgreSQL", "gRPC", "Kubernetes"]),
        ("- Google Cloud, ISO 20022 or C++", ["Google Cloud", "ISO 20022", "C++"]),
        ("- Strong experience with distributed systems at scale", ["distributed systems"]),
        ("- Mentor engineers; be on call; leading, writing, others adopt", []),
        ("- Experience with Kafka. Python is a plus", ["Kafka", "Python"]),
        ("Our office in Lisbon is sunny.\n- Kafka and Go", ["Kafka", "Go"]),
        ("About Globex Industries\n- Work at Globex with Kafka", ["Kafka"]),
        ("What You Will Do\nevent sourcing in Scala, every day of the week", ["event sourcing", "Scala"]),
        ("- Kubernetes and Terraform\n- Scala", ["Kubernetes", "Terraform", "Scala"]),
        ("- Designing things; Analyzing things", []),
        ("Event sourcing", []),
        ("Event sourcing at work.", ["Event sourcing"]),
        (
            "Event sourcing, payment ledgers and rate limits in our teams every day",
            ["Event sourcing", "payment ledgers", "rate limits"],
        ),
        ("- 8+ years of excellent communication skills", []),
    ],
)
def test_what_a_posting_asks_for(posting, names):
    assert asked(posting) == names


def test_a_term_is_asked_for_once_and_the_wider_one_stays():
    assert asked("- Cloud; Google Cloud, Google Cloud") == ["Google Cloud"]
    assert asked("- Kafka streams; Apache Kafka, K8s and Kubernetes") == ["Kafka", "Kubernetes"]


def test_the_companies_that_a_posting_names():
    assert posting_companies("About Kvikbank\nJoin us at Globex Industries, not Acme") == {
        "kvikbank",
        "globex industries",
    }


def covered(posting, *items):
    record = make.record(*SKILLS, *items)
    found = match_terms(posting_terms(posting, record), record.items_of(Evidence), record)
    return {one.term.name: [entry.handle for entry in one.entries] for one in found}


@pytest.mark.parametrize(
    ("posting", "line", "there"),
    [
        ("- query tuning", "Read plans #sql-performance", True),
        ("- query tuning", "Tuned the slow query", True),
        ("- distributed systems", "Wrote about a distributed system", True),
        ("- distributed systems", "Wrote about a system", False),
        ("- Mentoring", "Coached two graduates #mentoring", True),
        ("- Double-entry ledgers", "Moved to a double entry ledger", True),
        ("- with pg", "pg upgrade done", True),
        ("- Temporal workflows", "they use temporal", True),
        ("- Redis", "moved it to redis", True),
        ("- in Go", "Wrote it in Go", True),
        ("- in Go", "Let it go", False),
        ("- in C++", "Wrote it in C++", True),
        ("- in C++", "Fixed a C library", False),
        ("- with gRPC", "Moved payouts to grpc", True),
        ("- with Kafka", "Moved payouts -> off Kafka", True),
        ("- with Kubernetes", "Moved payouts", False),
        ("- with Kubernetes", "Moved payouts to k8s", True),
        ("- with PostgreSQL", "Dropped the Postgres reads", True),
        ("- with Postgres", "Wrote a PostgreSQL extension", True),
        ("- in Golang", "Wrote it in Go", True),
        ("- in Golang", "Let it go", False),
        ("- in Go", "Wrote it in golang", True),
        ("- with Apache Kafka", "Moved payouts to Kafka", True),
    ],
)  # fmt: skip
def test_an_entry_holds_a_term_by_its_words_or_its_skill(posting, line, there):
    (handles,) = covered(posting, make.evidence(f"{line} ^c4ch")).values()
    assert handles == (["c4ch"] if there else [])


def test_a_tag_counts_as_a_word():
    assert covered("- in Go", make.evidence("Moved it ^c4ch", tags=("go",))) == {"Go": ["c4ch"]}


@pytest.mark.parametrize(
    ("variant", "line", "meets"),
    [
        ("platform", "Moved the platform", True),
        ("platform engineer", "Helped an engineer", False),
        ("engineering leadership", "Led the review", True),
        ("leadership", "Moved the cache", False),
    ],
)
def test_an_entry_meets_a_kind_of_role(variant, line, meets):
    entry = make.evidence(line)
    found = match_terms(role_terms(variant), [entry], make.record(entry))
    assert [entry in one.entries for one in found] == [meets]


def test_a_kind_of_role_of_no_meaning_is_none():
    assert role_terms("") == role_terms("senior engineer") == ()


def test_a_posting_is_asked_for_by_what_it_names():
    posting = (
        "- You have led teams building reconciliation platforms end to end\n- Kotlin or Java; Kafka; Redis; AWS\n"
        "- Writing clearly, mentoring engineers and designing APIs that others adopt\n- Mentoring, AI, ML"
    )
    assert asked(posting) == ["Kotlin", "Java", "Kafka", "Redis", "AWS", "mentoring", "APIs"]
