"""Which goals and gaps are pursued."""

from datetime import date

from vividmap.core.record import GOAL_KINDS, Gap, Goal, Item, Record, Update


def is_pursued(item: Item, record: Record) -> bool:
    """Tell whether a goal is active, or a gap open and its goal active."""
    if isinstance(item, Gap):
        goal = record.by_id.get(item.parent) if item.parent else None
        return item.state != "closed" and (goal is None or is_pursued(goal, record))
    return isinstance(item, Goal) and item.active


def goals_of(record: Record, end: date) -> list[Goal]:
    """Return the goals that were pursued by then, promotions and the nearest first."""
    order = (*GOAL_KINDS, "")
    goals = [
        goal for goal in record.all(Goal) if goal.active and goal.text.strip() and _known(goal, record, end)
    ]
    return sorted(goals, key=lambda goal: (order.index(goal.what), goal.target or date.max, goal.id.int))


def gaps_of(goal: Goal, record: Record, end: date) -> list[Gap]:
    """Return the gaps of a goal that were open by then, in the order in which they were named."""
    gaps = (one for one in record.children.get(goal.id, ()) if isinstance(one, Gap) and one.state != "closed")
    return sorted(
        (gap for gap in gaps if gap.text.strip() and _known(gap, record, end)), key=lambda gap: gap.id.int
    )


def _known(item: Item, record: Record, end: date) -> bool:
    """Tell whether a goal or gap was there by then: as of its first update, or when it was written down."""
    below = (
        one
        for child in record.children.get(item.id, ())
        for one in (child, *record.children.get(child.id, ()))
    )
    dates = [one.when.first for one in below if isinstance(one, Update) and one.when is not None]
    return min(dates, default=item.created_at.date()) <= end
