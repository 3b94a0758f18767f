"""The real command, as a person has it: a process, an environment and a home of its own."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from os import environ
from pathlib import Path
from typing import Any

from tests.support import clock, forks

READ_AT_START = ("PYTHON", "LANG", "LC_", "PATH")
"""Prefixes of the variables that Python reads as it starts: to change one takes a new interpreter."""


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


def without_base(text: str) -> str:
    """Return a running document without the mark of what it was written from."""
    return re.sub(r"^base: [0-9a-f]{8}-[0-9a-f]{16}\n", "", text, count=1, flags=re.MULTILINE)


@dataclass(frozen=True)
class Vividmap:
    home: Path
    database_url: str | None = None
    env: Mapping[str, str] = field(default_factory=dict)
    now: datetime | None = None
    """The time at which its clock starts, if not the real one; only the fork server can set it."""
    source: Path = forks.SOURCE
    """The folder of the package that it runs."""

    def __call__(
        self,
        *args: str | Path,
        input: str = "",  # noqa: A002 - as subprocess calls it
        env: Mapping[str, str] | None = None,
        check: bool = True,
        timeout: float = 60,
        before: tuple[str, ...] = (),
    ) -> Result:
        """Run the command; `before` is one that takes rights away, and that many runs share."""
        invocation = forks.Invocation(
            self.argv(*args),
            self.environment(env),
            self.home.parent,
            input.encode("utf-8", "surrogateescape"),
            timeout,
        )
        if any(name.startswith(READ_AT_START) for name in (*self.env, *(env or {}))):
            code, out, err = _run_fresh(invocation)
        else:
            code, out, err = forks.run(invocation, self.source, before)
        result = Result(code, *(stream.decode("utf-8", "surrogateescape") for stream in (out, err)))
        if check:
            assert result.code == 0, f"vividmap {' '.join(map(str, args))}: {result}"
        return result

    def json(self, *args: str | Path, **options: Any) -> Any:
        return json.loads(self(*args, "--json", **options).out)

    def document(self) -> str:
        """Return the running document without the mark of what it was written from."""
        return without_base(self("document").out)

    @contextmanager
    def start(
        self, *args: str | Path, env: Mapping[str, str] | None = None, before: Sequence[str] = ()
    ) -> Iterator[subprocess.Popen[str]]:
        """Run the command while the block lasts; `before` is one that sets its conditions, such as limits."""
        with self._started([*before, *self.argv(*args)], env) as process:
            yield process

    @contextmanager
    def start_soon(self, *args: str | Path) -> Iterator[subprocess.Popen[str]]:
        """Do the same in a third of the time, through the fork server: the process is a stand-in."""
        with self._started(forks.argv(*map(str, args), source=self.source), None) as process:
            yield process

    @contextmanager
    def _started(self, command: list[str], env: Mapping[str, str] | None) -> Iterator[subprocess.Popen[str]]:
        pipe = subprocess.PIPE
        with subprocess.Popen(
            command, **self._surroundings(env), stdin=pipe, stdout=pipe, stderr=pipe
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    @staticmethod
    def argv(*args: str | Path) -> list[str]:
        return [sys.executable, "-m", "vividmap", *map(str, args)]

    def environment(self, env: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return its whole environment: of that of the person who runs the tests, only the search path."""
        folder = self.home.parent
        return {
            "COLUMNS": "100",
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "NO_COLOR": "1",
            "PATH": environ["PATH"],
            "TZ": "UTC",
            "VIVIDMAP_HOME": str(self.home),
            **({"VIVIDMAP_DATABASE_URL": self.database_url} if self.database_url else {}),
            **({clock.VARIABLE: self.now.isoformat()} if self.now else {}),
            **self.env,
            **(env or {}),
        }

    def _surroundings(self, env: Mapping[str, str] | None) -> dict[str, Any]:
        # surrogateescape: a test can send bytes that are no UTF-8, and see the ones that come back
        return {
            "cwd": self.home.parent,
            "env": self.environment(env),
            "encoding": "utf-8",
            "errors": "surrogateescape",
        }


def _run_fresh(invocation: forks.Invocation) -> tuple[int, bytes, bytes]:
    argv, environment, cwd, given, timeout = invocation
    done = subprocess.run(
        argv, cwd=cwd, env=environment, input=given, capture_output=True, check=False, timeout=timeout
    )
    return done.returncode, done.stdout, done.stderr
