"""A record that is read from the command line's database as it is asked, for a command that answers once.

It answers as `Record` does. A kind is read when its items are asked for, a period when that is, an item
when a link leads to it; what asks for all items gets the whole record.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from vividmap.core.item import Outline
from vividmap.core.record import KINDS, RECORD_KINDS, Item, MentionSort, Record
from vividmap.core.text import has_word, words
from vividmap.core.when import When
from vividmap.store import connection
from vividmap.store.connection import iterate, select, to_id
from vividmap.store.records import among, of_kinds, read_items, to_when
from vividmap.store.sql import (
    Condition,
    RecordOwner,
    all_of,
    is_one_of,
    page,
    stored_field,
    unindexed,
    within,
)

if TYPE_CHECKING:
    from vividmap.core.english.dates import Period

_SOURCES = "store_mention CROSS JOIN store_item ON uid = source"

_Kind = TypeVar("_Kind", bound=Item)
_Value = TypeVar("_Value")


class StoredRecord(Record):
    """The record of an owner, as of one moment, read as it is asked for; no answer is read twice."""

    def __init__(self, owner: RecordOwner) -> None:
        connection.hold_snapshot()
        # The class is frozen.
        self.__dict__.update(
            _owner=owner,
            _answers={},
            _outlines={},
            _texts={},
            _counts={},
            _read_items={},
            _children_by_kind={},
        )

    _owner: RecordOwner
    _answers: dict[Condition, tuple[Any, ...]]
    _outlines: dict[str, list[Outline]]
    _texts: dict[tuple[str, Condition, int | None], list[str]]
    _counts: dict[tuple[str, Condition], int]
    _read_items: dict[UUID, Item]
    _children_by_kind: dict[str, Mapping[UUID, Sequence[Item]]]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Return every item: the whole record is read."""
        return self._read(of_kinds(self._owner, *RECORD_KINDS))

    def items_of(self, kind: type[_Kind]) -> tuple[_Kind, ...]:
        return self._read(of_kinds(self._owner, kind.kind))

    def items_during(self, kind: type[_Kind], period: "Period") -> tuple[_Kind, ...]:
        if period.covers(None):
            return super().items_during(kind, period)
        days = Condition("last >= %s AND first <= %s", (period.first, period.last))
        return self._read(of_kinds(self._owner, kind.kind), days)

    def undated_outlines(self, kind: type[Item]) -> list[Outline]:
        if kind.kind not in self._outlines:
            condition = all_of(of_kinds(self._owner, kind.kind), Condition("last IS NULL"))
            columns = f"uid, text, body, {stored_field('confidentiality')}"
            rows = select(f"SELECT {columns} FROM store_item WHERE {condition.sql}", condition.values)
            outlines = [Outline(to_id(uid), text, body, mark or "") for uid, text, body, mark in rows]
            self._outlines[kind.kind] = outlines
        return self._outlines[kind.kind]

    def count_of(self, kind: type[Item]) -> int:
        condition = of_kinds(self._owner, kind.kind)
        return self._count("store_item", condition)

    def items_linked(self, kind: type[_Kind], sort: MentionSort, target: UUID) -> tuple[_Kind, ...]:
        linked = self._linked(sort, Condition("target = %s", (target,)))
        is_source = within("uid", "SELECT source FROM store_mention", linked)
        return self._read(among(self._owner, all_of(is_source, is_one_of("kind", [kind.kind]))))

    def dates_linked(self, kind: type[Item], sort: MentionSort) -> Iterable[tuple[UUID, When | None]]:
        condition = self._linked(sort, Condition("target IS NOT NULL"), is_one_of("kind", [kind.kind]))
        statement = f"SELECT target, first, last, about FROM {_SOURCES} WHERE {condition.sql}"
        return [(to_id(target), to_when(*date)) for target, *date in select(statement, condition.values)]

    def count_linked(self, kind: type[Item], sort: MentionSort, targets: Collection[UUID]) -> int:
        has_target = is_one_of("target", tuple(targets))
        condition = self._linked(sort, has_target, is_one_of("kind", [kind.kind]))
        return self._count(_SOURCES, condition, "DISTINCT uid")

    def _linked(self, sort: MentionSort, *conditions: Condition) -> Condition:
        own = Condition("store_mention.owner_id = %s AND sort = %s", (self._owner.pk, sort))
        return all_of(own, *conditions)

    def first_texts(self, kind: type[Item], count: int) -> list[str]:
        # The first rows are read in the order of the table: by an index, all would be sorted.
        owned = Condition(f"{unindexed('owner_id')} = %s", (self._owner.pk,))
        condition = all_of(owned, Condition(f"{unindexed('kind')} = %s", (kind.kind,)))
        statement = f"SELECT text FROM store_item WHERE {condition.sql} ORDER BY number{page(0, count)}"
        return [text for (text,) in select(statement, condition.values)]

    def texts_with(self, word: str, kinds: Iterable[type[Item]], most: int | None = None) -> list[str]:
        kinds = tuple(kinds)
        matches = _match_word(word)
        if matches is None:
            return super().texts_with(word, kinds, most)
        condition = all_of(matches, of_kinds(self._owner, *(kind.kind for kind in kinds)))
        if (word, condition, most) not in self._texts:
            tables = "store_words CROSS JOIN store_item ON number = store_words.rowid"
            statement = f"SELECT text FROM {tables} WHERE {condition.sql} ORDER BY store_words.rowid DESC"
            texts = (text for (text,) in iterate(statement, condition.values))
            # The index has the words of all fields.
            found_texts = islice((text for text in texts if has_word(text, word)), most)
            self._texts[word, condition, most] = list(found_texts)
        return self._texts[word, condition, most]

    def count_with(self, word: str, kind: type[Item]) -> int:
        matches = _match_word(word)
        # The index does not know kinds, and asking each item for its own takes longer than anything else.
        return super().count_with(word, kind) if matches is None else self._count("store_words", matches)

    @cached_property
    def by_id(self) -> Mapping[UUID, Item]:
        """Return every item by its id."""
        return _FoundOneByOne(self._find_item, lambda: Record(self.items).by_id)

    @cached_property
    def children(self) -> Mapping[UUID, Sequence[Item]]:
        """Return the items beneath each item, by its id."""
        return _FoundOneByOne(self._find_children, lambda: Record(self.items).children)

    def _read(self, *conditions: Condition) -> tuple[Any, ...]:
        """Return the items that meet some conditions; an item that was read before is the same object."""
        condition = all_of(*conditions)
        if condition not in self._answers:
            items = read_items(self._owner, condition)
            self._answers[condition] = tuple(self._read_items.setdefault(item.id, item) for item in items)
        return self._answers[condition]

    def _count(self, tables: str, condition: Condition, counted: str = "*") -> int:
        if (tables, condition) not in self._counts:
            (row,) = select(f"SELECT COUNT({counted}) FROM {tables} WHERE {condition.sql}", condition.values)
            self._counts[tables, condition] = int(row[0])
        return self._counts[tables, condition]

    def _find_item(self, uid: UUID) -> Item | None:
        if uid not in self._read_items:
            is_it = all_of(Condition("uid = %s", (uid,)), is_one_of("kind", RECORD_KINDS))
            self._read(among(self._owner, is_it))
        return self._read_items.get(uid)

    def _find_children(self, uid: UUID) -> Sequence[Item] | None:
        parent = self._find_item(uid)
        return self._read_children(parent.kind).get(uid) if parent else None

    def _read_children(self, kind: str) -> Mapping[UUID, Sequence[Item]]:
        """Return what is beneath each item of a kind: all that may be is read at once."""
        if kind not in self._children_by_kind:
            kinds = [name for name in RECORD_KINDS if kind in KINDS[name].parent_kinds]
            self._children_by_kind[kind] = Record(self._read(of_kinds(self._owner, *kinds))).children
        return self._children_by_kind[kind]


class _FoundOneByOne(Mapping[UUID, _Value]):
    """Values by id, each read when it is asked for; iterating over them reads all."""

    def __init__(
        self, find: Callable[[UUID], _Value | None], read_all: Callable[[], Mapping[UUID, _Value]]
    ) -> None:
        self._find, self._read_all = find, read_all

    def __getitem__(self, uid: UUID) -> _Value:
        value = self._find(uid)
        if value is None:
            raise KeyError(uid)
        return value

    def __iter__(self) -> Iterator[UUID]:
        return iter(self._read_all())

    def __len__(self) -> int:
        return len(self._read_all())


def _match_word(word: str) -> Condition | None:
    """Return the condition that SQLite's index has a word, or one that begins with it; None for no word."""
    parts = words(word)
    return Condition("store_words MATCH %s", (f'"{" ".join(parts)}"*',)) if parts else None
