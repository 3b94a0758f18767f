"""Reads the database without SQLite as SQLite would: its pages with the committed part of its log."""

import sqlite3
from contextlib import closing
from random import Random

import pytest

from vividmap.services.storage import memory_copy


def contents(data):
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return list(database.iterdump())


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "log.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA wal_autocheckpoint=0")
        database.execute("CREATE TABLE words(text)")
        yield path, database


def change(database, dice):
    number = dice.randrange(1, 400)
    database.execute("INSERT INTO words SELECT ? FROM words LIMIT ?", ["x" * dice.randrange(3000), number])
    database.execute("INSERT INTO words VALUES (?)", [str(number)])
    if dice.random() < 0.2:
        database.execute("DELETE FROM words WHERE length(text) > 1000")
        database.execute("VACUUM")
    if dice.random() < 0.3:  # the log begins again, with older frames left after its end
        database.execute("PRAGMA wal_checkpoint(RESTART)")


@pytest.mark.parametrize("seed", range(10))
def test_the_log_is_applied_as_sqlite_applies_it(database, seed):
    path, writer = database
    dice = Random(seed)
    for _ in range(8):
        change(writer, dice)
        data = memory_copy.apply_log(path.read_bytes(), path.with_name("log.sqlite3-wal").read_bytes())
        assert contents(data) == list(writer.iterdump())


def test_what_is_not_committed_or_torn_is_left_out(database):
    path, writer = database
    log_path = path.with_name("log.sqlite3-wal")
    writer.execute("INSERT INTO words VALUES ('committed')")
    whole = len(log_path.read_bytes())
    expected = list(writer.iterdump())
    writer.execute("INSERT INTO words VALUES ('torn')")
    log = log_path.read_bytes()
    for length in (*range(whole, len(log), 500), len(log) - 1):
        assert contents(memory_copy.apply_log(path.read_bytes(), log[:length])) == expected
    flipped = bytearray(log)
    flipped[whole + 1000] ^= 1
    assert contents(memory_copy.apply_log(path.read_bytes(), bytes(flipped))) == expected
