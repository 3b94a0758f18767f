"""A record as it would be with entries linked to criteria: what a draft says before anything is stored."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from vividmap.core.record import Criterion, Evidence, Item, Mention, Record

CriterionLink = tuple[UUID, UUID]
"""A criterion, and the entry that shows it."""


def with_links(record: Record, links: Collection[CriterionLink]) -> Record:
    """Return a record in which the entries are linked to the criteria; other items are passed over."""
    criteria_by_entry: dict[UUID, list[Criterion]] = {}
    for criterion_id, entry_id in dict.fromkeys(links):
        criterion = record.by_id.get(criterion_id)
        if isinstance(criterion, Criterion):
            criteria_by_entry.setdefault(entry_id, []).append(criterion)
    if not criteria_by_entry:
        return record
    return Record.of(
        {item.id: _with_criteria(item, criteria_by_entry.get(item.id, ())) for item in record.items}
    )


def _with_criteria(item: Item, criteria: Collection[Criterion]) -> Item:
    if not criteria or not isinstance(item, Evidence):
        return item
    linked_ids = set(item.linked_ids("criterion"))
    mentions = (
        Mention("criterion", criterion.handle, criterion.id)
        for criterion in criteria
        if criterion.id not in linked_ids
    )
    return replace(item, mentions=(*item.mentions, *mentions))
