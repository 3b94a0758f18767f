"""The section below an item on its page, for each kind."""

from collections.abc import Callable
from datetime import date
from typing import Any

from vividmap.core.record import Item
from vividmap.services.actor import Actor
from vividmap.store import queries
from vividmap.store.queries.people import list_names
from vividmap.web import entry_rows
from vividmap.web.frameworks.detail import criterion, served_criteria
from vividmap.web.goals.detail import gap, goal
from vividmap.web.goals.skill_detail import skill
from vividmap.web.items import shown_to
from vividmap.web.people.detail import detail

MAX_MENTIONS = 50


def detail_section(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Return the template of the section below an item, and its context."""
    return DETAILS.get(item.kind, mentioned_in)(actor, item, today)


def mentioned_in(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Show what mentions an item."""
    items = queries.items_mentioning(actor.owner, item.id)
    page_items = items[:MAX_MENTIONS]
    names = queries.item_labels(actor.owner, entry_rows.targets(page_items))
    return "items/mentioned_in.html", {
        "mentioned_in": [entry_rows.entry_row(entry, today, names) for entry in page_items],
        "hidden_count": len(items) - len(page_items),
    }


def entry(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Show to whom an entry was shown, and what mentions it."""
    _, context = mentioned_in(actor, item, today)
    people = queries.item_labels(actor.owner, [*item.linked_ids("surfaced")])
    own_context = {
        "frameworks": {},
        "showings": list(shown_to.list_showings(item, people, today)),
        "people": list_names(actor.owner),
        "handle": item.handle,
        "shown_form": {"to": "", "on": ""},
        "shown_errors": {},
    }
    return "items/entry_detail.html", {**context, **own_context}


def evidence(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Show what any entry shows, and the criteria that this one serves."""
    template, context = entry(actor, item, today)
    return template, {**context, **served_criteria(actor, item)}


DETAILS: dict[str, Callable[[Actor, Item, date], tuple[str, dict[str, Any]]]] = {
    "evidence": evidence,
    "criterion": criterion,
    "skill entry": entry,
    "goal": goal,
    "gap": gap,
    "skill": skill,
    "person": detail,
}
