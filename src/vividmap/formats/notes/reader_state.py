"""What was read so far of a document, and what became of each of its lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from vividmap.formats.notes.dating import Around
from vividmap.formats.notes.entries import Entries
from vividmap.formats.notes.making import ReadEntry, ReadMeeting
from vividmap.formats.notes.merging import descendants, describe_draft
from vividmap.formats.notes.nodes import Node
from vividmap.formats.notes.questions import Answers, NotesQuestion
from vividmap.formats.notes.reading import LineResult, LineUse


@dataclass
class ReaderState:
    """Entries, results of lines, questions: what the readers of headings and lines add to."""

    lines: Sequence[str]
    around: Around
    answers: Answers
    skips: dict[int, str]
    entries: list[ReadEntry] = field(default_factory=list)
    line_results: dict[int, LineResult] = field(default_factory=dict)
    questions: list[NotesQuestion] = field(default_factory=list)
    authors: set[str] = field(default_factory=set)
    touchpoints: list[ReadEntry] = field(default_factory=list)
    gaps: list[ReadEntry] = field(default_factory=list)
    meetings: list[ReadMeeting] = field(default_factory=list)
    has_headings: bool = False
    above_all: bool = True
    """Only the document's own title has been read so far."""

    @property
    def maker(self) -> Entries:
        return Entries(self.lines, self.skips)

    def _add(self, entry: ReadEntry | None, node: Node, reason: str) -> bool:
        if entry:
            self.entries.append(entry)
        elif reason:
            self._skip(node.first, node.end, reason)
        return entry is not None

    def results(
        self, entries: Sequence[ReadEntry], definitions: Sequence[tuple[int, str, int]], skipped: set[int]
    ) -> tuple[LineResult, ...]:
        """Return the results of all lines."""
        for entry in entries:
            for first, end, place in entry.spans:
                self._record(first, end, "entry", "", place)
            for draft in reversed([entry.draft, *descendants(entry.draft)]):
                self._record(draft.place - 1, draft.place, "entry", describe_draft(draft), draft.place)
        places = {draft.place for entry in entries for draft in (entry.draft, *descendants(entry.draft))}
        for number in skipped:
            reason = self.skips.get(number) or next(
                (self.skips[first] for first in range(number, -1, -1) if first in self.skips), ""
            )
            if number + 1 not in places:
                self._record(number, number + 1, "not imported", reason)
        for number, label, place in definitions:
            self._record(number, number + 1, "entry", f"link definition of [{label}]", place)
        return tuple(self.line_results[number] for number in sorted(self.line_results))

    def _skip(self, first: int, end: int, reason: str) -> None:
        self._record(first, end, "not imported", reason)

    def _record(self, first: int, end: int, result: LineUse, detail: str, entry: int = 0) -> None:
        for number in range(first, end):
            if self.lines[number].strip():
                self.line_results[number] = LineResult(number + 1, result, detail, entry)
