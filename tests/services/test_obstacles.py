"""What keeps the home from being written to, told with what to do about it."""

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from vividmap.services.errors import Locked
from vividmap.services.storage.obstacles import find_obstacle


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("VIVIDMAP_HOME", str(tmp_path))
    return tmp_path


def test_a_home_that_can_be_written_to_has_no_obstacle_and_nothing_is_left_in_it(home):
    assert find_obstacle() is None
    assert list(home.iterdir()) == []


def lock_error(path):
    """Return the error of a second writer of a database."""
    with closing(sqlite3.connect(path)) as first, closing(sqlite3.connect(path, timeout=0)) as second:
        first.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError) as caught:
            second.execute("BEGIN IMMEDIATE")
    return caught.value


def test_a_lock_is_named_with_the_database_whatever_it_caused(home, tmp_path_factory):
    cause = lock_error(tmp_path_factory.mktemp("locked") / "record.sqlite3")
    consequence = ValueError("the import failed")
    consequence.__cause__ = cause

    for error in (Locked("in use"), cause, consequence):
        obstacle = find_obstacle(error)
        assert obstacle is not None
        assert str(home) in obstacle.message
        assert str(obstacle) == f"{obstacle.message}; {obstacle.remedy}"
        assert "close" in obstacle.remedy
    assert find_obstacle(ValueError("the file is locked")) is None
    assert find_obstacle(sqlite3.DatabaseError("malformed")) is None


@pytest.mark.parametrize(
    ("number", "message", "remedy"),
    [
        (errno.ENOSPC, "is full", "free some space"),
        (errno.EDQUOT, "is full", "free some space"),
        (errno.EACCES, "cannot be written to", "chmod u+rwx"),
        (errno.EROFS, "cannot be written to", "chmod u+rwx"),
    ],
)
def test_a_write_that_fails_says_why_and_leaves_nothing(home, monkeypatch, number, message, remedy):
    def fail(handle):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.fsync", fail)
    obstacle = find_obstacle()

    assert obstacle is not None
    assert message in obstacle.message
    assert remedy in obstacle.remedy
    assert list(home.iterdir()) == []


def test_a_failure_of_another_kind_is_no_obstacle(home, monkeypatch):
    def fail(handle):
        raise OSError(errno.EIO, "damage")

    monkeypatch.setattr("os.fsync", fail)

    assert find_obstacle() is None


def test_a_database_without_write_permission_is_an_obstacle(home, monkeypatch):
    monkeypatch.setattr("vividmap.paths.database_file", lambda: str(home / "record.sqlite3"))
    (home / "record.sqlite3").touch()
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != home / "record.sqlite3")

    obstacle = find_obstacle()
    assert obstacle is not None
    assert "cannot be written to" in obstacle.message
