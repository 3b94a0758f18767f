"""What can still be read of a damaged database, saved as a new one."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from vividmap import paths
from vividmap.services.files import new_private_file
from vividmap.services.home.backup_files import RESCUED_PREFIX, format_stamp
from vividmap.services.storage import memory_copy

_MAX_QUERIES = 20_000
"""How often one table is asked: around each unreadable page its rows are asked for one by one."""
_MAX_ROWID = 1 << 24
_OWN_TABLES = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
_OTHER_OBJECTS = "SELECT sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
_SEARCH_INDEX = "SELECT sql FROM sqlite_master WHERE name = 'store_words'"


class RescuedFile(NamedTuple):
    """A database of what could be read: its path, and the number of its items."""

    path: str
    item_count: int


def rescue_database() -> RescuedFile | None:
    """Save what can be read of the database in a new file in the backups folder; None if nothing can.

    The damaged file stays as it is. A rescue of the same state is made once. Raises OSError, BadHome.
    """
    changed_at = datetime.fromtimestamp(os.stat(paths.database_file()).st_mtime, UTC)
    folder = paths.make_folder(paths.backups_folder())
    path = os.path.join(folder, f"{RESCUED_PREFIX}{format_stamp(changed_at)}.sqlite3")
    if not os.path.exists(path):
        with contextlib.suppress(sqlite3.Error), new_private_file(path, replace=False) as temporary:
            _copy_readable(temporary)
    return RescuedFile(path, _count_items(path)) if os.path.exists(path) else None


def _count_items(path: str) -> int:
    with contextlib.closing(sqlite3.connect(path)) as database:
        return int(database.execute("SELECT count(*) FROM store_item").fetchone()[0])


def _copy_readable(path: str) -> None:
    """Write all readable rows into a new database. Raises sqlite3.Error if not even the tables are known."""
    with (
        contextlib.closing(sqlite3.connect(":memory:")) as source,
        contextlib.closing(sqlite3.connect(path, isolation_level=None)) as target,
    ):
        source.text_factory = lambda data: data.decode(errors="replace")
        source.deserialize(memory_copy.read_database())
        tables = source.execute(_OWN_TABLES).fetchall()
        target.execute("PRAGMA journal_mode=DELETE")
        for table, sql in tables:
            if not table.startswith(("sqlite_", "store_words")):
                target.execute(sql)
                _copy_table(source, target, table)
        _mend_links(target)
        for (sql,) in [*source.execute(_SEARCH_INDEX), *source.execute(_OTHER_OBJECTS)]:
            with contextlib.suppress(sqlite3.Error):  # a unique index over rows that the damage doubled
                target.execute(sql)
        target.execute("INSERT INTO store_words(store_words) VALUES ('rebuild')")


def _copy_table(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> None:
    target.execute("BEGIN")
    for row in _read_rows(source, table):
        marks = ",".join("?" * len(row))
        target.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)  # noqa: S608 - our own tables
    target.execute("COMMIT")


def _read_rows(source: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    """Yield the rows that can be read: where a span of them cannot, its halves are tried."""
    spans = [(0, _MAX_ROWID)]
    with contextlib.suppress(sqlite3.Error):
        last = source.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]  # noqa: S608 - our own tables
        spans = [(0, last or 0)]
    queries = 0
    while spans and queries < _MAX_QUERIES:
        first, last = spans.pop()
        queries += 1
        try:
            rows = source.execute(
                f"SELECT * FROM {table} WHERE rowid BETWEEN ? AND ?",  # noqa: S608 - our own tables
                (first, last),
            ).fetchall()
        except sqlite3.Error:
            middle = (first + last) // 2
            spans += [(middle + 1, last), (first, middle)] if first < last else []
        else:
            yield from rows


def _mend_links(target: sqlite3.Connection) -> None:
    """Remove references to rows that are lost."""
    for statement in (
        "INSERT OR IGNORE INTO store_owner(id, name) SELECT owner_id, 'local' FROM store_item LIMIT 1",
        "UPDATE store_item SET parent = NULL WHERE parent NOT IN (SELECT uid FROM store_item)",
        "UPDATE store_mention SET target = NULL WHERE target NOT IN (SELECT uid FROM store_item)",
        "DELETE FROM store_mention WHERE source NOT IN (SELECT uid FROM store_item)",
        "DELETE FROM store_touched WHERE change_id NOT IN (SELECT id FROM store_change)",
    ):
        with contextlib.suppress(sqlite3.Error):
            target.execute(statement)
