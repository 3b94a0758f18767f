"""Row 3, reading: on a full disk, in a read-only home and beside a lock, the record can be read and exported."""

import json
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing

import pytest
from tests.faults.conditions import files, rows, run, without_rights
from tests.faults.test_full_disk import fill

pytestmark = pytest.mark.faults

RECORD = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-11-20 Moved the cache -> P99 down 340 ms @priya ^c4ch
# Relationship map
- Priya ^p9qd
"""
READS = {
    "list": "Waiting in the spool",
    "show c4ch": "P99 down 340 ms",
    "search waiting": "Waiting in the spool",
    "document": "Waiting in the spool",
    "export -": "Waiting in the spool",
    "export --format document -": "Waiting in the spool",
    "draft review --period all": "Moved the cache",
    "status": "",
    "history c4ch": "P99 down 340 ms",
    "patterns": "",
}


def read_all(vividmap, before=()):
    """Assert that everything can be read, what waits too, and that nothing in the home is different."""
    kept = record_files(vividmap.home)
    told = []
    for command, text in READS.items():
        result = run(vividmap, *command.split(), before=before)
        assert result.code == 0, (command, result)
        assert text in result.out, command
        told.append(result.err)
    assert record_files(vividmap.home) == kept
    return told


def record_files(home):
    """Return the files that hold the record; the files that SQLite keeps beside it may exist, but empty."""
    return {
        name: data
        for name, data in files(home).items()
        if not name.startswith("status") and not (name.endswith(("-shm", "-wal")) and not data.strip(b"\0"))
    }


def refuse_to_write(vividmap, message, before=()):
    kept = record_files(vividmap.home)
    for command in (
        ("edit", "c4ch", "--outcome", "z" * 9000),
        ("rm", "c4ch"),
        ("undo",),
        ("add", "person", "Bob"),
    ):
        result = run(vividmap, *command, before=before)
        assert result.code == 1, (command, result)
        assert message in result.err
        assert "Traceback" not in result.err
    assert record_files(vividmap.home) == kept


@pytest.fixture
def filled(vividmap):
    vividmap("import", "-", input=RECORD)
    vividmap("log", "Waiting in the spool")
    return vividmap


@pytest.mark.needs("mount")
@pytest.mark.parametrize("room", [0, 4096, 16_384])
def test_a_full_disk(filled, tmp_path, room):
    place = tmp_path / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], check=True)
    try:
        shutil.copytree(filled.home, place / "home")
        small = type(filled)(place / "home")
        fill(place / "filler")
        with (place / "filler").open("r+b") as filler:
            filler.truncate((place / "filler").stat().st_size - room)
        for said in read_all(small):
            assert "is full; free some space on it" in said
        refuse_to_write(small, "is full; free some space on it")
        doctor = small("doctor", check=False)
        assert doctor.code == 1
        assert "integrity ok" in doctor.out
        assert "free some space" in doctor.out
        assert "--restore" not in doctor.out
        (place / "filler").unlink()
        assert len(small.json("list")) == 2
        assert rows(small.home)
    finally:
        subprocess.run(["umount", place], check=True)


def test_a_home_that_cannot_be_written_to(filled):
    for path in (filled.home, *filled.home.rglob("*")):
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        for said in read_all(filled, without_rights()):
            assert "cannot be written to; make it writable: chmod u+rwx" in said
        refuse_to_write(filled, "cannot be written to", without_rights())
        doctor = run(filled, "doctor", before=without_rights())
        assert doctor.code == 1
        assert "integrity ok" in doctor.out
        assert "make it writable" in doctor.out
        assert "--restore" not in doctor.out
    finally:
        for path in (filled.home, *filled.home.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)
    assert len(filled.json("list")) == 2


@pytest.mark.parametrize(
    "command", ["list", "document", "export --format document -", "packet show a-packet"]
)
def test_where_nothing_waits_a_full_disk_is_no_obstacle_to_reading(filled, command):
    from tests.faults.conditions import no_file_beyond

    filled("draft", "review", "--period", "all", "--save")
    handle = filled.json("list", "packets")[0]["handle"]
    words = command.replace("a-packet", handle).split()
    expected, kept = filled(*words).out, rows(filled.home)
    result = run(filled, *words, before=no_file_beyond(20_000))
    assert (result.code, result.out) == (0, expected)
    assert "P99 down 340 ms" in result.out
    assert rows(filled.home) == kept


@pytest.mark.needs("mount")
def test_a_file_system_mounted_read_only(filled):
    subprocess.run(["mount", "--bind", filled.home, filled.home], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", filled.home], check=True)
        for said in read_all(filled):
            assert "cannot be written to" in said
    finally:
        subprocess.run(["umount", filled.home], check=True)


def test_a_locked_database_is_read_after_two_seconds(filled):
    with closing(sqlite3.connect(filled.home / "vividmap.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        start = time.monotonic()
        result = filled("list")
        assert time.monotonic() - start < 8  # two seconds of patience, on a busy machine
        assert "Waiting in the spool" in result.out
        assert "another program has locked the database" in result.err
        document = filled("document")
        assert "Waiting in the spool" in document.out
        assert "another program has locked the database" in document.err
        other.execute("ROLLBACK")
    assert "another" not in filled("list").err


def test_the_first_command_of_all_on_a_full_disk_shows_what_waits(vividmap):
    from tests.faults.conditions import no_file_beyond

    vividmap("log", "The first")
    result = run(vividmap, "list", before=no_file_beyond(20_000))
    assert result.code == 0
    assert "The first" in result.out
    assert "is full" in result.err
    assert len(vividmap.json("list")) == 1


def test_what_is_exported_from_a_full_disk_can_be_imported(filled, vividmap, tmp_path):
    from tests.faults.conditions import no_file_beyond

    result = run(filled, "export", "-", before=no_file_beyond(20_000))
    assert json.loads(result.out)["counts"][0] == 3
    other = type(vividmap)(tmp_path / "other" / "home")
    other.home.parent.mkdir()
    other("import", "-", input=result.out)
    assert len(other.json("list")) == 2
