"""Criteria by their framework, for forms that choose among them."""

from typing import NamedTuple

from vividmap.store.models import Item, Owner


class Choice(NamedTuple):
    """A criterion to choose: its handle, its level and theme, and what it says."""

    handle: str
    place: str
    text: str


def choices(owner: Owner, most: int) -> dict[str, list[Choice]]:
    """Return the criteria of every framework, by what that is called, at most `most` in all."""
    rows = Item.objects.filter(owner=owner, kind="criterion", parent__isnull=False)
    found: dict[str, list[Choice]] = {}
    order = ("parent__number", "created_at", "number")
    for name, handle, text, own in rows.order_by(*order).values_list(
        "parent__text", "handle", "text", "fields"
    )[:most]:
        place = " / ".join(filter(None, (own.get("level", ""), own.get("theme", ""))))
        found.setdefault(name, []).append(Choice(handle, place, text))
    return found
