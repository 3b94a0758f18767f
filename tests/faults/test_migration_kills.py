"""Row 7: a migration killed anywhere, from the schema of every earlier commit, loses no row."""

import shutil
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing

import pytest
from tests.faults.conditions import ROOT, Strace, rows, run
from tests.support import FULL

pytestmark = pytest.mark.faults

STATES = [
    "0002_search",
    "0003_indexes",
    "0004_places",
    "0005_class_names",
    "0006_candidates",
]  # the first two came in one commit
WRITES = (1, 5, 20, 60, 120) if FULL else (20,)
MIGRATE = """\
import sys
from vividmap.services.home import bootstrap
bootstrap.load_django()
from django.core.management import call_command
call_command("migrate", "store", sys.argv[1], verbosity=0)
"""


def make_database(vividmap, state):
    """A database as the commits with that schema left it."""
    shutil.rmtree(vividmap.home)
    vividmap.home.mkdir(mode=0o700)
    command = [sys.executable, "-c", MIGRATE, state]
    subprocess.run(command, cwd=ROOT, env=vividmap.environment(), check=True)
    owner, moment = uuid.uuid4().hex, "2026-11-23 09:00:00"
    with closing(sqlite3.connect(vividmap.home / "vividmap.sqlite3")) as database, database:
        database.execute("INSERT INTO store_owner(id, name) VALUES (?, 'local')", [owner])
        for number in range(50):
            values = (
                uuid.uuid4().hex,
                owner,
                f"c4c{number:03}",
                moment,
                moment,
                f"Größer {number}",
                f"grosser {number}",
            )
            database.execute(
                "INSERT INTO store_item(uid, owner_id, kind, handle, version, created_at, edited_at, text, body,"
                " about, fields, words) VALUES (?, ?, 'evidence', ?, 1, ?, ?, ?, '', 0, '{}', ?)",
                values,
            )


@pytest.mark.needs("strace")
@pytest.mark.parametrize("state", STATES)
def test_a_killed_migration_is_done_again_with_every_row(vividmap, tmp_path, state):
    make_database(vividmap, state)
    query = "SELECT uid, handle, text, fields, words FROM store_item ORDER BY number"
    before = rows(vividmap.home, query)
    for when in WRITES:
        killing = Strace(tmp_path / "strace.log").watching(failing=f"pwrite64:signal=SIGKILL:when={when}")
        run(vividmap, "list", before=killing)
        assert rows(vividmap.home, query) == before
    assert len(vividmap.json("list", "-n", "100")) == 50
    assert rows(vividmap.home, query) == before
    assert len(vividmap.json("search", "grosser 7")) == 1
    (backup, *_) = (vividmap.home / "backups").glob("before-*.sqlite3")
    vividmap("backup", "--restore", backup, "--yes")
    assert rows(vividmap.home, query) == before
