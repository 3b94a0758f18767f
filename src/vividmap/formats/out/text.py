"""Plain text to paste into forms: one line per paragraph, because text boxes wrap lines themselves."""

import re
from collections.abc import Iterable, Iterator

from vividmap.formats.out.document import (
    Block,
    Break,
    Code,
    Content,
    Heading,
    Listing,
    Mark,
    PacketDocument,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
)
from vividmap.formats.out.form import Form, Written

_SENTENCE_END = re.compile(r"[.!?\u2026\u3002\uff01\uff1f][\"')\]”’]*\s+|\n+")
_BEGINNING = 60


def text(document: PacketDocument) -> str:
    """Return a document as plain text."""
    blocks: list[Block] = [Paragraph(document.headline)] if document.headline else []
    blocks += document.blocks
    parts = ["\n".join(_lines(block)) for block in blocks]
    if document.sources:
        parts += ["Sources", "\n".join(f"[{source.number}] {source.text}" for source in document.sources)]
    return "\n\n".join(parts) + "\n"


def characters(text: str) -> int:
    """Return the length of a text as web forms count it, without blanks at its ends.

    Browsers count UTF-16 code units, so most emoji count as two; other ways of counting give less.
    """
    return len(text.strip().encode("utf-16-le", "surrogatepass")) // 2


def within_limit(text: str, limit: int) -> str:
    """Return the start of the sentence in which a text exceeds a limit (as `characters` counts)."""
    within = text.strip().encode("utf-16-le", "surrogatepass")[: limit * 2].decode("utf-16-le", "ignore")
    before = max((match.end() for match in _SENTENCE_END.finditer(within)), default=0)
    return " ".join(text.strip()[before:].split())[:_BEGINNING].rstrip() + "…"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield from _content_text(block.content).split("\n")
        case Listing():
            for number, item in enumerate(block.items, block.first or 0):
                sign = "- " if block.first is None else f"{number}. "
                yield from _indent_lines(sign, " " * len(sign), _join_blocks(item))
        case Quote():
            yield from _indent_lines("> ", "> ", _join_blocks(block.blocks))
        case Code():
            yield from block.text.split("\n")
        case Table():
            yield from (" | ".join(map(_content_text, row)) for row in (block.head, *block.rows))
        case Rule():
            yield "---"


def _join_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the lines of blocks, with an empty line before each but the first and lists."""
    for place, block in enumerate(blocks):
        if place and not isinstance(block, Listing):
            yield ""
        yield from _lines(block)


def _indent_lines(first: str, indent: str, lines: Iterable[str]) -> Iterator[str]:
    place = -1
    for place, line in enumerate(lines):
        yield f"{indent if place else first}{line}".rstrip()
    if place < 0:
        yield first.rstrip()


def _content_text(content: Content) -> str:
    return "".join(map(_inline, content))


def _inline(piece: Run | Mark | Break) -> str:
    match piece:
        case Run() if piece.link and piece.link not in (piece.text, f"mailto:{piece.text}"):
            return f"{piece.text} ({piece.link})"
        case Run():
            return piece.text
        case Mark():
            return f"[{', '.join(map(str, piece.numbers))}]"
        case Break():
            return "\n"


def _write(document: PacketDocument) -> Written:
    return Written(text(document).encode())


FORM = Form("txt", "Text", "text/plain; charset=utf-8", _write)
