"""Times commands as new processes; the commands of a group take turns."""

import os
import pty
import statistics
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

RUNS = 9


class Command(NamedTuple):
    """A command to time; `environment` is added to PATH and LANG."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str] = {}
    runs: int = RUNS
    input: str = ""
    in_terminal: bool = False


class Timed(NamedTuple):
    """The times of a command's runs, in milliseconds."""

    name: str
    lowest: float
    median: float
    highest: float

    def __str__(self) -> str:
        return f"{self.lowest:.0f} / {self.median:.0f} / {self.highest:.0f}"


def once(command: Command) -> float:
    """Run a command and return its time in milliseconds. Raises RuntimeError if it fails."""
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **command.environment}
    if command.in_terminal:
        return _once_in_terminal(command, environment)
    started_at = time.perf_counter()
    process = subprocess.run(
        command.arguments, env=environment, input=command.input, capture_output=True, text=True, check=False
    )
    milliseconds = (time.perf_counter() - started_at) * 1000
    if process.returncode:
        raise RuntimeError(f"{command.name}: exit code {process.returncode}: {process.stderr[-500:]}")
    return milliseconds


def _once_in_terminal(command: Command, environment: Mapping[str, str]) -> float:
    """Return the time of a command whose input and output are a terminal, of 100 columns."""
    outside, inside = pty.openpty()
    termios.tcsetwinsize(inside, (30, 100))
    started_at = time.perf_counter()
    process = subprocess.Popen(
        command.arguments, env={**environment, "TERM": "xterm"}, stdin=inside, stdout=inside, stderr=inside
    )
    exit_code = process.wait()
    milliseconds = (time.perf_counter() - started_at) * 1000
    os.close(inside)
    os.close(outside)
    if exit_code:
        raise RuntimeError(f"{command.name}: exit code {exit_code}")
    return milliseconds


def together(commands: Sequence[Command]) -> list[Timed]:
    """Time commands in turns, one run of each, so that a slow minute affects all of them."""
    for command in commands:
        if command.runs > 3:
            once(command)  # fills the file system's caches
    times: dict[str, list[float]] = {command.name: [] for command in commands}
    for turn in range(max(command.runs for command in commands)):
        for command in commands:
            if turn < command.runs:
                times[command.name].append(once(command))
    return [
        Timed(command.name, min(runs), statistics.median(runs), max(runs))
        for command in commands
        if (runs := times[command.name])
    ]
