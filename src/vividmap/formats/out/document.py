"""A packet as blocks of text, for whatever writes it: what it says, and nothing about how it looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Style = Literal["strong", "emphasis", "struck", "code"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look the same; `link` is an address on the web, or nothing."""

    text: str
    styles: frozenset[Style] = frozenset()
    link: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """The numbers of the sources that the words before it rest on."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A new line within a paragraph."""


Content: TypeAlias = tuple[Run | Mark | Break, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; depth 1 is the highest beneath the title, and no depth is ever left out."""

    depth: int
    content: Content


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    content: Content


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `first` is the number of its first item, None where it has no numbers."""

    items: tuple[tuple["Block", ...], ...]
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody else said."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Lines that stay as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A head and rows beneath it, each with as many cells."""

    head: tuple[Content, ...]
    rows: tuple[tuple[Content, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""


Block: TypeAlias = Heading | Paragraph | Listing | Quote | Code | Table | Rule


class Source(NamedTuple):
    """What a mark with this number leads to: the entry's handle, and its words."""

    number: int
    handle: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text. `title` is what it is called, `headline` what stands above it, if anything does.

    `markdown` is what its author wrote, and `sources` are empty where marks are left out.
    """

    title: str
    headline: Content
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...]
    markdown: str
    language: str


def words(content: Content) -> str:
    """Return what a content says, without its looks and marks."""
    return "".join(one.text if isinstance(one, Run) else " " for one in content if not isinstance(one, Mark))


def said(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield what blocks say, in the order in which it is read."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield words(block.content)
            case Listing():
                for item in block.items:
                    yield from said(item)
            case Quote():
                yield from said(block.blocks)
            case Code():
                yield block.text
            case Table():
                for row in (block.head, *block.rows):
                    yield from map(words, row)
            case Rule():
                pass
