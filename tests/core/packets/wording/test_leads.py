"""What leads a bullet: a result that says by itself what it is about, or else the deed that it belongs to."""

import pytest

from tests.core.packets.wording.test_bullets import bullet


@pytest.mark.parametrize(
    ("line", "wording"),
    [
        (
            "account team on the design system too. that's 5 of 6 teams now.",
            "**Account team on the design system too: that's 5 of 6 teams.**",
        ),
        (
            "Built the golden path. It is used by 6 teams. None needed help.",
            "**Built the golden path: it is used by 6 teams.** None needed help.",
        ),
        (
            "Moved billing to events. It saves $40k a month.",
            "**Moved billing to events: it saves $40k a month.**",
        ),
        (
            "Published the playbook. This cut onboarding from 3 weeks to 4 days.",
            "**Published the playbook: this cut onboarding from 3 weeks to 4 days.**",
        ),
        (
            "Handed over the rota. She runs it with 4 people.",
            "**Handed over the rota: she runs it with 4 people.**",
        ),
        (
            "Talked to Legal. Nothing came of it. Then I built the register. It went from 0 to 640 vendors.",
            "**I built the register: it went from 0 to 640 vendors.** Talked to Legal. Nothing came of it.",
        ),
        (
            "Replaced the cron. Those jobs cost $40k a year.",
            "**Replaced the cron: those jobs cost $40k a year.**",
        ),
        (
            "The register was owned by nobody, so I sat down with Legal and Procurement and we built one from the contract database. It has 640 vendors now.",
            "**The register was owned by nobody, so I sat down with Legal and Procurement and we built one from the contract database: it has 640 vendors.**",
        ),
        (
            "Wrote the guide. That's 9 of 12 teams on it.",
            "**Wrote the guide: that's 9 of 12 teams on it.**",
        ),
        (
            "It has 640 vendors now",
            "**It has 640 vendors.**",
        ),
    ],
)
def test_a_pronoun_stands_behind_what_it_means(line, wording):
    assert bullet(f"2026-08-01 {line}") == wording


@pytest.mark.parametrize(
    ("line", "wording"),
    [
        (
            "canary lane for platform upgrades -> next 6 upgrades, 0 broken teams",
            "**Canary lane for platform upgrades: next 6 upgrades, 0 broken teams.**",
        ),
        (
            "Open sourced the MIG scheduler plugin -> 400 stars in a week",
            "**Open sourced the MIG scheduler plugin: 400 stars in a week.**",
        ),
        (
            "Killed two zombie training clusters -> $46k a month",
            "**Killed two zombie training clusters: $46k a month.**",
        ),
        (
            "Gateway rollout after CISO memo -> 22/22",
            "**Gateway rollout after CISO memo: 22/22.**",
        ),
        (
            "Nightly reindex killed -> from 6 h to 11 min",
            "**Nightly reindex killed: from 6 h to 11 min.**",
        ),
        (
            "Killed the nightly full reindex. Incremental now. 6h -> 11 min",
            "**Killed the nightly full reindex: from 6 h to 11 min.** Incremental now.",
        ),
        (
            "Canary releases -> last 9 releases, 0 rollbacks",
            "**Canary releases: last 9 releases, 0 rollbacks.**",
        ),
        (
            "New dashboards -> 30 users a day",
            "**New dashboards: 30 users a day.**",
        ),
        (
            "Hackday project -> 12 teams",
            "**Hackday project: 12 teams.**",
        ),
        (
            "Vendor talks -> $40k",
            "**Vendor talks: $40k.**",
        ),
        (
            "Batch job -> 3 h to 20 min",
            "**Batch job: from 3 h to 20 min.**",
        ),
        (
            "Postgres upgrade done -> 0 downtime, ahead of EOL",
            "**Postgres upgrade done: 0 downtime, ahead of EOL.**",
        ),
        (
            "Playbook for hiring -> nine offers in May",
            "**Playbook for hiring: nine offers in May.**",
        ),
    ],
)
def test_a_count_says_behind_its_deed_of_what_it_is(line, wording):
    assert bullet(f"2026-08-01 {line}") == wording


@pytest.mark.parametrize(
    ("line", "wording"),
    [
        (
            "Gateway adoption after the CISO memo -> audit finding closed 2 months early",
            "**Gateway adoption after the CISO memo: audit finding closed 2 months early.**",
        ),
        (
            "Cost attribution per team -> 3 teams cut spend by 20-35% within a month",
            "**Cost attribution per team: 3 teams cut spend by 20-35% within a month.**",
        ),
        (
            "Fractional GPUs for notebooks -> 140 data scientists share 20 A100s instead of hogging 96",
            "**Fractional GPUs for notebooks: 140 data scientists share 20 A100s instead of hogging 96.**",
        ),
        (
            "Session cache in Redis -> checkout P99 down 340 ms",
            "**Session cache in Redis: checkout P99 down 340 ms.**",
        ),
        (
            "Alert pruning -> pages from 9 a week to 4",
            "**Alert pruning: pages from 9 a week to 4.**",
        ),
        (
            "Ledger cutover -> 1.9 billion entries live, zero unexplained differences after 9 days",
            "**Ledger cutover: 1.9 billion entries live, zero unexplained differences after 9 days.**",
        ),
        (
            "Talk at the internal day -> 3 teams booked office hours",
            "**Talk at the internal day: 3 teams booked office hours.**",
        ),
        (
            "Stopped the rollout -> 1,200 double payouts prevented",
            "**Stopped the rollout: 1,200 double payouts prevented.**",
        ),
    ],
)
def test_a_result_that_is_no_sentence_stands_behind_its_deed(line, wording):
    assert bullet(f"2026-08-01 {line}") == wording


