"""Reads of the change log: what items were, what was deleted, and which ids and handles were ever used."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from vividmap.core import handles
from vividmap.core.record import RECORD_KINDS
from vividmap.store.connection import Row, select, to_id, to_moment
from vividmap.store.records import among, of_kinds, owned_by, parse_id
from vividmap.store.sql import Condition, RecordOwner, all_of, batches, is_one_of, page

_REDO_CHANGES = (
    "SELECT id FROM store_change WHERE owner_id = %s AND undoes IN"
    " (SELECT id FROM store_change WHERE owner_id = %s AND undoes IS NOT NULL)"
)
"""The changes that reverse an undo."""


class ChangeNote(NamedTuple):
    """A change: when it was made (UTC), on which device, and by which verb."""

    id: UUID
    at: datetime
    device: str
    verb: str
    undoes: UUID | None


class LoggedItem(NamedTuple):
    """One item in a change: its content before (None: added) and after (None: deleted).

    `number` is a deleted row's number, which gives its position in lists when it is restored.
    """

    item: UUID
    handle: str
    version: int
    number: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    change: ChangeNote


def item_history(owner: RecordOwner, uid: UUID) -> list[LoggedItem]:
    """Return all changes of an item, the newest first."""
    return _read_log(owner, Condition("item = %s", (uid,)))


def trash(owner: RecordOwner, handle: str | None = None) -> list[LoggedItem]:
    """Return the newest deletion of each deleted item (with a handle, if passed), the newest first."""
    is_gone = '"after" IS NULL AND item NOT IN (SELECT uid FROM store_item WHERE owner_id = %s)'
    conditions = [Condition(is_gone, (owner.pk,))]
    searched_handle = None if handle is None else handles.normalize(handle)
    if searched_handle is not None:
        conditions.append(is_one_of("handle", handles.possible_handles(searched_handle)))
    newest: dict[UUID, LoggedItem] = {}
    for deletion in _read_log(owner, *conditions):
        newest.setdefault(deletion.item, deletion)
    return [
        deletion
        for deletion in newest.values()
        if searched_handle is None or handles.is_handle_of(searched_handle, deletion.handle, deletion.item)
    ]


def _read_log(owner: RecordOwner, *conditions: Condition) -> list[LoggedItem]:
    """Return the logged items that meet some conditions, those of the newest change first."""
    condition = all_of(Condition("store_touched.owner_id = %s", (owner.pk,)), *conditions)
    rows = select(
        'SELECT item, handle, version, number, "before", "after", store_change.id, at, device, verb, undoes'
        " FROM store_touched JOIN store_change ON store_change.id = change_id"
        f" WHERE {condition.sql} ORDER BY counter DESC, device DESC, store_touched.id",
        condition.values,
    )
    return [_logged_item(row) for row in rows]


def _logged_item(row: Row) -> LoggedItem:
    item, handle, version, number, before, after, change, at, device, verb, undoes = row
    return LoggedItem(
        parse_id(item),
        handle,
        version,
        number,
        json.loads(before) if before else None,
        json.loads(after) if after else None,
        ChangeNote(parse_id(change), to_moment(at), device, verb, to_id(undoes)),
    )


def ids_ever_known(owner: RecordOwner, uids: Sequence[UUID]) -> set[UUID]:
    """Return the ids that are, or ever were, items of this owner."""
    if not uids:
        return set()
    # By range, not one by one: ids are ordered by time, and little else was added in between.
    span = [owner.pk, min(uids), max(uids)]
    current_ids = select("SELECT uid FROM store_item WHERE owner_id = %s AND uid BETWEEN %s AND %s", span)
    logged_ids = select("SELECT item FROM store_touched WHERE owner_id = %s AND item BETWEEN %s AND %s", span)
    return {to_id(uid) for (uid,) in (*current_ids, *logged_ids)}.intersection(uids)


def existing_ids(owner: RecordOwner, uids: Sequence[UUID]) -> set[UUID]:
    """Return the ids that are items of this owner."""
    return {
        to_id(uid)
        for batch in batches(uids)
        for (uid,) in _select_where("uid FROM store_item", among(owner, is_one_of("uid", batch)))
    }


def undated_handles(owner: RecordOwner, uids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the handles of those items of this owner that have no date, by id."""
    is_undated = Condition("first IS NULL")
    return {
        to_id(uid): handle
        for batch in batches(uids)
        for uid, handle in _select_where(
            "uid, handle FROM store_item", among(owner, is_one_of("uid", batch)), is_undated
        )
    }


