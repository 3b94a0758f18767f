"""A database whose index lacks a row of its table: every page and record is whole, and the two disagree."""

import sqlite3
from contextlib import closing
from pathlib import Path


def omit_from_index(path: Path, index: str, statement: str) -> None:
    """Run a statement in a database while SQLite does not know of an index, so that it is not kept up."""
    with closing(sqlite3.connect(path)) as database, database:
        columns = "type, name, tbl_name, rootpage, sql"
        entry = database.execute(f"SELECT {columns} FROM sqlite_master WHERE name = ?", [index]).fetchone()
        _change_schema(database, "DELETE FROM sqlite_master WHERE name = ?", [index])
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)
        _change_schema(database, f"INSERT INTO sqlite_master ({columns}) VALUES (?, ?, ?, ?, ?)", entry)


def _change_schema(database: sqlite3.Connection, statement: str, values: list[str]) -> None:
    database.execute("PRAGMA writable_schema = ON")
    database.execute(statement, values)
    database.execute("PRAGMA writable_schema = OFF")
