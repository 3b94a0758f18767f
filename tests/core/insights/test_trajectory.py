"""How each goal stood quarter by quarter, and how much time is left."""

from datetime import date, timedelta

import pytest

from tests.core import make
from tests.core.insights.looking import TODAY, look, saying, says
from tests.core.insights.people import cells
from vividmap.core.when import When


def goal(name="Staff", days=400, **fields):
    return make.goal(name, target=TODAY + timedelta(days), **fields)


def said_of(of, ago, text="Aiming at summer"):
    return make.update(text, of=of, when=When.day(TODAY - timedelta(ago)))


def two(of, ago=10):
    return said_of(of, ago), said_of(of, ago + 1, "First said")


def test_without_a_goal_it_says_what_it_needs():
    assert look("trajectory", goal(state="dropped")).needs.startswith(
        "This needs a goal that is still pursued"
    )


@pytest.mark.parametrize(("count", "shown"), [(1, False), (2, True)])
def test_two_updates_are_needed(count, shown):
    aim = goal()
    pattern = look("trajectory", aim, *two(aim)[:count])
    assert bool(pattern.insights) is shown
    assert shown or pattern.needs.startswith("This needs at least 2 dated updates of goals and gaps;")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "its target, 22 November 2026, was 1 day ago."),
        (0, "its target, 23 November 2026, is today."),
        (1, "1 day left until its target, 24 November 2026."),
        (69, "2 months left until its target, 31 January 2027."),
        (365, "11 months left until its target, 23 November 2027."),
    ],
)
def test_the_time_left_is_said(days, words):
    aim = goal(days=days)
    assert saying(look("trajectory", aim, *two(aim)), "“Staff”: ").statement.startswith(f"“Staff”: {words}")


def test_without_a_target_it_is_twelve_months_from_the_first_word():
    aim = make.goal("Staff")
    first = make.update("2026-01-05 Aiming at summer", of=aim)
    said = look("trajectory", aim, first, said_of(aim, 3)).insights[0].statement
    assert said.startswith(
        "“Staff”: 6 weeks left until 12 months from when you first wrote about it, 5 January 2027."
    )
    nothing = make.goal("Rest")
    assert "“Rest”: it has no target, and nothing was said about it yet." in " ".join(
        says(look("trajectory", aim, first, said_of(aim, 3), nothing))
    )


def test_its_last_state_is_quoted_in_their_own_words():
    aim = goal()
    gap = make.gap("Reach", of=aim)
    said = look("trajectory", aim, gap, *two(aim), said_of(gap, 1, "Same")).insights[0]
    assert "On 13 November 2026 you said: “Aiming at summer”." in said.statement
    assert not said.is_actionable


def test_a_goal_past_its_target_and_still_pursued_calls():
    aim = goal(days=-1)
    said = look("trajectory", aim, *two(aim)).insights[0]
    assert said.statement.endswith("It is still pursued.")
    assert said.next_step == "Set a new target, or say that it was reached or dropped."
    assert said.is_actionable


@pytest.mark.parametrize(
    ("days", "state", "calls"),
    [(101, "open", False), (100, "open", True), (0, "", True), (100, "closed", False)],
)
def test_open_gaps_near_the_end_call(days, state, calls):
    aim = goal(days=days)
    gap = make.gap("Reach", of=aim, state=state)
    said = look("trajectory", aim, gap, *two(aim)).insights[0]
    assert said.is_actionable is calls
    assert ("1 gap is still open: “Reach”." in said.statement) is calls


@pytest.mark.parametrize(("ago", "calls"), [(100, False), (101, True)])
def test_a_goal_of_which_nothing_was_said_for_long_calls(ago, calls):
    aim = goal()
    said = look("trajectory", aim, *two(aim, ago)).insights[0]
    assert said.is_actionable is calls
    assert ("Nothing was said about it or its gaps for 3 months." in said.statement) is calls
    gap = make.gap("Reach", of=aim)
    assert not look("trajectory", aim, gap, *two(aim, ago), said_of(gap, 1)).insights[0].is_actionable


def test_the_goal_that_ends_first_stands_first():
    late, soon, never = goal("Late", 300), goal("Soon", 200), make.goal("Never")
    pattern = look("trajectory", late, never, soon, *two(late))
    assert [one.partition("”")[0] for one in says(pattern)] == ["“Soon", "“Late", "“Never"]


def test_the_table_is_goals_by_quarters_from_the_first_word_on():
    aim = goal()
    gap = make.gap("Reach", of=aim)
    updates = (
        make.update("2026-03-31 Aiming", of=aim),
        make.update("2026-04-01 Same", of=gap),
        make.update("2026-05-01 Same again", of=gap),
        make.update("2026-10-02 Agreed", of=aim),
        make.update("2026-11-24 Tomorrow", of=aim),
    )
    pattern = look("trajectory", aim, gap, *updates)
    assert pattern.table.chart == "matrix"
    assert pattern.table.columns == ("Goal", "Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026")
    assert cells(pattern) == [("Staff", "“Aiming”", "of 1 gap only", "–", "“Agreed”")]
    assert [cell.value for cell in pattern.table.rows[0][1:]] == [1, 2, 0, 1]
    fiscal = look("trajectory", aim, gap, *updates, fiscal_month=4)
    assert fiscal.table.columns == ("Goal", "Q4 FY2026", "Q1 FY2027", "Q2 FY2027", "Q3 FY2027")


def test_no_more_than_eight_quarters_are_shown():
    aim = goal()
    updates = [
        make.update(f"{day} Said", of=aim) for day in (date(2019, 1, 1), date(2025, 1, 1), date(2024, 12, 31))
    ]
    assert look("trajectory", aim, *updates).table.columns == (
        "Goal",
        *(f"Q{q} {y}" for y in (2025, 2026) for q in (1, 2, 3, 4)),
    )
