"""backup --restore: a checked backup in place of the database, which is kept."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from tests.cli.terminal import at_terminal


def made_on_request(vividmap):
    """Return the backups beside those that are made each day by themselves."""
    return [path for path in (vividmap.home / "backups").iterdir() if not path.name.startswith("daily-")]


@pytest.fixture
def backup(vividmap):
    """A backup of a record with one entry, made before another one was written."""
    vividmap("log", "Did it #rust")
    said = vividmap("backup").out
    (path,) = made_on_request(vividmap)
    assert said == f"Backed up to {path}\n"
    return path


def test_a_backup_is_restored_and_what_it_replaced_is_kept(vividmap, backup):
    before = vividmap("export", "-").out
    vividmap("log", "Later")
    later = vividmap("export", "-").out
    assert later != before
    done = vividmap("backup", "--restore", backup, "-y").out
    assert "remove 1 item that the backup does not have" in done
    assert "remove 1 change from the history" in done
    assert vividmap("export", "-").out == before
    replaced = next(path for path in made_on_request(vividmap) if path != backup)
    assert f"vividmap backup --restore '{replaced}'" in done
    assert replaced.stat().st_mode & 0o777 == 0o600
    back = vividmap("backup", "--restore", replaced, "-y").out
    assert "bring back 1 item that you deleted or purged since" in back
    assert vividmap("export", "-").out == later


def test_an_edited_entry_counts_as_another_version_and_an_equal_record_as_no_change(vividmap, backup):
    assert "change nothing" in vividmap("backup", "--restore", backup, "-y").out
    handle = vividmap.json("list")[0]["handle"]
    vividmap("edit", handle, "--outcome", "Faster")
    assert "replace 1 item with another version" in vividmap("backup", "--restore", backup, "-y").out
    assert vividmap.json("list")[0]["outcome"] == ""


def test_nothing_is_restored_without_a_yes(vividmap, backup):
    vividmap("log", "Later")
    before = vividmap("export", "-").out
    done = vividmap("backup", "--restore", backup, check=False)
    assert (done.code, "add --yes" in done.err) == (2, True)
    asked = at_terminal(vividmap, "backup", "--restore", backup, answers=[("Restore it?", "\n")])
    assert "Nothing was changed." in asked.text
    assert vividmap("export", "-").out == before
    assert not list(vividmap.home.glob("restoring-*"))


def test_a_restored_backup_is_brought_up_to_date_and_waiting_captures_are_kept(vividmap, backup):
    vividmap("log", "Waits")
    vividmap("backup", "--restore", backup, "-y")
    assert {one["text"] for one in vividmap.json("list")} == {"Did it", "Waits"}


def test_what_is_no_whole_backup_is_refused_and_nothing_changes(vividmap, backup):
    vividmap("list")
    folder = vividmap.home.parent
    (folder / "notes.txt").write_text("not a database at all" * 1000)
    with closing(sqlite3.connect(folder / "other.sqlite3")) as other:
        other.execute("CREATE TABLE t (a)")
    (folder / "cut.sqlite3").write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    shutil.copy(backup, folder / "newer.sqlite3")
    with closing(sqlite3.connect(folder / "newer.sqlite3")) as newer, newer:
        newer.execute(
            "INSERT INTO django_migrations(app, name, applied) VALUES ('store', '9999_later', '2030-01-01')"
        )
    before = vividmap("export", "-").out
    for name, reason, code in (
        ("missing.sqlite3", "there is no file", 2),
        ("notes.txt", "is not a VividMap database", 2),
        ("other.sqlite3", "is not a VividMap database", 2),
        ("cut.sqlite3", "", 2),
        ("newer.sqlite3", "was made by a newer VividMap", 1),
        (str(vividmap.home / "vividmap.sqlite3"), "is the current database", 2),
    ):
        done = vividmap("backup", "--restore", name, "-y", check=False)
        assert (done.code, done.out) == (code, ""), done
        assert reason in done.err
    assert vividmap("export", "-").out == before
    assert vividmap("backup", "elsewhere", "--restore", backup, check=False).code == 2


def test_a_backup_with_a_text_that_is_no_longer_text_is_refused(vividmap, backup):
    with closing(sqlite3.connect(backup)) as database, database:
        database.execute("UPDATE store_item SET text = CAST(x'ff' AS TEXT)")
    before = vividmap("export", "-").out
    refusal = vividmap("backup", "--restore", backup, "-y", check=False)
    assert refusal.code == 2
    assert "is damaged" in refusal.err
    assert vividmap("export", "-").out == before


def test_a_database_in_use_is_not_swapped(vividmap, backup):
    vividmap("list")
    with closing(sqlite3.connect(vividmap.home / "vividmap.sqlite3")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM store_item").fetchone()
        done = vividmap("backup", "--restore", backup, "-y", check=False)
        assert done.code == 1
        assert "another program uses the database" in done.err
    vividmap("backup", "--restore", backup, "-y")


def test_a_damaged_database_is_replaced_and_kept(vividmap, backup):
    before = vividmap("export", "-").out
    database = vividmap.home / "vividmap.sqlite3"
    database.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    done = vividmap("backup", "--restore", backup, "-y").out
    assert "no readable current database" in done
    assert vividmap("export", "-").out == before
    replaced = next(path for path in made_on_request(vividmap) if path != backup)
    assert replaced.read_bytes().startswith(b"no database at all")
    assert "integrity ok" in vividmap("doctor", check=False).out
