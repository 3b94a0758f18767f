"""How strong an entry is: the points of its result, scope and kind, and the word for them."""

import pytest

from tests.core import make
from vividmap.core.facts.strength import magnitude, result_points, strength, strength_level

FIELDS = {"strong": "changed how we plan", "category": "decision"}


@pytest.mark.parametrize(
    ("result", "points"),
    [
        ("", 0),
        ("  ", 0),
        ("people noticed", 1),
        ("the guild adopted it", 2),
        ("7 steps", 1),
        ("12 steps", 2),
        ("250 tickets", 3),
        ("2,500 tickets", 4),
        ("2.5M requests", 5),
        ("$900", 2),
        ("$9,000", 3),
        ("$90k", 4),
        ("$900k", 5),
        ("$9M", 6),
        ("5 %", 2),
        ("12 %", 3),
        ("35 %", 4),
        ("from 20 min to 12 min", 4),
        ("from 20 min to 8 min", 5),
        ("from 20 min to 3 min", 6),
        ("P99 down 340 ms", 3),
        ("3 teams", 3),
        ("300 customers", 3),
        ("3,000 customers", 4),
        ("40 days", 2),
        ("no refunds", 3),
        ("3 teams and $90k", 5),
        ("7 steps and $90k", 4),
        ("$9M and 3 teams", 6),
    ],
)
def test_a_result_is_weighed_by_its_weightiest_quantity(result, points):
    assert magnitude(result) == points


@pytest.mark.parametrize(
    ("line", "fields", "points", "word"),
    [
        ("Renamed a table", {}, 0, "slight"),
        ("Renamed a table ~team", {}, 1, "slight"),
        ("Renamed a table", {"category": "decision"}, 1, "slight"),
        ("Renamed a table ~teams", {}, 2, "fair"),
        ("Renamed a table ~org", {}, 3, "fair"),
        ("Renamed a table ~beyond", {}, 4, "good"),
        ("Renamed a table", {"strong": "binds three teams"}, 4, "good"),
        ("Renamed a table -> P99 down 340 ms ~teams", {"category": "decision"}, 6, "strong"),
        ("Renamed a table -> $900k a year ~org", {}, 8, "strong"),
        ("Renamed a table -> $900k a year ~org", FIELDS, 13, "very strong"),
        ("Renamed a table ~beyond", {**FIELDS, "outcome": ""}, 9, "very strong"),
    ],
)
def test_strength_adds_result_scope_and_kind(line, fields, points, word):
    entry = make.evidence(f"2026-11-20 {line}", **fields)

    assert strength(entry) == points
    assert strength_level(entry).word == word


@pytest.mark.parametrize(
    ("points", "number", "word"),
    [(0, 1, "slight"), (1, 1, "slight"), (2, 2, "fair"), (3, 2, "fair"), (4, 3, "good"), (5, 3, "good"), (8, 4, "strong"), (9, 5, "very strong")],
)  # fmt: skip
def test_a_level_has_a_number_and_a_word(points, number, word):
    scope = ("", " ~team", " ~teams", " ~org", " ~beyond")
    entry = make.evidence(
        f"2026-11-20 Renamed a table{scope[min(points, 4) if points < 8 else points - 5]}",
        **({"category": "decision"} if points in (5, 8, 9) else {}),
        **({"strong": "read it"} if points in (8, 9) else {}),
    )

    assert strength(entry) == points
    assert strength_level(entry) == (number, word)


@pytest.mark.parametrize(
    ("line", "fields", "points"),
    [
        ("Moved it -> P99 down 340 ms", {}, 3),
        ("P99 down 340 ms", {}, 2),
        ("P99 down 340 ms", {"outcome_state": "not yet"}, 0),
        ("P99 down 340 ms -> people noticed", {}, 2),
        ("Moved 3 of 7 services", {}, 0),
    ],
)
def test_what_only_the_text_states_counts_one_less(line, fields, points):
    assert result_points(make.evidence(f"2026-11-20 {line}", **fields)) == points


@pytest.mark.parametrize(
    ("line", "points"),
    [
        ("On vacation. ~org", 0),
        ("On vacation -> 3 people noticed ~org", 5),
        ("On vacation I moved it ~org", 4),
    ],
)
def test_where_somebody_was_meanwhile_is_nothing_without_an_outcome(line, points):
    assert strength(make.evidence(f"2026-11-20 {line}", category="decision")) == points


@pytest.mark.parametrize(
    ("line", "points"),
    [
        ("Click rate from 14% to 4.5% (mostly Lena's work, I only did the payloads)", 0),
        ("Cut the build -> from 40 min to 4, done by the search team", 0),
        ("Cut the build with Ana -> from 40 min to 4", 6),
        ("Cut the build, my part was the cache -> from 40 min to 4", 6),
    ],
)
def test_what_is_mostly_somebody_elses_work_counts_nothing(line, points):
    assert result_points(make.evidence(f"2026-08-01 {line}")) == points


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        ("3,000 certificates renew in production", "First 200 certs on ACME in the test environments"),
        ("Account takeover fraud down 41%", "Scanned all 1,840 repositories with a scanner"),
        ("Live secrets from 412 to 9 in nine weeks", "Reviewed 412 pull requests"),
        ("Conversion up 3.2% on mobile", "Gave a talk at the tech day, about 220 people"),
        ("Adopted by 19 teams", "Edge rendering: rejected by the architects, too expensive (€600k a year)"),
        ("INP from 410 ms to 145 ms", "Prefetch on hover: no effect at all, +11% backend load"),
        ("Reindex from 6 h to 11 min", "Prototype of the reindex: from 6 h to 11 min"),
        ("Costs down €38k a month", "Der Antrag wurde abgelehnt, 38k € im Monat"),
        ("Found it -> fixed there, for all their merchants", "Found it -> fixed there"),
        ("Shipped in 5 weeks instead of 20 weeks", "Shipped in 5 weeks"),
    ],
)
def test_a_result_in_production_beats_a_preparation_a_refusal_and_a_talk(stronger, weaker):
    assert strength(make.evidence(f"2026-03-02 {stronger}")) > strength(make.evidence(f"2026-03-02 {weaker}"))


def test_a_review_that_saved_money_is_more_than_what_it_looked_at():
    saved = "Reviewed 14 contracts; dropping the second scanner saves €310k a year"
    assert result_points(make.evidence(f"2026-05-07 {saved}")) >= 4


def test_what_was_lost_last_year_does_not_count():
    lossless = "2026-08-01 Zero errors at the sale."
    assert result_points(make.evidence(f"{lossless} Last year the outage cost us €2M")) == result_points(
        make.evidence(lossless)
    )
