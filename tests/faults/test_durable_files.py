"""Rows 2, 7 and 8 for whole files: synced before they have their name, and their folder before they are told of."""

import re
import shutil
import sqlite3
from contextlib import closing
from random import Random

import pytest
from tests.faults.conditions import Strace, rows, run, texts
from tests.support import FULL

pytestmark = pytest.mark.faults

FLIPS = 200 if FULL else 20
CALLS = ("fsync", "rename", "link", "unlink", "write")
WRITTEN = {
    "export a new file": (("export", "new.json"), "new.json"),
    "export over a file": (("export", "old.json", "--force"), "old.json"),
    "calendar feed": (("calendar", "--feed"), "home/calendar-feed.json"),
    "language model": (("config", "llm-url", "http://127.0.0.1:1/v1"), "home/writer.json"),
    "backup": (("backup", "copy.sqlite3"), "copy.sqlite3"),
}


@pytest.fixture
def strace(tmp_path):
    return Strace(tmp_path / "strace.log")


def steps(strace, target):
    """What was done to a file and its folder, and told, in order."""
    told = [f"{call.name} {call.arguments}" for call in strace.calls()]
    folder = target.parent
    patterns = {
        "sync": rf"^fsync \d+<{re.escape(str(folder))}/\.vividmap-[^>]*\.part>",
        "name": rf'^(rename|link) .*\.part", "{re.escape(str(target))}[^"]*"$',
        "remove": rf'^unlink "{re.escape(str(target))}"$',
        "sync folder": rf"^fsync \d+<{re.escape(str(folder))}>",
        "tell": r"^write 1<",
    }
    found = [step for line in told for step, pattern in patterns.items() if re.search(pattern, line)]
    return [step for place, step in enumerate(found) if found[place - 1 : place] != [step]]


@pytest.mark.needs("strace")
@pytest.mark.parametrize("name", WRITTEN)
def test_a_file_is_on_the_disk_before_it_is_told_of(vividmap, kept, strace, name):
    command, target = WRITTEN[name]
    folder = vividmap.home.parent
    (folder / "old.json").write_text("old")
    arguments = [str(folder / part) if part.endswith((".json", ".sqlite3")) else part for part in command]
    assert run(vividmap, *arguments, before=strace.watching(*CALLS)).code == 0
    done = steps(strace, folder / target)
    first = done.index("sync")
    assert done[first : first + 2] == ["sync", "name"]
    assert done.index("sync folder", first) < done.index("tell", first)


@pytest.mark.needs("strace")
def test_a_revoked_feed_stays_revoked_after_a_power_cut(vividmap, kept, strace):
    vividmap("calendar", "--feed")
    assert run(vividmap, "calendar", "--revoke", before=strace.watching(*CALLS)).code == 0
    done = steps(strace, vividmap.home / "calendar-feed.json")
    assert done.index("remove") < done.index("sync folder", done.index("remove")) < done.index("tell")


@pytest.mark.needs("strace")
@pytest.mark.parametrize(
    "call", ["pwrite64:when=1", "pwrite64:when=20", "fsync:when=1", "fsync:when=2", "link:when=1"]
)
def test_a_killed_backup_is_none_or_whole(vividmap, kept, tmp_path, call):
    name, when = call.split(":")
    shutil.rmtree(vividmap.home / "backups")
    killing = Strace(tmp_path / "strace.log").watching(failing=f"{name}:signal=SIGKILL:{when}")
    run(vividmap, "backup", before=killing)
    for backup in (vividmap.home / "backups").glob("*.sqlite3"):
        with closing(sqlite3.connect(backup)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert database.execute("SELECT count(*) FROM store_item").fetchone()[0] > 0
    assert "is not a complete backup" not in vividmap("doctor", check=False).out


def test_a_flipped_or_cut_backup_is_refused_or_restores_a_whole_database(vividmap, kept, tmp_path):
    vividmap("backup", tmp_path / "whole.sqlite3")
    whole, before = (tmp_path / "whole.sqlite3").read_bytes(), texts(vividmap.home)
    dice = Random(20261130)
    damaged = tmp_path / "damaged.sqlite3"
    for _ in range(FLIPS):
        data = bytearray(whole)
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        damaged.write_bytes(data if dice.random() < 0.7 else whole[: dice.randrange(len(whole))])
        result = vividmap("backup", "--restore", damaged, "--yes", check=False)
        assert "Traceback" not in result.err
        if result.code:
            assert "nothing was changed" in result.err
            assert texts(vividmap.home) == before
        else:  # a flip in a text or in free space: SQLite has no checksum of it
            assert rows(vividmap.home)
            vividmap("backup", "--restore", tmp_path / "whole.sqlite3", "--yes")
