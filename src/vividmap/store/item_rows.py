"""Rows as Django's models, for verbs that change them. All else reads by `store.queries`, without Django."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from vividmap.core import handles, record
from vividmap.core.record import MentionSort
from vividmap.store import records
from vividmap.store.models import ItemRow, MentionRow, Owner

_ItemKind = TypeVar("_ItemKind", bound=record.Item)


def rows_of_kind(owner: Owner, *kinds: str) -> QuerySet[ItemRow]:
    """Return the rows of the owner's items of some kinds."""
    return ItemRow.objects.filter(owner=owner, kind__in=kinds)


def by_handle(owner: Owner, handle: str) -> ItemRow | None:
    """Return the row with a handle, or with the longer form that a capture was acknowledged with."""
    searched_handle = handles.normalize(handle)
    rows = ItemRow.objects.filter(owner=owner, handle__in=handles.possible_handles(searched_handle))
    uid = handles.find_match(searched_handle, {row.uid: row.handle for row in rows})
    return next((row for row in rows if row.uid == uid), None)


def by_id(owner: Owner, uid: UUID) -> ItemRow | None:
    """Return the row with an id."""
    return ItemRow.objects.filter(owner=owner, uid=uid).first()


def existing_row(owner: Owner, uid: UUID) -> ItemRow:
    """Return the row with an id that was just looked up or written, as it is stored now."""
    return ItemRow.objects.get(owner=owner, uid=uid)


def to_item(owner: Owner, row: ItemRow) -> record.Item:
    """Return a row as an item with its mentions."""
    return records.to_item(row, row.mentions.order_by("position"))


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
