"""Plain text, to be pasted where nothing else is taken: one line a paragraph, for boxes that break lines."""

import re
from collections.abc import Iterable, Iterator

from vividmap.formats.out.document import (
    Block,
    Break,
    Code,
    Content,
    Document,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
)
from vividmap.formats.out.form import Form, Written

_ENDED = re.compile(r"[.!?\u2026\u3002\uff01\uff1f][\"')\]”’]*\s+|\n+")
_BEGINNING = 60


def text(document: Document) -> str:
    """Return a document as plain text."""
    blocks: list[Block] = [Paragraph(document.headline)] if document.headline else []
    blocks += document.blocks
    parts = ["\n".join(_lines(block)) for block in blocks]
    if document.sources:
        parts += ["Sources", "\n".join(f"[{one.number}] {one.text}" for one in document.sources)]
    return "\n\n".join(parts) + "\n"


def characters(text: str) -> int:
    """Return how many characters a text has for the box that it is pasted into.

    Browsers count units of UTF-16, so that most emoji are two; a tool that counts otherwise counts fewer.
    """
    return len(text.strip().encode("utf-16-le", "surrogatepass")) // 2


def reached(text: str, limit: int) -> str:
    """Return the beginning of the sentence in which a text reaches a limit of characters."""
    within = text.strip().encode("utf-16-le", "surrogatepass")[: limit * 2].decode("utf-16-le", "ignore")
    before = max((one.end() for one in _ENDED.finditer(within)), default=0)
    return " ".join(text.strip()[before:].split())[:_BEGINNING].rstrip() + "…"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield from _said(block.content).split("\n")
        case Listing():
            for number, item in enumerate(block.items, block.first or 0):
                sign = "- " if block.first is None else f"{number}. "
                yield from _beneath(sign, " " * len(sign), _joined(item))
        case Quote():
            yield from _beneath("> ", "> ", _joined(block.blocks))
        case Code():
            yield from block.text.split("\n")
        case Table():
            yield from (" | ".join(map(_said, row)) for row in (block.head, *block.rows))
        case Rule():
            yield "---"


def _joined(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the lines of blocks with an empty one between them, but none before a list."""
    for place, block in enumerate(blocks):
        if place and not isinstance(block, Listing):
            yield ""
        yield from _lines(block)


def _beneath(first: str, others: str, lines: Iterable[str]) -> Iterator[str]:
    place = -1
    for place, line in enumerate(lines):
        yield f"{others if place else first}{line}".rstrip()
    if place < 0:
        yield first.rstrip()


def _said(content: Content) -> str:
    return "".join(map(_inline, content))


def _inline(one: Run | Mark | Break) -> str:
    match one:
        case Run() if one.link and one.link not in (one.text, f"mailto:{one.text}"):
            return f"{one.text} ({one.link})"
        case Run():
            return one.text
        case Mark():
            return f"[{', '.join(map(str, one.numbers))}]"
        case Break():
            return "\n"


def _write(document: Document) -> Written:
    return Written(text(document).encode())


FORM = Form("txt", "Text", "text/plain; charset=utf-8", _write)
