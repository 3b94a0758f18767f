"""The connection that reads use: the command line's own to the database's file, or else Django's.

The command line reads without Django, which takes longer to import than any read takes. Pages and verbs
read through Django's connection, and so within their transactions. Both take the same statements.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID, SafeUUID

Row = tuple[Any, ...]

_own_connections: list[sqlite3.Connection] = []
"""The command line's own connection while it is open: none or one."""


def open_read_only(path: str, patience: float) -> None:
    """Have this process read an SQLite file that is not locked at present. Raises sqlite3.Error.

    Later reads wait at most `patience` seconds for another program's lock.
    """
    database = sqlite3.connect(f"file:{_escape(path)}?mode=ro", uri=True, timeout=0, isolation_level=None)
    try:
        database.execute("SELECT 1 FROM django_migrations").fetchone()
        database.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
        database.execute("PRAGMA temp_store = MEMORY")  # a full disk has no room for a sort
    except sqlite3.Error:
        database.close()
        raise
    _own_connections.append(database)


def _escape(path: str) -> str:
    """Return a path with the three special characters of a URI escaped; `urllib` takes two milliseconds."""
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def hold_snapshot() -> None:
    """Have this process's own connection, if it is open, show the record as of one moment from now on."""
    for own in _own_connections:
        if not own.in_transaction:
            own.execute("BEGIN")


def close() -> None:
    """Close this process's own connection, if it is open; Django's is used from then on."""
    while _own_connections:
        _own_connections.pop().close()


def is_own() -> bool:
    """Return whether reads use this process's own connection, so that Django need not be loaded."""
    return bool(_own_connections)


def is_sqlite() -> bool:
    """Return whether reads ask SQLite, else it is PostgreSQL."""
    if _own_connections:
        return True
    from django.db import connection  # noqa: PLC0415 - a command that only reads does without Django

    return connection.vendor == "sqlite"


def is_memory() -> bool:
    """Return whether reads ask a copy in memory."""
    if _own_connections:
        return False
    from django.db import connection  # noqa: PLC0415 - as above

    return bool(connection.settings_dict["NAME"] == ":memory:")


def read_errors() -> tuple[type[Exception], ...]:
    """Return the errors that a read may raise."""
    if _own_connections:
        return (sqlite3.Error,)
    from django.db import DatabaseError  # noqa: PLC0415 - as above

    return (DatabaseError,)


def iterate(statement: str, values: Sequence[Any] = ()) -> Iterator[Row]:
    """Return the rows of a statement; this process's own connection reads each as it is asked for."""
    if not _own_connections:
        return iter(select(statement, values))
    (own,) = _own_connections
    return own.execute(statement.replace("%s", "?"), [_for_sqlite(value) for value in values])


def select(statement: str, values: Sequence[Any] = ()) -> list[Row]:
    """Return the rows of a statement, in which `%s` stands for each value."""
    if _own_connections:
        return list(iterate(statement, values))
    from django.db import connection  # noqa: PLC0415 - as above

    if connection.vendor == "sqlite":
        values = [_for_sqlite(value) for value in values]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[Row] = cursor.fetchall()
        return rows


def _for_sqlite(value: Any) -> Any:
    """Return a value as Django stores it in SQLite, which has neither ids nor dates."""
    convert = _SQLITE_VALUES.get(type(value))
    return convert(value) if convert else value


def _stored_moment(moment: datetime) -> str:
    return str(moment.astimezone(UTC).replace(tzinfo=None))


_SQLITE_VALUES: dict[type, Callable[[Any], Any]] = {
    UUID: lambda uid: uid.hex,
    date: date.isoformat,
    datetime: _stored_moment,
}


def to_id(value: Any) -> Any:
    """Return an id from a column; None stays None."""
    if not isinstance(value, str):
        return value
    # As `UUID(value)`, in a third of the time: stored digits need no check.
    uid = _new_id(UUID)
    _set_number(uid, int(value, 16))
    _set_safety(uid, SafeUUID.unknown)
    return uid


_new_id, _set_number, _set_safety = object.__new__, vars(UUID)["int"].__set__, vars(UUID)["is_safe"].__set__
_parse_day = lru_cache(maxsize=20_000)(date.fromisoformat)


def to_day(value: Any) -> Any:
    """Return a day from a column or from an aggregate of it; None stays None."""
    return _parse_day(value) if isinstance(value, str) else value


def to_moment(value: Any) -> datetime:
    """Return a moment in UTC from a column."""
    if isinstance(value, str):
        return datetime.fromisoformat(f"{value}+00:00")
    moment: datetime = value
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
