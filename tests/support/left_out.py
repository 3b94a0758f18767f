"""What the run leaves out because the machine lacks a program, counted and listed in its summary."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache

import pytest

_LEFT_OUT = pytest.StashKey[dict[str, str]]()
_TRIALS = {  # a container may have these programs and forbid what they do
    "mount": 'mount -t tmpfs tmpfs "$1" && umount "$1"',
    "strace": "strace -f -qq -o /dev/null true",
}
_KEY = "left_out"  # the key of what a worker of pytest-xdist hands to the process that prints


@cache
def has_program(name: str) -> bool:
    """Return whether the machine has a program and lets it work."""
    if shutil.which(name) is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        command = ["sh", "-c", _TRIALS.get(name, "true"), "sh", folder]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0


def record(config: pytest.Config, items: Iterable[pytest.Item]) -> set[pytest.Item]:
    """Return the tests marked `needs` whose program is missing, and note them for the summary."""
    missing = {
        item: ", ".join(programs)
        for item in items
        if (programs := [name for name in _programs(item) if not has_program(name)])
    }
    config.stash[_LEFT_OUT] = {item.nodeid: programs for item, programs in missing.items()}
    return set(missing)


def _programs(item: pytest.Item) -> list[str]:
    return sorted({name for mark in item.iter_markers("needs") for name in mark.args})


class Summary:
    """Prints what was left out, in the process whose output the person sees."""

    def __init__(self) -> None:
        self.by_worker: dict[str, str] = {}

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[_KEY] = session.config.stash.get(_LEFT_OUT, {})

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object, error: object) -> None:
        self.by_worker |= getattr(node, "workeroutput", {}).get(_KEY, {})

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter, config: pytest.Config
    ) -> None:
        tests = self.by_worker | config.stash.get(_LEFT_OUT, {})
        for programs in sorted(set(tests.values())):
            names = sorted(name for name, lacking in tests.items() if lacking == programs)
            terminalreporter.section(
                f"left out: {len(names)} need {programs}, which cannot be used on this machine"
            )
            for name in names:
                terminalreporter.line(name)
