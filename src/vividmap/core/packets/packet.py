"""A packet: drafted sentences, each with the entries that it rests on, and what the author should know.

`sections` are the draft and leave the house. `proposals`, `tables`, `notes` and `held_back` are for the
author alone, and of a draft that goes to people `outside` the company its sources are too.
A conversation is `(Record, Period, today, Choices) -> Packet`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from vividmap.core.dates import Period


@dataclass(frozen=True, slots=True)
class Sentence:
    """One drafted sentence, and the items that hold all that it says."""

    text: str
    sources: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences on one theme; `listed`, each is an item of a list."""

    theme: str
    sentences: tuple[Sentence, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of sentences under a head, on one theme; a cell may be empty, and rests on nothing then."""

    theme: str
    head: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return the cells that say something, row by row."""
        return tuple(cell for row in self.rows for cell in row if cell.text)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the draft under its title."""

    title: str
    paragraphs: tuple[Paragraph | Table, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question of the company's own form, and how many words an answer to it may have; 0 is no limit."""

    question: str
    words: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """What the author chose; what is left empty is proposed. A conversation reads what concerns it.

    `chosen` are the items to write it around, in the author's order. `shown` are items that would be held
    back, and are shown all the same. `posting` is the text of a job description, `variant` a kind of role.
    """

    chosen: tuple[UUID, ...] = ()
    shown: tuple[UUID, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    framework: UUID | None = None
    level: str = ""
    person: UUID | None = None
    posting: str = ""
    variant: str = ""


PROPOSED = Choices()
"""Nothing is chosen yet."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that the draft is written around, and why this one."""

    item: UUID
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What the author should know before sending the draft, and the items that it is about."""

    text: str
    sources: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Packet:
    """What a conversation draws on, for a period."""

    conversation: str
    title: str
    period: Period
    proposals: tuple[Proposal, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    held_back: tuple[UUID, ...] = ()
    tables: tuple[Table, ...] = ()
    outside: bool = False

    @property
    def sentences(self) -> Iterator[Sentence]:
        """Yield every drafted sentence, in order."""
        for section in self.sections:
            for paragraph in section.paragraphs:
                yield from paragraph.sentences

    @property
    def sources(self) -> tuple[UUID, ...]:
        """Return the items that the draft rests on, each once, in the order in which they are needed."""
        return tuple(dict.fromkeys(source for one in self.sentences for source in one.sources))
