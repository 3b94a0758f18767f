"""How evidence leads to skills, gaps and goals, and what is connected to nothing."""

from dataclasses import replace

import pytest

from tests.core import make
from tests.core.insights.looking import TODAY, look, saying, says, several
from tests.core.insights.people import at, cells, texts
from vividmap.core.record import Mention

STAFF = make.goal("Staff")
REACH = make.gap("Reach", of=STAFF)
FIRST = TODAY.replace(year=2026, month=3, day=1)


def serving(name, *aims):
    return make.skill(name, mentions=tuple(Mention("goal", one.text, one.id) for one in aims))


@pytest.mark.parametrize(("count", "shown"), [(4, False), (5, True)])
def test_five_entries_in_twelve_months_are_needed(count, shown):
    old = make.evidence("2025-11-22 Before that")
    pattern = look("connections", old, *several(count, FIRST))
    assert bool(pattern.insights) is shown
    assert shown or pattern.needs.startswith(
        "This needs at least 5 entries of evidence of the last 12 months;"
    )


def test_the_day_twelve_months_ago_counts():
    assert look("connections", make.evidence("2025-11-23 A year ago"), *several(4, FIRST)).insights


def test_the_flow_goes_from_evidence_over_skills_and_gaps_to_goals():
    items = (
        STAFF,
        REACH,
        serving("writing", REACH),
        make.evidence("2026-03-01 By a skill that serves #writing"),
        make.evidence("2026-03-02 By a skill and a gap #sql !reach"),
        make.evidence("2026-03-03 By a gap alone !reach"),
        make.evidence("2026-03-04 By the goal alone !staff"),
        make.evidence("2026-03-05 By nothing"),
    )
    pattern = look("connections", *items)
    assert pattern.table.chart == "flow"
    assert sorted(cells(pattern)) == [
        ("evidence", "gap: Reach", "1"),
        ("evidence", "goal: Staff", "1"),
        ("evidence", "skill: sql", "1"),
        ("evidence", "skill: writing", "1"),
        ("gap: Reach", "goal: Staff", "3"),
        ("skill: sql", "gap: Reach", "1"),
        ("skill: writing", "gap: Reach", "1"),
    ]
    last = pattern.table.rows[-1]
    assert last[0].text == "gap: Reach", "from the evidence to the goals"
    assert texts(last[2].behind, *items) == [one.text for one in reversed(items[3:6])]
    assert saying(pattern, "lead to a goal").statement == (
        "Of your 5 entries since 1 March 2026, 4 lead to a goal that you pursue: “Staff” 4."
    )


def test_a_goal_that_nothing_leads_to_calls():
    rest = make.goal("Rest")
    entries = several(5, FIRST, line="Entry {} !staff")
    said = saying(look("connections", STAFF, rest, *entries), "lead to a goal")
    assert said.statement.endswith("“Staff” 5 and “Rest” none.")
    assert said.is_actionable
    assert not saying(look("connections", STAFF, *entries), "lead to a goal").is_actionable


def test_without_a_goal_it_says_so():
    assert says(look("connections", *several(5, FIRST, line="Entry {} #rust"))) == [
        "No goal is active, so none of your 5 entries since 1 March 2026 leads to one."
    ]


@pytest.mark.parametrize(("loose", "said"), [(2, False), (3, True)])
def test_entries_that_name_nothing_are_said_from_three_on(loose, said):
    named = several(4, FIRST, line="Entry {} #rust")
    pattern = look("connections", STAFF, *named, *several(loose, FIRST, line="Alone {}"))
    found = [one for one in pattern.insights if "name no skill, person, goal or gap" in one.statement]
    assert bool(found) is said
    if said:
        assert found[0].statement.startswith("3 of your 7 entries since 1 March 2026 name no")
        assert not found[0].is_actionable


def test_a_person_or_a_pending_name_is_a_connection():
    entries = [*several(3, FIRST, line="With {} @priya"), *several(3, FIRST, line="With {} @somebody-new")]
    assert not any("name no skill" in one for one in says(look("connections", at("Priya"), *entries)))


def test_being_shown_to_somebody_alone_is_none():
    dana = at("Dana", "manager")
    shown = [replace(one, mentions=(Mention("surfaced", "dana", dana.id),)) for one in several(5, FIRST)]
    assert any("5 of your 5 entries" in one for one in says(look("connections", dana, *shown)))


@pytest.mark.parametrize(("count", "said"), [(1, False), (2, True)])
def test_skills_in_no_entry_are_said_from_two_on(count, said):
    skills = [make.skill(f"skill {number}") for number in range(count)]
    used = make.skill("rust"), make.skill_entry("2020-01-01 Rust book #rust")
    found = [
        one
        for one in says(look("connections", STAFF, *used, *skills, *several(5, FIRST)))
        if "no entry" in one
    ]
    assert found == (["2 skills are named in no entry: “skill 0” and “skill 1”."] if said else [])


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ((REACH,), True),
        ((REACH, make.skill_entry("2026-01-01 Practice !reach")), False),
        ((REACH, make.evidence("2026-01-01 Done !reach")), False),
        ((REACH, serving("writing", REACH)), True),
        ((REACH, serving("writing", REACH), make.skill_entry("2026-01-01 Practice #writing")), False),
        ((replace(REACH, state="closed"),), False),
    ],
)
def test_an_open_gap_with_no_entry_is_said(items, said):
    pattern = look("connections", STAFF, *several(5, FIRST), *items)
    assert ("1 open gap has no entry at all: “Reach”." in says(pattern)) is said


def test_how_many_are_worth_saying_can_be_set():
    limits = {"loose-gaps": 2, "loose-evidence": 6}
    assert len(look("connections", STAFF, REACH, *several(5, FIRST), limits=limits).insights) == 1


def test_the_table_holds_the_largest_connections():
    many = [make.evidence(f"2026-03-01 Once {number} #skill-{number}") for number in range(80)]
    table = look("connections", *many, *several(3, FIRST, line="Often {} #rust")).table
    assert len(table.rows) == 60
    assert table.rows[0][1].text == "skill: rust"
