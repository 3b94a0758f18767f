"""Times within a process: ingesting captures, writing and parsing the document, patterns, peak memory."""

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.homes import ROOT
from benchmarks.timing import Timed

_INGEST = """
from datetime import UTC, datetime
from vividmap import spool
text = "Moved cache {0} to Redis -> P99 down {0} ms ~teams #system-design @priya"
captures = [spool.new_capture("log", text.format(i), (), i) for i in range(COUNT)]
for start in range(0, COUNT, 1000):
    spool.save_captures(captures[start:start + 1000])
from vividmap.services.home import bootstrap; bootstrap.load_django()
from vividmap.services import actor
from vividmap.services.capture import spool_ingest
from vividmap.services.home import database
database.open_database(datetime.now(UTC))
me = actor.local_actor(datetime.now(UTC))
began = time.perf_counter()
assert spool_ingest.ingest_spool(me).entries == COUNT
print((time.perf_counter() - began) * 1000)
"""

# The lower bound: read and remove the same files, insert the same rows with bare sqlite3, nothing else.
_FLOOR = """
import os, sqlite3
from vividmap import paths, spool
text = "Moved cache {0} to Redis -> P99 down {0} ms ~teams #system-design @priya"
captures = [spool.new_capture("log", text.format(i), (), i) for i in range(COUNT)]
for start in range(0, COUNT, 1000):
    spool.save_captures(captures[start:start + 1000])
database = sqlite3.connect(os.path.join(paths.home(), "floor"))
database.execute("PRAGMA journal_mode=WAL")
for table in ("item", "mention", "change", "touched"):
    database.execute(f"CREATE TABLE {table} (id, owner, words, UNIQUE (owner, id))")
database.execute("CREATE VIRTUAL TABLE store_words USING fts5(words)")
began = time.perf_counter()
rows = []
for path in spool.waiting_files():
    with open(path, "rb") as file:
        rows.append((path, 1, file.read().decode()))
for start in range(0, COUNT, 1000):
    with database:
        some = rows[start:start + 1000]
        for table in ("item", "mention", "change", "touched"):
            database.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", some)
        database.executemany("INSERT INTO mention VALUES (?, 2, ?)", [(path, text) for path, _, text in some])
        database.executemany("INSERT INTO store_words VALUES (?)", [(text,) for _, _, text in some])
for path, _, _ in rows:
    os.unlink(path)
print((time.perf_counter() - began) * 1000)
"""

_WHOLE = """
from datetime import UTC, date, datetime
from vividmap.services.home import bootstrap; bootstrap.load_django()
from vividmap.services import actor
from vividmap.services.home import database
from vividmap.services.transfer import documents
from vividmap.formats.document.read import read
database.open_database(datetime.now(UTC))
me = actor.local_actor(datetime.now(UTC))
began = time.perf_counter()
text = documents.export_document(me)
out = time.perf_counter() - began
began = time.perf_counter()
back = read(text, date(2026, 11, 23))
parsed = time.perf_counter() - began
assert not back.problems, back.problems[:3]
# not getrusage(): it includes the parent's memory from before exec
peak = int(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]) / 1024
print(len(text.encode()) / 2**20, out * 1000, parsed * 1000, peak)
"""


def run(code: str, home: Path, **names: int) -> list[float]:
    """Run code in a new process with a home and some integer variables; return the numbers it prints."""
    head = "import time\n" + "".join(f"{name} = {value}\n" for name, value in names.items())
    environment = {**os.environ, "VIVIDMAP_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", head + code],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-1000:])
    return [float(number) for number in done.stdout.split()]


def ingest(fresh_home: Callable[[], Path], count: int = 10_000) -> list[Timed]:
    """Time the ingest of `count` captures, each time into a new home, and its lower bound."""
    runs = [[run(code, fresh_home(), COUNT=count)[0] for code in (_FLOOR, _INGEST)] for _ in range(5)]
    names = ("floor: read and remove the files, insert bare rows", f"ingest {count:,} captures")
    return [timed(name, list(times)) for name, times in zip(names, zip(*runs, strict=True), strict=True)]


def document(home: Path) -> tuple[list[Timed], float, float]:
    """Time the document of a ten-year record, from the database and parsed again.

    Returns the times, the document's size and the process's peak memory, both in MiB.
    """
    runs = [run(_WHOLE, home) for _ in range(5)]
    times = [
        timed("write the document, ten years", [run[1] for run in runs]),
        timed("parse the document, ten years", [run[2] for run in runs]),
    ]
    return times, runs[0][0], max(run[3] for run in runs)


_PATTERNS = """
from datetime import date
from benchmarks.generate import record
from vividmap.core.insights import evaluate_patterns
from vividmap.core.record import Record
items = record(1, evidence=50 * SIZE, skill_entries=30 * SIZE, people=2 * SIZE, touchpoints=50 * SIZE).items
evaluate_patterns(Record(items), date(2026, 11, 23))
began = time.perf_counter()
evaluate_patterns(Record(items), date(2026, 11, 23))
print((time.perf_counter() - began) * 1000)
"""


def insights(folder: Path) -> tuple[list[Timed], float]:
    """Time all patterns on ten years and on a tenth of it; return the times and their ratio."""
    runs = [[run(_PATTERNS, folder, SIZE=size)[0] for size in (10, 100)] for _ in range(5)]
    names = ("all patterns, a tenth of the record", "all patterns, ten years")
    small, large = (
        timed(name, list(times)) for name, times in zip(names, zip(*runs, strict=True), strict=True)
    )
    return [small, large], large.median / small.median


def timed(name: str, took: list[float]) -> Timed:
    """Return the lowest, median and highest of several runs, in milliseconds."""
    return Timed(name, min(took), statistics.median(took), max(took))


def here() -> str:
    """Return a description of this machine."""
    cores = os.cpu_count()
    kind = resource.getpagesize()
    return f"Python {sys.version.split()[0]}, {cores} cores, {sys.platform}, pages of {kind} bytes"
