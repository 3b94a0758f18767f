"""`make bench`: every figure beside its floor and its peers, in one run."""

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks import homes, inside, out, packets, pages, peers
from benchmarks.timing import Command, Timed, once, together

_SINCE = date(2026, 8, 23)
_WORD = "ledger"
_SIZES = (5_000, 50_000)


def main() -> None:
    """Measure everything and print it as Markdown."""
    with tempfile.TemporaryDirectory(prefix="vividmap-bench-") as folder:
        for line in _report(Path(folder)):
            print(line, flush=True)


def _report(folder: Path) -> Iterator[str]:
    yield f"Measured with {inside.here()}; milliseconds, lowest / median / highest of fresh processes.\n"
    yield from (f"- {line}" for line in peers.missing())
    programs = homes.install(folder)
    sizes = {size: folder / f"home-{size}" for size in _SIZES}
    for size, home in sizes.items():
        homes.fill(home, homes.evidence(size))
    empty = folder / "home-0"
    rivals = _rivals(folder)
    yield from _capture(programs, {0: empty, **sizes}, rivals)
    yield from _prompt(programs, sizes)
    yield from _reading(programs, sizes, rivals)
    yield from _table("A packet of ten pages (PDF: at most 500)", out.inside())
    yield from _table("The same as a command (PDF: at most 1500)", out.fresh(programs, folder / "packet"))
    yield from _inside(folder)
    yield from _profile(programs, sizes[_SIZES[0]])


def _rivals(folder: Path) -> list[peers.Jrnl | peers.Taskwarrior]:
    filled = {size: homes.entries(size) for size in _SIZES}
    return [
        kind(folder / f"{kind.name}-{size}", filled[size]) for kind in peers.installed() for size in _SIZES
    ]


def _own(programs: Path, home: Path, name: str, *arguments: str) -> Command:
    return Command(name, [str(programs / "vividmap"), *arguments], {"VIVIDMAP_HOME": str(home)})


def _capture(
    programs: Path, all_homes: dict[int, Path], rivals: Sequence[peers.Jrnl | peers.Taskwarrior]
) -> Iterator[str]:
    floor = _floor(programs)
    own = [
        _own(programs, home, f"vividmap log, {size:,}", "log", "Moved the session cache to Redis")
        for size, home in all_homes.items()
    ]
    timed = together([floor, *own, *(rival.capture() for rival in rivals)])
    for home in all_homes.values():  # what was captured is taken in here, so that no list pays for it
        once(_own(programs, home, "take in", "list", "--most", "1"))
    yield from _table("Capture", timed)
    median = {one.name: one.median for one in timed}
    empty = median["vividmap log, 0"]
    yield f"- to the floor: {empty / median[floor.name]:.2f} × (at most 2.5)"
    yield f"- 50,000 entries to none: {median['vividmap log, 50,000'] / empty:.2f} × (at most 1.1)"
    for name, took in median.items():
        if name.startswith(("jrnl", "Taskwarrior")):
            yield f"- {name}: {took / empty:.1f} × vividmap log"


def _floor(programs: Path) -> Command:
    return Command("floor: python -c pass", [str(programs / "python"), "-c", "pass"])


def _prompt(programs: Path, sizes: dict[int, Path]) -> Iterator[str]:
    for home in sizes.values():  # writes the small file that a prompt reads
        once(_own(programs, home, "status", "status"))
    short = [
        _own(programs, home, f"vividmap status --short, {size:,}", "status", "--short")
        for size, home in sizes.items()
    ]
    floor, *own = together([_floor(programs), *short])
    yield from _table("A shell prompt", [floor, *own])
    slowest = max(one.median for one in own)
    yield f"- to the floor: {slowest / floor.median:.2f} × (at most 2.5)"


def _reading(
    programs: Path, sizes: dict[int, Path], rivals: Sequence[peers.Jrnl | peers.Taskwarrior]
) -> Iterator[str]:
    django = Command(
        "floor: import django.db.models", [str(programs / "python"), "-c", "import django.db.models"]
    )
    period = ("list", "--period", f"{_SINCE}..2026-11-20")
    own = [_own(programs, home, f"vividmap list, {size:,}", *period) for size, home in sizes.items()]
    yield from _table("List a quarter", together([django, *own, *(rival.list(_SINCE) for rival in rivals)]))
    own = [
        _own(programs, home, f"vividmap search, {size:,}", "search", _WORD) for size, home in sizes.items()
    ]
    yield from _table("Search a word", together([django, *own, *(rival.search(_WORD) for rival in rivals)]))


def _inside(folder: Path) -> Iterator[str]:
    numbers = iter(range(100))
    taken = inside.take_in(lambda: folder / f"take-in-{next(numbers)}")
    ten_years = folder / "ten-years"
    homes.fill(ten_years, homes.TEN_YEARS)
    times, size, memory = inside.document(ten_years)
    patterns, growth = inside.insights(folder)
    yield from _table("Within one process", [*taken, *times, *patterns])
    yield f"- ten times the record takes the patterns {growth:.1f} × the time (at most 12)"
    yield f"- the document of ten years is {size:.1f} MiB; peak memory {memory:.0f} MiB (at most 250)"
    yield from packets.drafts(folder)
    yield from _pages(ten_years)


def _pages(home: Path) -> Iterator[str]:
    yield "\n## Pages on ten years of a record, a write before every request\n"
    yield (
        f"Server time in ms (95th of 100: at most {pages.MOST}, and {packets.MOST + pages.MOST} for one that"
        " drafts a packet, marked *); weight with style and script, zipped (at most 150).\n"
    )
    yield "| page | median | 95th | queries | kB |"
    yield "|---|---|---|---|---|"
    for one in pages.measure(home):
        name = f"`{one.path}` *" if one.path in pages.DRAFTING else f"`{one.path}`"
        yield f"| {name} | {one.median:.0f} | {one.p95:.0f} | {one.queries} | {one.weight:.0f} |"
    took = sorted(pages.usable(home))
    said = f"{took[0]:.0f} / {took[len(took) // 2]:.0f} / {took[-1]:.0f}"
    yield f"\n- Today can be used in Chromium after {said} ms (at most 300)"


def _profile(programs: Path, home: Path) -> Iterator[str]:
    """Yield where the time of a list goes, by what is imported."""
    command = [str(programs / "python"), "-X", "importtime", "-m", "vividmap", "list", "--most", "20"]
    environment = {"VIVIDMAP_HOME": str(home), "PATH": ""}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    rows = [line.split("|") for line in done.stderr.splitlines() if line.count("|") == 2]
    own = {
        row[2].strip(): int(row[0].split(":")[1]) for row in rows if row[0].split(":")[1].strip().isdigit()
    }
    yield "\n## Where a list's time goes: importing, in ms (measured with the tracer, which slows it down)\n"
    groups = ("django", "asyncio", "email", "click", "vividmap", "sqlite3", "")
    sums = dict.fromkeys(groups, 0)
    for name, took in own.items():
        sums[next(group for group in groups if name.split(".")[0] == group or not group)] += took
    yield from (
        f"- {group or 'the rest of the standard library'}: {took / 1000:.0f}" for group, took in sums.items()
    )


def _table(title: str, timed: Sequence[Timed]) -> Iterator[str]:
    yield f"\n## {title}\n"
    yield "| | lowest / median / highest |"
    yield "|---|---|"
    yield from (f"| {one.name} | {one} |" for one in timed)
    yield ""


if __name__ == "__main__":
    main()
