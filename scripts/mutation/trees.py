"""Copies of the project in which changes are planted, each with its own environment."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
COPIED_PATHS = (
    "src",
    "tests",
    "scripts",
    "docs",
    "benchmarks",
    "pyproject.toml",
    "README.md",
    "CHANGELOG.md",
    "Makefile",
)
MTIME_STEP = 2  # compiled files identify their source by size and time in whole seconds


def hash_files(folders: Sequence[str]) -> str:
    """Return a digest of all Python files and templates in some folders of the project."""
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted((PROJECT / folder).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(PROJECT)}\0".encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


class Tree:
    """One copy of the project, and the process that runs tests in it."""

    def __init__(self, root: Path) -> None:
        """Prepare a copy in a folder; nothing is copied yet."""
        self.root = root
        self.state = root / ".mutants"
        self._worker: subprocess.Popen[str] | None = None

    def copy_project(self) -> None:
        """Copy the current project, replacing an earlier copy."""
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(parents=True)
        for name in COPIED_PATHS:
            source, target = PROJECT / name, self.root / name
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            elif source.exists():
                shutil.copy2(source, target)
        for folder in ("reports", "tmp"):
            (self.state / folder).mkdir(parents=True)
        self._make_environment()

    def _make_environment(self) -> None:
        """Create an environment with the package of the copy and the libraries of the current environment."""
        environment = self.root / ".venv"
        command = [sys.executable, "-m", "venv", "--without-pip", "--symlinks", str(environment)]
        subprocess.run(command, check=True)  # noqa: S603 - our own interpreter
        libraries = sysconfig.get_path("purelib")
        site_packages = next((environment / "lib").glob("python*")) / "site-packages"
        switch = str(self.state / "recording")
        lines = [
            f"{self.root}/src",
            f"{self.root}/scripts",
            f"import site; site.addsitedir({libraries!r})",
            f"import os; os.path.exists({switch!r}) and __import__('mutation.recorder')",
        ]
        (site_packages / "tree.pth").write_text("\n".join(lines) + "\n", encoding="utf-8")
        script = (self.root / "scripts" / "vividmap").read_text(encoding="utf-8")
        command_file = environment / "bin" / "vividmap"
        command_file.write_text(
            script.replace("#!python", f"#!{environment}/bin/python", 1), encoding="utf-8"
        )
        command_file.chmod(0o755)

    def run(self, files: Sequence[str], tests: Sequence[str] | None, timeout: float) -> dict[str, Any]:
        """Run some test files, or only `tests` in them; return the outcome and the result of each test."""
        if self._worker is None:
            self._worker = self._start_worker()
        assert self._worker.stdin is not None  # noqa: S101 - it is a pipe
        assert self._worker.stdout is not None  # noqa: S101 - as above
        request = {"files": list(files), "tests": None if tests is None else list(tests), "timeout": timeout}
        self._worker.stdin.write(json.dumps(request) + "\n")
        self._worker.stdin.flush()
        answer: dict[str, Any] = json.loads(self._worker.stdout.readline())
        return answer

    def _start_worker(self) -> subprocess.Popen[str]:
        command = [str(self.root / ".venv" / "bin" / "python"), "-m", "mutation.worker"]
        environment = {
            **os.environ,
            "TMPDIR": str(self.state / "tmp"),
            "PATH": f"{self.root}/.venv/bin:{os.environ['PATH']}",
        }
        environment.pop("PYTHONPATH", None)
        return subprocess.Popen(  # noqa: S603 - our own interpreter
            command, cwd=self.root, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def set_recording(self, *, is_on: bool) -> None:
        """Turn recording of entered functions on or off for new processes."""
        self.stop()
        switch = self.state / "recording"
        if is_on:
            switch.touch()
        else:
            switch.unlink(missing_ok=True)

    def stop(self) -> None:
        """End the process that runs tests."""
        if self._worker is not None:
            self._worker.kill()
            self._worker.communicate()
            self._worker = None

    def read(self, path: str) -> bytes:
        """Return a file of the copy."""
        return (self.root / path).read_bytes()

    def write(self, path: str, source: bytes) -> None:
        """Write a file of the copy with a new time, which makes its compiled file outdated."""
        file = self.root / path
        modified_at = file.stat().st_mtime + MTIME_STEP
        file.write_bytes(source)
        os.utime(file, (modified_at, modified_at))
