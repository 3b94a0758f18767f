"""Rows → the record. Writes go through the services."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from vividmap.core.record import KINDS, Candidate, Item, Mention, MentionSort, Record, specs
from vividmap.core.stored_fields import stored_keys
from vividmap.core.when import When
from vividmap.store.connection import select, to_day, to_id, to_moment
from vividmap.store.sql import Condition, RecordOwner, all_of, batches, is_one_of, unindexed

if TYPE_CHECKING:
    from vividmap.store.models import ItemRow, MentionRow

_COLUMNS = "uid, kind, handle, version, created_at, edited_at, parent, text, body, first, last, about, fields"
_ROW_ATTRIBUTES = [*_COLUMNS.replace("parent", "parent_id").split(", ")]
"""The names that Django's rows have for these columns."""
_ALL_MENTIONS_FROM = 4_000
_SPECS_BY_KIND = {
    kind: {key: (name, specs(kind)[name]) for name, key in stored_keys(kind).items()} for kind in KINDS
}
"""The declared fields of each kind, by stored key."""


def owned_by(owner: RecordOwner) -> Condition:
    """Return the condition that a row is the owner's."""
    return Condition("owner_id = %s", (owner.pk,))


def in_record(owner: RecordOwner) -> Condition:
    """Return the condition that an item is in the owner's record: no candidate is, which is only proposed."""
    return all_of(owned_by(owner), Condition("kind <> %s", (Candidate.kind,)))


def among(owner: RecordOwner, condition: Condition) -> Condition:
    """Return the condition that a row is the owner's, and one of a few that another condition selects."""
    return all_of(Condition(f"{unindexed('owner_id')} = %s", (owner.pk,)), condition)


def of_kinds(owner: RecordOwner, *kinds: str) -> Condition:
    """Return the condition that an item is the owner's, and of one of some kinds."""
    return all_of(owned_by(owner), is_one_of("kind", kinds))


def load_record(owner: RecordOwner) -> Record:
    """Return the owner's whole record, in two queries."""
    return Record(tuple(read_items(owner, in_record(owner))))


def read_items(
    owner: RecordOwner, condition: Condition, rest: str = " ORDER BY number", *, with_mentions: bool = True
) -> list[Item]:
    """Return the owner's items that meet a condition, in the order of `rest`."""
    rows = select(f"SELECT {_COLUMNS} FROM store_item WHERE {condition.sql}{rest}", condition.values)
    sources = [row[0] for row in rows if with_mentions and KINDS[row[1]].mention_sorts]
    mentions = _read_mentions(sources, owner)
    return [_build_item(row, _parse_json(row[-1])[0], mentions.get(row[0], ())) for row in rows]


def _read_mentions(sources: Sequence[Any], owner: RecordOwner) -> dict[Any, tuple[Mention, ...]]:
    """Return the mentions in items, by ids as the database has them; of many items, all of the owner's."""
    own = Condition("owner_id = %s", (owner.pk,))
    if len(sources) > _ALL_MENTIONS_FROM:
        return _group_mentions(own)
    groups: dict[Any, tuple[Mention, ...]] = {}
    for batch in batches(sources):
        groups |= _group_mentions(all_of(own, is_one_of("source", batch)))
    return groups


def _group_mentions(condition: Condition) -> dict[Any, tuple[Mention, ...]]:
    rows = select(
        'SELECT source, sort, written, target, "on" FROM store_mention'
        f" WHERE {condition.sql} ORDER BY source, position",
        condition.values,
    )
    groups: dict[Any, list[Mention]] = {}
    for source, *columns in rows:
        groups.setdefault(source, []).append(_build_mention(*columns))
    return {source: tuple(group) for source, group in groups.items()}


@lru_cache(maxsize=4096)
def _build_mention(sort: MentionSort, text: str, target: Any, on: Any) -> Mention:
    """Return a mention from its columns; cached, because many items have the same one."""
    return Mention(sort, text, to_id(target), to_day(on))


def to_item(row: "ItemRow", mention_rows: "Iterable[MentionRow]") -> Item:
    """Return a row of Django's as an item."""
    mentions = tuple(
        Mention(mention.sort, mention.written, mention.target_id, mention.on)  # type: ignore[arg-type]
        for mention in mention_rows
    )
    return _build_item([getattr(row, name) for name in _ROW_ATTRIBUTES], row.fields, mentions)


def _build_item(row: Sequence[Any], fields: dict[str, Any], mentions: tuple[Mention, ...]) -> Item:
    """Return an item from its columns, in their order; `fields` is what the last of them holds."""
    uid, kind, handle, version, created_at, edited_at, parent, text, body, first, last, about, _ = row
    return KINDS[kind](
        id=to_id(uid),
        handle=handle,
        version=version,
        created_at=to_moment(created_at),
        edited_at=to_moment(edited_at),
        parent=to_id(parent),
        text=text,
        body=body,
        when=to_when(first, last, about),
        mentions=mentions,
        **_field_values(kind, fields),
    )


@lru_cache(maxsize=4096)
def to_when(first: Any, last: Any, about: Any) -> When | None:
    """Return a date from its columns, None for none; cached, because many items have the same one."""
    return When(to_day(first), to_day(last), bool(about)) if first else None


def _field_values(kind: str, stored: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a kind's own fields from what is stored of them."""
    if not stored:
        return {}
    specs_by_key = _SPECS_BY_KIND[kind]
    values = {}
    for key, value in stored.items():
        if key in specs_by_key:
            name, spec = specs_by_key[key]
            values[name] = spec.from_json(value)
    return values


_parse_json = json.JSONDecoder().raw_decode
"""Like `json.loads`, but it does not look for blanks around the value."""


def parse_id(value: Any) -> UUID:
    """Return an id from a column that is never empty."""
    uid: UUID = to_id(value)
    return uid
