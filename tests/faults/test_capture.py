"""A capture works whatever the database is doing, and says so when the disk does not let it."""

import json
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.faults.conditions import rows, run, umask, without_rights

pytestmark = pytest.mark.faults


def captures(home):
    return sorted((home / "spool").glob("*.capture"))


def a_capture_works(vividmap):
    before = len(captures(vividmap.home))
    start = time.monotonic()
    result = vividmap("log", "x")
    assert result.out.startswith("Saved ^")
    assert len(captures(vividmap.home)) == before + 1
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("lock", ["EXCLUSIVE", "IMMEDIATE"])
def test_a_capture_works_while_somebody_holds_the_database(vividmap, lock):
    vividmap("list")
    with closing(sqlite3.connect(vividmap.home / "vividmap.sqlite3")) as database:
        database.execute(f"BEGIN {lock}")
        a_capture_works(vividmap)
    assert len(vividmap.json("list")) == 1


@pytest.mark.first_day
def test_a_capture_works_while_the_database_is_being_migrated(vividmap):
    with closing(sqlite3.connect(vividmap.home / "vividmap.sqlite3")) as database:
        database.execute("BEGIN EXCLUSIVE")
        database.execute("CREATE TABLE django_migrations (id INTEGER, app TEXT, name TEXT, applied TEXT)")
        a_capture_works(vividmap)
    assert len(vividmap.json("list")) == 1


@pytest.mark.parametrize("state", ["missing", "damaged", "empty", "a folder", "read-only"])
def test_a_capture_works_whatever_the_database_is_like(vividmap, state):
    vividmap("list")
    path = vividmap.home / "vividmap.sqlite3"
    whole = path.read_bytes()
    path.unlink()
    match state:
        case "damaged":
            path.write_bytes(b"\0garbage" * 1000)
        case "empty":
            path.touch()
        case "a folder":
            path.mkdir()
        case "read-only":
            path.write_bytes(whole)
            path.chmod(0o400)
    a_capture_works(vividmap)


def test_a_damaged_database_is_told_in_a_line_and_what_waits_is_taken_in_once_it_is_mended(vividmap):
    vividmap("list")
    path = vividmap.home / "vividmap.sqlite3"
    whole = path.read_bytes()
    path.write_bytes(b"\0garbage" * 1000)
    a_capture_works(vividmap)
    result = vividmap("list", check=False)
    assert result.code == 1
    assert "the database cannot be used" in result.err
    assert "doctor" in result.err
    doctor = vividmap("doctor", check=False)
    assert doctor.code == 1
    assert "FIX" in doctor.out
    assert len(captures(vividmap.home)) == 1
    path.write_bytes(whole)
    assert len(vividmap.json("list")) == 1


@pytest.mark.first_day
@pytest.mark.parametrize("place", ["home", "spool"])
def test_a_file_where_a_folder_belongs_is_told_and_left_alone(vividmap, place):
    path = vividmap.home if place == "home" else vividmap.home / "spool"
    if place == "home":
        path.rmdir()
    path.write_text("mine")
    result = vividmap("log", "x", check=False)
    assert (result.code, result.out) == (1, "")
    assert f"{path} is not a folder" in result.err
    assert path.read_text() == "mine"


@pytest.mark.first_day
def test_a_home_that_leads_nowhere_is_told(vividmap):
    vividmap.home.rmdir()
    vividmap.home.symlink_to("nowhere")
    result = vividmap("log", "x", check=False)
    assert (result.code, result.out) == (1, "")
    assert "is not a folder" in result.err


@pytest.fixture
def locked(vividmap):
    """Take away the right to write to some folders, and give it back afterwards."""
    folders: list[Path] = []

    def lock(*some: Path) -> None:
        folders.extend(some)
        for folder in some:
            folder.chmod(0o500)

    yield lock
    for folder in folders:
        folder.chmod(0o700)


