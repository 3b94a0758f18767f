"""A packet: drafted sentences, each with the entries that it rests on, and what the author should know.

`sections` are the draft and leave the house. `proposals`, `notes` and `held_back` are for the author alone.
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
    """Sentences on one theme."""

    theme: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the draft under its title."""

    title: str
    paragraphs: tuple[Paragraph, ...]


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
