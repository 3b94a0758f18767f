"""What of a bullet an employer may want to keep, and what is the substance of a résumé."""

import pytest

from vividmap.core.english.company_facts import find_company_facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Costed two options: active/active $1.9M a year vs warm standby $640k", 1),
        ("Ran the failover in 41 min: 0 SLA credits (last year such an outage cost 180k)", 2),
        ("Moved the platform: AWS bill from $61k to $50k a month", 1),
        ("Wrote the strategy, 6 pages; the $11M budget line rests on it", 1),
        ("Lost €2M in the outage of March; wrote the runbook", 1),
        ("Negotiated the reservation: 22% below list", 1),
        ("Negotiated the contract 18% down with the vendor", 1),
        ("Vertrag mit 22 % Rabatt verhandelt", 1),
        ("Closed the audit finding 2 months early", 1),
        ("Found patient data leaking into a cache; stopped the release", 1),
        ("Removed customer data in logs of 9 services", 1),
        ("Datenpanne in 2 Stunden eingegrenzt", 1),
    ],
)
def test_costs_discounts_and_findings_of_the_employer(text, facts):
    assert len(list(find_company_facts(text))) == facts


@pytest.mark.parametrize(
    "text",
    [
        "Upgraded 14 clusters: extended support fee avoided, $210k a year",
        "Cut spend on Snowflake by $31k a month",
        "Shut down two idle clusters: $46k a month",
        "Cancelled a purchase of 64 GPUs (about $2.4M)",
        "Raised conversion from 3.1% to 3.6%, €2.3M per year",
        "Raised revenue by $2M a year",
        "Cost per 1,000 requests down 58%",
        "Kosten um 180.000 € pro Jahr gesenkt",
        "Automated SOC 2 evidence: the audit took 2 days instead of 3 weeks",
        "Built the discount engine for 400 shops",
        "Introduced a vulnerability scanner for 1,840 repositories",
        "Moved customer data of 212 tenants to Postgres without downtime",
        "Encrypted patient data of 40 hospitals at rest",
        "Added cost dashboards: 3 teams spend 20-35% less",
        "Listed 40 runbooks; took a third off the on-call load",
    ],
)
def test_savings_and_work_on_such_things_are_told_without_a_question(text):
    assert list(find_company_facts(text)) == []
