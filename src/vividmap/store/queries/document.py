"""Reads for the running document in parts, so that a page stays small for any record."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db.models import CharField, Count, QuerySet
from django.db.models.functions import Cast, Substr

from vividmap.core import record
from vividmap.core.text import fold
from vividmap.store import bulk, queries, records
from vividmap.store.models import ItemRow, Owner

CHILD_KINDS = {"person": ("touchpoint",), "goal": ("gap", "update")}


class TopItem(NamedTuple):
    """A top-level item, and the number of its items, itself included."""

    uid: UUID
    text: str
    size: int


def count_by_year(owner: Owner, kind: str) -> list[tuple[int | None, int]]:
    """Return the number of items per year of a dated kind, the newest first; None is undated."""
    # By the first four characters: SQLite would call Python for the year of each row.
    year = Substr(Cast("last", CharField()), 1, 4)
    rows = _rows_without_parent(owner, kind).values_list(year).annotate(Count("number")).order_by()
    counts = [(int(year) if year else None, count) for year, count in rows]
    return sorted(counts, key=lambda pair: (pair[0] is not None, pair[0] or 0), reverse=True)


def items_of_year(owner: Owner, kind: str, year: int | None, start: int, limit: int) -> list[record.Item]:
    """Return items of a dated kind and a year (None: undated), the newest first."""
    rows = _rows_without_parent(owner, kind)
    rows = rows.filter(last__isnull=True) if year is None else rows.filter(last__year=year)
    return records.to_items(rows.order_by(*queries.NEWEST_FIRST)[start : start + limit], owner)


def _rows_without_parent(owner: Owner, kind: str) -> QuerySet[ItemRow]:
    """Return the rows of a kind that have no parent."""
    return queries.rows_of_kind(owner, kind).filter(parent__isnull=True)


def list_top_items(owner: Owner, kind: str) -> list[TopItem]:
    """Return people and skills by name, and goals in the order of their addition, with their sizes."""
    beneath = queries.rows_of_kind(owner, *CHILD_KINDS.get(kind, ())).exclude(parent__isnull=True).order_by()
    sizes = dict(beneath.values_list("parent__uid").annotate(Count("number")))
    above = (
        dict(queries.rows_of_kind(owner, "gap").values_list("uid", "parent__uid")) if kind == "goal" else {}
    )
    for gap, goal in above.items():
        sizes[goal] = sizes.get(goal, 0) + sizes.get(gap, 0)
    rows = queries.rows_of_kind(owner, kind).order_by("created_at", "number").values_list("uid", "text")
    top_items = [TopItem(uid, text, 1 + sizes.get(uid, 0)) for uid, text in rows]
    return top_items if kind == "goal" else sorted(top_items, key=lambda top: (fold(top.text), top.text))


def items_with_relatives(owner: Owner, handles: Sequence[str]) -> list[record.Item]:
    """Return the items with some handles, with their top-level items and all descendants of those."""
    level: set[UUID] = set()
    for batch in bulk.batches(handles):
        level |= set(ItemRow.objects.filter(owner=owner, handle__in=batch).values_list("uid", flat=True))
    above: list[UUID] = []
    while level:
        rows = ItemRow.objects.filter(owner=owner, uid__in=level)
        above += rows.filter(parent__isnull=True).values_list("uid", flat=True)
        level = set(rows.filter(parent__isnull=False).values_list("parent__uid", flat=True))
    return items_with_descendants(owner, above)


def items_with_descendants(owner: Owner, uids: Sequence[UUID]) -> list[record.Item]:
    """Return items with their descendants."""
    return [
        *records.to_items(ItemRow.objects.filter(owner=owner, uid__in=uids), owner),
        *queries.descendants(owner, uids),
    ]
