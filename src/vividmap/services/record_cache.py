"""The whole record, cached in memory by a long-running process and updated from newer changes.

Reading ten years takes half a second; reading what one change touched takes milliseconds.
"""

import gc
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from vividmap.core.record import NAMEABLE_KINDS, RECORD_KINDS, Item, Record
from vividmap.services.actor import Actor
from vividmap.store import queries
from vividmap.store.connection import is_memory, is_own, select, to_id
from vividmap.store.queries import change_log
from vividmap.store.records import among, read_items
from vividmap.store.sql import RecordOwner, all_of, is_one_of
from vividmap.store.stored_record import StoredRecord

_MAX_OWNERS = 4
"""How many owners' records are cached; the least recently used is dropped."""
_MAX_TOUCHED = 500
"""With more changed items than this, the whole record is read again."""


_LARGE = 2_000
"""From this many items, the garbage collector would spend milliseconds on the record."""


class _RecordVersion(NamedTuple):
    """The version of a record: its newest change, and the numbers of changes and items."""

    counter: int
    changes: int
    items: int


class _CachedRecord(NamedTuple):
    mark: _RecordVersion
    record: Record


_cached_records: OrderedDict[UUID, _CachedRecord] = OrderedDict()
_lock = Lock()


def load_record(actor: Actor) -> Record:
    """Return the owner's whole record in its present state."""
    owner = actor.owner
    if is_memory():  # a copy, with captures that nobody has saved yet
        return queries.load_record(owner)
    with _lock:
        cached, version = _cached_records.get(owner.pk), _read_version(owner)
        if cached is None or cached.mark != version:
            newer = _apply_changes(owner, cached, version) if cached else None
            cached = _cached_records[owner.pk] = _CachedRecord(version, newer or _load_whole(owner))
        _cached_records.move_to_end(owner.pk)
        while len(_cached_records) > _MAX_OWNERS:
            _cached_records.popitem(last=False)
        return cached.record


def load_once(actor: Actor) -> Record:
    """Return the owner's record for a process that answers once, read only as far as needed if possible."""
    return StoredRecord(actor.owner) if is_own() else load_record(actor)


def _load_whole(owner: RecordOwner) -> Record:
    """Return the whole record; a large one is excluded from garbage collection."""
    record = queries.load_record(owner)
    if len(record.items) > _LARGE:
        gc.collect()  # else present garbage would be kept as well
        gc.freeze()
    return record


def _read_version(owner: RecordOwner) -> _RecordVersion:
    return _RecordVersion(*change_log.record_version(owner))


def _apply_changes(owner: RecordOwner, cached: _CachedRecord, version: _RecordVersion) -> Record | None:
    """Return a cached record with the newer changes; None if the whole has to be read again.

    That is so after an import of older changes (from an archive), after a purge, or for large changes.
    """
    count, changed_ids = change_log.changes_after(owner, cached.mark.counter)
    if count != version.changes - cached.mark.changes:
        return None
    if len(changed_ids) > _MAX_TOUCHED:
        return None
    items = _replace_items({**cached.record.by_id}, changed_ids, owner)
    return Record.of(items) if len(items) == version.items else None


def _replace_items(items: dict[UUID, Item], changed_ids: set[UUID], owner: RecordOwner) -> dict[UUID, Item]:
    fresh_items = {item.id: item for item in _read_items(changed_ids, owner)}
    changed_names = {
        uid
        for uid in changed_ids
        if (uid in items) != (uid in fresh_items)
        and (items.get(uid) or fresh_items[uid]).kind in NAMEABLE_KINDS
    }
    if changed_names:  # mentions elsewhere may link to it now, or no longer
        source_ids = {
            item.id
            for item in items.values()
            if any(mention.target in changed_names for mention in item.mentions)
        }
        source_ids |= set(_find_source_ids(changed_names, owner))
        fresh_items |= {item.id: item for item in _read_items(source_ids - changed_ids, owner)}
    new_items = items | fresh_items
    for uid in changed_ids - fresh_items.keys():
        new_items.pop(uid, None)
    has_restored = any(item.version > 1 and item.id not in items for item in fresh_items.values())
    return _sort_by_row(new_items, owner) if has_restored else new_items


def _sort_by_row(items: dict[UUID, Item], owner: RecordOwner) -> dict[UUID, Item]:
    """Return items in row order: a restored item is not the last one."""
    statement = "SELECT uid FROM store_item WHERE owner_id = %s AND kind <> 'candidate' ORDER BY number"
    rows = select(statement, [owner.pk])
    return {uid: items[uid] for uid in (to_id(value) for (value,) in rows) if uid in items}


def _read_items(uids: Iterable[UUID], owner: RecordOwner) -> list[Item]:
    return read_items(
        owner, among(owner, all_of(is_one_of("uid", list(uids)), is_one_of("kind", RECORD_KINDS)))
    )


def _find_source_ids(targets: Iterable[UUID], owner: RecordOwner) -> Iterable[UUID]:
    return queries.ids_mentioning(owner, list(targets))
