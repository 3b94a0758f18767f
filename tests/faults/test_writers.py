"""Row 4: many writers at once wait for each other; none is turned away and none waits long."""

import json
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.faults.conditions import rows, texts
from tests.support import FULL
from tests.support.web import come_in, served

pytestmark = pytest.mark.faults

ROOT = Path(__file__).parents[2]
COMMAND_LINES = 8
WRITES = 200 if FULL else 12
LONGEST = 5.0


def start(vividmap, name):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.writer", name, str(WRITES)],
        cwd=ROOT,
        env=vividmap.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def write_on_pages(server):
    """Save captures and edit them on pages; return what went wrong, and how long the longest request took."""
    visitor = come_in(server)
    csrf = {"csrfmiddlewaretoken": visitor.csrf()}
    trouble, times = [], []

    def ask(method, path, form=None):
        begun = time.monotonic()
        answer = visitor.ask(method, path, form=form)
        times.append(time.monotonic() - begun)
        if answer.status not in (200, 302) or "locked" in answer.body:
            trouble.append((path, answer))
        return answer

    for number in range(WRITES // 2):
        kept = ask("POST", "/capture", csrf | {"text": f"web {number:03} before"}).header("Location")
        handle = re.findall(r"<code>\^(\w+)</code>", ask("GET", kept).body)[0]
        ask("POST", f"/i/{handle}/edit", csrf | {"text": f"web {number:03}", "on": ""})
    return {"trouble": trouble, "longest": max(times)}


def test_eight_command_lines_and_a_page_write_at_once_and_none_is_turned_away(vividmap, record_property):
    vividmap("list")
    names = [f"writer{number}" for number in range(COMMAND_LINES)]
    with served(vividmap, itself=True) as server:
        processes = [start(vividmap, name) for name in names]
        results = [write_on_pages(server)]
        told = [process.communicate() for process in processes]
    results += [json.loads(out or "{}") or {"trouble": [err], "longest": 0.0} for out, err in told]
    assert [result["trouble"] for result in results if result["trouble"]] == []
    longest = [round(result["longest"], 2) for result in results]
    record_property("longest waits", longest)
    assert max(longest) <= LONGEST
    vividmap("list")
    assert rows(vividmap.home)
    assert texts(vividmap.home, "person") == written(names, 1)
    assert texts(vividmap.home, "goal") == written(names, 2)
    on_pages = [f"web {number:03}" for number in range(WRITES // 2)]
    assert texts(vividmap.home) == sorted([*written(names, 0, 3), *on_pages])


def written(names, *remainders):
    return sorted(f"{name} {n:03}" for name in names for n in range(WRITES) if n % 4 in remainders)


@pytest.mark.full_only
def test_eight_shells_with_a_process_a_command_are_not_turned_away_either(vividmap, record_property):
    vividmap("list")

    def shell(name):
        longest = 0.0
        for number in range(WRITES):
            begun = time.monotonic()
            result = vividmap("add", "person", f"{name} {number:03}", check=False)
            longest = max(longest, time.monotonic() - begun)
            assert result.code == 0, result
            assert "locked" not in result.err
        return longest

    with ThreadPoolExecutor(COMMAND_LINES) as pool:
        waits = list(pool.map(shell, [f"shell{number}" for number in range(COMMAND_LINES)]))
    record_property("longest command", max(waits))
    assert max(waits) <= LONGEST
    assert len(texts(vividmap.home, "person")) == COMMAND_LINES * WRITES
    assert rows(vividmap.home)
