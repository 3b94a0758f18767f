from datetime import date, timedelta

import pytest

from tests.core.insights.looking import look, saying, says, several
from tests.core.make import evidence, gap, goal, skill, skill_entry

LATE = date(2026, 2, 1)
STAFF = goal("Staff engineer")
INFLUENCE = gap("Cross-team influence", of=STAFF)


def practice(count, name, first=LATE, **fields):
    return several(
        count,
        first,
        line=f"Practised {name} {{}} #{name}",
        make_one=skill_entry,
        **{"category": "practice", **fields},
    )


def use(count, name, first=LATE):
    return several(count, first, line=f"Used {name} {{}} #{name}")


def has(found, words):
    return any(words in one for one in says(found))


@pytest.mark.parametrize(("count", "shown"), [(0, False), (2, False), (3, True)])
def test_it_needs_a_few_skill_entries(count, shown):
    found = look("skills", *practice(count, "rust"), evidence("2026-03-01 Used #rust"))
    assert bool(found.insights) is shown
    assert bool(found.needs) is not shown


def test_where_the_log_went_is_told():
    items = [*practice(3, "rust"), *practice(2, "sql"), *practice(1, "raft"), *practice(1, "spanish")]
    assert look("skills", *items).insights[0].statement == (
        "7 skill entries in Q1 2026 to Q4 2026, most often on rust (3), sql (2) and raft (1)."
    )


@pytest.mark.parametrize(("count", "told"), [(1, False), (2, True), (3, True)])
def test_practice_without_use_is_named(count, told):
    found = look("skills", *practice(count, "rust"), *practice(3, "sql"), *use(1, "sql"))
    assert has(found, "named by no evidence") is told
    if told:
        one = saying(found, "named by no evidence")
        assert one.statement == (
            "Practised in Q1 2026 to Q4 2026, and named by no evidence of that time: "
            f"rust ({count} skill entries; in evidence never so far)."
        )
        assert one.is_actionable
        assert len(one.behind) == count + 1


def test_use_of_long_ago_is_told_with_its_month():
    found = look("skills", *practice(3, "rust"), *use(1, "rust", date(2025, 7, 25)))
    assert (
        "rust (3 skill entries; in evidence last in July 2025)"
        in saying(found, "named by no evidence").statement
    )


def test_use_in_the_same_four_quarters_is_use():
    assert not has(
        look("skills", *practice(3, "rust"), *use(1, "rust", date(2026, 1, 1))), "named by no evidence"
    )


@pytest.mark.parametrize(("count", "told"), [(2, False), (3, True)])
def test_a_skill_that_only_evidence_names_is_told(count, told):
    found = look("skills", *practice(3, "sql"), *use(count, "interviewing"))
    assert has(found, "never in your skill log: interviewing (3).") is told


def test_a_skill_that_was_ever_logged_is_not_told_as_never_logged():
    items = [*practice(3, "sql"), *use(3, "interviewing"), *practice(1, "interviewing", date(2020, 1, 1))]
    assert not has(look("skills", *items), "never in your skill log")


HEARD = date(2026, 3, 1)


@pytest.mark.parametrize(("days", "followed"), [(-1, "none"), (0, "1"), (90, "1"), (91, "none")])
def test_feedback_is_followed_by_practice_of_the_same_skill_within_a_quarter(days, followed):
    items = [
        *practice(1, "writing", HEARD, category="feedback"),
        *practice(1, "writing", HEARD + timedelta(days)),
        *practice(2, "rust", HEARD),
    ]
    one = saying(look("skills", *items), "feedback")
    assert one.statement.startswith(
        f"Practice of the same skill followed {followed} of 1 piece of feedback within 90 days."
    )
    assert ("Not in that time: “Practised writing 0" in one.statement) is (followed == "none")
    assert one.is_actionable is (followed == "none")


def test_feedback_is_not_followed_by_more_feedback_or_by_another_skill():
    items = [*practice(2, "writing", HEARD, category="feedback"), *practice(2, "rust", HEARD)]
    assert "followed none of 2 pieces" in saying(look("skills", *items), "feedback").statement


@pytest.mark.parametrize(("heard", "young"), [(date(2026, 8, 25), True), (date(2026, 8, 24), False)])
def test_feedback_of_the_last_ninety_days_is_too_recent_to_tell(heard, young):
    items = [*practice(1, "writing", heard, category="feedback"), *practice(2, "rust")]
    one = saying(look("skills", *items), "feedback")
    assert (
        one.statement
        == "Nothing shows whether practice followed 1 piece of feedback: 1 is from the last 90 days."
    ) is young
    assert one.is_actionable is not young


