"""Trajectory: how each goal stood quarter by quarter, and the time that is left for it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from vividmap.core.facts.facts import BY_DAY, YEAR, Facts, last_day
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Cell, Insight, Pattern, Table
from vividmap.core.quarters import Quarter
from vividmap.core.record import Gap, Goal, Update
from vividmap.core.saying import counted, lasting, listed, on, quoted, too_little

PLACE = 120
QUESTION = "How is each goal going, and how much time is left?"
WHY = "A goal of 12 months has four quarters; one in which nobody looks at it is a quarter of the time."
QUARTERS = 8
"""Quarters that are shown: the year of a goal and the one before it."""

TRAJECTORY_LEAST = Threshold(
    "trajectory-least",
    2,
    "updates",
    "With fewer dated updates of the goals that are pursued nothing is said about where they are going.",
    "Of our own: one update is a place, two are a direction.",
    low=1,
)
GOAL_UNSAID = Threshold(
    "goal-unsaid",
    100,
    "days",
    "A goal of which nothing was said for longer is called.",
    "Goals are looked at once a quarter; a week or so on top is no matter.",
    low=1,
)
GOAL_NEAR = Threshold(
    "goal-near",
    100,
    "days",
    "A goal that ends within so many days is called while gaps of it are open.",
    "One quarterly check-in is left in that time, or none.",
)
THRESHOLDS = (TRAJECTORY_LEAST, GOAL_UNSAID, GOAL_NEAR)


def look(facts: Facts) -> Pattern:
    """Return the state of each active goal by quarter, in its own words, and the time left.

    The time runs to the goal's target; without one, 12 months from the day when it was first written of.
    """
    goals = sorted(facts.goals, key=lambda one: (one.target or date.max, one.id))
    if not goals:
        return Pattern(needs="This needs a goal that is still pursued; so far there is none.")
    said = {goal.id: _updates(facts, goal) for goal in goals}
    least, found = facts.limit(TRAJECTORY_LEAST), sum(map(len, said.values()))
    if found < least:
        return Pattern(needs=too_little(least, "dated updates of goals and gaps", found))
    insights = tuple(_goal(facts, goal, said[goal.id]) for goal in goals)
    return Pattern(insights, _table(facts, goals, said))


def _updates(facts: Facts, goal: Goal) -> list[Update]:
    """Return what was said of a goal and its gaps until today, the oldest first."""
    of = [goal.id, *(gap.id for gap in facts.gaps.get(goal.id, ()))]
    found = [one for uid in of for one in facts.updates.get(uid, ())]
    return sorted(found, key=BY_DAY)


def _goal(facts: Facts, goal: Goal, said: Sequence[Update]) -> Insight:
    """Return where a goal stands: the time left, its state in its own words, and what calls."""
    parts = [f"{quoted(goal.text)}: {_time(facts, goal, said)}"]
    own = [one for one in said if one.parent == goal.id]
    if own:
        parts.append(f"On {on(last_day(own[-1]))} you said: {quoted(own[-1].text)}.")
    calls = list(_calls(facts, goal, said))
    parts += [sentence for sentence, _ in calls]
    behind = (goal.id, *(one.id for one in reversed(own)), *(one.id for one in said if one.parent != goal.id))
    return Insight(" ".join(parts), calls[0][1] if calls else "", behind, calls=bool(calls))


def _ends(goal: Goal, said: Sequence[Update]) -> date | None:
    if goal.target or not said:
        return goal.target
    return date.fromordinal(min(last_day(said[0]).toordinal() + YEAR, date.max.toordinal()))


def _time(facts: Facts, goal: Goal, said: Sequence[Update]) -> str:
    end = _ends(goal, said)
    if end is None:
        return "it has no target, and nothing was said of it yet."
    to = f"its target, {on(end)}" if goal.target else f"12 months from when you first wrote of it, {on(end)}"
    days = (end - facts.today).days
    if days < 0:
        return f"{to}, was {lasting(-days)} ago."
    return f"{to}, is today." if not days else f"{lasting(days)} left until {to}."


def _calls(facts: Facts, goal: Goal, said: Sequence[Update]) -> Iterator[tuple[str, str]]:
    """Yield what calls about a goal as a sentence, with a step."""
    end = _ends(goal, said)
    days = (end - facts.today).days if end else None
    still = [one for one in facts.gaps.get(goal.id, ()) if one.state != "closed"]
    if days is not None and days < 0:
        yield "It is still pursued.", "Set a new target, or say that it was reached or dropped."
    elif days is not None and days <= facts.limit(GOAL_NEAR) and still:
        yield _still(still), "Choose the one gap that can still move before then."
    silent = (facts.today - last_day(said[-1])).days if said else None
    if silent is None:
        yield "Nothing was said of it or its gaps.", "Say in a line where it stands today."
    elif silent > facts.limit(GOAL_UNSAID):
        yield (
            f"Nothing was said of it or its gaps for {lasting(silent)}.",
            "Say in a line where it stands today.",
        )


def _still(gaps: Sequence[Gap]) -> str:
    names = listed(sorted(quoted(one.text, 60) for one in gaps), 3)
    return f"{counted(len(gaps), 'gap')} {'is' if len(gaps) == 1 else 'are'} still open: {names}."


def _table(facts: Facts, goals: Sequence[Goal], said: dict[UUID, list[Update]]) -> Table | None:
    """Return goals by quarters, from the first of the last eight in which something was said."""
    by_quarter: dict[UUID, dict[Quarter, list[Update]]] = {}
    for goal in goals:
        by_quarter[goal.id] = defaultdict(list)
        for one in said[goal.id]:
            by_quarter[goal.id][facts.quarter(last_day(one))].append(one)
    quarters = facts.quarters(QUARTERS)
    begun = [n for n, one in enumerate(quarters) if any(one in found for found in by_quarter.values())]
    if not begun:
        return None
    shown = quarters[begun[0] :]
    rows = tuple(
        (
            Cell(goal.text, behind=(goal.id,)),
            *(_cell(goal, by_quarter[goal.id].get(one, ())) for one in shown),
        )
        for goal in goals
    )
    return Table(("Goal", *(one.label for one in shown)), rows, "matrix")


def _cell(goal: Goal, said: Sequence[Update]) -> Cell:
    """Return the last state of a quarter: the goal's own, else how many of its gaps were looked at."""
    if not said:
        return Cell("–", 0)
    own = [one for one in reversed(said) if one.parent == goal.id]
    rest = [one for one in reversed(said) if one.parent != goal.id]
    gaps = counted(len({one.parent for one in rest}), "gap")
    words = quoted(own[0].text) if own else f"of {gaps} only"
    return Cell(words, len(said), tuple(one.id for one in (*own, *rest)))