@pytest.mark.parametrize(
    ("line", "wording"),
    [
        (
            "Interview loop redesign -> Offer accept rate 48% to 71%",
            "**Interview loop redesign: offer accept rate from 48% to 71%.**",
        ),
        (
            "Deprecated v1 API -> 212 customers migrated, 0 churned",
            "**Deprecated v1 API: 212 customers migrated, 0 churned.**",
        ),
        (
            "New index: shards by tenant, 3 replicas -> dashboards 5x faster",
            "**New index: shards by tenant, 3 replicas.** Dashboards 5x faster.",
        ),
        (
            "De-id pipeline: found PHI in a cache. Stopped the release. Told legal -> 0 records lost",
            "**De-id pipeline: found PHI in a cache.** Stopped the release. Told legal. 0 records lost.",
        ),
        (
            "Onboarding: their feed sent duplicates, caught in staging. Would have been 3,000 shipments -> no duplicates",
            "**Onboarding: their feed sent duplicates, caught in staging.** Would have been 3,000 shipments. No duplicates.",
        ),
        (
            "Kapazitätsmodell für den Herbst -> Kosten um 30 % gesenkt",
            "**Kapazitätsmodell für den Herbst: Kosten um 30 % gesenkt.**",
        ),
        (
            "Reescrita do motor de busca -> latência de 800 ms para 120 ms",
            "**Reescrita do motor de busca: latência de 800 ms para 120 ms.**",
        ),
        (
            "Reservation negotiated. 3yr -> 1yr + option -> 22% less than list",
            "**Reservation negotiated, from 3 years to 1 year and option: 22% less than list.**",
        ),
        (
            "Stopped the federation plan -> two squads kept their quarter",
            "**Stopped the federation plan: two squads kept their quarter.**",
        ),
        (
            "Said no to the platform (2 years for 1 team), proposed a cache. Ruth backed it. ML shipped with it in 5 weeks",
            "**Said no to the platform (2 years for 1 team), proposed a cache: ML shipped with it in 5 weeks.** Ruth backed it.",
        ),
        (
            "De-id pipeline: found PHI in a cache. Stopped the release -> no patient data left the VPC",
            "**De-id pipeline: found PHI in a cache.** Stopped the release. No patient data left the VPC.",
        ),
        # a result that is a sentence, or says how bad it was, and what is only the situation
        (
            "Release train, weekly since March -> the team shipped 40 times in the quarter",
            "**The team shipped 40 times in the quarter.** Release train, weekly since March.",
        ),
        (
            "Chaired the review of the outage -> checkout down 11 min for 6 % of sessions",
            "**Checkout down 11 min for 6 % of sessions.** Chaired the review of the outage.",
        ),
        (
            "Fee lookup ran one query per line item -> checkout P99 down 500 ms",
            "**Checkout P99 down 500 ms.** Fee lookup ran one query per line item.",
        ),
        (
            "Second round of pruning, Ines sat with me -> pages from 9 a week to 4",
            "**Pages from 9 a week to 4.** Second round of pruning, Ines sat with me.",
        ),
    ],
)
def test_a_result_leads_only_as_a_sentence_or_where_nothing_can_stand_before_it(line, wording):
    assert bullet(f"2026-08-01 {line}") == wording


@pytest.mark.parametrize(
    ("line", "wording"),
    [
        (
            "Cut false positives of our SAST from 63% to 18% by throwing away 140 rules. The dev leads stopped asking for exemptions.",
            "**Cut false positives of our SAST from 63% to 18% by throwing away 140 rules.** The developer leads stopped asking for exemptions.",
        ),
        (
            "Reduced flaky tests from 140 to 6. Developers trust CI again.",
            "**Reduced flaky tests from 140 to 6.** Developers trust CI again.",
        ),
        (
            "Removed 40k lines of dead code. Builds feel lighter.",
            "**Removed 40k lines of dead code.** Builds feel lighter.",
        ),
        (
            "The team is calmer. Reduced alerts from 40 a week to 6.",
            "**Reduced alerts from 40 a week to 6.** The team is calmer.",
        ),
        (
            "Wrote the memo. Leads stopped asking. Cut review time from 3 days to 5 hours.",
            "**Wrote the memo: cut review time from 3 days to 5 hours.** Leads stopped asking.",
        ),
        (
            "Scanned all 1,840 repositories with trufflehog. 412 live secrets found. Shared the list only with the owners.",
            "**Scanned all 1,840 repositories with trufflehog.** 412 live secrets found. Shared the list only with the owners.",
        ),
    ],
)
def test_a_deed_with_its_measure_stands_before_its_effect(line, wording):
    assert bullet(f"2026-08-01 {line}") == wording


@pytest.mark.parametrize(
    ("line", "wording"),
    [
        (
            "Load test of the shop. Found that the cart falls over at 2.2x -> fixed with Platform",
            "**Load test of the shop.** Found that the cart falls over at 2.2x: fixed with Platform.",
        ),
        (
            "put a number on it: active/active $1.9M/yr vs warm standby $640k. recommended warm standby -> approved",
            "**Recommended warm standby: approved.** Put a number on it: active/active $1.9M a year vs warm standby $640k.",
        ),
        (
            "Put a price on it: 3 options. Chose the cheapest -> signed by Finance",
            "**Chose the cheapest: signed by Finance.** Put a price on it: 3 options.",
        ),
    ],
)
def test_what_was_fixed_is_what_was_found_and_an_open_end_does_not_lead(line, wording):
    assert bullet(f"2026-08-01 {line}") == wording
