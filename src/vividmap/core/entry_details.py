"""What goes on telling an entry beneath its line: sub-bullets, and what its author did in a labelled form.

Other text beneath an entry is a note to oneself, and is told nowhere: its author hears that there is one.
"""

import re

from vividmap.core.english.dates import Period
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import Evidence, Record

_BULLET = lazy_pattern(r"\s*[-*+•] +(?:\[[xX]\] +)?(?P<text>\S.*)")
_OPEN_TASK = lazy_pattern(r"\s*[-*+•] +\[ \]")
_ACTION = lazy_pattern(
    r"\s*\**(?:actions?|what i did|what happened|my part|how|approach)\**:\**\s*(?P<text>\S.*)", re.IGNORECASE
)
_ONGOING = lazy_pattern(
    r"\s*date: *(?:ongoing|on-going|continuous(?:ly)?|current(?:ly)?|to date|present|running"
    r"|laufend|en cours|en curso|in corso|em andamento)\W*",
    re.IGNORECASE,
)


def read_details(entry: Evidence) -> tuple[str, ...]:
    """Return the texts beneath an entry that tell more of it, in order."""
    lines = [line for line in entry.body.splitlines() if line.strip()]
    if lines and all(map(_BULLET.fullmatch, lines)):
        done = [line for line in lines if not _OPEN_TASK.match(line)]
        return tuple(match["text"].strip() for match in map(_BULLET.fullmatch, done) if match)
    return tuple(match["text"].strip() for match in map(_ACTION.fullmatch, lines) if match)


def has_untold_note(entry: Evidence) -> bool:
    """Return whether there is more text beneath an entry than what tells of it."""
    lines = [line for line in entry.body.splitlines() if line.strip() and not _ONGOING.fullmatch(line)]
    return len(lines) > len(read_details(entry))


def is_ongoing(entry: Evidence) -> bool:
    """Return whether an entry has no date and the text beneath it says that the work goes on."""
    return entry.when is None and has_ongoing_line(entry.body)


def has_ongoing_line(body: str) -> bool:
    """Return whether the text beneath an entry without a date says that the work goes on."""
    return any(map(_ONGOING.fullmatch, body.splitlines()))


def evidence_during(record: Record, period: Period) -> tuple[Evidence, ...]:
    """Return the evidence that a period covers, and what has no date since it goes on."""
    dated = record.items_during(Evidence, period)
    if period.covers(None):
        return dated
    ongoing_ids = [
        outline.id for outline in record.undated_outlines(Evidence) if has_ongoing_line(outline.body)
    ]
    ongoing = (record.by_id[item_id] for item_id in ongoing_ids)
    return (*dated, *(entry for entry in ongoing if isinstance(entry, Evidence)))