@pytest.mark.first_day
@pytest.mark.parametrize("place", ["spool", "home", "above"])
def test_a_capture_without_permission_is_told_and_not_acknowledged(vividmap, locked, place):
    if place == "above":
        vividmap.home.rmdir()
        locked(vividmap.home.parent)
    elif place == "home":
        locked(vividmap.home)
    else:
        vividmap("log", "what was there")
        locked(vividmap.home / "spool")
    result = run(vividmap, "log", "x", before=without_rights())
    assert (result.code, result.out) == (1, "")
    assert "not saved" in result.err
    assert "Permission denied" in result.err
    assert "Traceback" not in result.err
    assert len(captures(vividmap.home)) == (1 if place == "spool" else 0)


@pytest.mark.first_day
def test_all_files_are_their_owners_alone_whatever_the_umask(vividmap):
    vividmap.home.rmdir()
    out = vividmap.home.parent / "out.json"
    document = vividmap.home.parent / "in.md"
    document.write_text("# Impact evidence\n- 2026-01-01 x\n")
    commands: list[tuple[str | Path, ...]] = [
        ("log", "x"),
        ("list",),
        ("backup",),
        ("export", out),
        ("import", document),
        ("log", "left in the spool"),
    ]
    for command in commands:
        assert run(vividmap, *command, before=umask("000")).code == 0
    (vividmap.home / "spool" / "broken.capture").write_bytes(b"broken")
    (vividmap.home / "spool" / "broken.capture").chmod(0o600)
    assert run(vividmap, "list", before=umask("000")).code == 0
    modes = {
        path: stat.S_IMODE(path.stat().st_mode) for path in [vividmap.home, *vividmap.home.rglob("*"), out]
    }
    assert {str(path): oct(mode) for path, mode in modes.items() if path.is_dir() and mode != 0o700} == {}
    assert {str(path): oct(mode) for path, mode in modes.items() if path.is_file() and mode != 0o600} == {}
    assert len(modes) > 6


@pytest.mark.first_day
def test_the_database_is_its_owners_alone_while_it_is_in_use(vividmap):
    vividmap.home.rmdir()
    assert run(vividmap, "list", before=umask("000")).code == 0
    with closing(sqlite3.connect(vividmap.home / "vividmap.sqlite3")) as database:
        database.execute("SELECT * FROM store_item").fetchall()
        run(vividmap, "add", "person", "Priya", before=umask("000"))
        modes = {
            path.name: stat.S_IMODE(path.stat().st_mode) for path in vividmap.home.glob("vividmap.sqlite3*")
        }
    assert set(modes.values()) == {0o600}
    assert len(modes) == 3


NOT_FOR_A_CAPTURE = ("django", "click", "dataclasses", "json", "re", "pathlib", "typing", "uuid", "datetime")


@pytest.mark.parametrize("command", [["log", "x"], ["learn", "x"], ["met", "priya", "x"], ["log", "-"]])
def test_a_capture_loads_nothing_that_it_does_not_need(vividmap, command):
    code = (
        "import sys; from vividmap.__main__ import main; code = main(sys.argv[1:]); "
        "loaded = sorted(sys.modules); import json; print(json.dumps(loaded)); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, *command],
        env=vividmap.environment(),
        input="from a pipe",
        capture_output=True,
        text=True,
        check=True,
    )
    told, loaded = done.stdout.splitlines()
    assert told.startswith("Saved ^")
    assert {name.partition(".")[0] for name in json.loads(loaded)} & set(NOT_FOR_A_CAPTURE) == set()


def test_two_captures_of_one_moment_are_two(vividmap):
    processes = [
        subprocess.Popen(
            vividmap.argv("log", f"line {n}"), env=vividmap.environment(), stdout=subprocess.PIPE
        )
        for n in range(12)
    ]
    told = [process.communicate()[0] for process in processes]
    assert len(set(told)) == 12
    assert len(captures(vividmap.home)) == 12
    assert len(vividmap.json("list")) == 12
    assert rows(vividmap.home)


@pytest.mark.parametrize(("command", "code"), [("list", 0), ("document", 0), ("doctor", 1)])
def test_a_home_that_cannot_be_written_to_is_told_and_read(vividmap, locked, command, code):
    vividmap("log", "x")
    vividmap("list")
    locked(vividmap.home, vividmap.home / "spool")
    (vividmap.home / "vividmap.sqlite3").chmod(0o400)
    result = run(vividmap, command, before=without_rights())
    assert "Traceback" not in result.err + result.out
    assert result.code == code
    assert "cannot be" in result.err + result.out
