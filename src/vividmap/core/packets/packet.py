"""A packet: drafted sentences, each with the entries that it is based on, and notes to the author.

`heading`, `subtitle` and `sections` are the draft, which others read. `proposals`, `tables`, `criteria`,
`notes` and `held_back` are for the author alone; so are the sources of a draft that goes to people `outside`
the company.
"""

from collections.abc import Iterator, Sequence
from typing import Literal
from uuid import UUID

from vividmap.core.english.dates import Period
from vividmap.core.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One drafted sentence, and the items that hold all that it says.

    `lead` is what the text begins with, if that is to stand out: the result of a bullet. `emphasis` is what
    is to stand out elsewhere in it: what is asked for.
    """

    text: str
    sources: tuple[UUID, ...]
    lead: str = ""
    emphasis: str = ""


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """Sentences on one theme; with `is_list` each is an item of a list."""

    theme: str
    sentences: tuple[DraftSentence, ...]
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class DraftTable:
    """Rows of sentences under a head, on one theme; a cell may be empty, and rests on nothing then."""

    theme: str
    head: tuple[str, ...]
    rows: tuple[tuple[DraftSentence, ...], ...]

    @property
    def sentences(self) -> tuple[DraftSentence, ...]:
        """Return the cells that say something, row by row."""
        return tuple(cell for row in self.rows for cell in row if cell.text)


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A part of the draft under its title; `is_claim` where it tells what was contributed.

    `blank` is what its author has still to write there, in brackets.
    """

    title: str
    paragraphs: tuple[DraftParagraph | DraftTable, ...]
    is_claim: bool = False

    @property
    def sources(self) -> Iterator[UUID]:
        """Yield the items that its sentences rest on."""
        for paragraph in self.paragraphs:
            for sentence in paragraph.sentences:
                yield from sentence.sources

    blank: str = ""


@dataclass(frozen=True, slots=True)
class EntryProposal:
    """An entry that the draft is written around, and why this one."""

    item: UUID
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuthorNoteLine:
    """A line of the list beneath a note to the author, and the one item that it is about."""

    text: str
    source: UUID


@dataclass(frozen=True, slots=True)
class AuthorNote:
    """What the author should know before sending the draft, and the items that it is about.

    `kind` names what a page can do about it: put an aside back, or link what shows a criterion. `step` says
    in a sentence what to do about it, where that is worth doing before all else. Where there is something to
    say of each source, `lines` say it, one a source, in their order.
    """

    text: str
    sources: tuple[UUID, ...] = ()
    kind: Literal["", "aside", "criterion"] = ""
    step: str = ""
    lines: tuple[AuthorNoteLine, ...] = ()

    @classmethod
    def listing(
        cls, text: str, lines: Sequence[AuthorNoteLine], kind: Literal["", "aside"] = ""
    ) -> "AuthorNote":
        """Return a note with a list beneath it."""
        return cls(text, tuple(line.source for line in lines), kind, lines=tuple(lines))


@dataclass(frozen=True, slots=True)
class CriterionStanding:
    """How well a criterion of the level is covered, which entries show it, and which others may."""

    criterion: UUID
    word: str
    summary: str
    entries: tuple[UUID, ...]
    candidates: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Packet:
    """What a conversation draws on, for a period.

    `title` is what it is called in lists; readers see the `heading` and `subtitle` if it has them.
    """

    conversation: str
    title: str
    period: Period
    proposals: tuple[EntryProposal, ...] = ()
    sections: tuple[DraftSection, ...] = ()
    notes: tuple[AuthorNote, ...] = ()
    held_back: tuple[UUID, ...] = ()
    tables: tuple[DraftTable, ...] = ()
    criteria: tuple[CriterionStanding, ...] = ()
    outside: bool = False
    heading: str = ""
    subtitle: str = ""

    @property
    def sentences(self) -> Iterator[DraftSentence]:
        """Yield every drafted sentence, in order."""
        for section in self.sections:
            for paragraph in section.paragraphs:
                yield from paragraph.sentences

    @property
    def sources(self) -> tuple[UUID, ...]:
        """Return the items that the draft rests on, each once, in the order in which they are needed."""
        return tuple(dict.fromkeys(source for sentence in self.sentences for source in sentence.sources))
