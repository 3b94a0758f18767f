"""Whose work a note says it was: mostly somebody else's, shared, or the author's own."""

import pytest

from vividmap.core.english.credit import is_credit, is_led_by_other, is_mostly_others


@pytest.mark.parametrize(
    "note",
    [
        "Phishing simulation: click rate down from 14% to 4.5% over 12,000 employees. (Mostly Lena's work, I only did the payloads.)",
        "search page: p75 LCP 3.9s to 2.4s, done by the search team w/ my playbook, I only reviewed 2 PRs",
        "Cut the build to 4 min (credit: Ana)",
        "Cut the build to 4 min. Credit goes to Ana Souza.",
        "New pager rotation, mainly Tom's doing",
        "Cost down 40 % (largely the platform team's work)",
        "Migrated 14 services. Priya did most of it.",
        "Aisha leads the migration since this week, I only review.",
        "Latency down 30 % (built by the vendor)",
        "12 teams onboarded (all Oksana)",
        "p99 from 4 s to 1 s, almost all Marek's work",
        "The new search: entirely the search squad's effort",
        "Launched in 3 regions; Jonas did the heavy lifting",
        "40 % less spend. Not my work, I wrote the memo",
        "Umstellung in 3 Tagen (hauptsächlich Lenas Arbeit)",
        "40 % weniger Kosten, überwiegend von Tom",
        "Ich habe nur die Tests beigetragen, 3 Teams umgestellt",
        "30 % de coûts en moins (surtout le travail de Léna)",
        "Je n'ai fait que la revue",
        "40 % menos (sobre todo trabajo de Ana)",
        "designed by Marisol: 41 screens migrated",
    ],
)
def test_work_that_is_mostly_somebody_elses(note):
    assert is_mostly_others(note)
    assert is_credit(note)


@pytest.mark.parametrize(
    "note",
    [
        "Fixed a stored XSS together with Jonas, his first fix",
        "Negotiated the H100 reservation (with Bill)",
        "Mean time to patch from 38 to 6 days. That was the whole AppSec group; my part was the auto-PR bot",
        "I wrote the core, Sofia the rest",
        "Yuki and me fixed it in 25 min",
        "31 critical fixed (with Marisol and Tomasz, who did the forms)",
        "Gemeinsam mit Oksana 3 Dienste umgestellt",
        "Cut it by 40 % (kudos to Ana for the idea)",
        "Cut it by 40 % (thanks to Priya's patch)",
        "Moved the cache (jointly with Bill)",
        "Issued credit to Acme customers in 2 days",
        "Replaced the gateway built by Acme, 40 % cheaper",
        "Mostly my work, with Lena's review",
        "We did most of it in two weeks",
        "I only had mornings for it, 3 weeks",
        "All teams' work is on the board now",
        "Moved credit card checks to the edge",
        "It was mostly done by March",
        "Read by everyone, approved by Legal",
        "RFC accepted by the board, signed by Data",
        "Mainly because of Redis's design we chose it",
        "The only review took 3 days",
        "Built a tool used by the search team",
        "Rewrote the scheduler; all of it mine",
        "Shipped by March, led by data",
        "Kafka did most of the damage",
        "My part-time work on the guild",
    ],
)
def test_work_that_is_nobody_elses(note):
    assert not is_mostly_others(note)


@pytest.mark.parametrize(
    "part",
    [
        "Fixed a stored XSS together with Jonas",
        "with Bill",
        "my part was the auto-PR bot and the dashboard",
        "I wrote the core, Sofia the rest",
        "Yuki and me fixed it",
        "with Marisol and Tomasz, who did the forms",
        "Gemeinsam mit Oksana umgestellt",
        "kudos to Ana for the idea",
        "thanks to Priya's patch",
        "jointly with the search team",
        "Tom did the rest",
        "avec Camille",
    ],
)
def test_work_that_is_shared(part):
    assert is_credit(part)
    assert not is_mostly_others(part)


@pytest.mark.parametrize(
    ("note", "is_others"),
    [
        ("CDC pipeline in production with Ines leading", True),
        ("CDC pipeline live w/ Ines in the lead, 24 h to 3 min", True),
        ("Search rewrite, with Priya Natarajan driving", True),
        ("Ledger cutover led by Tom", True),
        ("Umzug der Datenbank unter Leitung von Jonas", True),
        ("Refonte du moteur sous la direction de Léa", True),
        ("Migración de 38 clusters con Ana liderando", True),
        ("CDC pipeline with Ines", False),
        ("Talk with Leading Edge about the contract", False),
        ("Cutover led by me, with Tom on call", False),
        ("Worked with Ines on leading indicators", False),
        ("Led by March, behind by May", False),
    ],
)
def test_what_somebody_else_led_is_not_told_as_made_by_the_author(note, is_others):
    assert is_led_by_other(note) is is_others
