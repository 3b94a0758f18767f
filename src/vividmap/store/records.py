"""Rows → the record. One way only: what is written goes through the services."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from vividmap.core import record as core
from vividmap.core.record import KINDS, Record, specs
from vividmap.core.when import When
from vividmap.store.models import Item, Mention, Owner

_COLUMNS = "uid kind handle version created_at edited_at parent_id text body first last about fields".split()
_MANY, _BATCH = 4_000, 800
_SPECS = {kind: specs(kind) for kind in KINDS}


def load(owner: Owner) -> Record:
    """Return the owner's whole record, in two queries."""
    return Record(tuple(items(Item.objects.filter(owner=owner).order_by("number"), owner)))


def items(rows: QuerySet[Item], owner: Owner) -> list[core.Item]:
    """Return the rows of a query as items with their mentions, in the query's order."""
    found = list(rows.values_list(*_COLUMNS))
    by_source = _mentions_in([uid for uid, kind, *_ in found if KINDS[kind].mentions_of], owner)
    return [_item(dict(zip(_COLUMNS, row, strict=True)), by_source.get(row[0], ())) for row in found]


def _mentions_in(uids: list[UUID], owner: Owner) -> dict[UUID, tuple[core.Mention, ...]]:
    """Return the mentions in some items: theirs alone, or all of the owner's where that is less to ask."""
    mentions = Mention.objects.filter(owner=owner).order_by("source", "position")
    if len(uids) > _MANY:
        return group(mentions)
    found: dict[UUID, tuple[core.Mention, ...]] = {}
    for start in range(0, len(uids), _BATCH):
        found |= group(mentions.filter(source__uid__in=uids[start : start + _BATCH]))
    return found


def group(mentions: QuerySet[Mention]) -> dict[UUID, tuple[core.Mention, ...]]:
    """Return mentions by the item that they stand in."""
    groups: dict[Any, list[core.Mention]] = {}
    rows: Iterable[tuple[Any, ...]] = mentions.values_list("source_id", "sort", "written", "target_id", "on")
    for source, sort, written, target, on in rows:
        groups.setdefault(source, []).append(core.Mention(sort, written, target, on))
    return {source: tuple(found) for source, found in groups.items()}


def item(row: Item, mentions: Iterable[Mention]) -> core.Item:
    """Return one row as an item."""
    named = tuple(core.Mention(one.sort, one.written, one.target_id, one.on) for one in mentions)  # type: ignore[arg-type]
    return _item({name: getattr(row, name) for name in _COLUMNS}, named)


def _item(row: Mapping[str, Any], mentions: tuple[core.Mention, ...]) -> core.Item:
    kind = row["kind"]
    declared = _SPECS[kind]
    own = {name: declared[name].load(value) for name, value in row["fields"].items() if name in declared}
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
        **own,
    )
