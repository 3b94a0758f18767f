"""Times the export of a packet of ten pages in each format, within a process and as a command."""

import statistics
import subprocess
import time
from io import BytesIO
from pathlib import Path

import pypdf

from benchmarks.timing import RUNS, Command, Timed, together
from vividmap.formats.out import forms, read

_RECORD = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-11-20 Moved the cache to Redis -> P99 down 340 ms ~teams ^c4ch
"""
_PART = """
## Part {number}

### What came of it

{prose}

- Moved the session cache to *Redis*: checkout P99 down **340 ms**.[^c4ch]
- Stopped the payout rollout: about 1,200 double payouts prevented.[^c4ch]
  1. found by reading the code
  2. not by an alert

| Criterion | Evidence | Who |
|---|---|---|
| Leads across teams | Moved the cache; wrote the record on queues[^c4ch] | Priya |
| Develops others | Took two people through their first RFC | Dana |
"""
_PROSE = "In November I moved the session cache to Redis; what came of it reached several teams.[^c4ch] " * 12
_PARTS = 18
_PAGES = 10


def text() -> str:
    """Return the text of a packet of ten pages, with headings, prose, lists, tables and marks."""
    return "# Self-assessment\n" + "".join(_PART.format(number=n, prose=_PROSE) for n in range(_PARTS))


def inside() -> list[Timed]:
    """Time each format within this process, after a warm-up."""
    document = read.document(text(), "Self-assessment", {"c4ch": "Moved the cache to Redis"})
    pages = len(pypdf.PdfReader(BytesIO(forms()["pdf"].write(document).data)).pages)
    if pages != _PAGES:
        raise RuntimeError(f"the text has {pages} pages instead of {_PAGES}")
    timed = []
    for form in forms().values():
        form.write(document)
        times = []
        for _ in range(RUNS):
            started_at = time.perf_counter()
            form.write(document)
            times.append((time.perf_counter() - started_at) * 1000)
        timed.append(Timed(f"{form.title}, ten pages", min(times), statistics.median(times), max(times)))
    return timed


def fresh(programs: Path, home: Path) -> list[Timed]:
    """Time each format as a command, in a home with only that packet."""
    program, environment = str(programs / "vividmap"), {"VIVIDMAP_HOME": str(home)}

    def run(*arguments: str, standard_input: str = "") -> str:
        process = subprocess.run(
            [program, *arguments],
            env=environment,
            input=standard_input,
            capture_output=True,
            text=True,
            check=True,
        )
        return process.stderr

    run("import", "-", standard_input=_RECORD)
    handle = run("draft", "review", "--period", "2026-H2", "--save").split()[1].strip("^.")
    run("packet", "edit", handle, "--from", "-", standard_input=text())
    export = [program, "packet", "export", handle]
    return together(
        [
            Command(
                f"vividmap packet export, {form.title}",
                [*export, str(home / f"out.{ending}"), "--marks", "--force"],
                environment,
            )
            for ending, form in forms().items()
        ]
    )
