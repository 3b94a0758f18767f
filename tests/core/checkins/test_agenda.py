"""What each check-in asks, and what it shows beside it."""

from dataclasses import replace
from datetime import date, timedelta
from importlib import resources
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import (
    evidence,
    from_document,
    gap,
    goal,
    person,
    profile,
    record,
    skill,
    skill_entry,
    touchpoint,
    update,
)
from vividmap.core import checkins
from vividmap.core.checkins import agenda, day_in, period_for, weekly
from vividmap.core.checkins.calendar import period_of
from vividmap.core.insights import pattern_modules
from vividmap.core.insights.pattern import Insight, Pattern
from vividmap.core.record import CheckIn, Evidence, Profile, Record
from vividmap.core.when import When

TODAY = date(2026, 11, 20)


def of(kind, *items, on=TODAY):
    kept = record(*items)
    return agenda(kept, on, kind, period_of(kind, on, kept.profile))


def names(found):
    return [step.name for step in found.steps]


def about(found, name):
    step = found.step(name)
    return [(one.name, one.says) for one in step.about] if step else None


def test_an_empty_record_is_asked_what_needs_nothing_to_go_by():
    assert names(of("weekly")) == ["decision", "unblocked", "prevented", "led"]
    assert names(of("monthly")) == ["domain", "practice", "gap", "feedback", "people", "touchpoints"]
    assert names(of("quarterly")) == ["priorities"]
    assert [of(kind).minutes for kind in checkins.KINDS] == [10, 20, 60]


@pytest.mark.parametrize("kind", checkins.KINDS)
def test_a_step_has_a_key_of_its_own_and_says_why_in_a_sentence(kind):
    steps = checkins.steps(kind)
    assert len({step.name for step in steps}) == len(steps)
    for step in steps:
        assert step.prompt.endswith((".", "?"))
        assert step.reason.endswith((".", "!"))
        assert bool(step.makes) == (step.kind == "capture")


def test_the_week_shows_what_is_kept_of_it():
    found = of(
        "weekly",
        evidence("2026-11-16 On Monday -> done"),
        evidence("2026-11-15 On Sunday"),
        evidence("2026-11-14..2026-11-17 Over the weekend"),
        evidence("2026-11-21 Tomorrow"),
        evidence("undated Some time"),
    )
    assert about(found, "week") == [
        ("2026-11-16 On Monday -> done", ""),
        ("2026-11-14..2026-11-17 Over the weekend", ""),
    ]


def days_before(count):
    return (TODAY - timedelta(days=count)).isoformat()


@pytest.mark.parametrize(
    ("days", "asked"),
    [(13, None), (14, "2 weeks ago"), (41, "5 weeks ago"), (42, "6 weeks ago"), (84, "12 weeks ago"),
     (365, "12 months ago"), (366, None)],
)  # fmt: skip
def test_an_outcome_comes_due_two_weeks_after_the_entry_and_no_longer_after_a_year(days, asked):
    found = about(of("weekly", evidence(f"{days_before(days)} Did it")), "outcomes")
    said = f"{asked}, and no outcome yet."
    assert found == ([(f"{days_before(days)} Did it", said)] if asked else None)


def test_what_has_an_outcome_or_is_closed_or_put_off_is_not_asked_for():
    old = days_before(50)
    found = of(
        "weekly",
        evidence(f"{old} Known -> done"),
        evidence(f"{old} Closed", outcome_state="unknown"),
        evidence(f"{old} Put off", ask_again_on=TODAY + timedelta(days=1)),
        evidence(f"{old} Put off until today", ask_again_on=TODAY),
    )
    assert [name for name, _ in about(found, "outcomes")] == [f"{old} Put off until today"]


def test_at_most_five_outcomes_are_asked_for_the_newest_first():
    found = of("weekly", *(evidence(f"{days_before(20 + n)} Entry {n}") for n in range(7)))
    said = [name for name, _ in about(found, "outcomes")]
    assert said == [f"{days_before(20 + n)} Entry {n}" for n in range(weekly.MAX_OUTCOMES)]


