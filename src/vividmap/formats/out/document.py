"""A packet as blocks of text, the input of every export format: content without layout."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Style = Literal["strong", "emphasis", "struck", "code"]


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style; `link` is a URL, "" for none."""

    text: str
    styles: frozenset[Style] = frozenset()
    link: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """The numbers of the sources of the text before it."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A new line within a paragraph."""


Content: TypeAlias = tuple[Run | Mark | Break, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; depth 1 is the highest below the title, and no depth is skipped."""

    depth: int
    content: Content


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    content: Content


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `first` is the number of its first item, None for a bullet list."""

    items: tuple[tuple["Block", ...], ...]
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted lines."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows with the same number of cells."""

    head: tuple[Content, ...]
    rows: tuple[tuple[Content, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule."""


Block: TypeAlias = Heading | Paragraph | Listing | Quote | Code | Table | Rule


class Source(NamedTuple):
    """The source with a mark's number: the entry's handle and text."""

    number: int
    handle: str
    text: str


@dataclass(frozen=True, slots=True)
class PacketDocument:
    """A whole packet: `title` is its name, `headline` the heading on top, () for none.

    `markdown` is the author's text. `sources` is empty if marks are left out. `language` is in ISO 639-1.
    """

    title: str
    headline: Content
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...]
    markdown: str
    language: str


def words(content: Content) -> str:
    """Return the plain text of a content, without styles and marks."""
    return "".join(
        piece.text if isinstance(piece, Run) else " " for piece in content if not isinstance(piece, Mark)
    )


def block_texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the plain texts of blocks in reading order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield words(block.content)
            case Listing():
                for item in block.items:
                    yield from block_texts(item)
            case Quote():
                yield from block_texts(block.blocks)
            case Code():
                yield block.text
            case Table():
                for row in (block.head, *block.rows):
                    yield from map(words, row)
            case Rule():
                pass
