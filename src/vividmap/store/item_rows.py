"""Rows as Django's models, for verbs that change them. All else reads by `store.queries`, without Django."""

from collections.abc import Sequence
from itertools import chain
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from vividmap.core import handles, record
from vividmap.core.record import MentionSort
from vividmap.store import records
from vividmap.store.models import ItemRow, MentionRow, Owner
from vividmap.store.sql import batches

_ItemKind = TypeVar("_ItemKind", bound=record.Item)


def rows_of_kind(owner: Owner, *kinds: str) -> QuerySet[ItemRow]:
    """Return the rows of the owner's items of some kinds."""
    return ItemRow.objects.filter(owner=owner, kind__in=kinds)


def by_handle(owner: Owner, handle: str) -> ItemRow | None:
    """Return the row with a handle, or with the longer form that a capture was acknowledged with."""
    return by_handles(owner, [handle])[0]


def by_handles(owner: Owner, some_handles: Sequence[str]) -> list[ItemRow | None]:
    """Return the row of each of some handles, in their order; None where there is none."""
    possible = {text: handles.possible_handles(text) for text in map(handles.normalize, some_handles)}
    rows = {
        row.handle: row
        for batch in batches([*dict.fromkeys(chain.from_iterable(possible.values()))])
        for row in ItemRow.objects.filter(owner=owner, handle__in=batch)
    }
    found = {}
    for text, forms in possible.items():
        rows_by_id = {rows[form].uid: rows[form] for form in forms if form in rows}
        uid = handles.find_match(text, {row.uid: row.handle for row in rows_by_id.values()})
        found[text] = rows_by_id[uid] if uid else None
    return [found[handles.normalize(handle)] for handle in some_handles]


def by_id(owner: Owner, uid: UUID) -> ItemRow | None:
    """Return the row with an id."""
    return ItemRow.objects.filter(owner=owner, uid=uid).first()


def existing_row(owner: Owner, uid: UUID) -> ItemRow:
    """Return the row with an id that was just looked up or written, as it is stored now."""
    return ItemRow.objects.get(owner=owner, uid=uid)


def to_item(owner: Owner, row: ItemRow) -> record.Item:
    """Return a row as an item with its mentions."""
    return records.to_item(row, read_mentions(row))


def read_mentions(row: ItemRow) -> list[MentionRow]:
    """Return the mentions of a row, in order; without a query if its kind has none."""
    return [*row.mentions.order_by("position")] if record.KINDS[row.kind].mention_sorts else []


def to_item_of(owner: Owner, row: ItemRow, kind: type[_ItemKind]) -> _ItemKind:
    """Return a row of a kind as an item of that kind. Raises TypeError for a row of another."""
    item = to_item(owner, row)
    if not isinstance(item, kind):
        raise TypeError(f"{row.uid} is a {row.kind}, not a {kind.kind}")
    return item


def rows_mentioning(owner: Owner, target: UUID, *sorts: MentionSort) -> QuerySet[ItemRow]:
    """Return the rows of items that mention an item, in mentions of some sorts or of any."""
    mentions = MentionRow.objects.filter(owner=owner, target__uid=target)
    sources = mentions.filter(sort__in=sorts) if sorts else mentions
    return ItemRow.objects.filter(owner=owner, uid__in=sources.values("source"))


def pending_mentions(owner: Owner) -> QuerySet[MentionRow]:
    """Return the unresolved mentions, those in the newest items first."""
    rows = MentionRow.objects.filter(owner=owner, target__isnull=True).select_related("source")
    return rows.order_by("-source__number", "position")


def with_projects(owner: Owner, spellings: Sequence[str]) -> QuerySet[ItemRow]:
    """Return the rows of the entries with one of some labels of a project."""
    return rows_of_kind(owner, *record.ENTRY_KINDS).filter(fields__project__in=spellings)
