"""Row 12: 10,000 repetitions of any one or two characters are read and written soon and in little room."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.faults.conditions import ROOT
from tests.faults.repetitions import FEWEST, FUNCTIONS, LIMIT
from tests.support import FULL

pytestmark = pytest.mark.faults

STEP, SECONDS = (1, 5) if FULL else (180, 0.2)
"""The sample has every 180th string; a function that takes long gets the slowest of them."""
WORKERS = 2


def repeat(names):
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.repetitions", str(STEP), str(SECONDS), *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.long
def test_repetitions_are_read_and_written_in_time(record_property):
    names = list(FUNCTIONS)
    with ThreadPoolExecutor(WORKERS) as pool:
        parts = list(pool.map(repeat, [names[place::WORKERS] for place in range(WORKERS)]))
    results = {name: result for part in parts for name, result in part["results"].items()}
    record_property("results", results)
    assert results.keys() == FUNCTIONS.keys()
    assert {name: result for name, result in results.items() if result["worst"] > LIMIT} == {}
    assert all(result["tried"] >= FEWEST for result in results.values())
    assert max(part["memory"] for part in parts) <= 256
