"""Commands that only read: they do not load Django, and so they start fast."""

import subprocess
import sys

import pytest
from tests.support.proposals import propose_in

from vividmap.store import connection

PROBE = """
import sys
from vividmap.__main__ import main
code = main(sys.argv[1:])
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"django", "asyncio", "psycopg"}), file=sys.stderr)
sys.exit(code)
"""

MODULES = """
import sys
from vividmap.__main__ import main
main(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
"""


@pytest.fixture
def kept(vividmap):
    """A record with an entry, a person, a goal, a proposal and a packet, whose captures are taken in."""
    vividmap("log", "Moved the session cache to Redis -> P99 down 340 ms ~teams @priya +ledger")
    vividmap("add", "person", "Priya Natarajan")
    vividmap("add", "goal", "Staff engineer")
    propose_in(vividmap, {"text": "Split the ledger in two"})
    vividmap("draft", "review", "--period", "all", "--save")
    vividmap("status")
    return vividmap


def run_probe(kept, *words, env=None, probe=PROBE):
    command = [sys.executable, "-c", probe, *words]
    return subprocess.run(
        command, env=kept.environment(env), capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["list", "--period", "2020..2030"], "Moved the session cache"),
        (["list", "people", "--json"], "Priya Natarajan"),
        (["list", "projects"], "ledger"),
        (["search", "cache"], "Moved the session cache"),
        (["show", "priya"], "Priya Natarajan"),
        (["history", "priya"], "version 1"),
        (["inbox"], "Split the ledger in two"),
        (["inbox", "list", "--json"], "Split the ledger in two"),
        (["status"], "."),
        (["draft", "review", "--period", "all"], "P99 down 340 ms"),
        (["draft", "resume"], "Redis"),
        (["document"], "Moved the session cache"),
        (["export", "--format", "document", "-"], "Moved the session cache"),
        (["packet", "show", "Self-assessment, all time"], "P99 down 340 ms"),
        (["show", "Self-assessment, all time", "--json"], "P99 down 340 ms"),
    ],
)
def test_a_read_loads_no_django(kept, words, shown):
    done = run_probe(kept, *words)
    assert shown in done.stdout
    assert (done.returncode, done.stderr.strip()) == (0, "")


def test_a_draft_imports_no_other_conversation(kept):
    done = run_probe(kept, "draft", "review", probe=MODULES)
    conversations = {name for name in done.stderr.split() if name.endswith(".metadata")}
    assert conversations == {"vividmap.core.packets.review.metadata"}


def test_a_capture_that_waits_is_taken_in_first(kept):
    kept("log", "Split the ledger")
    done = run_probe(kept, "search", "split")
    assert "Split the ledger" in done.stdout
    assert "django" in done.stderr.split()


def test_its_connection_cannot_write(kept):
    connection.open_read_only(str(kept.home / "vividmap.sqlite3"), patience=1)
    try:
        with pytest.raises(Exception, match="readonly database"):
            connection.select("DELETE FROM store_item RETURNING number")
    finally:
        connection.close()
    assert "Moved the session cache" in kept("list").out
