"""What stands beneath an item of each kind."""

from collections.abc import Callable
from datetime import date
from typing import Any

from vividmap.core.record import Item
from vividmap.services.actor import Actor
from vividmap.store import queries
from vividmap.store.queries import labels
from vividmap.store.queries import people as reads
from vividmap.web import rows
from vividmap.web.frameworks import detail as frameworks
from vividmap.web.goals import detail as goals
from vividmap.web.goals.skill import skill
from vividmap.web.items import surfacing
from vividmap.web.people import detail as people

MOST_LINKING = 50


def detail(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Return the template of what stands beneath an item, and what it shows."""
    return DETAILS.get(item.kind, linking)(actor, item, today)


def linking(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Show what mentions an item."""
    found = queries.linking_to(actor.owner, item.id)
    shown = found[:MOST_LINKING]
    names = labels.called(actor.owner, rows.targets(shown))
    return "items/linking.html", {
        "linking": [rows.row(one, today, names) for one in shown],
        "left_out": len(found) - len(shown),
    }


def entry(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Show to whom an entry was shown, and what mentions it."""
    _, said = linking(actor, item, today)
    people = labels.called(actor.owner, [*item.linked("surfaced")])
    shown = {
        "shown": list(surfacing.shown(item, people, today)),
        "people": reads.names(actor.owner),
        "handle": item.handle,
        "surfacing": {"to": "", "on": ""},
        "surfacing_wrong": {},
    }
    return "items/entry.html", {**said, **shown}


def evidence(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Show what any entry shows, and the criteria that this one serves."""
    template, said = entry(actor, item, today)
    return template, {**said, **frameworks.serving(actor, item)}


DETAILS: dict[str, Callable[[Actor, Item, date], tuple[str, dict[str, Any]]]] = {
    "evidence": evidence,
    "criterion": frameworks.criterion,
    "skill entry": entry,
    "goal": goals.goal,
    "gap": goals.gap,
    "skill": skill,
    "person": people.detail,
}
