"""Whether a note says that its author caused the harm it tells of, and whether it tells of a counterpart."""

import pytest

from vividmap.core.english.counterparts import has_counterpart
from vividmap.core.english.own_faults import is_own_fault


@pytest.mark.parametrize(
    "text",
    [
        "Billing bug, 3 days. Double counted the surcharge for 11 customers. ~$84k refunded. My code from 2024 :(",
        "Registry outage. I did the RCA: one sqlite file on NFS, from my own prototype in 2022",
        "Ray upgrade broke everyone for half a day. my fault, should have canaried",
        "Payments down 20 min, root cause: my migration script. Fixed in 2 h",
        "Refunded 40 customers; the bug was in my code",
        "I caused the outage, restored in 20 min",
        "Fixed the leak, introduced by me in March",
        "Störung im Checkout behoben, 12 Min. Mein Fehler, falsches Flag",
        "Panne de 30 min réparée. C'était ma faute",
        "DNS outage, 1h12 until mitigated. Yo lo causé: config change without canary.",
        "Incidente de 2 h resuelto. Culpa mía.",
    ],
)
def test_harm_that_the_author_caused(text):
    assert is_own_fault(text)


@pytest.mark.parametrize(
    "text",
    [
        "Incident was not my fault, restored anyway in 10 min",
        "Fixed by my patch: outage over in 10 min",
        "My error budget policy was signed by 11 teams",
        "I broke the monolith into 5 services",
        "My code review found a bug in the payment job",
        "Carrier rate API: everyone blamed the carriers. It was us. Fixed in 2 days",
        "My migration plan saved us from the outage",
        "Dropped 41k lines of my own code, bugs down 30%",
        "My bug triage cut the backlog to 10",
        "Root cause was the config push, not us, but I wrote the postmortem",
        "My change cut incidents by 40%",
    ],
)
def test_harm_that_somebody_else_caused_or_none(text):
    assert not is_own_fault(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Convinced dispatch not to build their own workflow engine", True),
        ("Talked the vendor team out of a rewrite", True),
        ("Pushed back on the reorg", True),
        ("Said no to the custom queue. They were furious", True),
        ("Told them two-phase will not work", True),
        ("Alert pruning", False),
        ("Moved the cache to Redis", False),
        ("Wrote the runbook for the cutover", False),
    ],
)
def test_a_counterpart_in_a_note(text, expected):
    assert has_counterpart(text) is expected
