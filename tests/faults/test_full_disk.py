"""Row 3: a full disk and short writes, for the spool and for the database.

A limit on the size of files makes true short writes and needs no rights; strace makes a full disk's error.
"""

import contextlib
import os
import re
import subprocess
from pathlib import Path

import pytest
from tests.faults.conditions import Strace, files, no_file_beyond, rows, run

from vividmap import spool

pytestmark = pytest.mark.faults

NO_ROOM = no_file_beyond(33_000)  # enough to open the database, not to write to it


@pytest.fixture
def strace(tmp_path):
    return Strace(tmp_path / "strace.log")


@pytest.mark.parametrize("room", [0, 1, 50, 100, 4096])
def test_a_capture_that_does_not_fit_is_refused_and_what_was_there_stays(vividmap, room):
    vividmap("log", "what was there")
    before = files(vividmap.home)
    result = run(vividmap, "log", "x" * 10_000, before=no_file_beyond(room))
    assert (result.code, result.out) == (1, "")
    assert "not saved" in result.err
    assert "File too large" in result.err
    assert files(vividmap.home) == before
    assert vividmap("log", "the next works").out.startswith("Saved")


def test_a_capture_is_whole_when_the_disk_takes_it_in_small_parts(monkeypatch, tmp_path):
    monkeypatch.setenv("VIVIDMAP_HOME", str(tmp_path / "home"))
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:7]))
    capture = spool.new_capture("log", "Größe: 漢字 " * 50)
    spool.save_captures([capture])
    assert spool.parse_capture(Path(spool.waiting_files()[0]).read_bytes()) == capture


@pytest.mark.parametrize("room", [33_000, 60_000])
def test_what_waits_stays_whole_when_the_database_has_no_room_to_take_it_in(vividmap, kept, room):
    vividmap("log", "-", "--lines", input="\n".join(f"{number} -> {'y' * 4000}" for number in range(40)))
    waiting = files(vividmap.home / "spool")
    result = run(vividmap, "list", "-n", "100", before=no_file_beyond(room))
    assert result.code == 0
    assert len(result.out.splitlines()) == 70  # from the spool too
    assert_clear(result)
    assert files(vividmap.home / "spool") == waiting
    assert rows(vividmap.home) == kept
    assert len(vividmap.json("list", "-n", "100")) == 70


WRITES = {
    "edit": ("edit", "{handle}", "--outcome", "z" * 9000),
    "rm": ("rm", "{handle}"),
    "undo": ("undo",),
    "import": ("import", "{document}"),
    "person": ("add", "person", "Priya"),
    "settings": ("config", "name", "Alice"),
}


CHANGES = [
    *((name, "no room") for name in WRITES),
    pytest.param("edit", "pwrite64", marks=pytest.mark.needs("strace")),
    pytest.param("import", "fdatasync", marks=pytest.mark.needs("strace")),
]


@pytest.mark.parametrize(("command", "condition"), CHANGES)
def test_a_change_that_does_not_fit_is_refused_and_nothing_is_different(
    vividmap, kept, strace, command, condition
):
    document = vividmap.home.parent / "more.md"
    document.write_text("# Impact evidence\n\n" + "".join(f"- 2026-01-01 new {n}\n" for n in range(50)))
    handle = re.findall(r"'evidence','(\w+)'", "".join(kept))[0]
    arguments = [part.format(handle=handle, document=document) for part in WRITES[command]]
    failing = strace.watching(failing=f"{condition}:error=ENOSPC:when=1+")
    result = run(vividmap, *arguments, before=NO_ROOM if condition == "no room" else failing)
    assert result.code == 1
    assert_clear(result)
    assert rows(vividmap.home) == kept
    vividmap(*arguments)
    assert rows(vividmap.home) != kept


def assert_clear(result):
    """See that an error takes one or two lines and says what is wrong."""
    assert "Traceback" not in result.err
    assert len(result.err.strip().splitlines()) <= 2
    assert any(said in result.err for said in ("full", "disk I/O error", "too large", "No space")), result


def test_the_first_command_on_a_full_disk_leaves_a_home_that_works_later(vividmap):
    result = run(vividmap, "list", before=no_file_beyond(20_000))
    assert (result.code, result.out) == (0, "")
    assert_clear(result)
    vividmap("log", "x")
    assert len(vividmap.json("list")) == 1
    assert rows(vividmap.home)


FAILING_CALLS = ("fsync:error=ENOSPC", "fsync:error=EIO", "rename:error=EIO")


@pytest.mark.parametrize(
    "condition",
    ["no room", *(pytest.param(call, marks=pytest.mark.needs("strace")) for call in FAILING_CALLS)],
)
def test_an_export_that_does_not_fit_leaves_the_file_that_was_there(vividmap, kept, strace, condition):
    folder = vividmap.home.parent / "out"
    folder.mkdir()
    target = folder / "out.json"
    target.write_text("what was there")
    before = NO_ROOM if condition == "no room" else strace.watching(failing=condition)
    result = run(vividmap, "export", target, "--force", before=before)
    assert (result.code, result.out) == (1, "")
    assert f"cannot write {target}" in result.err
    assert files(folder) == {"out.json": b"what was there"}
    assert rows(vividmap.home) == kept


@pytest.mark.parametrize("command", [("document",), ("export", "-")])
def test_printing_to_a_full_disk_is_an_error(vividmap, kept, command):
    result = run(vividmap, *command, before=("sh", "-c", 'exec "$@" > /dev/full', "sh"))
    assert result.code == 1
    assert "No space left" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("room", [33_000, 100_000])
def test_a_backup_that_does_not_fit_is_none(vividmap, kept, room):
    before = files(vividmap.home / "backups")
    result = run(vividmap, "backup", before=no_file_beyond(room))
    assert result.code == 1
    assert_clear(result)
    assert files(vividmap.home / "backups") == before
    assert rows(vividmap.home) == kept


def fill(path):
    with path.open("ab", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 512)


@pytest.mark.needs("mount")
def test_a_really_full_disk(vividmap, tmp_path):
    """The same on a file system without room, where there is the right to mount one."""
    place = tmp_path / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", place], check=True)
    try:
        env = {"VIVIDMAP_HOME": str(place / "home")}
        vividmap("log", "what was there", env=env)
        vividmap("list", env=env)
        before = rows(place / "home")
        fill(place / "filler")
        result = vividmap("log", "y" * 5000, env=env, check=False)
        assert (result.code, result.out) == (1, "")
        assert "No space left" in result.err
        result = vividmap("import", "-", env=env, check=False, input="# Impact evidence\n" + "- new\n" * 3000)
        assert result.code == 1
        assert_clear(result)
        (place / "filler").unlink()
        assert rows(place / "home") == before
        assert vividmap("log", "the next works", env=env).out.startswith("Saved")
        assert len(vividmap.json("list", env=env)) == 2
    finally:
        subprocess.run(["umount", place], check=True)
