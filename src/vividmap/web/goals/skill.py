"""What stands beneath a skill on its own page."""

from datetime import date
from typing import Any

from vividmap.core.record import Item, Skill
from vividmap.services.actor import Actor
from vividmap.store.queries import goals as store
from vividmap.store.queries import labels
from vividmap.web import rows
from vividmap.web.goals import forms

MOST_ENTRIES = 30
MOST_GOALS = 30
MOST_OFFERED = 200


def skill(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Show a skill: how it was practised, where it was used, and the goals and gaps that it serves."""
    assert isinstance(item, Skill)  # noqa: S101 - chosen by its kind
    owner = actor.owner
    practice, practised = store.naming(owner, item.id, ("skill entry",), MOST_ENTRIES)
    evidence, used = store.naming(owner, item.id, ("evidence",), MOST_ENTRIES)
    pursued = store.pursued(owner, item.id, MOST_GOALS)
    targets = rows.targets([item, *practice, *evidence])
    names = labels.called(owner, [*targets, *(target for target, _ in pursued)])
    own = set(item.linked("goal"))
    return "goals/skill.html", {
        "skill": item,
        "practice": [rows.row(one, today, names) for one in practice],
        "practised": practised,
        "evidence": [rows.row(one, today, names) for one in evidence],
        "used": used,
        "serves": [link for link in rows.links(item.mentions, names) if link.sign == "!"],
        "pursued": [
            (rows.Link("!", *names[target]), count)
            for target, count in pursued
            if target in names and target not in own
        ],
        "rename_form": forms.filled(forms.RENAME, {"name": item.text}, {}),
        "alias_form": forms.filled(forms.ALIAS, {}, {}),
        "merge_form": forms.filled(forms.MERGE, {}, {}),
        "skill_names": [name for name in store.skill_names(owner, MOST_OFFERED) if name != item.text],
    }
