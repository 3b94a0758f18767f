"""Snapshots: a row with its mentions as JSON values, for the change log and the archive."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from vividmap.store.models import ItemRow, MentionRow

Snapshot = dict[str, Any]


def take_snapshot(row: ItemRow, mentions: Iterable[MentionRow]) -> Snapshot:
    """Return an item's content as JSON values; `row_from_snapshot` and `mentions_from_snapshot` read it."""
    snapshot: Snapshot = {
        "id": str(row.uid),
        "kind": row.kind,
        "handle": row.handle,
        "version": row.version,
        "created_at": row.created_at.isoformat(),
        "edited_at": row.edited_at.isoformat(),
        "parent": str(row.parent_id) if row.parent_id else None,
        "text": row.text,
        "body": row.body,
        "first": row.first.isoformat() if row.first else None,
        "last": row.last.isoformat() if row.last else None,
        "about": row.about,
        "fields": row.fields,
        "mentions": [_mention_as_json(mention) for mention in mentions],
    }
    return {name: value for name, value in snapshot.items() if value or name == "text"}


def _mention_as_json(mention: MentionRow) -> dict[str, str]:
    plain = {
        "sort": mention.sort,
        "written": mention.written,
        "on": mention.on.isoformat() if mention.on else "",
        "target": str(mention.target_id) if mention.target_id else "",
    }
    return {name: value for name, value in plain.items() if value}


def row_from_snapshot(snapshot: Snapshot, owner_id: UUID) -> ItemRow:
    """Return an unsaved row from a snapshot, without its search column."""
    return ItemRow(
        uid=UUID(snapshot["id"]),
        owner_id=owner_id,
        kind=snapshot["kind"],
        handle=snapshot["handle"],
        version=snapshot["version"],
        created_at=datetime.fromisoformat(snapshot["created_at"]),
        edited_at=datetime.fromisoformat(snapshot["edited_at"]),
        parent_id=UUID(snapshot["parent"]) if snapshot.get("parent") else None,
        text=snapshot["text"],
        body=snapshot.get("body", ""),
        first=date.fromisoformat(snapshot["first"]) if snapshot.get("first") else None,
        last=date.fromisoformat(snapshot["last"]) if snapshot.get("last") else None,
        about=snapshot.get("about", False),
        fields=snapshot.get("fields", {}),
    )


def mentions_from_snapshot(snapshot: Snapshot, owner_id: UUID) -> list[MentionRow]:
    """Return unsaved mentions from a snapshot."""
    return [
        MentionRow(
            owner_id=owner_id,
            source_id=UUID(snapshot["id"]),
            position=position,
            sort=mention["sort"],
            written=mention["written"],
            on=date.fromisoformat(mention["on"]) if mention.get("on") else None,
            target_id=UUID(mention["target"]) if mention.get("target") else None,
        )
        for position, mention in enumerate(snapshot.get("mentions", ()))
    ]
