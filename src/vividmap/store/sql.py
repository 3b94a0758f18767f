"""Pieces of statements, and the few places where SQLite and PostgreSQL need different words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

from vividmap.store.connection import is_sqlite

_Value = TypeVar("_Value")


class RecordOwner(Protocol):
    """Whose record is read: anything with an owner's key."""

    @property
    def pk(self) -> Any:
        """Return the owner's id."""


class Condition(NamedTuple):
    """A condition of a statement, with `%s` for each of its values."""

    sql: str
    values: tuple[Any, ...] = ()


def all_of(*conditions: Condition) -> Condition:
    """Return the condition that all hold."""
    return _join(" AND ", conditions)


def any_of(*conditions: Condition) -> Condition:
    """Return the condition that one of several holds."""
    joined = _join(" OR ", conditions)
    return Condition(f"({joined.sql})", joined.values)


def _join(word: str, conditions: Iterable[Condition]) -> Condition:
    parts = tuple(conditions)
    return Condition(
        word.join(part.sql for part in parts), tuple(value for part in parts for value in part.values)
    )


def is_one_of(column: str, values: Sequence[Any]) -> Condition:
    """Return the condition that a column has one of some values; nothing has one of none."""
    if not values:
        return Condition("1 = 0")
    return Condition(f"{column} IN ({', '.join(['%s'] * len(values))})", tuple(values))


def unindexed(column: str) -> str:
    """Return a column of which SQLite uses no index, for where another condition selects fewer rows.

    Without statistics it takes an owner's index, and so reads the whole record to find two items by id.
    """
    return f"+{column}" if is_sqlite() else column


def within(column: str, statement: str, condition: Condition) -> Condition:
    """Return the condition that a column is among what `statement WHERE condition` selects."""
    return Condition(f"{column} IN ({statement} WHERE {condition.sql})", condition.values)


def stored_field(name: str) -> str:
    """Return the expression for the text of a kind's own field, by its stored key; NULL where it is empty.

    Raises ValueError for what cannot be a key, because the name becomes a part of the statement.
    """
    if not name.isidentifier():
        raise ValueError(f"{name!r} is not a field")
    return f"json_extract(fields, '$.{name}')" if is_sqlite() else f"(fields ->> '{name}')"


def is_empty(name: str) -> Condition:
    """Return the condition that a stored field has no value."""
    return Condition(f"{stored_field(name)} IS NULL")


def has_value(name: str) -> Condition:
    """Return the condition that a stored field has a value."""
    return Condition(f"{stored_field(name)} IS NOT NULL")


def newest_first() -> str:
    """Return the order of dated items, undated ones last."""
    return f"last DESC{nulls_last()}, first DESC, created_at DESC, number DESC"


def nulls_last() -> str:
    """Return what puts NULL last in descending order; SQLite does so, and uses an index if not told to."""
    return "" if is_sqlite() else " NULLS LAST"


def page(start: int, limit: int | None) -> str:
    """Return the clause for `limit` rows from position `start` on, all of them without a limit."""
    if limit is not None:
        return f" LIMIT {limit:d} OFFSET {start:d}"
    if not start:
        return ""
    return f" LIMIT -1 OFFSET {start:d}" if is_sqlite() else f" OFFSET {start:d}"


def batches(values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
    """Yield values in batches: databases limit the number of values in a statement."""
    return (values[start : start + 500] for start in range(0, len(values), 500))
