"""A person at a terminal: a real one for the command, with a screen of some width, keys, and a scripted editor."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import forks
from tests.support.command import Vividmap

Answer = str | Callable[[], str]
"""What is typed, or a function that does something and returns what is typed."""

_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_LIMIT = 60.0

_SCRIPT = """\
#!{python} -IS
import json, os, subprocess, sys

path, log = sys.argv[-1], {log!r}
steps = {steps!r}
with open(path, encoding="utf-8", newline="") as file:
    text = file.read()
seen = json.load(open(log)) if os.path.exists(log) else []
step = steps[min(len(seen), len(steps) - 1)]
seen.append({{"text": text, "arguments": sys.argv[1:-1], "path": path, "mode": os.stat(path).st_mode & 0o777}})
json.dump(seen, open(log, "w"))

def vividmap(*arguments):
    subprocess.run([*{command}, *arguments], check=True, stdin=subprocess.DEVNULL)

result = eval(step)
if isinstance(result, str):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(result)
elif isinstance(result, int):
    sys.exit(result)
"""


@dataclass(frozen=True)
class Screen:
    code: int
    raw: str

    @property
    def text(self) -> str:
        """What the screen shows, without colours."""
        return _STYLE.sub("", self.raw).replace("\r\n", "\n")


@dataclass(frozen=True)
class Seen:
    """What one call of the editor was given."""

    text: str
    arguments: list[str]
    path: str
    mode: int


@dataclass(frozen=True)
class Editor:
    """An editor that does as it is told: each step is a Python expression of the `text`.

    Its value is the new text, or the exit code; None leaves the file alone. `vividmap(…)` runs a command.
    """

    folder: Path
    log: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "log", self.folder / "editor.json")

    def doing(self, *steps: str, name: str = "editor") -> dict[str, str]:
        """Return the environment in which it is the editor."""
        self.log.unlink(missing_ok=True)
        script = self.folder / name
        script.write_text(
            _SCRIPT.format(python=sys.executable, command=forks.argv(), log=str(self.log), steps=steps)
        )
        script.chmod(0o700)
        return {"EDITOR": str(script)}

    @property
    def seen(self) -> list[Seen]:
        import json

        return [Seen(**one) for one in json.loads(self.log.read_text())] if self.log.exists() else []


def at_terminal(
    vividmap: Vividmap,
    *arguments: str | Path,
    answers: Sequence[tuple[str, Answer]] = (),
    env: Mapping[str, str] | None = None,
    size: tuple[int, int] = (200, 100),
    colour: bool = False,
) -> Screen:
    """Run a command in a terminal of some rows and columns. Each answer follows its question."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    environment = vividmap.environment({"TERM": "xterm-256color", "PAGER": "cat", **(env or {})})
    for name in ("COLUMNS", *(["NO_COLOR"] if colour else [])):
        environment.pop(name, None)
    with subprocess.Popen(
        forks.argv(*map(str, arguments), source=vividmap.source),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=vividmap.home.parent,
        env=environment,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - one call, and no threads
    ) as process:
        os.close(theirs)
        try:
            shown = _converse(ours, list(answers))
        finally:
            os.close(ours)
            with suppress(subprocess.TimeoutExpired):  # without its terminal it ends by itself
                process.wait(10)
            process.kill()
    return Screen(process.returncode, shown)


def _converse(terminal: int, answers: list[tuple[str, Answer]]) -> str:
    shown, read_to, deadline = "", 0, time.monotonic() + _LIMIT
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the command has ended
            break
        if not piece:
            break
        shown += piece.decode(errors="replace")
        while answers and answers[0][0] in shown[read_to:]:
            question, answer = answers.pop(0)
            read_to = shown.index(question, read_to) + len(question)
            typed = answer if isinstance(answer, str) else answer()
            os.write(terminal, typed.encode())
    assert not answers, f"never asked {answers[0][0]!r}: {shown}"
    return shown
