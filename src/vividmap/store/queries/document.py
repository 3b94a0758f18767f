"""The running document part by part, so that a page of it stays small however long the record is."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db.models import CharField, Count, QuerySet
from django.db.models.functions import Cast, Substr

from vividmap.core import record
from vividmap.core.text import fold
from vividmap.store import bulk, queries, records
from vividmap.store.models import Item, Owner

BENEATH = {"person": ("touchpoint",), "goal": ("gap", "update")}


class Top(NamedTuple):
    """Something that others stand beneath, and how many they are, itself included."""

    uid: UUID
    text: str
    size: int


def years(owner: Owner, kind: str) -> list[tuple[int | None, int]]:
    """Return the years of a dated kind, the newest first, each with how many; None: undated."""
    # By its first four characters: SQLite asks Python for the year of each row, and this is text already.
    year = Substr(Cast("last", CharField()), 1, 4)
    found = _standing(owner, kind).values_list(year).annotate(Count("number")).order_by()
    counts = [(int(year) if year else None, count) for year, count in found]
    return sorted(counts, key=lambda pair: (pair[0] is not None, pair[0] or 0), reverse=True)


def dated(owner: Owner, kind: str, year: int | None, start: int, most: int) -> list[record.Item]:
    """Return items of a dated kind and a year (None: undated), the newest first."""
    rows = _standing(owner, kind)
    rows = rows.filter(last__isnull=True) if year is None else rows.filter(last__year=year)
    return records.items(rows.order_by(*queries.NEWEST_FIRST)[start : start + most], owner)


def _standing(owner: Owner, kind: str) -> QuerySet[Item]:
    """Return the items of a kind that stand in a section by themselves."""
    return queries.of_kind(owner, kind).filter(parent__isnull=True)


def tops(owner: Owner, kind: str) -> list[Top]:
    """Return people and skills by name, and goals as they came, with how much stands beneath each."""
    beneath = queries.of_kind(owner, *BENEATH.get(kind, ())).exclude(parent__isnull=True).order_by()
    sizes = dict(beneath.values_list("parent__uid").annotate(Count("number")))
    above = dict(queries.of_kind(owner, "gap").values_list("uid", "parent__uid")) if kind == "goal" else {}
    for gap, goal in above.items():
        sizes[goal] = sizes.get(goal, 0) + sizes.get(gap, 0)
    rows = queries.of_kind(owner, kind).order_by("created_at", "number").values_list("uid", "text")
    found = [Top(uid, text, 1 + sizes.get(uid, 0)) for uid, text in rows]
    return found if kind == "goal" else sorted(found, key=lambda top: (fold(top.text), top.text))


def around(owner: Owner, handles: Sequence[str]) -> list[record.Item]:
    """Return the items with some handles, with all above them and all beneath that."""
    level: set[UUID] = set()
    for some in bulk.parts(handles):
        level |= set(Item.objects.filter(owner=owner, handle__in=some).values_list("uid", flat=True))
    above: list[UUID] = []
    while level:
        rows = Item.objects.filter(owner=owner, uid__in=level)
        above += rows.filter(parent__isnull=True).values_list("uid", flat=True)
        level = set(rows.filter(parent__isnull=False).values_list("parent__uid", flat=True))
    return whole(owner, above)


def whole(owner: Owner, uids: Sequence[UUID]) -> list[record.Item]:
    """Return some items with all that stands beneath them."""
    return [
        *records.items(Item.objects.filter(owner=owner, uid__in=uids), owner),
        *queries.beneath(owner, uids),
    ]
