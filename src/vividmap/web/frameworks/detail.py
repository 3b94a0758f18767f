"""The section below a criterion on its page, and the one of criteria below evidence."""

from datetime import date
from typing import Any

from vividmap.core.criteria.coverage import evaluate_coverage
from vividmap.core.criteria.suggest import suggest_evidence
from vividmap.core.facts.facts import Facts
from vividmap.core.record import Criterion, Item
from vividmap.services import record_cache
from vividmap.services.actor import Actor
from vividmap.store import queries
from vividmap.store.queries.frameworks import criteria_by_framework
from vividmap.web import entry_rows

MOST_CHOICES = 400
"""Criteria that a form offers; a person has one framework, or two, of fifty each."""
MOST_LINKED = 50


def criterion(actor: Actor, item: Item, today: date) -> tuple[str, dict[str, Any]]:
    """Show how a criterion is covered and by what, and what else may show it."""
    assert isinstance(item, Criterion)  # noqa: S101 - chosen by its kind
    record = record_cache.load_record(actor)
    (criterion_coverage,) = evaluate_coverage(Facts(record, today), [item])
    offers = [
        (record.by_id[suggestion.item], suggestion.reasons) for suggestion in suggest_evidence(record, item)
    ]
    linked_entries = criterion_coverage.entries[:MOST_LINKED]
    names = queries.item_labels(
        actor.owner, entry_rows.targets([*linked_entries, *(entry for entry, _ in offers)])
    )
    return "frameworks/criterion.html", {
        "judgements": criterion_coverage.judgements,
        "cannot_reason": item.cannot_be_met,
        "query": "",
        "matches": (),
        "linked_rows": [entry_rows.entry_row(entry, today, names) for entry in linked_entries],
        "hidden_count": len(criterion_coverage.entries) - len(linked_entries),
        "offers": [(entry_rows.entry_row(entry, today, names), reasons) for entry, reasons in offers],
    }


def served_criteria(actor: Actor, item: Item) -> dict[str, Any]:
    """Return the criteria that an entry serves, and those that it might be linked to."""
    targets = [*item.linked_ids("criterion")]
    served_names = queries.item_labels(actor.owner, targets)
    served_handles = {handle for _, handle in served_names.values()}
    choices = {
        name: [criterion for criterion in criteria if criterion.handle not in served_handles]
        for name, criteria in criteria_by_framework(actor.owner, MOST_CHOICES).items()
    }
    return {
        "frameworks": choices,
        "linked_criteria": [
            served_names[target] for target in dict.fromkeys(targets) if target in served_names
        ],
    }
