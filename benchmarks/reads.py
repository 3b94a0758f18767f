"""Commands in CPU time beside their floors: a busy machine slows both, and the ratio stays."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from vividmap.services.home.backup_files import DAILY, SUFFIX, format_stamp

RUNS = 9
_QUARTER = ("list", "--period", "2026-08-23..2026-11-20")
_LINES = 60


class Read(NamedTuple):
    """A command: the most that it may take of its floor, and of what a record of a tenth takes.

    Where `makes_backup` is set, it is the first change of a day, and so makes the backup of that day; on a
    Monday that of a week, in which the indexes are checked too.
    """

    name: str
    words: Sequence[str]
    floor: str
    most: float | None
    most_growth: float | None = None
    environment: Mapping[str, str] = {}
    makes_backup: bool = False


def _reads_of(home: Path, document: Path) -> list[Read]:
    django, bare = "import django.db.models", "pass"
    return [
        Read("list --period", _QUARTER, django, 0.6, 1.2),
        Read("search WORD", ("search", "ledger"), django, 0.6, 1.2),
        Read("show HANDLE", ("show", _find_handle(home)), django, 0.6, 1.2),
        Read("status", ("status",), django, 0.6, 1.2),
        Read("draft review", ("draft", "review"), django, 1.5),
        Read("import of 60 lines", ("import", str(document)), django, 2.0),
        Read("import, the first of a day", ("import", str(document)), django, 2.0, makes_backup=True),
        *(
            Read(f"completion of {what}", (), bare, 5.0, None, _completion(line))
            for what, line in {
                "handles": "vividmap show 1",
                "people": "vividmap list --person a",
                "skills": "vividmap list --skill s",
                "projects": "vividmap list --project l",
            }.items()
        ),
    ]


def _completion(line: str) -> dict[str, str]:
    return {
        "_VIVIDMAP_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(line.count(" ")),
    }


def _find_handle(home: Path) -> str:
    statement = "SELECT handle FROM store_item WHERE kind = 'evidence' ORDER BY number DESC LIMIT 1 OFFSET 30"
    with sqlite3.connect(f"file:{home}/vividmap.sqlite3?mode=ro", uri=True) as database:
        return str(database.execute(statement).fetchone()[0])


def reads(programs: Path, sizes: Mapping[int, Path]) -> Iterator[str]:
    """Yield a table of CPU times, each beside its floor in the same turn, and what exceeds its limit."""
    yield "\n## Reads in CPU time\n"
    yield f"User and system time in ms, the lowest of {RUNS} fresh processes; × is the ratio to the floor.\n"
    columns = " | ".join(f"{size:,} entries | ×" for size in sizes)
    yield f"| command | {columns} | growth | at most |"
    yield f"|{'---|' * (2 * len(sizes) + 3)}"
    document = next(iter(sizes.values())).parent / "sixty-lines.md"
    document.write_text("# Impact\n\n" + "".join(map(_line, range(_LINES - 2))), encoding="utf-8")
    for home in sizes.values():
        _make_backup(programs, home)
    tables = [_reads_of(home, document) for home in sizes.values()]
    for same in zip(*tables, strict=True):
        times = [_measure(programs, read, home) for read, home in zip(same, sizes.values(), strict=True)]
        cells = " | ".join(f"{own:.0f} | {own / floor:.2f}" for own, floor in times)
        growth = times[-1][0] / times[0][0]
        yield f"| `{same[0].name}` | {cells} | {growth:.2f} | {_limit(same[0])} |"
    yield ""


def _limit(read: Read) -> str:
    if read.most is None:
        return "–"
    return f"{read.most:g} ×" + (f", growth {read.most_growth:g}" if read.most_growth else "")


def _make_backup(programs: Path, home: Path) -> None:
    """Change a home, so that it has the backup of today: a day's first change waits for it, others do not."""
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "VIVIDMAP_HOME": str(home)}
    for words in (("log", "Began the day"), ("list", "-n", "1")):
        command = [str(programs / "vividmap"), *words]
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)


def _line(number: int) -> str:
    return (
        f"- 2026-10-{number % 28 + 1:02} Moved cache {number} to Redis -> P99 down {number + 3} ms ~teams\n"
    )


def _measure(programs: Path, read: Read, home: Path) -> tuple[float, float]:
    """Return the lowest CPU time of a command and of its floor, run in turns, in milliseconds."""
    python = str(programs / "python")
    command = [str(programs / "vividmap"), *read.words]
    own, floor = [], []
    for _ in range(RUNS):
        with _copy_if_written(home, read) as subject:
            environment = {"VIVIDMAP_HOME": str(subject), **read.environment}
            own.append(_cpu_time(command, environment, is_completion=bool(read.environment)))
        floor.append(_cpu_time([python, "-c", read.floor], {}))
    return min(own), min(floor)


@contextmanager
def _copy_if_written(home: Path, read: Read) -> Iterator[Path]:
    """Yield the home itself for a command that only reads, else a copy of it that is removed again."""
    if read.words[:1] != ("import",):
        yield home
        return
    copy = home.with_name(f"{home.name}-copy")
    shutil.copytree(home, copy)
    if read.makes_backup:
        _age_backups(copy)
    try:
        yield copy
    finally:
        shutil.rmtree(copy)


def _age_backups(home: Path) -> None:
    """Have the backups of a home be those of yesterday."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    for backup in (home / "backups").iterdir():
        os.utime(backup, (yesterday.timestamp(), yesterday.timestamp()))
        backup.rename(backup.with_name(f"{DAILY}{format_stamp(yesterday)}{SUFFIX}"))


def _cpu_time(
    command: Sequence[str], environment: Mapping[str, str], *, is_completion: bool = False
) -> float:
    """Return the user and system time of a command. Raises RuntimeError if it fails."""
    process = subprocess.Popen(
        command,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode and not is_completion:  # click exits with 1 once it has completed
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}")
    return (usage.ru_utime + usage.ru_stime) * 1000
