"""Coverage: words and reasons, at each threshold."""

import pytest

from tests.core import make
from tests.core.insights.looking import TODAY
from tests.core.insights.people import ADVOCATES, FEEDBACK, KNOWS, at
from vividmap.core.criteria.coverage import THRESHOLDS, evaluate_coverage
from vividmap.core.facts.facts import Facts
from vividmap.core.record import Evidence

LADDER = make.framework("Our ladder")
ASKED = make.criterion("Decides what several teams follow", of=LADDER, level="Staff")
IVO = at("Ivo Petrov", "manager, Platform", KNOWS)


def covered(*items, criterion=ASKED, limits=None):
    record = make.record(make.profile(limits=limits or {}), LADDER, criterion, *items)
    (found,) = evaluate_coverage(Facts(record, TODAY), [criterion])
    return found


def said(*entries, **more):
    return covered(IVO, *(make.showing(one, ASKED) for one in entries), **more).summary


def entry(line, **fields):
    return make.evidence(f"{line} @ivo", **fields)


SEPTEMBER = entry("2026-09-02 Decided on queues -> 3 brokers gone ~teams")
OCTOBER = entry("2026-10-02 Decided on keys ~org")
NOVEMBER = entry("2026-11-02 Decided on caches ~team")


def test_three_entries_of_three_months_that_a_manager_can_testify_to_are_strong():
    some = covered(IVO, *(make.showing(one, ASKED) for one in (NOVEMBER, SEPTEMBER, OCTOBER)))
    assert some.summary == (
        "strong: 3 entries of 3 months, reached the organisation, Ivo Petrov (manager, Platform) can testify"
    )
    assert (some.word, some.scope, some.months_ago) == ("strong", "org", 0)
    assert [month.month for month in some.months] == [9, 10, 11]
    assert [one.when.first.month for one in some.entries] == [10, 9, 11]
    assert [one.text for one in some.witnesses] == ["Ivo Petrov"]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((), "nothing yet"),
        ((SEPTEMBER,), "thin: one entry; brief: of 1 month"),
        ((SEPTEMBER, OCTOBER), "brief: of 2 months"),
        (
            (
                entry("2025-08-02 Decided on queues -> 3 gone ~teams"),
                entry("2025-09-02 Decided on keys"),
                entry("2025-11-23 Decided on caches"),
            ),
            "stale: the last is from November 2025",
        ),
        (
            (OCTOBER, NOVEMBER, entry("2026-08-02 Decided on names")),
            "weak: none is marked strong or has a number in its result",
        ),
        (
            (
                entry("2026-08-02 Decided on queues ~team", strong="alone"),
                entry("2026-09-02 Decided on keys ~team"),
                NOVEMBER,
            ),
            "narrow: reached my team; it speaks of “several teams”",
        ),
        (
            (
                make.evidence("2026-09-02 Decided on queues -> 3 gone ~teams"),
                make.evidence("2026-10-02 Decided on keys"),
                make.evidence("2026-11-02 Decided on caches"),
            ),
            "unseen: nobody above peers can testify",
        ),
    ],
)
def test_what_is_missing_is_said(entries, expected):
    assert said(*entries) == expected


def test_an_entry_of_eleven_months_ago_is_not_stale():
    old = [entry(f"2025-{month}-24 Decided -> 3 gone ~teams") for month in (10, 11)]
    assert "stale" not in said(*old)


def test_thresholds_can_be_set():
    assert said(SEPTEMBER, limits={"criteria-least": 1, "criteria-months": 1}).startswith("strong")
    assert said(SEPTEMBER, OCTOBER, NOVEMBER, limits={"criteria-above": 2}) == (
        "unseen: only Ivo Petrov (manager, Platform) can testify"
    )
    assert {one.name for one in THRESHOLDS} == {
        "criteria-least",
        "criteria-stale",
        "criteria-months",
        "criteria-above",
    }


def test_what_cannot_be_met_here_says_why():
    never = make.criterion("Speaks at conferences", of=LADDER, cannot_be_met="we may not speak in public")
    some = covered(make.showing(SEPTEMBER, never), criterion=never)
    assert some.summary == "cannot be met here: we may not speak in public"
    assert len(some.entries) == 1


def test_who_was_shown_an_entry_and_knows_the_work_can_testify_from_the_top_down():
    people = (
        at("Wei-Ling", "above skip-level", ADVOCATES),
        at("Priya", "peer", KNOWS),
        at("Noor", "skip-level", FEEDBACK),
        at("Later", "skip-level", KNOWS),
    )
    shown = make.from_document(
        "---\nvividmap: document 1\n---\n# Impact evidence\n- 2026-09-02 Decided @priya ^abcd\n"
        "  surfaced: @wei-ling 2026-09-03\n  surfaced: @noor 2026-09-03\n  surfaced: @later 2027-01-01\n"
    )
    (one,) = shown.items_of(Evidence)
    some = covered(*people, make.showing(one, ASKED))
    assert [one.text for one in some.witnesses] == ["Wei-Ling", "Priya"]


def test_what_has_not_happened_yet_covers_nothing():
    assert said(entry("2026-11-24 Will decide")) == "nothing yet"


def test_evidence_without_a_date_is_counted_in_no_month():
    assert said(make.evidence("Decided ~teams", strong="alone")) == (
        "thin: one entry; brief: no date; unseen: nobody above peers can testify"
    )


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("2026-11-23 Decided on queues", 1),
        ("2026-11-20..2026-11-30 Decided on queues", 1),
        ("undated Decided on queues", 1),
        ("2026-11-24 Decided on queues", 0),
    ],
)
def test_what_has_not_begun_by_today_covers_nothing(line, count):
    assert len(covered(make.showing(make.evidence(line), ASKED)).entries) == count


def test_an_entry_covers_a_criterion_once_and_no_other():
    other = make.criterion("Coaches engineers", of=LADDER, level="Staff")
    twice = make.showing(make.showing(SEPTEMBER, ASKED), ASKED)

    assert len(covered(IVO, twice).entries) == 1
    assert covered(IVO, other, make.showing(SEPTEMBER, other)).entries == ()
