"""The sections below a goal and below a gap on their own pages."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from vividmap.core.record import ENTRY_KINDS, Gap, Goal, Item, Update
from vividmap.services.actor import Actor
from vividmap.store import queries
from vividmap.store.queries.goals import (
    count_children,
    count_entries,
    items_mentioning,
    latest_updates,
    list_gaps,
    list_updates,
)
from vividmap.web import entry_rows
from vividmap.web.goals import forms, view_models

MOST_ENTRIES = 30
MOST_STATES = 40
MOST_GAPS = 60
MOST_SKILLS = 30
_MOVES = (*ENTRY_KINDS, "touchpoint", "update")


def goal(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Show a goal: its updates, its gaps, and the entries that name it."""
    assert isinstance(item, Goal)  # noqa: S101 - chosen by its kind
    owner = actor.owner
    gaps = list_gaps(owner, [item.id], MOST_GAPS)
    newest = latest_updates(owner, [gap.id for gap in gaps])
    latest = view_models.group_by_parent([update for update in newest if isinstance(update, Update)])
    mention_counts = count_entries(owner, [item.id, *(gap.id for gap in gaps)])
    data = view_models.GoalData(view_models.GoalPeriod((), today), latest, mention_counts)
    return "goals/goal.html", {
        **_common(actor, item, today, ENTRY_KINDS),
        "labels": list(view_models.goal_labels(item, len(gaps), today)),
        "gaps": [view_models.goal_row(gap, data) for gap in gaps],
        "gap_entry_count": sum(mention_counts.get(gap.id, (0, None))[0] for gap in gaps),
        "gap_form": forms.fill_inputs(forms.GAP, {}, {}),
    }


def gap(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Show a gap: its updates, whether it has stalled, and everything that moved it."""
    assert isinstance(item, Gap)  # noqa: S101 - chosen by its kind
    updates = list_updates(actor.owner, [item.id], MOST_STATES)
    mention_counts = count_entries(actor.owner, [item.id])
    return "goals/gap.html", {
        **_common(actor, item, today, _MOVES, updates),
        "goal": queries.item_label(actor.owner, item.parent) if item.parent else None,
        "stalled_note": view_models.stalled_note(
            item, view_models.GoalData(view_models.GoalPeriod((), today), {item.id: updates}, mention_counts)
        ),
    }


def _common(
    actor: Actor,
    item: Goal | Gap,
    today: date,
    kinds: tuple[str, ...],
    updates: list[Update] | None = None,
) -> dict[str, Any]:
    """Return what both goals and gaps show."""
    owner = actor.owner
    state_updates = list_updates(owner, [item.id], MOST_STATES) if updates is None else updates
    entries, count = items_mentioning(owner, item.id, kinds, MOST_ENTRIES)
    names = queries.item_labels(owner, _targets(entries, state_updates))
    skills, _ = items_mentioning(owner, item.id, ("skill",), MOST_SKILLS)
    left_out = count_children(owner, item.id, "update") - len(state_updates)
    return {
        "state_rows": view_models.state_rows(state_updates, today, names),
        "earlier_count": left_out,
        "entries": [entry_rows.entry_row(entry, today, names) for entry in entries],
        "count": count,
        "skills": [entry_rows.Link("#", skill.text, skill.handle) for skill in skills],
        "state": forms.state_of(item),
        "state_choices": forms.STATES[item.kind],
        "update_form": forms.fill_inputs(forms.UPDATE, {}, {}),
    }


def _targets(*items: Iterable[Item]) -> list[UUID]:
    return entry_rows.targets(item for group in items for item in group)
