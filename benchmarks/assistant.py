"""The server for assistants in CPU time: from its start to its first answer, and one call of two tools."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

RUNS = 3
_REPEATED = 4
_FLOOR = "import mcp.server.lowlevel, mcp.server.stdio"
_HELLO = {
    "protocolVersion": "2025-11-25",
    "capabilities": {},
    "clientInfo": {"name": "benchmark", "version": "1"},
}
_SEARCH = {"name": "search", "arguments": {"query": "ledger"}}
_CHECK = {
    "name": "check_text",
    "arguments": {
        "text": (
            "In the second half I moved the session cache to Redis, and P99 fell by 340 ms. Six teams use the"
            " ledger now. The incidents fell from 9 a week to 4. I led the migration of 1,200 accounts."
        )
    },
}
_CALLS: dict[str, list[dict[str, Any]]] = {
    "start to the first answer": [],
    "and one `search`": [_SEARCH],
    "and one `check_text`": [_CHECK],
}
_FURTHER = {"a further `search`": _SEARCH, "a further `check_text`": _CHECK}


def measure(programs: Path, sizes: Mapping[int, Path]) -> Iterator[str]:
    """Yield a table of CPU times by size of the record, beside importing the SDK of the protocol."""
    yield "\n## The server for assistants\n"
    yield (
        f"User and system time in ms, the lowest of {RUNS} fresh processes; × is the ratio to the floor,"
        " which imports the SDK. The first call of a tool loads the record; a further one is the mean of"
        f" {_REPEATED}.\n"
    )
    yield f"| | {' | '.join(f'{size:,} entries | ×' for size in sizes)} |"
    yield f"|{'---|' * (2 * len(sizes) + 1)}"
    rows, floors = [], [_floor(programs)]
    for home in sizes.values():
        rows.append(_measure_home(programs, home))
        floors.append(_floor(programs))
    floor = min(floors)
    yield f"| floor: `{_FLOOR}` | {' | '.join(f'{floor:.0f} | 1.00' for _ in sizes)} |"
    for name in rows[0]:
        yield f"| {name} | {' | '.join(f'{row[name]:.0f} | {row[name] / floor:.2f}' for row in rows)} |"


def _floor(programs: Path) -> float:
    return min(_cpu_time([str(programs / "python"), "-c", _FLOOR], {}, "") for _ in range(RUNS))


def _measure_home(programs: Path, home: Path) -> dict[str, float]:
    times = {name: _serve(programs, home, calls) for name, calls in _CALLS.items()}
    firsts = {"a further `search`": "and one `search`", "a further `check_text`": "and one `check_text`"}
    for name, call in _FURTHER.items():
        many = _serve(programs, home, [call] * (_REPEATED + 1))
        times[name] = max(0.0, many - times[firsts[name]]) / _REPEATED
    return times


def _serve(programs: Path, home: Path, calls: Sequence[Mapping[str, Any]]) -> float:
    """Return the lowest CPU time of a server that answers some calls and ends."""
    requests: list[dict[str, Any]] = [
        {"id": 0, "method": "initialize", "params": _HELLO},
        {"method": "notifications/initialized"},
        *({"id": number, "method": "tools/call", "params": call} for number, call in enumerate(calls, 1)),
    ]
    lines = "".join(json.dumps({"jsonrpc": "2.0", **request}) + "\n" for request in requests)
    command = [str(programs / "vividmap"), "mcp"]
    environment = {"VIVIDMAP_HOME": str(home)}
    return min(_cpu_time(command, environment, lines, answers=len(calls) + 1) for _ in range(RUNS))


def _cpu_time(command: Sequence[str], environment: Mapping[str, str], lines: str, answers: int = 0) -> float:
    """Return the user and system time of a process that answers lines. Raises RuntimeError if it does not."""
    process = subprocess.Popen(
        command,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None  # noqa: S101 - for the type checker: all are pipes
    assert process.stdout is not None  # noqa: S101
    process.stdin.write(lines)
    process.stdin.flush()
    texts = [process.stdout.readline() for _ in range(answers)]
    process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode or any('"isError":true' in text or '"result"' not in text for text in texts):
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}: {texts}")
    return (usage.ru_utime + usage.ru_stime) * 1000
