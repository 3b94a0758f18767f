"""Which goals and gaps are pursued."""

from datetime import date

from vividmap.core.record import Gap, Goal, Item, Record, Update
from vividmap.core.vocabulary import GOAL_KINDS


def is_active_goal(item: Item, record: Record) -> bool:
    """Return whether a goal is active, or a gap open and its goal active."""
    if isinstance(item, Gap):
        goal = record.by_id.get(item.parent) if item.parent else None
        return item.state != "closed" and (goal is None or is_active_goal(goal, record))
    return isinstance(item, Goal) and item.is_active


def list_active_goals(record: Record) -> list[Goal]:
    """Return the goals that are pursued, promotions and the nearest first."""
    order = (*GOAL_KINDS, "")
    goals = [goal for goal in record.items_of(Goal) if goal.is_active and goal.text.strip()]
    return sorted(goals, key=lambda goal: (order.index(goal.goal_kind), goal.target or date.max, goal.id.int))


def list_open_gaps(goal: Goal, record: Record) -> list[Gap]:
    """Return the open gaps of a goal, in the order in which they were named."""
    gaps = (
        child
        for child in record.children.get(goal.id, ())
        if isinstance(child, Gap) and child.state != "closed"
    )
    return sorted((gap for gap in gaps if gap.text.strip()), key=lambda gap: gap.id.int)


def first_day(item: Goal | Gap, record: Record) -> date:
    """Return since when a goal or gap is known: its first update, or else the day it was written down."""
    below = (
        descendant
        for child in record.children.get(item.id, ())
        for descendant in (child, *record.children.get(child.id, ()))
    )
    dates = [
        descendant.when.first
        for descendant in below
        if isinstance(descendant, Update) and descendant.when is not None
    ]
    return min(dates, default=item.created_at.date())
