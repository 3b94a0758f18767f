"""What is timed within one process: taking captures in, the document out and back, and the memory of it."""

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.homes import ROOT
from benchmarks.timing import Timed

_TAKE_IN = """
from datetime import UTC, datetime
from vividmap import spool
made = [spool.new("log", f"Moved cache {i} to Redis -> P99 down {i} ms ~teams #system-design @priya", (), i)
        for i in range(COUNT)]
for start in range(0, COUNT, 1000):
    spool.keep(made[start:start + 1000])
from vividmap.services import start; start.django()
from vividmap.services import actor, capture, home
home.open_database(datetime.now(UTC))
me = actor.local(datetime.now(UTC))
began = time.perf_counter()
assert capture.take_in(me).entries == COUNT
print((time.perf_counter() - began) * 1000)
"""

_WHOLE = """
from datetime import UTC, date, datetime
from vividmap.services import start; start.django()
from vividmap.services import actor, documents, home
from vividmap.formats.document.read import read
home.open_database(datetime.now(UTC))
me = actor.local(datetime.now(UTC))
began = time.perf_counter()
text = documents.export(me)
out = time.perf_counter() - began
began = time.perf_counter()
back = read(text, date(2026, 11, 23))
parsed = time.perf_counter() - began
assert not back.problems, back.problems[:3]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(len(text.encode()) / 2**20, out * 1000, parsed * 1000, peak)
"""


def _run(code: str, home: Path, **names: int) -> list[float]:
    head = "import resource, time\n" + "".join(f"{name} = {value}\n" for name, value in names.items())
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


def take_in(fresh_home: Callable[[], Path], count: int = 10_000) -> Timed:
    """Time the taking in of so many captures, each time into a new home."""
    return _timed(
        f"take in {count:,} captures", [_run(_TAKE_IN, fresh_home(), COUNT=count)[0] for _ in range(3)]
    )


def document(home: Path) -> tuple[list[Timed], float, float]:
    """Time a ten-year record's document out of the database and parsed back.

    Returns the times, the document's size and the process's peak memory, both in MiB.
    """
    runs = [_run(_WHOLE, home) for _ in range(5)]
    times = [
        _timed("document out, ten years", [run[1] for run in runs]),
        _timed("document parsed back", [run[2] for run in runs]),
    ]
    return times, runs[0][0], max(run[3] for run in runs)


def _timed(name: str, took: list[float]) -> Timed:
    return Timed(name, min(took), statistics.median(took), max(took))


def here() -> str:
    """Return what machine this is, in a line."""
    cores = os.cpu_count()
    kind = resource.getpagesize()
    return f"Python {sys.version.split()[0]}, {cores} cores, {sys.platform}, pages of {kind} bytes"
