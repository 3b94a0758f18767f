"""How long a command takes, as a fresh process, the commands of one group taking turns."""

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

RUNS = 9


class Command(NamedTuple):
    """A command to time, with what its environment has besides PATH."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str] = {}
    runs: int = RUNS
    input: str = ""


class Timed(NamedTuple):
    """What a command took, in milliseconds."""

    name: str
    lowest: float
    median: float
    highest: float

    def __str__(self) -> str:
        return f"{self.lowest:.0f} / {self.median:.0f} / {self.highest:.0f}"


def once(command: Command) -> float:
    """Run a command and return how long it took, in milliseconds. Raises when it fails."""
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **command.environment}
    began = time.perf_counter()
    done = subprocess.run(
        command.arguments, env=environment, input=command.input, capture_output=True, text=True, check=False
    )
    took = (time.perf_counter() - began) * 1000
    if done.returncode:
        raise RuntimeError(f"{command.name} ended with {done.returncode}: {done.stderr[-500:]}")
    return took


def together(commands: Sequence[Command]) -> list[Timed]:
    """Time commands side by side: one run of each, then the next, so that a slow minute is everybody's."""
    for command in commands:
        if command.runs > 3:
            once(command)  # the first run fills the caches of the file system
    taken: dict[str, list[float]] = {command.name: [] for command in commands}
    for turn in range(max(command.runs for command in commands)):
        for command in commands:
            if turn < command.runs:
                taken[command.name].append(once(command))
    return [
        Timed(command.name, min(took), statistics.median(took), max(took))
        for command in commands
        if (took := taken[command.name])
    ]
