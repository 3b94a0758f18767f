"""Purge, the one verb that destroys: an item goes with its history. Backups that hold it are named."""

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
from vividmap.services.errors import NotFound
from vividmap.services.turns import writing
from vividmap.store import queries
from vividmap.store.models import Change, Item, Mention, Touched


class Doomed(NamedTuple):
    """What a purge would erase: an item, there or in the trash, and all that ever stood beneath it."""

    handle: str
    text: str
    ids: tuple[UUID, ...]


def look(actor: Actor, handle: str) -> Doomed:
    """Return what a purge would erase. Raises NotFound."""
    row = queries.by_handle(actor.owner, handle)
    if row is not None:
        beneath = [one.id for one in queries.beneath(actor.owner, [row.uid])]
        return Doomed(row.handle, row.text, _with_deleted(actor, [row.uid, *beneath]))
    deleted = next(iter(queries.trash(actor.owner, handle)), None)
    if deleted is None or deleted.before is None:
        raise NotFound(f"there is no item ^{handles.said(handle)}, and none in the trash")
    return Doomed(deleted.handle, deleted.before["text"], _with_deleted(actor, [deleted.item]))


def _with_deleted(actor: Actor, uids: list[UUID]) -> tuple[UUID, ...]:
    """Return some ids and those of all in the trash that stood beneath them, at any depth."""
    parents = {str(one.item): (one.before or {}).get("parent") for one in queries.trash(actor.owner)}
    found = {str(uid): uid for uid in uids}
    level = set(found)
    while level:
        level = {uid for uid, parent in parents.items() if parent in level and uid not in found}
        found |= {uid: UUID(uid) for uid in level}
    return tuple(found.values())


def purge(actor: Actor, doomed: Doomed) -> list[str]:
    """Erase it, and return the paths of the backups and of the texts kept from edits that still hold it."""
    with writing(actor.owner):
        Mention.objects.filter(owner=actor.owner, target__uid__in=doomed.ids).update(target=None)
        Item.objects.filter(owner=actor.owner, uid__in=doomed.ids).delete()
        Touched.objects.filter(owner=actor.owner, item__in=doomed.ids).delete()
        for touched in Touched.objects.filter(owner=actor.owner):
            _forget_links(touched, {str(uid) for uid in doomed.ids})
        Change.objects.filter(owner=actor.owner, touched__isnull=True).delete()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # what was deleted is overwritten, not only given up
            cursor.execute("INSERT INTO store_words(store_words) VALUES ('optimize')")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    backups = [path for path in _files(paths.backups()) if path.endswith(".sqlite3") and _holds(path, doomed)]
    return backups + [path for path in _files(paths.drafts()) if _quotes(path, doomed)]


def _forget_links(touched: Touched, gone: set[str]) -> None:
    """Take links to what is erased out of other items' history, so that no undo looks for it."""
    changed = False
    for snapshot in (touched.before, touched.after):
        for mention in (snapshot or {}).get("mentions", ()):
            if mention.get("target") in gone:
                del mention["target"]
                changed = True
    if changed:
        touched.save(update_fields=["before", "after"])


def _files(folder: str) -> list[str]:
    try:
        return [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    except FileNotFoundError:
        return []


def _quotes(path: str, doomed: Doomed) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
    except OSError:
        return True
    return doomed.text in text or f"^{doomed.handle}" in text


def _holds(path: str, doomed: Doomed) -> bool:
    """Tell whether a backup holds any of it; one that cannot be read is named too, to be safe."""
    try:
        with closing(sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True)) as backup:
            marks = ",".join("?" * len(doomed.ids))
            ids = [uid.hex for uid in doomed.ids]
            query = f"SELECT 1 FROM store_touched WHERE item IN ({marks}) LIMIT 1"  # noqa: S608 - question marks alone
            return backup.execute(query, ids).fetchone() is not None
    except sqlite3.Error:
        return True
