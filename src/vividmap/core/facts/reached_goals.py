"""Active goals that the record tells as reached, though nobody has changed their state.

A note says so ("GOAL 2 done: account team on the design system too"), or the latest update of the goal does,
or its own marks and lines: "✅", "Status: achieved".
Which goal a note means is read from the words that both share, since its number is that of a list elsewhere.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from vividmap.core.english.reached import (
    GOAL_WORDS,
    is_goal_done,
    is_marked_done,
    is_state_done,
    is_stated_done,
)
from vividmap.core.english.stems import stems
from vividmap.core.facts.active_goals import list_active_goals
from vividmap.core.record import Evidence, Goal, Record, SkillEntry, Update, by_date
from vividmap.core.text_lookup import MAX_SPELLINGS


def split_goals(record: Record, end: date) -> tuple[list[Goal], list[Goal]]:
    """Return the goals that are pursued, and those of them that the record tells as reached by a day."""
    goals = list_active_goals(record)
    reached_ids = {goal.id for goal in _meant_goals(goals, record)}
    reached_ids |= {goal.id for goal in goals if _has_done_update(goal, record, end)}
    reached_ids |= {goal.id for goal in goals if is_stated_done(goal.body) or is_marked_done(goal.text)}
    pursued_goals = [goal for goal in goals if goal.id not in reached_ids]
    return pursued_goals, [goal for goal in goals if goal.id in reached_ids]


def _meant_goals(goals: Sequence[Goal], record: Record) -> Iterable[Goal]:
    """Yield the goal that each note on a goal reached shares most words with, if it is one alone."""
    if not goals:
        return
    texts = {
        text
        for word in GOAL_WORDS
        for text in record.texts_with(word, (Evidence, SkillEntry), MAX_SPELLINGS)
        if is_goal_done(text)
    }
    for text in sorted(texts):
        counts = [len(stems(text).keys() & stems(goal.text).keys() - _goal_stems()) for goal in goals]
        if max(counts) and counts.count(max(counts)) == 1:
            yield goals[counts.index(max(counts))]


@cache
def _goal_stems() -> frozenset[str]:
    return frozenset(
        stems("goal goals objective objectives done reached achieved met hit complete completed")
    )


def _has_done_update(goal: Goal, record: Record, end: date) -> bool:
    updates = [
        child
        for child in record.children.get(goal.id, ())
        if isinstance(child, Update) and not (child.when and child.when.first > end)
    ]
    latest = max(updates, key=by_date, default=None)
    return latest is not None and is_state_done(latest.text)
