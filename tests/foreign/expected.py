"""What a careful person would file from a document, as `expected.txt` beside it says, and how that is read.

A line per line, or range, of the source: its kind, date, outcome, people.

- Kind: E evidence, S skill entry, P person, G goal, A gap, F feedback received, T touchpoint, `+` belongs to the
  entry above, X no entry, ? either is fine. `A|B`: either is right, the first better.
- `d=` the date: `-` none, `*` any, `~` about. `o=` the outcome, with a pattern that finds it: I inside the
  sentence, L labelled, S sub-bullet, C table column, A arrow. `p=` the people named, with `;` between.
- `facts`: patterns of the strongest facts, three spaces apart. `period`: what the document is about, if not
  the first half of 2026.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class ExpectedLine:
    """What a careful person would make of one line, or of the lines of one entry."""

    first: int
    last: int
    kinds: tuple[str, ...]
    date: str = "*"
    outcome_sort: str = ""
    outcome: str = ""
    people: tuple[str, ...] = ()


@dataclass
class ExpectedDocument:
    """A document, and what a careful person would file from it."""

    path: Path
    facts: tuple[str, ...] = ()
    period: str = "2026-H1"
    lines: list[ExpectedLine] = field(default_factory=list)

    def at(self, number: int) -> ExpectedLine | None:
        """Return what is expected of a line; the entry that it belongs to for a `+` line."""
        entry = None
        for line in self.lines:
            if line.first <= number <= line.last:
                return line if line.kinds != ("+",) else entry
            if line.kinds != ("+",) and line.first <= number:
                entry = line
        return None

    def is_continuation(self, number: int) -> bool:
        """Return whether a line belongs to the entry above."""
        return any(line.kinds == ("+",) and line.first <= number <= line.last for line in self.lines)


def read_expected(folder: Path) -> Iterator[ExpectedDocument]:
    """Yield the documents of a folder that its `expected.txt` describes."""
    document: ExpectedDocument | None = None
    for row in (folder / "expected.txt").read_text("utf-8").splitlines():
        text = row.strip()
        if text.startswith("=="):
            if document:
                yield document
            document = ExpectedDocument(folder / text.strip("= "))
        elif document and text.startswith("facts:"):
            document.facts = tuple(part.strip() for part in re.split(r"\s{3,}", text[6:].strip()))
        elif document and text.startswith("period:"):
            document.period = text[7:].strip()
        elif document and text and text[0].isdigit():
            document.lines.append(_read_line(text))
    if document:
        yield document


def _read_line(text: str) -> ExpectedLine:
    numbers, kinds, *rest = text.split(None, 2)
    first, _, last = numbers.partition("-")
    line = ExpectedLine(int(first), int(last or first), tuple(kinds.split("|")))
    details = rest[0] if rest else ""
    for match in re.finditer(r"(?:^|\s)(?P<key>[dop])=(?P<value>.*?)(?=\s[dop]=|$)", details):
        key, value = match["key"], match["value"].strip()
        if key == "d":
            line.date = value
        elif key == "o":
            line.outcome_sort, _, line.outcome = value.partition(":")
        else:
            line.people = tuple(name.strip() for name in value.split(";"))
    return line
