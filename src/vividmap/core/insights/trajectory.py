"""Trajectory: how each goal stood quarter by quarter, and the time that is left for it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from vividmap.core.english.phrasing import (
    count_noun,
    describe_day,
    describe_duration,
    describe_shortage,
    join_names,
    quote,
)
from vividmap.core.facts.facts import BY_DAY, YEAR, Facts, last_day
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Call, Cell, Insight, Pattern, PatternTable
from vividmap.core.quarters import Quarter
from vividmap.core.record import Gap, Goal, Update

PLACE = 120
QUESTION = "How is each goal going, and how much time is left?"
REASON = "A 12-month goal has four quarters. A quarter without an update is a quarter lost."
CALL = Call(40, "Open the goal")
QUARTERS = 8
"""Quarters that are shown: the year of a goal and the one before it."""

TRAJECTORY_LEAST = Threshold(
    "trajectory-least",
    2,
    "updates",
    "With fewer dated updates of active goals, Patterns says nothing about trajectory.",
    "One update is a point; two are a direction.",
    low=1,
)
GOAL_UNSAID = Threshold(
    "goal-unsaid",
    100,
    "days",
    "A goal with no update for longer is pointed out.",
    "You look at goals once a quarter, plus a week or so.",
    low=1,
)
GOAL_NEAR = Threshold(
    "goal-near",
    100,
    "days",
    "A goal that ends within this many days is pointed out while it has open gaps.",
    "At most one quarterly check-in is left in that time.",
)
THRESHOLDS = (TRAJECTORY_LEAST, GOAL_UNSAID, GOAL_NEAR)


def evaluate(facts: Facts) -> Pattern:
    """Return the state of each active goal by quarter, in its own words, and the time left.

    The time runs to the goal's target; without one, 12 months from the day when it was first written of.
    """
    goals = sorted(facts.goals, key=lambda goal: (goal.target or date.max, goal.id))
    if not goals:
        return Pattern(needs="This needs a goal that is still pursued; so far there is none.")
    updates_by_goal = {goal.id: _updates(facts, goal) for goal in goals}
    minimum, total = facts.limit(TRAJECTORY_LEAST), sum(map(len, updates_by_goal.values()))
    if total < minimum:
        return Pattern(needs=describe_shortage(minimum, "dated updates of goals and gaps", total))
    insights = tuple(_goal(facts, goal, updates_by_goal[goal.id]) for goal in goals)
    return Pattern(insights, _table(facts, goals, updates_by_goal))


def _updates(facts: Facts, goal: Goal) -> list[Update]:
    """Return what was said of a goal and its gaps until today, the oldest first."""
    of = [goal.id, *(gap.id for gap in facts.gaps.get(goal.id, ()))]
    updates = [update for uid in of for update in facts.updates.get(uid, ())]
    return sorted(updates, key=BY_DAY)


def _goal(facts: Facts, goal: Goal, updates: Sequence[Update]) -> Insight:
    """Return where a goal stands: the time left, its state in its own words, and what needs action."""
    parts = [f"{quote(goal.text)}: {_time(facts, goal, updates)}"]
    own_updates = [update for update in updates if update.parent == goal.id]
    if own_updates:
        parts.append(f"On {describe_day(last_day(own_updates[-1]))} you said: {quote(own_updates[-1].text)}.")
    calls = list(_calls(facts, goal, updates))
    parts += [sentence for sentence, _ in calls]
    behind = (
        goal.id,
        *(update.id for update in reversed(own_updates)),
        *(update.id for update in updates if update.parent != goal.id),
    )
    return Insight(" ".join(parts), calls[0][1] if calls else "", behind, is_actionable=bool(calls))


def _ends(goal: Goal, updates: Sequence[Update]) -> date | None:
    if goal.target or not updates:
        return goal.target
    return date.fromordinal(min(last_day(updates[0]).toordinal() + YEAR, date.max.toordinal()))


def _time(facts: Facts, goal: Goal, updates: Sequence[Update]) -> str:
    end = _ends(goal, updates)
    if end is None:
        return "it has no target, and nothing was said about it yet."
    to = (
        f"its target, {describe_day(end)}"
        if goal.target
        else f"12 months from when you first wrote about it, {describe_day(end)}"
    )
    days = (end - facts.today).days
    if days < 0:
        return f"{to}, was {describe_duration(-days)} ago."
    return f"{to}, is today." if not days else f"{describe_duration(days)} left until {to}."


def _calls(facts: Facts, goal: Goal, updates: Sequence[Update]) -> Iterator[tuple[str, str]]:
    """Yield what needs action on a goal, as a sentence with a step."""
    end = _ends(goal, updates)
    days = (end - facts.today).days if end else None
    still = [gap for gap in facts.gaps.get(goal.id, ()) if gap.state != "closed"]
    if days is not None and days < 0:
        yield "It is still pursued.", "Set a new target, or say that it was reached or dropped."
    elif days is not None and days <= facts.limit(GOAL_NEAR) and still:
        yield _still(still), "Choose the one gap that can still move before then."
    silent = (facts.today - last_day(updates[-1])).days if updates else None
    if silent is None:
        yield "Nothing was said about it or its gaps.", "Say in a line where it stands today."
    elif silent > facts.limit(GOAL_UNSAID):
        yield (
            f"Nothing was said about it or its gaps for {describe_duration(silent)}.",
            "Say in a line where it stands today.",
        )


def _still(gaps: Sequence[Gap]) -> str:
    names = join_names(sorted(quote(gap.text, 60) for gap in gaps), 3)
    return f"{count_noun(len(gaps), 'gap')} {'is' if len(gaps) == 1 else 'are'} still open: {names}."


def _table(
    facts: Facts, goals: Sequence[Goal], updates_by_goal: dict[UUID, list[Update]]
) -> PatternTable | None:
    """Return goals by quarters, from the first of the last eight in which something was said."""
    by_quarter: dict[UUID, dict[Quarter, list[Update]]] = {}
    for goal in goals:
        by_quarter[goal.id] = defaultdict(list)
        for quarter in updates_by_goal[goal.id]:
            by_quarter[goal.id][facts.quarter(last_day(quarter))].append(quarter)
    quarters = facts.quarters(QUARTERS)
    used = [n for n, quarter in enumerate(quarters) if any(quarter in group for group in by_quarter.values())]
    if not used:
        return None
    quarters_shown = quarters[used[0] :]
    rows = tuple(
        (
            Cell(goal.text, behind=(goal.id,)),
            *(_cell(goal, by_quarter[goal.id].get(quarter, ())) for quarter in quarters_shown),
        )
        for goal in goals
    )
    return PatternTable(("Goal", *(quarter.label for quarter in quarters_shown)), rows, "matrix")


def _cell(goal: Goal, updates: Sequence[Update]) -> Cell:
    """Return the last state of a quarter: the goal's own, else how many of its gaps were looked at."""
    if not updates:
        return Cell("–", 0)
    own_updates = [update for update in reversed(updates) if update.parent == goal.id]
    gap_updates = [update for update in reversed(updates) if update.parent != goal.id]
    gaps = count_noun(len({update.parent for update in gap_updates}), "gap")
    words = quote(own_updates[0].text) if own_updates else f"of {gaps} only"
    return Cell(words, len(updates), tuple(update.id for update in (*own_updates, *gap_updates)))
