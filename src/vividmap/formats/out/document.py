"""A packet as blocks of text, the input of every export format: content without layout."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Literal, NamedTuple, TypeAlias

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = ("a4", "letter")
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


class CitedSource(NamedTuple):
    """The source with a mark's number: the entry's handle and text."""

    number: int
    handle: str
    text: str


@dataclass(frozen=True, slots=True)
class PacketDocument:
    """A whole packet: `title` is its name, `headline` the heading on top, () for none.

    `markdown` is the author's text. `sources` is empty if marks are left out. `language` is in ISO 639-1.
    `author` is whose it is, "" if unknown.
    """

    title: str
    headline: Content
    blocks: tuple[Block, ...]
    sources: tuple[CitedSource, ...]
    markdown: str
    language: str
    author: str = ""
    paper: Paper = "a4"


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


def column_shares(table: Table) -> list[float]:
    """Return how wide each column is, as a share: by the root of its longest cell, and by its longest word.

    A column is never narrower than its longest word up to MAX_WORD characters needs, so that none is broken.
    """
    columns = [[words(cell) for cell in column] for column in zip(table.head, *table.rows, strict=True)]
    needs = [sqrt(max(6, *map(len, cells))) for cells in columns]
    longest_words = [
        max((len(word) for cell in cells for word in cell.split()), default=0) for cells in columns
    ]
    longest_cells = [max(map(len, cells), default=0) for cells in columns]
    lengths = [
        cell if cell <= MAX_SHORT_CELL else word
        for cell, word in zip(longest_cells, longest_words, strict=True)
    ]
    floors = [min(length + 2, MAX_WORD) / LINE_CHARACTERS for length in lengths]
    shares = [max(need / sum(needs), floor) for need, floor in zip(needs, floors, strict=True)]
    spare = sum(max(share - floor, 0) for share, floor in zip(shares, floors, strict=True))
    excess = sum(shares) - 1
    if excess > 0 and spare > excess:
        shares = [
            share - excess * (share - floor) / spare for share, floor in zip(shares, floors, strict=True)
        ]
    return [share / sum(shares) for share in shares]


MAX_WORD, LINE_CHARACTERS, MAX_SHORT_CELL = 24, 84, 16
"""Characters: of the longest word that widens a column, of a line of a table, of a cell kept on one line."""
