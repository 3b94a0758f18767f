"""Row 3, reading pages: on a full disk, in a read-only home and beside a lock they show all; forms say why not."""

import shutil
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from tests.faults.conditions import no_file_beyond, without_rights
from tests.faults.test_full_disk import fill
from tests.faults.test_reading import RECORD, record_files
from tests.support.web import come_in, served

pytestmark = pytest.mark.faults

WAITING = "Waiting in the spool"
PAGES = {
    "/": WAITING,
    "/evidence": WAITING,
    "/search?q=waiting": "</mark> in the spool",
    "/document": WAITING,
    "/export/archive.json": WAITING,
    "/i/c4ch": "P99 down 340 ms",
    "/i/c4ch/edit": "P99 down 340 ms",
    "/i/c4ch/history": "P99 down 340 ms",
    "/people": "Priya",
    "/goals": "",
    "/patterns": "",
    "/checkin": "",
    "/prepare/review?period=all": "Moved the cache",
    "/prepare/resume": "Moved the cache",
    "/settings": "",
    "/trash": "",
    "/backups": "",
}
TYPED = "P99 down 400 ms, as measured"
FULL_DISK = "is full; free some space on it"
READ_ONLY = "cannot be written to; make it writable"
LOCKED = "nother program has locked the database"


@pytest.fixture
def filled(vividmap):
    vividmap("import", "-", input=RECORD)
    vividmap("log", WAITING)
    return vividmap


def kept_files(home):
    """Return the files that hold the record, without the log of a running server: a failed change adds it."""
    return {name: data for name, data in record_files(home).items() if not name.endswith(("-shm", "-wal"))}


def read_pages(vividmap, visitor, reason):
    """Assert that each page shows what the record holds and what waits, and says what is in the way."""
    kept = kept_files(vividmap.home)
    for path, text in PAGES.items():
        answer = visitor.get(path)
        assert answer.status == 200, (path, answer.body)
        assert text in answer.body, path
        assert reason in answer.body or path.startswith("/export"), path
    assert kept_files(vividmap.home) == kept


def refuse_forms(vividmap, visitor, reason):
    """Assert that a form changes nothing, says why, and gives back what was typed."""
    kept = kept_files(vividmap.home)
    csrf = {"csrfmiddlewaretoken": visitor.csrf()}
    forms = {
        "/i/c4ch/edit": {"text": "Moved the cache", "outcome": TYPED},
        "/people/add": {"name": "Bob", "how_we_met": TYPED},
    }
    for path, form in forms.items():
        answer = visitor.ask("POST", path, form=csrf | form)
        assert answer.status in (409, 422, 507), (path, answer)
        assert reason in answer.body, (path, answer.body)
        assert TYPED in answer.body, path
    assert visitor.ask("POST", "/undo", form=csrf).status == 302
    assert "othing was changed" in visitor.get().body
    assert kept_files(vividmap.home) == kept


def refuse_captures(visitor):
    text = f"A line typed on a full disk {'x' * 30_000}"
    answer = visitor.capture(text)
    assert answer.status == 507
    assert "Not saved." in answer.body
    assert text in answer.body


def read_and_refuse(vividmap, server, reason):
    visitor = come_in(server)
    read_pages(vividmap, visitor, reason)
    refuse_forms(vividmap, visitor, reason)
    refuse_captures(visitor)
    _, out, err = server.stop()
    assert "Traceback" not in out + err


def test_a_server_that_is_started_on_a_full_disk(filled):
    with served(filled, before=no_file_beyond(20_000)) as server:
        read_and_refuse(filled, server, FULL_DISK)


@pytest.mark.full_only
def test_a_server_that_is_started_on_the_first_day_on_a_full_disk_shows_what_waits(vividmap):
    (vividmap.home / "vividmap.sqlite3").unlink()
    vividmap("log", WAITING)
    with served(vividmap, before=no_file_beyond(20_000)) as server:
        assert WAITING in come_in(server).get().body
    assert len(vividmap.json("list")) == 1


@contextmanager
def without_write_access(home):
    for path in (home, *home.rglob("*")):
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        yield
    finally:
        for path in (home, *home.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)


def test_a_home_that_cannot_be_written_to(filled):
    with without_write_access(filled.home), served(filled, before=without_rights()) as server:
        read_and_refuse(filled, server, READ_ONLY)


def test_a_home_that_can_be_written_to_again(filled):
    with served(filled, itself=True, before=without_rights()) as server:
        visitor = come_in(server)
        with without_write_access(filled.home):
            read_pages(filled, visitor, READ_ONLY)
        answer = visitor.get()
        assert READ_ONLY not in answer.body
        assert WAITING in answer.body
        assert visitor.capture("Typed when there was room again").status == 302
        assert "room again" in visitor.get().body
    assert len(filled.json("list")) == 3


@pytest.mark.full_only
@pytest.mark.needs("mount")
def test_a_disk_that_is_full_while_the_server_runs(filled, tmp_path):
    place = tmp_path / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], check=True)
    try:
        shutil.copytree(filled.home, place / "home")
        small = type(filled)(place / "home")
        with served(small, itself=True) as server:
            visitor = come_in(server)
            visitor.get()
            small("log", WAITING)
            fill(place / "filler")
            read_pages(small, visitor, FULL_DISK)
            refuse_forms(small, visitor, FULL_DISK)
            refuse_captures(visitor)
            (place / "filler").unlink()
            assert FULL_DISK not in visitor.get().body
        assert [entry["text"] for entry in small.json("list")].count(WAITING) == 2
    finally:
        subprocess.run(["umount", place], check=True)


HOLD = """\
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    database.execute(statement)
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked(vividmap, *statements):
    """Hold a lock on the record's database in another process: one that reads the file here would let it go."""
    command = [sys.executable, "-c", HOLD, str(vividmap.home / "vividmap.sqlite3"), *statements]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        yield
        holder.communicate()


def test_beside_a_program_that_writes(filled):
    with served(filled) as server:
        visitor = come_in(server)
        with locked(filled, "BEGIN EXCLUSIVE"):
            begun = time.monotonic()
            read_pages(filled, visitor, LOCKED)
            assert time.monotonic() - begun < 12  # two seconds of patience once, and then each page at once
            assert visitor.capture("Captured beside the lock").status == 302
            assert "Captured beside the lock" in visitor.get().body
        assert LOCKED not in visitor.get().body
    assert len(filled.json("list")) == 3


@pytest.mark.full_only
def test_beside_a_program_that_lets_nobody_read(filled):
    with locked(filled, "PRAGMA locking_mode=EXCLUSIVE", "BEGIN EXCLUSIVE"), served(filled) as server:
        visitor = come_in(server)
        read_pages(filled, visitor, LOCKED)
        assert visitor.capture("Captured beside the lock").status == 302
        assert "Captured beside the lock" in visitor.get().body