def deleted_ids(owner: RecordOwner, uids: Sequence[UUID]) -> set[UUID]:
    """Return the ids of items that were deleted by hand, not by undoing their addition."""
    by_hand = Condition(f"(undoes IS NULL OR store_change.id IN ({_REDO_CHANGES}))", (owner.pk, owner.pk))
    removed_ids = {
        parse_id(uid)
        for batch in batches(uids)
        for uid, _ in _select_deletions(owner, is_one_of("item", batch), by_hand)
    }
    return removed_ids - existing_ids(owner, [*removed_ids])


def undone_ids(owner: RecordOwner, searched_handles: Sequence[str]) -> dict[str, UUID]:
    """Return, by handle, the ids of items whose addition was undone."""
    by_undo = Condition(
        f"undoes IS NOT NULL AND store_change.id NOT IN ({_REDO_CHANGES})", (owner.pk, owner.pk)
    )
    ids_by_handle = {
        handle: parse_id(uid)
        for batch in batches(searched_handles)
        for uid, handle in _select_deletions(owner, is_one_of("handle", batch), by_undo)
    }
    uids = [*ids_by_handle.values()]
    other_ids = deleted_ids(owner, uids) | existing_ids(owner, uids)
    return {handle: uid for handle, uid in ids_by_handle.items() if uid not in other_ids}


def _select_deletions(owner: RecordOwner, *conditions: Condition) -> list[Row]:
    """Return the ids and handles of deleted items, including those restored since."""
    return _select_where(
        "item, handle FROM store_touched JOIN store_change ON store_change.id = change_id",
        Condition("store_touched.owner_id = %s", (owner.pk,)),
        Condition('"after" IS NULL'),
        *conditions,
    )


def highest_counter(owner: RecordOwner) -> int:
    """Return the highest counter of the owner's changes, 0 if there are none."""
    return int(select("SELECT MAX(counter) FROM store_change WHERE owner_id = %s", [owner.pk])[0][0] or 0)


def record_version(owner: RecordOwner) -> tuple[int, int, int]:
    """Return a record's highest counter, and its numbers of changes and items: every change alters them."""
    # By kind, because an index can count those.
    items = of_kinds(owner, *RECORD_KINDS)
    newest, changes, item_count = select(
        "SELECT (SELECT MAX(counter) FROM store_change WHERE owner_id = %s),"
        " (SELECT COUNT(*) FROM store_change WHERE owner_id = %s),"
        f" (SELECT COUNT(*) FROM store_item WHERE {items.sql})",
        [owner.pk, owner.pk, *items.values],
    )[0]
    return newest or 0, changes, item_count


def changes_after(owner: RecordOwner, counter: int) -> tuple[int, set[UUID]]:
    """Return the number of changes with a higher counter, and the ids of the items in them."""
    changes = "FROM store_change WHERE owner_id = %s AND counter > %s"
    values = [owner.pk, counter]
    items = select(
        f"SELECT DISTINCT item FROM store_touched WHERE change_id IN (SELECT id {changes})", values
    )
    return int(select(f"SELECT COUNT(*) {changes}", values)[0][0]), {to_id(uid) for (uid,) in items}


class LoggedSpan(NamedTuple):
    """The number of changes between two counters, and the contents of the items in them before and after."""

    changes: int
    items: list[tuple[dict[str, Any] | None, dict[str, Any] | None]]


def logged_between(owner: RecordOwner, counter: int, until: int, limit: int) -> LoggedSpan:
    """Return what was logged with a higher counter, up to another one; at most `limit` items."""
    changes = "FROM store_change WHERE owner_id = %s AND counter > %s AND counter <= %s"
    values = [owner.pk, counter, until]
    logged = f'SELECT "before", "after" FROM store_touched WHERE change_id IN (SELECT id {changes})'
    rows = select(f"{logged}{page(0, limit)}", values)
    items = [(json.loads(before or "null"), json.loads(after or "null")) for before, after in rows]
    return LoggedSpan(int(select(f"SELECT COUNT(*) {changes}", values)[0][0]), items)


def taken_handles(owner: RecordOwner, searched_handles: Sequence[str]) -> set[str]:
    """Return the handles that an item has, deleted or not."""
    return {
        handle
        for batch in batches(searched_handles)
        for table in ("store_item", "store_touched")
        for (handle,) in _select_where(f"handle FROM {table}", owned_by(owner), is_one_of("handle", batch))
    }


def has_foreign_ids(uids: Sequence[UUID], owner: RecordOwner) -> bool:
    """Return whether any id is an item of another owner; ids are unique in the whole database."""
    is_foreign = Condition("owner_id <> %s", (owner.pk,))
    return any(
        _select_where("1 FROM store_item", is_foreign, is_one_of("uid", batch)) for batch in batches(uids)
    )


def _select_where(columns: str, *conditions: Condition) -> list[Row]:
    condition = all_of(*conditions)
    return select(f"SELECT {columns} WHERE {condition.sql}", condition.values)
