"""Labelled texts: what is wrong in each, and how much of that, and what else, the check finds."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.support.document_records import NAMES, document_record
from vividmap.core.packets.checking.check_text import check_text
from vividmap.core.packets.checking.findings import CheckedSentence

_TEXTS = Path(__file__).parent / "texts"
_FAULT = re.compile(r"\{\{(?P<text>.+?)\|(?P<kind>[a-z]+)\}\}")


class PlantedFault(NamedTuple):
    """A wrong span of a text."""

    start: int
    end: int
    kind: str


class LabelledText(NamedTuple):
    """A text about one of the three records, with the faults planted in it."""

    record: str
    title: str
    text: str
    faults: tuple[PlantedFault, ...]


def labelled_texts(names: tuple[str, ...] = NAMES) -> Iterator[LabelledText]:
    """Yield every labelled text."""
    for name in names:
        for block in (_TEXTS / f"{name}.txt").read_text(encoding="utf-8").split("=== ")[1:]:
            title, _, marked_text = block.partition("\n")
            yield _read_text(name, title, marked_text.strip() + "\n")


def _read_text(record: str, title: str, marked_text: str) -> LabelledText:
    parts: list[str] = []
    faults: list[PlantedFault] = []
    length = end = 0
    for match in _FAULT.finditer(marked_text):
        parts += [marked_text[end : match.start()], match["text"]]
        start = length + match.start() - end
        length = start + len(match["text"])
        faults.append(PlantedFault(start, length, match["kind"]))
        end = match.end()
    return LabelledText(record, title, "".join([*parts, marked_text[end:]]), tuple(faults))


@dataclass
class CheckFigures:
    """How many planted faults were found, by kind, and how many true sentences were flagged."""

    planted: Counter[str] = field(default_factory=Counter)
    detected: Counter[str] = field(default_factory=Counter)
    true_sentences: int = 0
    flagged: int = 0
    texts: int = 0
    misses: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Return the share of planted faults that were found."""
        return self.detected.total() / self.planted.total()

    @property
    def false_share(self) -> float:
        """Return the share of true sentences that were flagged."""
        return self.flagged / self.true_sentences


def measure_check(texts: Iterator[LabelledText]) -> CheckFigures:
    """Return how well labelled texts are checked."""
    figures = CheckFigures()
    for labelled in texts:
        checked = check_text(labelled.text, document_record(labelled.record))
        figures.texts += 1
        for fault in labelled.faults:
            figures.planted[fault.kind] += 1
            if any(f.start < fault.end and fault.start < f.end for f in checked.findings):
                figures.detected[fault.kind] += 1
            else:
                line = labelled.text[fault.start : fault.end]
                figures.misses.append(f"{labelled.record}/{labelled.title}: {fault.kind} {line!r}")
        for sentence in checked.sentences:
            if not _has_fault(sentence, labelled.faults):
                figures.true_sentences += 1
                figures.flagged += bool(sentence.findings)
                figures.false_alarms += [
                    f"{labelled.record}/{labelled.title}: {f.kind} {f.text!r}: {f.reason} | {sentence.text!r}"
                    for f in sentence.findings
                ]
    return figures


def _has_fault(sentence: CheckedSentence, faults: tuple[PlantedFault, ...]) -> bool:
    return any(fault.start < sentence.end and sentence.start < fault.end for fault in faults)
