"""Reads for the running document in parts, so that a page stays small for any record."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from vividmap.core import record
from vividmap.core.text import fold
from vividmap.store import queries
from vividmap.store.connection import select, to_id
from vividmap.store.records import among, of_kinds, parse_id, read_items
from vividmap.store.sql import Condition, RecordOwner, all_of, batches, is_one_of, newest_first, page

CHILD_KINDS = {"person": ("touchpoint",), "goal": ("gap", "update")}


class TopItem(NamedTuple):
    """A top-level item, and the number of its items, itself included."""

    uid: UUID
    text: str
    size: int


def count_by_year(owner: RecordOwner, kind: str) -> list[tuple[int | None, int]]:
    """Return the number of items per year of a dated kind, the newest first; None is undated."""
    condition = _without_parent(owner, kind)
    year = "substr(CAST(last AS varchar), 1, 4)"
    rows = select(
        f"SELECT {year}, COUNT(*) FROM store_item WHERE {condition.sql} GROUP BY {year}",
        condition.values,
    )
    counts = [(int(year) if year else None, count) for year, count in rows]
    return sorted(counts, key=lambda pair: (pair[0] is not None, pair[0] or 0), reverse=True)


def items_of_year(
    owner: RecordOwner, kind: str, year: int | None, start: int, limit: int
) -> list[record.Item]:
    """Return items of a dated kind and a year (None: undated), the newest first."""
    is_in_year = (
        Condition("last IS NULL")
        if year is None
        else Condition("last BETWEEN %s AND %s", (date(year, 1, 1), date(year, 12, 31)))
    )
    condition = all_of(_without_parent(owner, kind), is_in_year)
    return read_items(owner, condition, f" ORDER BY {newest_first()}{page(start, limit)}")


def _without_parent(owner: RecordOwner, kind: str) -> Condition:
    """Return the condition of items of a kind that have no parent."""
    return all_of(of_kinds(owner, kind), Condition("parent IS NULL"))


def list_top_items(owner: RecordOwner, kind: str) -> list[TopItem]:
    """Return people and skills by name, and goals in the order of their addition, with their sizes."""
    beneath = all_of(of_kinds(owner, *CHILD_KINDS.get(kind, ())), Condition("parent IS NOT NULL"))
    statement = f"SELECT parent, COUNT(*) FROM store_item WHERE {beneath.sql} GROUP BY parent"
    sizes: dict[Any, int] = dict(select(statement, beneath.values))
    if kind == "goal":
        gaps = "SELECT uid, parent FROM store_item WHERE owner_id = %s AND kind = 'gap'"
        for gap, goal in select(gaps, [owner.pk]):
            sizes[goal] = sizes.get(goal, 0) + sizes.get(gap, 0)
    rows = select(
        "SELECT uid, text FROM store_item WHERE owner_id = %s AND kind = %s ORDER BY created_at, number",
        [owner.pk, kind],
    )
    top_items = [TopItem(parse_id(uid), text, 1 + sizes.get(uid, 0)) for uid, text in rows]
    return top_items if kind == "goal" else sorted(top_items, key=lambda top: (fold(top.text), top.text))


def items_with_relatives(owner: RecordOwner, handles: Sequence[str]) -> list[record.Item]:
    """Return the items with some handles, with their top-level items and all descendants of those."""
    level: list[UUID] = []
    for batch in batches(handles):
        level += [uid for uid, _ in _ids_and_parents(owner, is_one_of("handle", batch))]
    above: list[UUID] = []
    while level:
        pairs = _ids_and_parents(owner, is_one_of("uid", level))
        above += [uid for uid, parent in pairs if parent is None]
        level = list({parent for _, parent in pairs if parent is not None})
    return items_with_descendants(owner, above)


def _ids_and_parents(owner: RecordOwner, condition: Condition) -> list[tuple[UUID, UUID | None]]:
    condition = among(owner, condition)
    statement = f"SELECT uid, parent FROM store_item WHERE {condition.sql}"
    return [(parse_id(uid), to_id(parent)) for uid, parent in select(statement, condition.values)]


def items_with_descendants(owner: RecordOwner, uids: Sequence[UUID]) -> list[record.Item]:
    """Return items with their descendants, without candidates, which are not in the record."""
    items = [*read_items(owner, among(owner, is_one_of("uid", uids))), *queries.descendants(owner, uids)]
    return [item for item in items if item.kind in record.RECORD_KINDS]
