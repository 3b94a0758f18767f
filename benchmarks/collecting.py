"""Times `vividmap collect git` on a repository of 50,000 commits, beside `git log` alone."""

import statistics
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.support.git_history import OWNER, generate
from tests.support.repository import import_commits

from benchmarks.timing import Command, Timed, once, together

COMMITS = 50_000
_DAYS = 360
_RUNS = 3


def measure(programs: Path, folder: Path) -> Iterator[Timed]:
    """Yield the times of git alone, of a first collection, and of one that finds nothing new."""
    repository = folder / "shop.git"
    now = int(datetime.now(UTC).timestamp())
    import_commits(repository, generate(COMMITS, 1, now - 86_400, _DAYS).stream)
    logs = [
        Command(f"git log {option}".strip(), ["git", "-C", str(repository), "log", "-z", *option.split()])
        for option in ("", "--name-only")
    ]
    yield from together([command._replace(runs=_RUNS) for command in logs])
    homes = [folder / f"collect-{number}" for number in range(_RUNS)]
    for home in homes:
        once(_vividmap(programs, home, "config", "email", OWNER[1]))
    yield _timed("vividmap collect git, 50,000 commits", programs, homes, str(repository))
    yield _timed("vividmap collect git, nothing new", programs, homes)


def _timed(name: str, programs: Path, homes: list[Path], *places: str) -> Timed:
    times = [once(_vividmap(programs, home, "collect", "git", *places)) for home in homes]
    return Timed(name, min(times), statistics.median(times), max(times))


def _vividmap(programs: Path, home: Path, *arguments: str) -> Command:
    environment = {"VIVIDMAP_HOME": str(home), "HOME": str(home.parent)}
    return Command(" ".join(arguments), [str(programs / "vividmap"), *arguments], environment)
