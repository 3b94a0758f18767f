"""Times a draft of each conversation within a process, on a record of ten years and on a tenth of it."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.inside import run, timed
from vividmap.core.packets.registry import conversations

MOST = 200
"""The most milliseconds of a draft on ten years."""

_DRAFT = """
from datetime import date
from benchmarks.generate import LAST_DAY, record
from vividmap.core.english.dates import Period
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.registry import conversations
from vividmap.core.record import Person, Record
items = record(1, evidence=50 * SIZE, skill_entries=30 * SIZE, people=2 * SIZE, touchpoints=50 * SIZE).items
conversation = conversations()[PLACE]
draft = conversation.draft
period = Period(date(LAST_DAY.year - YEARS, 1, 1), LAST_DAY, "so many years")
known = Record(items)
field = conversation.person_field
choices = AuthorChoices.of({field: known.items_of(Person)[0].id} if field else {})
draft(known, period, LAST_DAY, choices)
known = Record(items)
began = time.perf_counter()
draft(known, period, LAST_DAY, choices)
print((time.perf_counter() - began) * 1000)
"""


def drafts(folder: Path, runs: int = 5) -> Iterator[str]:
    """Yield the lines of a table: each conversation about one year and about ten, and the growth."""
    yield "\n## Drafts by conversation, in ms\n"
    yield f"Lowest / median / highest; at most {MOST}.\n"
    yield "| conversation | ten years, one-year period | ten-year period | a tenth of the record | growth |"
    yield "|---|---|---|---|---|"
    for place, name in enumerate(conversation.name for conversation in conversations()):
        year, ten, tenth = (
            timed(
                name,
                [run(_DRAFT, folder, PLACE=place, SIZE=size, YEARS=years)[0] for _ in range(runs)],
            )
            for size, years in ((100, 1), (100, 10), (10, 10))
        )
        yield f"| {name} | {year} | {ten} | {tenth} | {ten.median / tenth.median:.1f} × |"
