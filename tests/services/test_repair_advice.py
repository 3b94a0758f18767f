"""What doctor says about a database that cannot be used: nothing that loses data."""

import os
import sqlite3

import pytest

from vividmap.services.home import doctor


@pytest.fixture
def backup(tmp_path, monkeypatch):
    monkeypatch.setenv("VIVIDMAP_HOME", str(tmp_path))
    folder = tmp_path / "backups"
    folder.mkdir()
    path = folder / "20261120T160000Z.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE django_migrations(app, name)")
        database.execute("INSERT INTO django_migrations VALUES ('store', '0001_record')")
    os.utime(path, (1_000, 1_000))
    (folder / "20261120T170000Z.sqlite3").touch()  # half a backup, as a killed one once left it
    (folder / "before-restore-20261121T160000Z.sqlite3").touch()
    return path


def test_the_newest_backup_is_named_and_no_database_that_was_replaced(backup):
    assert doctor.describe_repair().endswith(f"vividmap backup --restore '{backup}'")


def test_without_a_backup_the_file_is_kept(backup):
    backup.unlink()
    assert "copy the file away before anything else" in doctor.describe_repair()
