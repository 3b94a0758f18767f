"""Purge: erase an item with its history and what quotes it, and name the files that still contain it."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any, NamedTuple
from urllib.parse import quote
from uuid import UUID

from vividmap import paths
from vividmap.core import handles
from vividmap.core.packets.erasing import ErasedWords, erase_from_json, erase_from_text
from vividmap.core.record import Candidate, CheckIn, Person, SavedPacket
from vividmap.core.text import fold
from vividmap.services.actor import Actor
from vividmap.services.changes.values import search_words
from vividmap.services.changes.write_lock import write_transaction
from vividmap.services.errors import NotFound
from vividmap.services.storage import exported_files, rewriting
from vividmap.store import item_rows, queries
from vividmap.store.models import Change, ItemChange, ItemRow, MentionRow
from vividmap.store.queries import change_log
from vividmap.store.snapshots import Snapshot, take_snapshot

_QUOTING_KINDS = (SavedPacket.kind, CheckIn.kind)
"""Items that quote others."""


class PurgeTarget(NamedTuple):
    """What a purge would erase: an item, deleted or not, and all its descendants ever."""

    handle: str
    text: str
    ids: tuple[UUID, ...]


def find_target(actor: Actor, handle: str) -> PurgeTarget:
    """Return what a purge of the item with a handle would erase. Raises NotFound."""
    row = item_rows.by_handle(actor.owner, handle)
    if row is not None:
        beneath = [descendant.id for descendant in queries.descendants(actor.owner, [row.uid])]
        beneath += _candidates_naming(actor, row.text) if row.kind == Person.kind else []
        return PurgeTarget(row.handle, row.text, _add_deleted_descendants(actor, [row.uid, *beneath]))
    deleted = next(iter(change_log.trash(actor.owner, handle)), None)
    if deleted is None or deleted.before is None:
        raise NotFound(f"there is no item ^{handles.normalize(handle)}, and none in the trash")
    return PurgeTarget(
        deleted.handle, deleted.before["text"], _add_deleted_descendants(actor, [deleted.item])
    )


def _candidates_naming(actor: Actor, name: str) -> list[UUID]:
    """Return the ids of the candidates that name a person: what is only proposed is erased as a whole."""
    key = fold(name)
    rows = item_rows.rows_of_kind(actor.owner, Candidate.kind).only("uid", "text", "body", "fields")
    return [
        row.uid
        for row in rows
        if key in fold(" \n ".join((row.text, row.body, *row.fields.get("people", ()))))
    ]


def _add_deleted_descendants(actor: Actor, uids: list[UUID]) -> tuple[UUID, ...]:
    """Return ids with those of their deleted descendants."""
    parents = {
        str(deletion.item): (deletion.before or {}).get("parent")
        for deletion in change_log.trash(actor.owner)
    }
    ids_by_text = {str(uid): uid for uid in uids}
    level = set(ids_by_text)
    while level:
        level = {uid for uid, parent in parents.items() if parent in level and uid not in ids_by_text}
        ids_by_text |= {uid: UUID(uid) for uid in level}
    return tuple(ids_by_text.values())


class PurgeResult(NamedTuple):
    """The files that still contain the item, and the labels of the items that quoted it and no longer do."""

    file_paths: list[str]
    redacted_labels: list[str]


def purge_target(actor: Actor, target: PurgeTarget) -> PurgeResult:
    """Erase the target; packets and check-in notes that quote it lose those sentences, in all versions.

    Raises Refused: either nothing was erased, or all of it, and `rewriting.finish` is to be tried again.
    """
    rewriting.require_room()
    with write_transaction(actor.owner):
        erased_words = _erased_words(actor, target)
        MentionRow.objects.filter(owner=actor.owner, target__uid__in=target.ids).update(target=None)
        ItemRow.objects.filter(owner=actor.owner, uid__in=target.ids).delete()
        ItemChange.objects.filter(owner=actor.owner, item__in=target.ids).delete()
        for item_change in ItemChange.objects.filter(owner=actor.owner):
            _clean_history(item_change, {str(uid) for uid in target.ids}, erased_words)
        redacted_labels = _redact_items(actor, erased_words)
        Change.objects.filter(owner=actor.owner, item_changes__isnull=True).delete()
        rewriting.mark_unfinished()
    rewriting.finish()
    return PurgeResult(
        [path for path in _files_of_record() if _has_content(path, target, erased_words)], redacted_labels
    )


def _erased_words(actor: Actor, target: PurgeTarget) -> ErasedWords:
    """Return what identifies the target and its earlier versions in other texts."""
    snapshots = [
        take_snapshot(row, ()) for row in ItemRow.objects.filter(owner=actor.owner, uid__in=target.ids)
    ]
    for item_change in ItemChange.objects.filter(owner=actor.owner, item__in=target.ids):
        snapshots += [snapshot for snapshot in (item_change.before, item_change.after) if snapshot]
    texts = [text for snapshot in snapshots for text in _texts_in([snapshot["text"], *_own_values(snapshot)])]
    names = [snapshot["text"] for snapshot in snapshots if snapshot["kind"] == Person.kind]
    return ErasedWords.of({snapshot["handle"] for snapshot in snapshots}, texts, names)


def _own_values(snapshot: Snapshot) -> list[Any]:
    return [snapshot.get("body", ""), *snapshot.get("fields", {}).values()]


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(part)


def _redact_items(actor: Actor, erased_words: ErasedWords) -> list[str]:
    """Redact saved packets and check-ins as they are now; return the label of each that changed."""
    redacted_labels = []
    for row in item_rows.rows_of_kind(actor.owner, *_QUOTING_KINDS):
        body, fields = (
            erase_from_text(row.body, erased_words),
            erase_from_json(row.fields, erased_words),
        )
        if (body, fields) != (row.body, row.fields):
            row.body, row.fields = body, fields
            row.words = search_words(row, row.mentions.all())
            row.save(update_fields=["body", "fields", "words"])
            redacted_labels.append(f"{row.kind} ^{row.handle} {row.text}")
    return redacted_labels


def _clean_history(item_change: ItemChange, removed_ids: set[str], erased_words: ErasedWords) -> None:
    """Remove links to erased items from the history of others, so that no undo needs them, and quotations."""
    before = json.dumps([item_change.before, item_change.after])
    for snapshot in (item_change.before, item_change.after):
        for mention in (snapshot or {}).get("mentions", ()):
            if mention.get("target") in removed_ids:
                del mention["target"]
        if snapshot and snapshot["kind"] in _QUOTING_KINDS:
            for name in ("body", "fields"):
                if name in snapshot:
                    snapshot[name] = erase_from_json(snapshot[name], erased_words)
    if json.dumps([item_change.before, item_change.after]) != before:
        item_change.save(update_fields=["before", "after"])


def _files_of_record() -> list[str]:
    """Return the files that may hold words of the record: in the home, and what was exported."""
    folders = (paths.backups_folder(), paths.drafts_folder(), paths.quarantine_folder())
    in_home = [path for folder in folders for path in _list_files(folder)]
    return [*in_home, os.path.join(paths.home(), "errors.log"), *exported_files.list_exported()]


def _list_files(folder: str) -> list[str]:
    try:
        return [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    except FileNotFoundError:
        return []


def _has_content(path: str, target: PurgeTarget, erased_words: ErasedWords) -> bool:
    """Return whether a file contains the target, or may: a PDF cannot be searched."""
    if not os.path.isfile(path):
        return False
    if path.endswith(".sqlite3"):
        return _has_items(path, target)
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError):
        return True
    return (
        erase_from_text(text.replace("\\n", "\n"), erased_words) != text.replace("\\n", "\n")
        or target.text in text
    )


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
