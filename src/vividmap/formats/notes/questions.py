"""What only the owner of a document knows: questions, each with a suggestion, and the answers."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, NamedTuple

from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.when import When
from vividmap.formats.notes.vocabulary import key_of

QuestionSort = Literal["period", "heading", "person", "strongest"]


class QuestionLine(NamedTuple):
    """A line that a question is about: its number from 1, and what it says."""

    number: int
    text: str


@dataclass(frozen=True)
class NotesQuestion:
    """One question about a document. `key` is what is asked about: a heading's or a person's key."""

    sort: QuestionSort
    key: str
    subject: str
    """What is asked about, as written: a heading, a name."""
    suggestion: str
    """The answer if nobody gives another."""
    lines: tuple[QuestionLine, ...] = ()
    """The lines that it is about, the first ones."""
    count: int = 0
    """How many lines it is about."""
    role: str = ""
    """The role of a person as the document states it: "VP ops"."""


@dataclass(frozen=True)
class Answers:
    """What the owner said. Their order plays no part; what is not answered stays as suggested or undated."""

    period: When | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    """By heading: a section, "project" or "skip"."""
    people: Mapping[str, str] = field(default_factory=dict)
    """By name: a height, "" for a person without one, "no" for what is no person."""
    strongest: frozenset[int] = frozenset()
    """The numbers of lines, from 1, whose entries are among the strongest."""

    def heading(self, title: str) -> str:
        """Return what is under a heading, "" if that was not said."""
        return (
            next(
                (answer for heading, answer in self.headings.items() if key_of(heading) == key_of(title)), ""
            )
            if self.headings
            else ""
        )

    def person(self, name: str) -> str | None:
        """Return the answer about a name, None if there is none."""
        return (
            next((answer for known, answer in self.people.items() if key_of(known) == key_of(name)), None)
            if self.people
            else None
        )
