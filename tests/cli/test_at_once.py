"""Several commands at once: each waits for its turn, and says so if that takes long."""

import sqlite3
import subprocess
import sys
import time
from contextlib import ExitStack, closing

import pytest


def start_together(vividmap, count, *arguments):
    """Start the same command several times, and return what each of them ended with."""
    with ExitStack() as stack:
        processes = [stack.enter_context(vividmap.start_soon(*arguments)) for _ in range(count)]
        return [(*process.communicate(timeout=60), process.returncode) for process in processes]


@pytest.mark.first_day
@pytest.mark.sqlite_only
def test_first_commands_at_once_all_work(vividmap):
    results = start_together(vividmap, 5, "add", "goal", "Staff engineer")
    assert [code for *_, code in results] == [0] * 5, results
    assert len(vividmap.json("list", "goals")) == 5


@pytest.mark.sqlite_only
def test_first_commands_after_an_update_all_work_and_make_one_backup(vividmap):
    vividmap("add", "goal", "Staff engineer")
    earlier = [
        "migrate",
        "store",
        "0004_places",
        "--settings",
        "vividmap.config.settings",
        "--verbosity",
        "0",
    ]
    subprocess.run([sys.executable, "-m", "django", *earlier], env=vividmap.environment(), check=True)
    results = start_together(vividmap, 4, "list", "goals")
    assert [code for *_, code in results] == [0] * 4, results
    assert len(vividmap.json("list", "goals")) == 1
    assert len(list((vividmap.home / "backups").glob("before-*"))) == 1


@pytest.mark.sqlite_only
def test_a_database_that_another_program_locks_is_named_after_two_seconds(vividmap):
    with closing(sqlite3.connect(vividmap.home / "vividmap.sqlite3", isolation_level=None)) as browser:
        browser.execute("BEGIN EXCLUSIVE")
        begun = time.monotonic()
        with vividmap.start_soon("add", "goal", "Staff engineer") as process:
            told = process.stderr.readline()
            assert 1.5 < time.monotonic() - begun < 8
            assert told.startswith("vividmap: waiting for another program that uses the record")
            browser.execute("COMMIT")
            out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert "Staff engineer" in out


@pytest.mark.sqlite_only
@pytest.mark.full_only
def test_one_that_stays_locked_is_refused_with_what_to_do(vividmap):
    with closing(sqlite3.connect(vividmap.home / "vividmap.sqlite3", isolation_level=None)) as browser:
        browser.execute("BEGIN EXCLUSIVE")
        result = vividmap("add", "goal", "Staff engineer", check=False)
    assert result.code == 1
    assert "another program has locked the database" in result.err
    assert "Close what may have it open" in result.err
    assert vividmap.json("list", "goals") == []


@pytest.mark.sqlite_only
def test_two_imports_of_one_file_add_it_once(vividmap, tmp_path):
    notes = tmp_path / "notes.md"
    notes.write_text("# Work\n\n" + "".join(f"- 2026-11-{day:02} Did thing {day}\n" for day in range(1, 29)))
    results = start_together(vividmap, 2, "import", str(notes))
    assert [code for *_, code in results] == [0, 0], results
    assert len(vividmap.json("list")) == 28
