"""The conditions that a command is run under: watched by strace, short of room, as somebody else."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.command import Result, Vividmap

NOBODY = 65534


def run(vividmap: Vividmap, *args: str | Path, before: tuple[str, ...] = (), timeout: float = 60) -> Result:
    """Run a command behind another that sets its conditions."""
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
    """No file may grow beyond so many bytes: what fits is written (a short write), what does not fails."""
    return _python(f"import resource as r; r.setrlimit(r.RLIMIT_FSIZE, ({size}, {size}))")


def _python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", f"{code}; import os, sys; os.execv(sys.argv[1], sys.argv[1:])")


def umask(mask: str) -> tuple[str, ...]:
    return ("sh", "-c", f'umask {mask}; exec "$@"', "sh")


def as_nobody() -> tuple[str, ...]:
    """As a person without rights. Root may do anything, so a test of permissions means nothing as root."""
    if os.geteuid() != 0:
        return ()
    return _python(f"import os; os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})")


@dataclass(frozen=True)
class Call:
    """A system call as strace tells of it."""

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
