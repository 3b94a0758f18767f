"""`make bench`: all figures in one run, each with its lower bound and its competitors."""

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks import assistant, collecting, forges, homes, inside, out, packets, pages, peers, reads
from benchmarks.timing import Command, Timed, once, together

_SINCE = date(2026, 8, 23)
_WORD = "ledger"
_SIZES = (5_000, 50_000)
_LINE = "Moved the session cache to Redis -> P99 down 340 ms ~teams #system-design @priya"


def main() -> None:
    """Run all measurements and print them as Markdown."""
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
    yield from assistant.measure(programs, sizes)
    yield from _table("Export of a packet of ten pages (PDF: at most 500)", out.inside())
    yield from _table("Export as a command (PDF: at most 1500)", out.fresh(programs, folder / "packet"))
    yield from _table(
        "Collect from git (first: at most 10,000; nothing new: at most 1,000)",
        list(collecting.measure(programs, folder)),
    )
    yield from _table(
        f"Collect {forges.CHANGES:,} merged changes from a forge", list(forges.measure(programs, folder))
    )
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
    in_terminal = _own(programs, all_homes[0], "vividmap log, in a terminal", "log", _LINE)
    in_terminal = in_terminal._replace(in_terminal=True)
    timed = together([floor, *own, in_terminal, *(rival.capture() for rival in rivals)])
    for home in all_homes.values():  # ingest the captures here, so that the first list does not pay for it
        once(_own(programs, home, "ingest", "list", "-n", "1"))
    yield from _table("Capture", timed)
    median = {timing.name: timing.median for timing in timed}
    empty = median["vividmap log, 0"]
    yield f"- `vividmap log` to the floor: {empty / median[floor.name]:.2f} × (at most 2.5)"
    shown = median[in_terminal.name] / median[floor.name]
    yield f"- with how it was read, in a terminal, to the floor: {shown:.2f} × (at most 2.5)"
    yield f"- 50,000 entries to an empty record: {median['vividmap log, 50,000'] / empty:.2f} × (at most 1.1)"
    for name, milliseconds in median.items():
        if name.startswith(("jrnl", "Taskwarrior")):
            yield f"- {name}: {milliseconds / empty:.1f} × `vividmap log`"


def _floor(programs: Path) -> Command:
    return Command("floor: python -c pass", [str(programs / "python"), "-c", "pass"])


def _prompt(programs: Path, sizes: dict[int, Path]) -> Iterator[str]:
    for home in sizes.values():  # writes the status file that a prompt reads
        once(_own(programs, home, "status", "status"))
    short = [
        _own(programs, home, f"vividmap status --short, {size:,}", "status", "--short")
        for size, home in sizes.items()
    ]
    floor, *own = together([_floor(programs), *short])
    yield from _table("A shell prompt", [floor, *own])
    slowest = max(timing.median for timing in own)
    yield f"- `vividmap status --short` to the floor: {slowest / floor.median:.2f} × (at most 2.5)"


def _reading(
    programs: Path, sizes: dict[int, Path], rivals: Sequence[peers.Jrnl | peers.Taskwarrior]
) -> Iterator[str]:
    period = ("list", "--period", f"{_SINCE}..2026-11-20")
    own = [_own(programs, home, f"vividmap list, {size:,}", *period) for size, home in sizes.items()]
    listed = together([_django(programs), *own, *(rival.list(_SINCE) for rival in rivals)])
    yield from _table("List a quarter", listed)
    own = [
        _own(programs, home, f"vividmap search, {size:,}", "search", _WORD) for size, home in sizes.items()
    ]
    searched = together([_django(programs), *own, *(rival.search(_WORD) for rival in rivals)])
    yield from _table("Search a word", searched)
    yield from reads.reads(programs, sizes)


def _django(programs: Path) -> Command:
    return Command(
        "floor: import django.db.models", [str(programs / "python"), "-c", "import django.db.models"]
    )


def _inside(folder: Path) -> Iterator[str]:
    numbers = iter(range(100))
    ingest_times = inside.ingest(lambda: folder / f"ingest-{next(numbers)}")
    ten_years = folder / "ten-years"
    homes.fill(ten_years, homes.TEN_YEARS)
    times, size, memory = inside.document(ten_years)
    patterns, growth = inside.insights(folder)
    yield from _table("Within one process", [*ingest_times, *times, *patterns])
    yield f"- patterns on a record ten times as large take {growth:.1f} × as long (at most 12)"
    yield f"- the document of ten years has {size:.1f} MiB; peak memory is {memory:.0f} MiB (at most 250)"
    yield from packets.drafts(folder)
    yield from _pages(ten_years)


def _pages(home: Path) -> Iterator[str]:
    yield "\n## Pages on a record of ten years, with a write before each request\n"
    yield (
        f"Server time in ms (95th percentile: at most {pages.MOST}, {packets.MOST + pages.MOST} for pages"
        " that draft a packet, marked *); size with CSS and JavaScript, gzipped (at most 150 kB).\n"
    )
    yield "| page | median | 95th percentile | queries | kB |"
    yield "|---|---|---|---|---|"
    for page in pages.measure(home):
        name = f"`{page.path}` *" if page.path in pages.DRAFTING else f"`{page.path}`"
        yield f"| {name} | {page.median:.0f} | {page.p95:.0f} | {page.queries} | {page.weight:.0f} |"
    times = sorted(pages.usable(home))
    summary = f"{times[0]:.0f} / {times[len(times) // 2]:.0f} / {times[-1]:.0f}"
    yield f"\n- Today is ready for input in Chromium after {summary} ms (at most 300)"


def _profile(programs: Path, home: Path) -> Iterator[str]:
    """Yield the import time of `vividmap list` by library."""
    command = [str(programs / "python"), "-X", "importtime", "-m", "vividmap", "list", "-n", "20"]
    environment = {"VIVIDMAP_HOME": str(home), "PATH": ""}
    process = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    rows = [line.split("|") for line in process.stderr.splitlines() if line.count("|") == 2]
    own = {
        row[2].strip(): int(row[0].split(":")[1]) for row in rows if row[0].split(":")[1].strip().isdigit()
    }
    yield "\n## Import time of `vividmap list`, in ms (with `-X importtime`, which slows it down)\n"
    groups = ("django", "asyncio", "email", "click", "vividmap", "sqlite3", "")
    sums = dict.fromkeys(groups, 0)
    for name, microseconds in own.items():
        sums[next(group for group in groups if name.split(".")[0] == group or not group)] += microseconds
    yield from (f"- {group or 'other standard library'}: {total / 1000:.0f}" for group, total in sums.items())


def _table(title: str, timed: Sequence[Timed]) -> Iterator[str]:
    yield f"\n## {title}\n"
    yield "| | lowest / median / highest |"
    yield "|---|---|"
    yield from (f"| {timing.name} | {timing} |" for timing in timed)
    yield ""


if __name__ == "__main__":
    main()
