"""What stands beneath a criterion on its page, and beneath evidence of the criteria that it serves."""

from datetime import date
from typing import Any

from vividmap.core.criteria.coverage import coverage
from vividmap.core.criteria.suggest import suggestions
from vividmap.core.facts.facts import Facts
from vividmap.core.record import Criterion, Item
from vividmap.services import memory
from vividmap.services.actor import Actor
from vividmap.store.queries import frameworks as store
from vividmap.store.queries import labels
from vividmap.web import rows

MOST_CHOICES = 400
"""Criteria that a form offers; a person has one framework, or two, of fifty each."""
MOST_LINKED = 50


def criterion(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Show how a criterion is covered and by what, and what else may show it."""
    assert isinstance(item, Criterion)  # noqa: S101 - chosen by its kind
    record = memory.record(actor)
    (covered,) = coverage(Facts(record, today), [item])
    offers = [(record.by_id[one.item], one.why) for one in suggestions(record, item)]
    shown = covered.entries[:MOST_LINKED]
    names = labels.called(actor.owner, rows.targets([*shown, *(one for one, _ in offers)]))
    return "frameworks/criterion.html", {
        "judgements": covered.judgements,
        "cannot": item.cannot_be_met,
        "linked": [rows.row(one, today, names) for one in shown],
        "left_out": len(covered.entries) - len(shown),
        "offers": [(rows.row(one, today, names), why) for one, why in offers],
    }


def serving(actor: Actor, item: Item) -> dict[str, Any]:
    """Return the criteria that an entry serves, and those that it might be linked to."""
    targets = [*item.linked("criterion")]
    served = labels.called(actor.owner, targets)
    there = {handle for _, handle in served.values()}
    choices = {
        name: [one for one in some if one.handle not in there]
        for name, some in store.choices(actor.owner, MOST_CHOICES).items()
    }
    return {
        "frameworks": choices,
        "serves": [served[one] for one in dict.fromkeys(targets) if one in served],
    }