def test_an_owner_is_asked_after_as_many_days_as_they_set():
    item = evidence(f"{days_before(8)} Did it")
    assert about(of("weekly", item), "outcomes") is None
    assert about(of("weekly", item, profile(limits={"outcome-first-asked": 7})), "outcomes")


def test_the_month_shows_skills_that_were_named_for_the_first_time():
    found = of(
        "monthly",
        evidence("2026-10-02 Before #redis"),
        evidence("2026-11-02 Again #redis"),
        skill_entry("2026-11-03 Lifetimes #rust"),
        evidence("2026-11-05 Later #rust"),
        skill("never named"),
    )
    assert about(found, "new-skills") == [("rust", "3 November 2026: “Lifetimes”")]
    assert about(of("monthly", evidence("2026-10-02 Before #redis")), "new-skills") is None


def test_the_month_names_open_gaps_of_goals_that_are_pursued():
    staff, gone = goal("Staff"), goal("Gone", state="dropped")
    found = of(
        "monthly",
        staff,
        gone,
        gap("Reach", of=staff),
        gap("Writing", of=staff),
        gap("Closed", of=staff, state="closed"),
        gap("Of the dropped", of=gone),
        evidence("2026-11-02 Wrote it !writing"),
    )
    assert about(found, "gap") == [("Reach", ""), ("Writing", "Last named by an entry 2 weeks ago.")]


def shown(found, name):
    step = found.step(name)
    return [one.statement for one in step.insights] if step else None


def in_touch(*items):
    """Return enough people for the pattern to say anything, Dana with the oldest contact, and the items."""
    others = [person(f"Person {n}") for n in range(12)]
    met = [touchpoint("2026-11-18 Talked", of=one) for one in others]
    dana = person("Dana", trust_marks=("would advocate",), longest_days=30)
    return [*others, *met, dana, touchpoint("2026-09-01 Talked", of=dana), *items]


def test_the_month_says_who_has_gone_quiet():
    found = shown(of("monthly", *in_touch()), "fading")
    assert found
    assert "Dana" in found[0]
    assert shown(of("monthly", *in_touch(evidence("2026-11-01 Moved it @dana"))), "fading") is None


def test_the_quarter_asks_how_goals_and_gaps_stand_beside_the_last_words():
    staff = goal("Staff")
    reach = gap("Reach", of=staff)
    found = of(
        "quarterly",
        staff,
        reach,
        gap("New", of=staff),
        goal("Reached", state="reached"),
        update("2026-07-03 Known in my team", of=reach),
        update("2026-10-02 Same!", of=reach, gap="an RFC outside", action="nothing yet"),
        update("2026-12-02 Of a day to come", of=reach),
    )
    standing = found.step("standing")
    assert standing
    assert [(one.name, one.says, one.depth) for one in standing.about] == [
        ("Staff", "No update yet.", 0),
        ("Reach", "2 October 2026: “Same!” The gap: “an RFC outside”. Doing about it: “nothing yet”.", 1),
        ("New", "No update yet.", 1),
    ]


def test_the_quarter_shows_its_evidence_and_proposes_at_most_three():
    kept = [evidence(f"2026-10-{n:02} Entry {n} -> {n} % less ~teams", category="led") for n in range(1, 8)]
    found = of("quarterly", evidence("2026-09-30 Of the last quarter"), *kept)
    assert [name for name, _ in about(found, "evidence")] == [
        f"2026-10-{n:02} Entry {n} -> {n} % less" for n in range(1, 8)
    ]
    proposed = about(found, "strong")
    assert len(proposed) == 3
    assert all("several teams" in says for _, says in proposed)


