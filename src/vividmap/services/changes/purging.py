"""Purge: erase an item with its history for good, and name the backups that still contain it."""

import os
import sqlite3
from contextlib import closing
from typing import NamedTuple
from urllib.parse import quote
from uuid import UUID

from django.db import connection

from vividmap import paths
from vividmap.core import handles
from vividmap.services.actor import Actor
from vividmap.services.changes.write_lock import write_transaction
from vividmap.services.errors import NotFound
from vividmap.store import queries
from vividmap.store.models import Change, ItemChange, ItemRow, MentionRow


class PurgeTarget(NamedTuple):
    """What a purge would erase: an item, deleted or not, and all its descendants ever."""

    handle: str
    text: str
    ids: tuple[UUID, ...]


def find_target(actor: Actor, handle: str) -> PurgeTarget:
    """Return what a purge of the item with a handle would erase. Raises NotFound."""
    row = queries.by_handle(actor.owner, handle)
    if row is not None:
        beneath = [descendant.id for descendant in queries.descendants(actor.owner, [row.uid])]
        return PurgeTarget(row.handle, row.text, _add_deleted_descendants(actor, [row.uid, *beneath]))
    deleted = next(iter(queries.trash(actor.owner, handle)), None)
    if deleted is None or deleted.before is None:
        raise NotFound(f"there is no item ^{handles.normalize(handle)}, and none in the trash")
    return PurgeTarget(
        deleted.handle, deleted.before["text"], _add_deleted_descendants(actor, [deleted.item])
    )


def _add_deleted_descendants(actor: Actor, uids: list[UUID]) -> tuple[UUID, ...]:
    """Return ids with those of their deleted descendants."""
    parents = {
        str(deletion.item): (deletion.before or {}).get("parent") for deletion in queries.trash(actor.owner)
    }
    ids_by_text = {str(uid): uid for uid in uids}
    level = set(ids_by_text)
    while level:
        level = {uid for uid, parent in parents.items() if parent in level and uid not in ids_by_text}
        ids_by_text |= {uid: UUID(uid) for uid in level}
    return tuple(ids_by_text.values())


def purge_target(actor: Actor, target: PurgeTarget) -> list[str]:
    """Erase the target; return the paths of backups and saved drafts that still contain it."""
    with write_transaction(actor.owner):
        MentionRow.objects.filter(owner=actor.owner, target__uid__in=target.ids).update(target=None)
        ItemRow.objects.filter(owner=actor.owner, uid__in=target.ids).delete()
        ItemChange.objects.filter(owner=actor.owner, item__in=target.ids).delete()
        for item_change in ItemChange.objects.filter(owner=actor.owner):
            _remove_links(item_change, {str(uid) for uid in target.ids})
        Change.objects.filter(owner=actor.owner, item_changes__isnull=True).delete()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # overwrites deleted pages instead of only freeing them
            cursor.execute("INSERT INTO store_words(store_words) VALUES ('optimize')")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    backups = [
        path
        for path in _list_files(paths.backups_folder())
        if path.endswith(".sqlite3") and _has_items(path, target)
    ]
    return backups + [path for path in _list_files(paths.drafts_folder()) if _has_text(path, target)]


def _remove_links(item_change: ItemChange, removed_ids: set[str]) -> None:
    """Remove links to erased items from the history of other items, so that no undo needs them."""
    changed = False
    for snapshot in (item_change.before, item_change.after):
        for mention in (snapshot or {}).get("mentions", ()):
            if mention.get("target") in removed_ids:
                del mention["target"]
                changed = True
    if changed:
        item_change.save(update_fields=["before", "after"])


def _list_files(folder: str) -> list[str]:
    try:
        return [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    except FileNotFoundError:
        return []


def _has_text(path: str, target: PurgeTarget) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
    except OSError:
        return True
    return target.text in text or f"^{target.handle}" in text


def _has_items(path: str, target: PurgeTarget) -> bool:
    """Return whether a backup contains any of it; True if the backup cannot be read."""
    try:
        with closing(sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True)) as backup:
            marks = ",".join("?" * len(target.ids))
            ids = [uid.hex for uid in target.ids]
            query = f"SELECT 1 FROM store_touched WHERE item IN ({marks}) LIMIT 1"  # noqa: S608 - question marks alone
            return backup.execute(query, ids).fetchone() is not None
    except sqlite3.Error:
        return True
