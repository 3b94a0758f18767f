"""A purge is whole: no byte stays, on a full disk it is done or not done, and killed it can be repeated."""

import shutil
import subprocess

import pytest
from tests.faults.conditions import Strace, rows, run
from tests.faults.test_full_disk import fill

pytestmark = pytest.mark.faults

RECORD = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-11-20 Moved the session cache to Redis -> P99 down 340 ms ^c4ch
- 2026-11-21 Wrote the queue decision ^qu3e
"""
SECRETS = (b"session cache", b"340 ms", b"Oksana")


@pytest.fixture
def written(vividmap):
    vividmap("import", "-", input=RECORD)
    vividmap("edit", "c4ch", "--notes", "Known to Oksana alone. " * 200)
    vividmap("edit", "c4ch", "--notes", "Nothing.")
    vividmap("draft", "review", "--period", "all", "--save")
    for path in (vividmap.home / "backups").iterdir():
        path.unlink()
    return vividmap


def assert_erased(home):
    for path in home.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        assert not any(secret in data for secret in SECRETS), path
    assert rows(home)


def test_no_byte_is_left_in_the_home(written):
    out = written("purge", "c4ch", "--yes").out
    assert "Erased what quoted ^c4ch in packet ^" in out
    assert_erased(written.home)
    assert "[erased]" in written("packet", "show", written.json("list", "packets")[0]["handle"]).out


def test_files_that_still_hold_it_are_named(written, tmp_path):
    folder = written.home.parent
    written("backup")
    written("export", "all.json")
    written("export", "all.md")
    written("packet", "export", written.json("list", "packets")[0]["handle"], "packet.txt")
    (folder / "gone.md").touch()
    written("export", "gone.md", "--force")
    (folder / "gone.md").unlink()
    out = written("purge", "c4ch", "--yes").out
    for name in ("all.json", "all.md", "packet.txt"):
        assert f"A file still holds ^c4ch: {folder / name}" in out
    assert "A backup still holds ^c4ch: " in out
    assert "gone.md" not in out
    assert "all.md" not in written("purge", "qu3e", "--yes").out.replace(f"qu3e: {folder / 'all.md'}", "")


@pytest.mark.needs("mount")
@pytest.mark.parametrize("room", [0, 16_384, 300_000, 1_000_000])
def test_on_a_full_disk_it_is_done_or_not_done(written, tmp_path, room):
    place = tmp_path / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", place], check=True)
    try:
        shutil.copytree(written.home, place / "home")
        small = type(written)(place / "home")
        before = rows(small.home, "SELECT * FROM store_item")
        fill(place / "filler")
        with (place / "filler").open("r+b") as filler:
            filler.truncate((place / "filler").stat().st_size - room)
        result = small("purge", "c4ch", "--yes", check=False)
        (place / "filler").unlink()
        if result.code:
            assert "nothing was" in result.err
            assert rows(small.home, "SELECT * FROM store_item") == before
            small("purge", "c4ch", "--yes")
        assert_erased(small.home)
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.mark.needs("strace")
@pytest.mark.parametrize(
    "call", ["pwrite64:when=2", "fdatasync:when=1", "fdatasync:when=2", "ftruncate:when=1"]
)
def test_killed_it_is_not_done_or_can_be_finished(written, tmp_path, call):
    name, when = call.split(":")
    killing = Strace(tmp_path / "strace.log").watching(failing=f"{name}:signal=SIGKILL:{when}")
    assert run(written, "purge", "c4ch", "--yes", before=killing).code != 0
    again = written("purge", "c4ch", "--yes", check=False)
    if again.code:
        assert "Finished the purge that was interrupted." in again.out
    assert_erased(written.home)


def test_beside_a_reader_it_says_what_to_close(written):
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(written.home / "vividmap.sqlite3", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM store_item").fetchone()
        result = written("purge", "c4ch", "--yes", check=False)
        assert result.code == 1
        assert "another program" in result.err
        assert "run 'vividmap purge' to finish" in result.err
    assert written("purge").out == "Finished the purge that was interrupted.\n"
    assert_erased(written.home)