def test_what_was_marked_strong_is_proposed_again_and_says_so():
    found = of("quarterly", evidence("2026-10-02 Did it", strong="all else follows"))
    assert about(found, "strong") == [("2026-10-02 Did it", "You marked it strong: all else follows.")]


def test_the_quarter_shows_patterns_in_the_gaps_that_call_for_something(monkeypatch):
    loud, quiet = Insight("Named for six months.", "Decide.", is_actionable=True), Insight("One gap moved.")

    class Gaps:
        evaluate = staticmethod(lambda facts: Pattern((loud, quiet)))

    monkeypatch.setitem(pattern_modules(), "gaps", Gaps)
    step = of("quarterly").step("gaps")
    assert step
    assert step.insights == (loud,)


def test_what_the_check_in_itself_made_is_no_part_of_what_it_asks():
    staff = goal("Staff")
    before, now = update("2026-10-02 Before", of=staff), update("2026-11-20 Now", of=staff)
    kept = record(staff, before, now)
    period = period_of("quarterly", TODAY, Profile())
    found = agenda(kept, TODAY, "quarterly", period, frozenset({now.id}))
    assert about(found, "standing") == [("Staff", "2 October 2026: “Before”.")]


def test_a_late_check_in_is_about_its_period_with_things_as_they_are_today():
    staff = goal("Staff")
    kept = record(
        staff,
        update("2026-07-02 Then", of=staff),
        update("2026-10-02 Newest", of=staff),
        evidence("2026-09-30 Of that quarter"),
        evidence("2026-10-01 Of this one"),
    )
    period = period_of("quarterly", date(2026, 9, 1), Profile())
    found = agenda(kept, TODAY, "quarterly", period)
    assert about(found, "standing") == [("Staff", "2 October 2026: “Newest”.")]
    assert about(found, "evidence") == [("2026-09-30 Of that quarter", "")]
    assert day_in(period, TODAY) == date(2026, 9, 30)
    assert day_in(period_of("quarterly", TODAY, Profile()), TODAY) == TODAY


def test_a_check_in_keeps_its_period_when_the_calendar_changes():
    item = CheckIn(rhythm="weekly", when=When(date(2026, 11, 16), date(2026, 11, 22)))
    assert period_for(item, Profile()).name == "2026-W47"
    moved = period_for(item, profile(week_starts="sunday"))
    assert (moved.name, moved.first) == ("2026-11-16..2026-11-22", date(2026, 11, 16))


SAMPLE = from_document((resources.files("vividmap") / "sample" / "record.md").read_text(encoding="utf-8"))


@given(
    kind=st.sampled_from(checkins.KINDS), seed=st.integers(), on=st.dates(date(2024, 11, 1), date(2027, 2, 1))
)
def test_the_order_of_items_changes_nothing_and_every_id_is_in_the_record(kind, seed, on):
    period = period_of(kind, on, SAMPLE.profile)
    found = agenda(SAMPLE, on, kind, period)
    assert all(one.item in SAMPLE.by_id for step in found.steps for one in step.about)
    # goals and gaps are asked about in the order of the record, so those alone are not shuffled
    still = [one for one in SAMPLE.items if one.kind in ("goal", "gap")]
    others = [one for one in SAMPLE.items if one.kind not in ("goal", "gap")]
    Random(seed).shuffle(others)
    shuffled = agenda(Record((*others, *still)), on, kind, period)
    assert {step.name: sorted(map(str, step.about)) for step in shuffled.steps} == {
        step.name: sorted(map(str, step.about)) for step in found.steps
    }


@given(kind=st.sampled_from(checkins.KINDS), on=st.dates(), moment=st.dates())
def test_no_date_is_too_early_or_too_late(kind, on, moment):
    entry: Evidence = replace(evidence("2026-11-20 Did it #rust @priya"), when=When.day(moment))
    kept = record(person("Priya", longest_days=1), entry)
    agenda(kept, on, kind, period_of(kind, on, kept.profile))
