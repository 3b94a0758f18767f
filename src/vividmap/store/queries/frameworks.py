"""Reads for forms that choose a criterion."""

from typing import NamedTuple

from vividmap.store.models import ItemRow, Owner


class CriterionChoice(NamedTuple):
    """A criterion to choose: its handle, its level and theme, and its text."""

    handle: str
    place: str
    text: str


def criteria_by_framework(owner: Owner, limit: int) -> dict[str, list[CriterionChoice]]:
    """Return the criteria by framework name, at most `limit` in all."""
    rows = ItemRow.objects.filter(owner=owner, kind="criterion", parent__isnull=False)
    criteria: dict[str, list[CriterionChoice]] = {}
    order = ("parent__number", "created_at", "number")
    for name, handle, text, stored_fields in rows.order_by(*order).values_list(
        "parent__text", "handle", "text", "fields"
    )[:limit]:
        place = " / ".join(filter(None, (stored_fields.get("level", ""), stored_fields.get("theme", ""))))
        criteria.setdefault(name, []).append(CriterionChoice(handle, place, text))
    return criteria
