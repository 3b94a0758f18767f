"""An arrow of a note in words: a change of an amount, a move between two things, or one thing after another."""

import pytest

from vividmap.core.packets.wording.forms import reform
from vividmap.core.results.reading import read_result


@pytest.mark.parametrize(
    ("note", "wording"),
    [
        ("23min -> 6min by moving webpack->rspack", "From 23 min to 6 min by moving webpack → rspack"),
        ("moved CRA -> Vite, 40 s faster", "Moved CRA → Vite, 40 s faster"),
        ("Kafka->SQS for fan-out", "Kafka → SQS for fan-out"),
        ("renamed user->account in 40 services", "Renamed user → account in 40 services"),
        ("log4j2->slf4j, v1->v2", "log4j2 → slf4j, v1 → v2"),
        ("migré MySQL→Postgres", "Migré MySQL → Postgres"),
        ("ES6=>TypeScript port", "ES6 → TypeScript port"),
        ("traced search->payments->ledger", "Traced search → payments → ledger"),
        ("Jenkins -> GitHub Actions migration done", "Jenkins → GitHub Actions migration done"),
        ("Migration Heroku → AWS", "Migration Heroku → AWS"),
        ("rewrote ingest Python -> Rust", "Rewrote ingest Python → Rust"),
        ("Postgres → Aurora, 30% cheaper", "Postgres → Aurora, 30% cheaper"),
        ("von Jenkins -> GitLab umgestellt", "Von Jenkins → GitLab umgestellt"),
    ],
)
def test_a_move_from_one_thing_to_another_stays_a_move(note, wording):
    assert reform(note) == wording


@pytest.mark.parametrize(
    ("note", "wording"),
    [
        ("migrated from Jenkins -> GitHub Actions", "Migrated from Jenkins to GitHub Actions"),
        ("switched billing from Stripe -> Adyen", "Switched billing from Stripe to Adyen"),
        ("p99 4.2s->600ms", "P99 from 4.2 s to 600 ms"),
        ("Java 8->17", "Java from 8 to 17"),
        ("the 12->16 upgrade", "The 12 to 16 upgrade"),
        ("7 stacks -> 2", "From 7 stacks to 2"),
    ],
)
def test_from_leads_to(note, wording):
    assert reform(note) == wording


@pytest.mark.parametrize(
    ("note", "wording"),
    [
        ("read -> write", "Read, then write"),
        ("deploy -> smoke test -> promote", "Deploy, then smoke test, then promote"),
        ("found it at 2.2x → fixed it", "Found it at 2.2x, then fixed it"),
        ("moved 3 of 7 -> done", "Moved 3 of 7, then done"),
        ("moved billing to Redis -> p99 down 340 ms", "Moved billing to Redis, then p99 down 340 ms"),
        ("migrated the cache -> nobody was paged", "Migrated the cache, then nobody was paged"),
    ],
)
def test_one_thing_after_another_stays_so(note, wording):
    assert reform(note) == wording


@pytest.mark.parametrize("note", ["Moved `a->b`", 'Read "x->y"'])
def test_an_arrow_in_code_or_a_quotation_stays(note):
    assert reform(note) == note


@pytest.mark.parametrize(
    ("note", "result"),
    [
        (
            "build 23min -> 6min by moving webpack->rspack + cache",
            "build 23min -> 6min by moving webpack->rspack + cache",
        ),
        ("rewrote the webpack->rspack bridge, saves 3 h a week", "saves 3 h a week"),
        ("moved the cron -> 17 jobs gone", "17 jobs gone"),
        ("移行->30%短縮", "30%短縮"),
    ],
)
def test_an_arrow_between_two_names_does_not_cut_a_result(note, result):
    found = read_result(note)

    assert found is not None
    assert found.text == result
