"""The figures of the suggestions for a criterion, held to labels made by reading (core/criteria/labels.txt).

A line of the labels names a record, a built-in ladder and the beginning of a criterion; those indented
beneath it are the beginnings of the entries that a reader would accept as showing it.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.core import make

from vividmap.core.criteria.suggest import Suggester
from vividmap.core.record import Criterion, Evidence, Item, Record
from vividmap.formats.frameworks import ladders, read

LABELS = Path(__file__).resolve().parent.parent / "tests" / "core" / "criteria" / "labels.txt"
FIRST = 3
"""Suggestions that are counted of each criterion."""


class Label(NamedTuple):
    """A criterion of a ladder, and the beginnings of a record's entries that show it."""

    record: str
    ladder: str
    criterion: str
    shown_by: tuple[str, ...]


class Rightness(NamedTuple):
    """How many of the first suggestions are right, of how many, and for how many criteria one is."""

    right: int
    suggested: int
    answered: int
    criteria: int


def read_labels() -> tuple[Label, ...]:
    """Return the labels in their order."""
    labels: list[Label] = []
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            labels[-1] = labels[-1]._replace(shown_by=(*labels[-1].shown_by, line.strip()))
        else:
            record, ladder, criterion = line.split(" | ")
            labels.append(Label(record, ladder, criterion, ()))
    return tuple(labels)


@cache
def _ladder(name: str) -> tuple[Item, ...]:
    ladder = read(ladders.text(name), f"{name}.md").framework
    framework = make.framework(ladder.name)
    return (
        framework,
        *(
            make.criterion(criterion.text, of=framework, level=criterion.level, theme=criterion.theme)
            for criterion in ladder.criteria
        ),
    )


def first_suggestions(record: Record, label: Label) -> tuple[Evidence, ...]:
    """Return the entries suggested first for the criterion of a label."""
    ladder = _ladder(label.ladder)
    criterion = next(
        item for item in ladder if isinstance(item, Criterion) and item.text.startswith(label.criterion)
    )
    suggestions = Suggester(Record((*record.items, *ladder))).of(criterion)[:FIRST]
    by_id = {entry.id: entry for entry in record.items_of(Evidence)}
    return tuple(by_id[suggestion.item] for suggestion in suggestions)


def is_right(entry: Evidence, label: Label) -> bool:
    """Return whether an entry is one of those that show the criterion of a label."""
    return entry.text.startswith(label.shown_by)


def measure(records: Mapping[str, Record], ladder: str = "") -> Rightness:
    """Return how right the first suggestions are, for the criteria of one ladder or of all."""
    labels = [label for label in read_labels() if ladder in ("", label.ladder)]
    rights = [
        [is_right(entry, label) for entry in first_suggestions(records[label.record], label)]
        for label in labels
    ]
    return Rightness(sum(map(sum, rights)), sum(map(len, rights)), sum(map(any, rights)), len(labels))


def describe(records: Mapping[str, Record]) -> Iterator[tuple[str, str]]:
    """Yield the figures."""
    figure = measure(records)
    yield (
        f"suggestions for {figure.criteria} criteria, right among the first {FIRST}",
        f"{figure.right} of {figure.suggested}, {100 * figure.right / figure.suggested:.0f} %",
    )
    yield "criteria with a right one among them", f"{figure.answered} of {figure.criteria}"
