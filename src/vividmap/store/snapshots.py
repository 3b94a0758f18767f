"""A row with its mentions, as the change log and the archive keep it: plain values, nothing empty."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from vividmap.store.models import Item, Mention

Snapshot = dict[str, Any]


def take(row: Item, mentions: Iterable[Mention]) -> Snapshot:
    """Return everything that an item says, as JSON has it; `row_of` and `mentions_of` are the way back."""
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
        "mentions": [_mention(one) for one in mentions],
    }
    return {name: value for name, value in snapshot.items() if value or name == "text"}


def _mention(mention: Mention) -> dict[str, str]:
    plain = {
        "sort": mention.sort,
        "written": mention.written,
        "on": mention.on.isoformat() if mention.on else "",
        "target": str(mention.target_id) if mention.target_id else "",
    }
    return {name: value for name, value in plain.items() if value}


def row_of(snapshot: Snapshot, owner_id: UUID) -> Item:
    """Return the row that a snapshot tells of, not yet saved, its search column still empty."""
    return Item(
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


def mentions_of(snapshot: Snapshot, owner_id: UUID) -> list[Mention]:
    """Return the mentions that a snapshot tells of, not yet saved."""
    return [
        Mention(
            owner_id=owner_id,
            source_id=UUID(snapshot["id"]),
            position=position,
            sort=one["sort"],
            written=one["written"],
            on=date.fromisoformat(one["on"]) if one.get("on") else None,
            target_id=UUID(one["target"]) if one.get("target") else None,
        )
        for position, one in enumerate(snapshot.get("mentions", ()))
    ]