def test_feedback_that_names_no_skill_is_counted_apart():
    items = [
        skill_entry("2026-03-01 Be slower", category="feedback"),
        *practice(1, "writing", HEARD, category="feedback"),
        *practice(2, "rust"),
    ]
    assert "(besides, 1 names no skill)" in saying(look("skills", *items), "feedback").statement


def test_the_owner_sets_how_soon_feedback_is_followed():
    items = [
        *practice(1, "writing", HEARD, category="feedback"),
        *practice(2, "writing", HEARD + timedelta(100)),
    ]
    found = look("skills", *items, limits={"feedback-days": 100})
    assert "followed 1 of 1 piece of feedback within 100 days" in saying(found, "feedback").statement


def test_a_skill_that_serves_no_goal_is_told_and_does_not_call():
    items = [
        STAFF,
        INFLUENCE,
        *practice(3, "rust"),
        skill_entry("2026-03-01 Wrote #writing !cross-team-influence"),
    ]
    one = saying(look("skills", *items), "serving no open goal")
    assert "gap: rust (3)." in one.statement
    assert not one.is_actionable


@pytest.mark.parametrize("serving", [STAFF, INFLUENCE])
def test_a_skill_serves_what_it_says_that_it_serves(serving):
    name = serving.text.lower().replace(" ", "-")
    linked = skill_entry(f"2026-03-01 Wrote #rust !{name}")
    assert not has(look("skills", STAFF, INFLUENCE, linked, *practice(3, "rust")), "serving no open goal")
    said = skill("rust", mentions=linked.mentions[1:])
    assert not has(look("skills", STAFF, INFLUENCE, said, *practice(3, "rust")), "serving no open goal")


def test_a_goal_that_is_over_is_served_by_nothing():
    over = goal("Staff engineer", state="reached")
    other = goal("Something else")
    items = [over, other, *several(3, LATE, line="Rust {} #rust !staff-engineer", make_one=skill_entry)]
    assert "rust (3)" in saying(look("skills", *items), "serving no open goal").statement


def test_without_goals_nothing_serves_none():
    assert not has(look("skills", *practice(3, "rust")), "serving no open goal")


def test_an_open_gap_that_no_skill_entry_serves_is_told():
    closed = gap("Speaking Finance", of=STAFF, state="closed")
    found = look("skills", STAFF, INFLUENCE, closed, *practice(3, "rust"))
    one = saying(found, "No skill entry of")
    assert one.statement == "No skill entry of Q1 2026 to Q4 2026 serves 1 open gap: “Cross-team influence”."
    assert one.behind == (INFLUENCE.id,)
    assert one.is_actionable


@pytest.mark.parametrize(("day", "served"), [("2025-12-31", False), ("2026-01-01", True)])
def test_a_gap_is_served_by_a_skill_entry_of_the_last_four_quarters(day, served):
    entry = skill_entry(f"{day} Wrote !cross-team-influence")
    assert (
        has(look("skills", STAFF, INFLUENCE, entry, *practice(3, "rust")), "No skill entry of") is not served
    )


def test_a_gap_is_served_through_a_skill_that_serves_it():
    serves = skill_entry("2026-01-01 x !cross-team-influence").mentions
    items = [STAFF, INFLUENCE, skill("rust", mentions=serves), *practice(3, "rust")]
    assert not has(look("skills", *items), "No skill entry of")


def test_the_matrix_counts_entries_by_skill_and_quarter():
    nameless = skill_entry("2026-11-01 Read the rulebook")
    table = look("skills", *practice(2, "rust"), *practice(1, "rust", date(2025, 12, 31)), nameless).table
    assert table.chart == "matrix"
    assert table.columns == (
        "Skill",
        "Q4 2025",
        "Q1 2026",
        "Q2 2026",
        "Q3 2026",
        "Q4 2026",
    )
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["rust", "1", "2", "", "", ""],
        ["No skill named", "", "", "", "", "1"],
    ]
    assert table.rows[1][-1].behind == (nameless.id,)


def test_an_entry_of_two_skills_stands_once_behind_what_is_said_of_both():
    both = several(3, LATE, line="Both {} #rust #sql", make_one=skill_entry)
    one = saying(look("skills", *both), "named by no evidence")
    assert len(one.behind) == len(set(one.behind)) == 5


def test_without_feedback_nothing_is_said_of_it():
    pattern = look("skills", *practice(8, "rust"))
    assert not any("feedback" in insight.statement for insight in pattern.insights)
