"""The section below a skill on its own page."""

from datetime import date
from typing import Any

from vividmap.core.record import Item, Skill
from vividmap.services.actor import Actor
from vividmap.store import queries
from vividmap.store.queries.goals import goals_of_skill, items_mentioning, list_skill_names
from vividmap.web import entry_rows
from vividmap.web.goals import forms

MOST_ENTRIES = 30
MOST_GOALS = 30
MOST_OFFERED = 200


def skill(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Show a skill: how it was practised, where it was used, and the goals and gaps that it serves."""
    assert isinstance(item, Skill)  # noqa: S101 - chosen by its kind
    owner = actor.owner
    practice, practice_count = items_mentioning(owner, item.id, ("skill entry",), MOST_ENTRIES)
    evidence, used = items_mentioning(owner, item.id, ("evidence",), MOST_ENTRIES)
    goal_counts = goals_of_skill(owner, item.id, MOST_GOALS)
    targets = entry_rows.targets([item, *practice, *evidence])
    names = queries.item_labels(owner, [*targets, *(target for target, _ in goal_counts)])
    own_goals = set(item.linked_ids("goal"))
    return "goals/skill.html", {
        "skill": item,
        "practice": [entry_rows.entry_row(entry, today, names) for entry in practice],
        "practice_count": practice_count,
        "evidence": [entry_rows.entry_row(entry, today, names) for entry in evidence],
        "use_count": used,
        "served_goals": [link for link in entry_rows.links(item.mentions, names) if link.sign == "!"],
        "goal_counts": [
            (entry_rows.Link("!", *names[target]), count)
            for target, count in goal_counts
            if target in names and target not in own_goals
        ],
        "rename_form": forms.fill_inputs(forms.RENAME, {"name": item.text}, {}),
        "alias_form": forms.fill_inputs(forms.ALIAS, {}, {}),
        "merge_form": forms.fill_inputs(forms.MERGE, {}, {}),
        "skill_names": [name for name in list_skill_names(owner, MOST_OFFERED) if name != item.text],
    }
