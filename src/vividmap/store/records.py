"""Rows → the record. Writes go through the services."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from vividmap.core.record import KINDS, Candidate, Item, Mention, Record, specs
from vividmap.core.stored_fields import stored_keys
from vividmap.core.when import When
from vividmap.store.models import ItemRow, MentionRow, Owner

_COLUMNS = "uid kind handle version created_at edited_at parent_id text body first last about fields".split()
_ALL_MENTIONS_FROM, _BATCH_SIZE = 4_000, 800
_SPECS_BY_KIND = {
    kind: {key: (name, specs(kind)[name]) for name, key in stored_keys(kind).items()} for kind in KINDS
}
"""The declared fields of each kind, by stored key."""


def load_record(owner: Owner) -> Record:
    """Return the owner's whole record, in two queries."""
    return Record(tuple(to_items(record_rows(owner).order_by("number"), owner)))


def record_rows(owner: Owner) -> QuerySet[ItemRow]:
    """Return the rows of the owner's record: all but candidates, which are only proposed."""
    return ItemRow.objects.filter(owner=owner).exclude(kind=Candidate.kind)


def to_items(rows: QuerySet[ItemRow], owner: Owner) -> list[Item]:
    """Return the rows of a query as items with their mentions, in the query's order."""
    values = list(rows.values_list(*_COLUMNS))
    by_source = _read_mentions([uid for uid, kind, *_ in values if KINDS[kind].mention_sorts], owner)
    return [_build_item(dict(zip(_COLUMNS, row, strict=True)), by_source.get(row[0], ())) for row in values]


def _read_mentions(uids: list[UUID], owner: Owner) -> dict[UUID, tuple[Mention, ...]]:
    """Return the mentions in items; of many items, all of the owner's mentions in one query."""
    mentions = MentionRow.objects.filter(owner=owner).order_by("source", "position")
    if len(uids) > _ALL_MENTIONS_FROM:
        return group_mentions(mentions)
    groups: dict[UUID, tuple[Mention, ...]] = {}
    for start in range(0, len(uids), _BATCH_SIZE):
        groups |= group_mentions(mentions.filter(source__uid__in=uids[start : start + _BATCH_SIZE]))
    return groups


def group_mentions(mentions: QuerySet[MentionRow]) -> dict[UUID, tuple[Mention, ...]]:
    """Return mentions by the item that they are in."""
    groups: dict[Any, list[Mention]] = {}
    rows: Iterable[tuple[Any, ...]] = mentions.values_list("source_id", "sort", "written", "target_id", "on")
    for source, sort, text, target, on in rows:
        groups.setdefault(source, []).append(Mention(sort, text, target, on))
    return {source: tuple(group) for source, group in groups.items()}


def to_item(row: ItemRow, mentions: Iterable[MentionRow]) -> Item:
    """Return one row as an item."""
    item_mentions = tuple(
        Mention(mention.sort, mention.written, mention.target_id, mention.on)  # type: ignore[arg-type]
        for mention in mentions
    )
    return _build_item({name: getattr(row, name) for name in _COLUMNS}, item_mentions)


def _build_item(row: Mapping[str, Any], mentions: tuple[Mention, ...]) -> Item:
    kind = row["kind"]
    specs_by_name = _SPECS_BY_KIND[kind]
    field_values = {}
    for key, value in row["fields"].items():
        if key in specs_by_name:
            name, spec = specs_by_name[key]
            field_values[name] = spec.from_json(value)
    return KINDS[kind](
        id=row["uid"],
        handle=row["handle"],
        version=row["version"],
        created_at=row["created_at"],
        edited_at=row["edited_at"],
        parent=row["parent_id"],
        text=row["text"],
        body=row["body"],
        when=When(row["first"], row["last"], row["about"]) if row["first"] else None,
        mentions=mentions,
        **field_values,
    )
