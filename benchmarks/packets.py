"""How long a draft of each conversation takes within one process, over ten years and a tenth of them."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.inside import run, timed
from vividmap.core.packets import conversations

MOST = 200
"""Milliseconds that a draft over ten years may take."""

_DRAFT = """
from datetime import date
from benchmarks.generate import LAST_DAY, record
from vividmap.core.dates import Period
from vividmap.core.packets import conversations
from vividmap.core.packets.packet import Choices
from vividmap.core.record import Person, Record
items = record(1, evidence=50 * SIZE, skill_entries=30 * SIZE, people=2 * SIZE, touchpoints=50 * SIZE).items
draft = list(conversations().values())[PLACE]
period = Period(date(LAST_DAY.year - YEARS, 1, 1), LAST_DAY, "so many years")
known = Record(items)
choices = Choices(person=known.all(Person)[0].id)
draft(known, period, LAST_DAY, choices)
known = Record(items)
began = time.perf_counter()
draft(known, period, LAST_DAY, choices)
print((time.perf_counter() - began) * 1000)
"""


def drafts(folder: Path, runs: int = 5) -> Iterator[str]:
    """Yield the lines of a table: every conversation about a year and about ten, and how that grows."""
    yield "\n## A draft of each conversation, in ms\n"
    yield f"Lowest / median / highest; of ten years at most {MOST}.\n"
    yield "| conversation | ten years, about the last | about all ten | of a tenth | growth |"
    yield "|---|---|---|---|---|"
    for place, name in enumerate(conversations()):
        year, ten, tenth = (
            timed(
                name,
                [run(_DRAFT, folder, PLACE=place, SIZE=size, YEARS=years)[0] for _ in range(runs)],
            )
            for size, years in ((100, 1), (100, 10), (10, 10))
        )
        yield f"| {name} | {year} | {ten} | {tenth} | {ten.median / tenth.median:.1f} × |"
