"""The pages, their fenced blocks, and a terminal to run the `console` ones in.

A `console` block is what a person would see: `$ ` before each command, its output beneath. A line that is `…`
leaves lines out. What differs from run to run (handles, dates, times, sizes) may differ; a handle that
the output shows may be used in a later command, which then gets the one of this run. A block with a file's
name behind its language (`markdown brag.md`) is that file.
"""

import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.support import clock, forks

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
GUIDE = [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]
REFERENCE = ROOT / "docs" / "guide" / "commands.md"
HOME = "/home/alice"
"""What the pages show for the home of whoever runs the tests."""

_FENCE = re.compile(r"(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
_HANDLE = r"(?=[0-9a-z]*[a-z])[0-9a-z]{4,20}"
_HANDLE_OF_THIS_RUN = r"[0-9a-z]{4,20}"  # one of a hundred has no letter
_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_VARIES = {
    "handle": rf"(?:(?<=\^)|(?<=restore )){_HANDLE}|^{_HANDLE}(?=\t)",
    "stamp": r"\d{8}T\d{6,}Z",
    "date": r"\d{4}-\d{2}-\d{2}",
    "day": rf"\d{{1,2}} (?:{_MONTHS}) \d{{4}}",
    "time": r"\d{2}:\d{2} UTC",
    "size": r"[\d,.]+ (?:bytes|MiB)",
    "version": r"(?:Python|SQLite) [\d.]+",
}
_VARYING = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _VARIES.items()))


class Block(NamedTuple):
    """A fenced block: its page, the line of its first line, its language and what is named behind it."""

    page: Path
    line: int
    language: str
    file: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


class Step(NamedTuple):
    """One command of a console block, and the lines that the page shows beneath it."""

    place: str
    command: str
    shown: list[str]


def blocks(page: Path) -> Iterator[Block]:
    """Yield a page's fenced blocks."""
    lines = iter(enumerate(page.read_text(encoding="utf-8").splitlines(), 1))
    for number, line in lines:
        opened = _FENCE.fullmatch(line)
        if not opened:
            continue
        inside = []
        for _, text in lines:
            if text.strip() == opened["fence"]:
                break
            inside.append(text.removeprefix(opened["indent"]))
        language, _, file = opened["info"].strip().partition(" ")
        yield Block(page, number + 1, language, file, "\n".join(inside) + "\n")


def prose(page: Path) -> str:
    """Return a page without its fenced blocks."""
    text = page.read_text(encoding="utf-8")
    return re.sub(r"^( *)(```+|~~~+).*?^\1\2$", "", text, flags=re.MULTILINE | re.DOTALL)


def steps(block: Block) -> list[Step]:
    """Return the commands of a console block, each with the output that the page shows."""
    found: list[Step] = []
    for number, line in enumerate(block.text.splitlines(), block.line):
        if line.startswith("$ "):
            found.append(Step(f"{block.page.relative_to(ROOT)}:{number}", line[2:], []))
        elif found and not found[-1].shown and found[-1].command.endswith("\\"):
            last = found.pop()
            found.append(last._replace(command=f"{last.command}\n{line.removeprefix('> ')}"))
        else:
            found[-1].shown.append(line)
    return found


@dataclass
class Terminal:
    """A terminal of one page's reader: a home and a folder of its own, and the handles of this run."""

    folder: Path
    handles: dict[str, str] = field(default_factory=dict)

    def run(self, command: str) -> tuple[int, str]:
        """Run a command line as somebody types it, and return its exit code and what it shows."""
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            ["bash", "-o", "pipefail", "-c", self._of_this_run(command)],
            cwd=self.folder,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
        ) as process:
            os.close(theirs)
            shown = b"".join(_read(ours))
            os.close(ours)
        text = _COLOUR.sub("", shown.decode()).replace("\r\n", "\n")
        return process.returncode, text.replace(str(self.folder), HOME)

    def shows(self, shown: list[str], output: str) -> bool:
        """Return whether the output is what the page shows, and remember the handles.

        Line breaks count as spaces: a handle of this run may be longer and wrap a line elsewhere.
        """
        said: list[str] = []
        pattern, glue = "", r"\s*"
        for line in filter(str.strip, shown):
            if line.strip() == "…":
                pattern, glue = pattern + r"(?:^|(?!\S)).*?", r"(?<!\S)"
            else:
                pattern, glue = pattern + glue + _pattern(line.strip(), said), r"\s+"
        match = re.fullmatch(rf"{pattern}\s*", output, re.DOTALL)
        if match is None:
            return False
        for handle, now in zip(said, match.groups(), strict=True):
            self.handles[handle] = now
            self.handles.setdefault(handle[:4], now)
        return True

    def _of_this_run(self, command: str) -> str:
        return re.sub(_HANDLE, lambda match: self.handles.get(match[0], match[0]), command)

    def _environment(self) -> dict[str, str]:
        return {
            "COLUMNS": "90",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "LINES": "1000",
            "PATH": f"{_with_the_command()}:{Path(sys.executable).parent}:{os.environ['PATH']}",
            "TERM": "dumb",
            "TZ": "UTC",
            clock.VARIABLE: clock.MONDAY.isoformat(),  # a page shows the day on which it was written
        }


@cache
def _with_the_command() -> str:
    """Return a folder in which `vividmap` is what the fork server runs."""
    folder = Path(forks.address()).parent / f"bin-{os.getpid()}"  # each worker its own
    folder.mkdir()
    command = folder / "vividmap"
    command.write_text(f'#!/bin/sh\nexec {shlex.join(forks.argv())} "$@"\n')
    command.chmod(0o700)
    return str(folder)


def _read(handle: int) -> Iterator[bytes]:
    while True:
        try:
            some = os.read(handle, 65536)
        except OSError:  # Linux says so that no process has it open for writing
            return
        if not some:
            return
        yield some


def _pattern(line: str, said: list[str]) -> str:
    """Return what a shown line may look like in this run; the handles that it shows are added to `said`."""
    parts, end = [], 0
    for match in _VARYING.finditer(line):
        parts.append(_literal(line[end : match.start()]))
        end = match.end()
        if match.lastgroup == "handle":
            said.append(match[0])
            parts.append(f"({_HANDLE_OF_THIS_RUN})")
        else:
            parts.append(_VARIES[str(match.lastgroup)].replace(" ", r"\s+"))
    return "".join(parts) + _literal(line[end:])


def _literal(text: str) -> str:
    return r"\s+".join(map(re.escape, re.split(r"\s+", text)))
