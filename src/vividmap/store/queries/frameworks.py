"""Reads for forms that choose a criterion."""

import json
from typing import NamedTuple

from vividmap.store.connection import select
from vividmap.store.sql import RecordOwner


class CriterionChoice(NamedTuple):
    """A criterion to choose: its handle, its level and theme, and its text."""

    handle: str
    place: str
    text: str


def criteria_by_framework(owner: RecordOwner, limit: int) -> dict[str, list[CriterionChoice]]:
    """Return the criteria by framework name, at most `limit` in all."""
    rows = select(
        "SELECT above.text, criterion.handle, criterion.text, criterion.fields"
        " FROM store_item criterion JOIN store_item above ON above.uid = criterion.parent"
        " WHERE criterion.owner_id = %s AND criterion.kind = 'criterion'"
        " ORDER BY above.number, criterion.created_at, criterion.number LIMIT %s",
        [owner.pk, limit],
    )
    criteria: dict[str, list[CriterionChoice]] = {}
    for name, handle, text, stored in rows:
        stored_fields = json.loads(stored)
        place = " / ".join(filter(None, (stored_fields.get("level", ""), stored_fields.get("theme", ""))))
        criteria.setdefault(name, []).append(CriterionChoice(handle, place, text))
    return criteria
