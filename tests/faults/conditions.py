"""Runs commands under conditions: watched by strace, with little disk or memory, without permissions."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.support.command import Result, Vividmap

ROOT = Path(__file__).parents[2]


def run(vividmap: Vividmap, *args: str | Path, before: tuple[str, ...] = (), timeout: float = 60) -> Result:
    """Run a command, behind another that sets its conditions if there is one."""
    if not before or before == without_rights():
        return vividmap(*args, before=before, check=False, timeout=timeout)
    done = subprocess.run(
        [*before, *vividmap.argv(*args)],
        cwd=vividmap.home.parent,
        env=vividmap.environment(),
        capture_output=True,
        check=False,
        text=True,
        timeout=timeout,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def no_file_beyond(size: int) -> tuple[str, ...]:
    """Limit the size of each file in bytes: what fits is written (a short write), the rest fails."""
    return _python(f"import resource as r; r.setrlimit(r.RLIMIT_FSIZE, ({size}, {size}))")


def no_memory_beyond(mebibytes: int) -> tuple[str, ...]:
    size = mebibytes << 20
    return _python(f"import resource as r; r.setrlimit(r.RLIMIT_AS, ({size}, {size}))")


def _python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", f"{code}; import os, sys; os.execv(sys.argv[1], sys.argv[1:])")


def umask(mask: str) -> tuple[str, ...]:
    return ("sh", "-c", f'umask {mask}; exec "$@"', "sh")


def without_rights() -> tuple[str, ...]:
    """Run as a user to whom permissions apply: for root they do not, until it gives up its capabilities."""
    if os.geteuid() != 0:
        return ()
    return _python(
        "import ctypes; [ctypes.CDLL(None).prctl(24, one) for one in range(64)]"
    )  # PR_CAPBSET_DROP


class Process:
    """A real process on a home; it dies when it is told to, and a new one takes its place."""

    def __init__(self, vividmap: Vividmap) -> None:
        self.vividmap = vividmap
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> subprocess.Popen[str]:
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.worker"],
                cwd=ROOT,
                env=self.vividmap.environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        return self.process

    def __call__(self, *arguments: str | Path, dies_at: int | None = None) -> tuple[int, str] | None:
        """Run a command; None if the process died before it printed anything."""
        process = self.start()
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps([dies_at, [*map(str, arguments)]]) + "\n")
        process.stdin.flush()
        told = process.stdout.readline()
        if not told:
            self.stop()
            return None
        code, said = json.loads(told)
        return code, said

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


@dataclass(frozen=True)
class Call:
    """A system call as strace records it."""

    name: str
    arguments: str
    result: str


@dataclass(frozen=True)
class Strace:
    """Watches a command's system calls, and makes some of them fail."""

    log: Path

    def watching(self, *calls: str, failing: str = "") -> tuple[str, ...]:
        injected = ("-e", f"inject={failing}") if failing else ()
        calls = (*calls, failing.partition(":")[0]) if failing else calls
        return (
            *("strace", "-f", "-y", "-qq", "-s", "200", "-o", str(self.log)),
            *("-e", f"trace={','.join(calls)}", "-e", "signal=none", *injected),
        )

    def calls(self) -> list[Call]:
        found = re.findall(
            r"^\d+ +(\w+)\((.*)\) += (.*)$", self.log.read_text(errors="replace"), re.MULTILINE
        )
        return [Call(*one) for one in found]


def files(folder: Path) -> dict[str, bytes]:
    """Return every file beneath a folder with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows(home: Path, query: str = "") -> list[str]:
    """Return all of a database, or the rows of a query, after checking that the database is whole."""
    with closing(sqlite3.connect(home / "vividmap.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        return [str(row) for row in (database.execute(query) if query else database.iterdump())]


def texts(home: Path, kind: str = "evidence") -> list[str]:
    """Return the lines of all items of a kind."""
    with closing(sqlite3.connect(home / "vividmap.sqlite3")) as database:
        found = database.execute("SELECT text FROM store_item WHERE kind = ? ORDER BY text", [kind])
        return [text for (text,) in found]
