"""Markdown as its author left it → a document of blocks.

Raw HTML is text, a picture is its description, and whatever no document can hold is shown as `�`: control
characters, and those that turn the direction of what follows around.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from vividmap.core.packets.kept.drafts import MARK
from vividmap.formats.out import scripts
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
    Source,
    Style,
    Table,
    said,
    words,
)

_DEEPEST = 100
"""How deep the parser goes; it leaves out what lies deeper, so that such a text stands as it was typed."""
_SHOWN = 6
"""How deep they are shown so; what lies deeper stands beside what it lies in."""

_STYLES: Mapping[str, Style] = {"strong": "strong", "em": "emphasis", "s": "struck", "code_inline": "code"}
_REFUSED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)
_BLANK = re.compile("[\t\n\u2028\u2029]")


def document(text: str, title: str, sources: Mapping[str, str] | None = None) -> Document:
    """Return a text as a document. `sources` are entries' words by their handles.

    Marks are left out where they name none of these.
    """
    known = sources or {}
    tokens = _markdown().parse(text)
    if any(one.level >= _DEEPEST - 1 for one in tokens):
        tokens = [Token("fence", "code", 0, content=text)]
    named = [one for one in dict.fromkeys(_marks(tokens)) if one in known]
    numbers = {handle: number for number, handle in enumerate(named, 1)}
    blocks = [*_levelled(_Reader(numbers).blocks(SyntaxTreeNode(tokens).children, 0))]
    headline: Content = ()
    if blocks and isinstance(blocks[0], Heading) and tokens[0].tag == "h1":
        headline, blocks = blocks[0].content, [*_levelled(blocks[1:])]
    found = tuple(Source(numbers[one], one, shown(known[one])) for one in named)
    everything = "\n".join(said(tuple(blocks)))
    called = " ".join((words(headline) or shown(title)).split())
    return Document(called, headline, tuple(blocks), found, text, scripts.language(everything))


def marks(text: str) -> list[str]:
    """Return the handle of every mark in a text, in order; what stands in code is no mark."""
    return [*_marks(_markdown().parse(text))]


def shown(text: str) -> str:
    """Return one line of text as it can be shown."""
    return _BLANK.sub(" ", _shown(text))


def _shown(text: str) -> str:
    return _REFUSED.sub("\ufffd", text.replace("\ufeff", "\u2060"))  # as Unicode says to write it now


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
    parser.enable(["table", "strikethrough"])
    parser.inline.ruler.before("link", "mark", _read_mark)
    return parser


def _read_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as the parser calls its rules
    found = MARK.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("mark", "", 0).content = found["handle"]
    state.pos = found.end()
    return True


def _marks(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "mark":
            yield token.content
        yield from _marks(token.children or ())


def _levelled(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks with their headings one deeper than the one above them at most."""
    above: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            above = [*(depth for depth in above if depth < block.depth), block.depth]
            yield Heading(len(above), block.content)
        else:
            yield block


@dataclass(frozen=True, slots=True)
class _Reader:
    """What makes blocks of a parsed text; `numbers` are those of the marks that are kept, by handle."""

    numbers: Mapping[str, int]

    def blocks(self, nodes: Iterable[SyntaxTreeNode], depth: int) -> Iterator[Block]:
        """Yield what is in nodes that lie so deep in lists and quotes."""
        for node in nodes:
            if depth < _SHOWN or node.type not in ("bullet_list", "ordered_list", "list_item", "blockquote"):
                yield from self._block(node, depth)
            else:
                yield from self.blocks(node.children, depth)

    def _block(self, node: SyntaxTreeNode, depth: int) -> Iterator[Block]:
        match node.type:
            case "heading":
                yield from self._heading(node, depth)
            case "paragraph":
                if content := self._content(node):
                    yield Paragraph(content)
            case "bullet_list" | "ordered_list":
                first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
                items = (tuple(self.blocks(item.children, depth + 1)) for item in node.children)
                yield Listing(tuple(items), first)
            case "blockquote":
                yield Quote(tuple(self.blocks(node.children, depth + 1)))
            case "fence" | "code_block":
                yield Code(_shown(node.content).rstrip("\n"))
            case "table":
                head, *rows = (self._row(row) for part in node.children for row in part.children)
                yield Table(head, tuple(rows))
            case "hr":
                yield Rule()

    def _heading(self, node: SyntaxTreeNode, depth: int) -> Iterator[Block]:
        content = self._content(node)
        if depth == 0 and words(content).strip():
            yield Heading(int(node.tag[1:]), content)
        elif content:  # within a list or a quote it would stand in no outline
            bold = (_bold(one) if isinstance(one, Run) else one for one in content)
            yield Paragraph(tuple(bold))

    def _row(self, node: SyntaxTreeNode) -> tuple[Content, ...]:
        return tuple(self._content(cell) for cell in node.children)

    def _content(self, node: SyntaxTreeNode) -> Content:
        inline = chain.from_iterable(self._inline(one, Run("")) for one in node.children)
        return tuple(_joined(inline))

    def _inline(self, node: SyntaxTreeNode, like: Run) -> Iterator[Run | Mark | Break]:
        """Yield what a node says, looking as `like` does and as it does itself."""
        if node.type in _STYLES:
            like = replace(like, styles=like.styles | {_STYLES[node.type]})
        if node.type in ("link", "image"):
            like = replace(like, link=_address(node) or like.link)
        match node.type:
            case "text" | "code_inline":
                yield replace(like, text=shown(node.content))
            case "softbreak":
                yield replace(like, text=" ")
            case "hardbreak":
                yield Break()
            case "mark":
                if node.content in self.numbers:
                    yield Mark((self.numbers[node.content],))
            case _:
                for child in node.children:
                    yield from self._inline(child, like)


def _bold(run: Run) -> Run:
    return replace(run, styles=run.styles | {"strong"})


def _address(node: SyntaxTreeNode) -> str:
    """Return where a link or a picture leads, if it is one of the places that a document may lead to."""
    said = str(node.attrs.get("href") or node.attrs.get("src") or "")
    return said if said.startswith(("https://", "http://", "mailto:")) else ""


def _joined(content: Iterable[Run | Mark | Break]) -> Iterator[Run | Mark | Break]:
    """Yield a content with neighbours of one look as one, and nothing that says nothing."""
    last: Run | Mark | Break | None = None
    for one in content:
        if isinstance(one, Run) and not one.text:
            continue
        both = _together(last, one)
        if last and not both:
            yield last
        last = both or one
    if last:
        yield last


def _together(one: Run | Mark | Break | None, other: Run | Mark | Break) -> Run | Mark | None:
    match one, other:
        case Run(), Run() if (one.styles, one.link) == (other.styles, other.link):
            return replace(one, text=one.text + other.text)
        case Mark(), Mark():
            return Mark(tuple(dict.fromkeys((*one.numbers, *other.numbers))))
    return None
