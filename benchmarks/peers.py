"""Competitors, if they are installed, with the same number of entries."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.timing import Command

Entry = tuple[date, str]


def missing() -> Iterator[str]:
    """Yield how to install each competitor that is missing."""
    if not _jrnl():
        yield "jrnl is not installed: `pip install jrnl` in another environment, then JRNL=/path/to/jrnl"
    if not shutil.which("task"):
        yield "Taskwarrior is not installed: `apt-get install taskwarrior`"


def _jrnl() -> str | None:
    return os.environ.get("JRNL") or shutil.which("jrnl")


def _version() -> str:
    command = [_jrnl() or "jrnl", "--version"]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return output.split()[1].removeprefix("v")


class Jrnl:
    """A jrnl journal with some entries, in its own file."""

    name = "jrnl"

    def __init__(self, folder: Path, entries: Sequence[Entry]) -> None:
        self.folder = folder
        self.size = len(entries)
        folder.mkdir()
        journal = folder / "journal.txt"
        oldest_first = sorted(entries)
        journal.write_text(
            "".join(f"[{day} 09:00] {text}\n\n" for day, text in oldest_first), encoding="utf-8"
        )
        config = {
            "journals": {"default": {"journal": str(journal)}},
            "version": _version(),
            "encrypt": False,
            "timeformat": "%F %H:%M",
            "tagsymbols": "@",
            "highlight": False,
            "linewrap": 79,
            "editor": "",
            "default_hour": 9,
            "default_minute": 0,
            "indent_character": "|",
            "template": False,
            "colors": {"body": "none", "date": "none", "tags": "none", "title": "none"},
        }
        # One line per key: jrnl takes a file that begins with a brace for the format of version 1.
        lines = [f"{name}: {json.dumps(value)}\n" for name, value in config.items()]
        (folder / "jrnl.yaml").write_text("".join(lines), encoding="utf-8")

    def _command(self, what: str, *arguments: str, runs: int) -> Command:
        program = [_jrnl() or "jrnl", "--config-file", str(self.folder / "jrnl.yaml")]
        environment = {"HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
        return Command(f"jrnl {what}, {self.size:,}", [*program, *arguments], environment, runs)

    def capture(self) -> Command:
        runs = 5 if self.size <= 5000 else 1
        return self._command("capture", "Moved the session cache to Redis.", runs=runs)

    def list(self, since: date) -> Command:
        return self._command("list", "-from", since.isoformat(), "--short", runs=5)

    def search(self, word: str) -> Command:
        return self._command("search", "-contains", word, "--short", runs=5)


class Taskwarrior:
    """A Taskwarrior task list with some tasks, in its own folder."""

    name = "Taskwarrior"

    def __init__(self, folder: Path, entries: Sequence[Entry]) -> None:
        self.folder = folder
        self.size = len(entries)
        folder.mkdir()
        (folder / "taskrc").write_text(
            f"data.location={folder}\nconfirmation=no\nverbose=nothing\ngc=on\nhooks=off\n", encoding="utf-8"
        )
        tasks = [
            {"description": text, "entry": f"{day:%Y%m%d}T090000Z", "status": "pending"}
            for day, text in entries
        ]
        subprocess.run(
            [shutil.which("task") or "task", "import", "-"],
            input=json.dumps(tasks),
            env={"PATH": os.environ["PATH"], **self._environment()},
            capture_output=True,
            text=True,
            check=True,
        )

    def _environment(self) -> dict[str, str]:
        return {"TASKRC": str(self.folder / "taskrc"), "HOME": str(self.folder)}

    def _command(self, what: str, *arguments: str) -> Command:
        return Command(f"Taskwarrior {what}, {self.size:,}", ["task", *arguments], self._environment(), 5)

    def capture(self) -> Command:
        return self._command("capture", "add", "Moved the session cache to Redis")

    def list(self, since: date) -> Command:
        return self._command("list", f"entry.after:{since.isoformat()}", "list")

    def search(self, word: str) -> Command:
        return self._command("search", f"description.contains:{word}", "list")


def installed() -> list[type[Jrnl] | type[Taskwarrior]]:
    """Return the competitors that are installed."""
    return [
        *([Jrnl] if _jrnl() else []),
        *([Taskwarrior] if shutil.which("task") else []),
    ]
