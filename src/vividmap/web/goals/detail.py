"""What stands beneath a goal and beneath a gap on their own pages."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from vividmap.core.record import Gap, Goal, Item, Update
from vividmap.services.actor import Actor
from vividmap.store.queries import goals as store
from vividmap.store.queries import labels
from vividmap.web import rows
from vividmap.web.goals import forms, shape

MOST_ENTRIES = 30
MOST_STATES = 40
MOST_GAPS = 60
MOST_SKILLS = 30
_ENTRIES = ("evidence", "skill entry")
_MOVES = (*_ENTRIES, "touchpoint", "update")


def goal(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Show a goal: how it stood, its gaps, and the entries that name it."""
    assert isinstance(item, Goal)  # noqa: S101 - chosen by its kind
    owner = actor.owner
    gaps = store.gaps(owner, [item.id], MOST_GAPS)
    newest = store.latest(owner, [gap.id for gap in gaps])
    latest = shape.by_parent([one for one in newest if isinstance(one, Update)])
    moved = store.moved(owner, [item.id, *(gap.id for gap in gaps)])
    seen = shape.Seen(shape.View((), today), latest, moved)
    return "goals/goal.html", {
        **_common(actor, item, today, _ENTRIES),
        "about": list(shape.notes(item, len(gaps), today)),
        "gaps": [shape.line(gap, seen) for gap in gaps],
        "beneath": sum(moved.get(gap.id, (0, None))[0] for gap in gaps),
        "gap_form": forms.filled(forms.GAP, {}, {}),
    }


def gap(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Show a gap: how it stood, whether it has stood still, and everything that moved it."""
    assert isinstance(item, Gap)  # noqa: S101 - chosen by its kind
    updates = store.updates(actor.owner, [item.id], MOST_STATES)
    moved = store.moved(actor.owner, [item.id])
    return "goals/gap.html", {
        **_common(actor, item, today, _MOVES, updates),
        "goal": labels.above(actor.owner, item.parent) if item.parent else None,
        "still": shape.still(item, shape.Seen(shape.View((), today), {item.id: updates}, moved)),
    }


def _common(
    actor: Actor,
    item: Goal | Gap,
    today: date,
    kinds: tuple[str, ...],
    updates: list[Update] | None = None,
) -> dict[str, Any]:
    """Return what goals and gaps show alike."""
    owner = actor.owner
    said = store.updates(owner, [item.id], MOST_STATES) if updates is None else updates
    entries, count = store.naming(owner, item.id, kinds, MOST_ENTRIES)
    names = labels.called(owner, _targets(entries, said))
    skills, _ = store.naming(owner, item.id, ("skill",), MOST_SKILLS)
    left_out = store.count_beneath(owner, item.id, "update") - len(said)
    return {
        "states": shape.states(said, today, names),
        "earlier": left_out,
        "entries": [rows.row(one, today, names) for one in entries],
        "count": count,
        "skills": [rows.Link("#", one.text, one.handle) for one in skills],
        "state": forms.state_of(item),
        "state_choices": forms.STATES[item.kind],
        "update_form": forms.filled(forms.UPDATE, {}, {}),
    }


def _targets(*items: Iterable[Item]) -> list[UUID]:
    return rows.targets(one for some in items for one in some)
