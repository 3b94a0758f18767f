"""What the first page shows: bounded reads, as many of them for a large record as for a small one."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import F, Max, OuterRef, Subquery

from vividmap.core import record
from vividmap.store import queries, records
from vividmap.store.models import Item, Owner


def people(owner: Owner, most: int) -> list[record.Item]:
    """Return people, those met last first, those never met after them by name."""
    touchpoints = queries.of_kind(owner, "touchpoint").filter(parent__uid=OuterRef("uid"))
    newest = touchpoints.order_by(F("last").desc(nulls_last=True)).values("last")[:1]
    rows = queries.of_kind(owner, "person").annotate(met=Subquery(newest))
    return records.items(rows.order_by(F("met").desc(nulls_last=True), "text", "number")[:most], owner)


def met(owner: Owner, people: Sequence[UUID]) -> dict[UUID, date]:
    """Return the day of each person's newest dated touchpoint; who has none is left out."""
    rows = queries.of_kind(owner, "touchpoint").filter(parent__uid__in=people, last__isnull=False)
    return dict(rows.order_by().values_list("parent__uid").annotate(Max("last")))


def goals(owner: Owner, most: int) -> list[record.Item]:
    """Return goals in the order in which they were set."""
    return records.items(queries.of_kind(owner, "goal").order_by("number")[:most], owner)


def gaps(owner: Owner, goals: Sequence[UUID], most: int) -> list[record.Item]:
    """Return the gaps of some goals, in the order in which they were named."""
    return records.items(
        queries.of_kind(owner, "gap").filter(parent__uid__in=goals).order_by("number")[:most], owner
    )


def latest(owner: Owner, parents: Sequence[UUID]) -> list[record.Item]:
    """Return the newest update of each of some goals and gaps."""
    updates = queries.of_kind(owner, "update").filter(parent__uid=OuterRef("uid"))
    newest = updates.order_by(F("last").desc(nulls_last=True), "-created_at", "-number").values("uid")[:1]
    rows = Item.objects.filter(owner=owner, uid__in=parents).annotate(newest=Subquery(newest))
    found = [uid for uid in rows.values_list("newest", flat=True) if uid]
    return records.items(Item.objects.filter(owner=owner, uid__in=found), owner)


def names(owner: Owner, targets: Sequence[UUID]) -> dict[UUID, str]:
    """Return what some items are called now."""
    return dict(Item.objects.filter(owner=owner, uid__in=targets).values_list("uid", "text"))
