"""What items are called, for all that names them."""

from collections.abc import Sequence
from uuid import UUID

from vividmap.store.models import Item, Owner


def called(owner: Owner, targets: Sequence[UUID]) -> dict[UUID, tuple[str, str]]:
    """Return what some items are called now, and their handles."""
    rows = Item.objects.filter(owner=owner, uid__in=targets).values_list("uid", "text", "handle")
    return {uid: (text, handle) for uid, text, handle in rows}


def above(owner: Owner, parent: UUID) -> tuple[str, str] | None:
    """Return what an item that others stand beneath is called, and its handle."""
    return called(owner, [parent]).get(parent)
