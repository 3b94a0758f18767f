"""What is wrong with another wording of a paragraph: what `vividmap check` finds in it, and no second rule.

The record to check it against is the author's, and the paragraph itself counts as one more entry of it: what
its author wrote there may stand again. A wording with a fault is shown and not accepted.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal
from uuid import UUID

from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.checking.check_text import check_text
from vividmap.core.packets.checking.findings import FindingKind
from vividmap.core.packets.draft_text import MARK, remove_marks
from vividmap.core.record import Evidence, Record

MAX_GROWTH = 3
"""How many times as long as the paragraph a wording may be, and 200 characters more."""


@dataclass(frozen=True, slots=True)
class WordingFault:
    """Something in a wording that the record does not hold: as it is written there, what it is, and why."""

    text: str
    kind: FindingKind | Literal["length", "mark"]
    reason: str


def find_faults(wording: str, paragraph: str, record: Record) -> tuple[WordingFault, ...]:
    """Return what the check finds in a wording and the paragraph does not hold, in order, each once."""
    original = remove_marks(paragraph)
    entry = Evidence(id=UUID(int=0), text=original)
    known_record = replace(record, items=(*record.items, entry))
    faults = [
        WordingFault(finding.text, finding.kind, finding.reason)
        for finding in check_text(wording, known_record).findings
        if finding.kind != "confidential" or finding.text.casefold() not in original.casefold()
    ]
    if MARK.search(wording):
        faults.append(WordingFault("[^…]", "mark", "its marks are kept automatically"))
    if not wording.strip() or len(wording) > MAX_GROWTH * len(original) + 200:
        faults.append(WordingFault(f"{len(wording):,} characters", "length", "it is empty or far too long"))
    return tuple(dict.fromkeys(faults))


def split_paragraphs(text: str) -> tuple[str, ...]:
    """Return what of a draft can be reworded: paragraphs and items of lists, no headings, tables, code."""
    blocks = (block.strip() for block in re.split(r"\n[ \t]*\n", text))
    return tuple(part for block in blocks for part in _reword_units(block))


def _reword_units(block: str) -> Iterator[str]:
    if block.startswith("- "):
        yield from (line.removeprefix("- ") for line in block.splitlines() if line.startswith("- "))
    elif block and not _NOT_PROSE.match(block):
        yield block


_NOT_PROSE = lazy_pattern(r"#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|\||>|```|~~~|    |-{3,}|\[\^")


def replace_paragraph(text: str, paragraph: str, wording: str) -> str:
    """Return a draft with a wording in place of a paragraph, which keeps its marks, at the end.

    Raises ValueError where the paragraph is not there, or more than once.
    """
    if text.count(paragraph) != 1:
        raise ValueError("the paragraph no longer exists")
    marks = "".join(dict.fromkeys(match.group() for match in MARK.finditer(paragraph)))
    return text.replace(paragraph, f"{' '.join(wording.split())}{marks}")
