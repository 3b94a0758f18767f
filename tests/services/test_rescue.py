"""What can still be read of a damaged database, saved as a new one."""

import contextlib
import os
import sqlite3
from pathlib import Path

import pytest

from vividmap import paths
from vividmap.services.home import rescue

TABLES = """
CREATE TABLE store_owner (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE store_item (number INTEGER PRIMARY KEY, uid TEXT UNIQUE, owner_id INTEGER, parent TEXT, text TEXT);
CREATE TABLE store_mention (id INTEGER PRIMARY KEY, source TEXT, target TEXT);
CREATE TABLE store_change (id TEXT PRIMARY KEY);
CREATE TABLE store_touched (id INTEGER PRIMARY KEY, change_id TEXT, item TEXT);
CREATE INDEX item_owner ON store_item (owner_id);
CREATE VIRTUAL TABLE store_words USING fts5(words);
"""


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A database of thirty items in a home of its own; links to what is lost stand in it."""
    monkeypatch.setenv("VIVIDMAP_HOME", str(tmp_path))
    path = paths.database_file()
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with contextlib.closing(sqlite3.connect(path)) as made:
        made.executescript(TABLES)
        made.executemany(
            "INSERT INTO store_item VALUES (?, ?, 7, ?, ?)",
            [(number, f"u{number}", "lost" if number == 3 else None, "x" * 900) for number in range(1, 31)],
        )
        made.executemany(
            "INSERT INTO store_mention VALUES (?, ?, ?)",
            [(1, "u1", "u2"), (2, "u1", "lost"), (3, "lost", "u1")],
        )
        made.execute("INSERT INTO store_change VALUES ('c1')")
        made.executemany("INSERT INTO store_touched VALUES (?, ?, 'u1')", [(1, "c1"), (2, "lost")])
        made.commit()
    return path


def rows(path, query):
    with contextlib.closing(sqlite3.connect(path)) as rescued:
        return rescued.execute(query).fetchall()


def test_all_that_can_be_read_is_in_the_new_file_and_nothing_refers_to_what_is_lost(database):
    before = Path(database).read_bytes()

    rescued = rescue.rescue_database()

    assert rescued is not None
    assert rescued.item_count == 30
    assert rows(rescued.path, "SELECT count(*) FROM store_item WHERE parent IS NOT NULL") == [(0,)]
    assert rows(rescued.path, "SELECT source, target FROM store_mention ORDER BY id") == [
        ("u1", "u2"),
        ("u1", None),
    ]
    assert rows(rescued.path, "SELECT change_id FROM store_touched") == [("c1",)]
    assert rows(rescued.path, "SELECT id, name FROM store_owner") == [(7, "local")]
    assert rows(rescued.path, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL") == [
        ("item_owner",)
    ]
    assert rows(rescued.path, "PRAGMA integrity_check") == [("ok",)]
    assert Path(database).read_bytes() == before
    assert rescue.rescue_database() == rescued


def test_around_a_damaged_page_all_other_rows_are_read(database):
    data = bytearray(Path(database).read_bytes())
    with contextlib.closing(sqlite3.connect(database)) as made:
        (page_size,) = made.execute("PRAGMA page_size").fetchone()
    page = next(
        number
        for number in range(len(data) // page_size)
        if data[number * page_size] == 0x0D
        and data.count(b"x" * 900, number * page_size, (number + 1) * page_size) >= 3
    )
    data[page * page_size : (page + 1) * page_size] = b"\xff" * page_size
    Path(database).write_bytes(data)

    rescued = rescue.rescue_database()

    assert rescued is not None
    assert 20 <= rescued.item_count < 30


def test_of_a_file_that_is_no_database_nothing_is_rescued(database):
    Path(database).write_bytes(b"no database at all" * 400)

    assert rescue.rescue_database() is None
