"""The author's Markdown → a document of blocks.

Raw HTML becomes text, a picture its description. Characters that documents cannot contain become `�`: control
characters, and those that override the direction of text.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from vividmap.core.packets.draft_text import MARK
from vividmap.formats.out import scripts
from vividmap.formats.out.document import (
    Block,
    Break,
    CitedSource,
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
    Style,
    Table,
    block_texts,
    words,
)

_DEEPEST = 100
"""The deepest nesting that the parser reads; it drops deeper text, so such a text is shown as typed."""
_DEEPEST_STYLE = 20
"""The deepest emphasis within emphasis that is shown; deeper marks are dropped, and their text stays."""
_DEEPEST_SHOWN = 6
"""The deepest list or quotation that is shown as such; deeper ones are flattened."""

_STYLES: Mapping[str, Style] = {"strong": "strong", "em": "emphasis", "s": "struck", "code_inline": "code"}
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)
_BLANK = re.compile("[\t\n\u2028\u2029]")


def document(text: str, title: str, sources: Mapping[str, str] | None = None) -> PacketDocument:
    """Return a Markdown text as a document; `title` is its name if it has no heading on top.

    `sources` are the texts of entries by handle; marks with other handles are left out.
    """
    known_sources = sources or {}
    tokens = _markdown().parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        tokens = [Token("fence", "code", 0, content=text)]
    for token in tokens:
        token.children = token.children and [*_limit_styles(token.children)]
    cited_handles = [handle for handle in dict.fromkeys(_marks(tokens)) if handle in known_sources]
    numbers = {handle: number for number, handle in enumerate(cited_handles, 1)}
    blocks = [*_level_headings(_PacketReader(numbers).blocks(SyntaxTreeNode(tokens).children, 0))]
    headline: Content = ()
    if blocks and isinstance(blocks[0], Heading) and tokens[0].tag == "h1":
        headline, blocks = blocks[0].content, [*_level_headings(blocks[1:])]
    source_list = tuple(
        CitedSource(numbers[mark], mark, printable_line(known_sources[mark])) for mark in cited_handles
    )
    full_text = "\n".join(block_texts(tuple(blocks)))
    document_title = " ".join((words(headline) or printable_line(title)).split())
    return PacketDocument(
        document_title, headline, tuple(blocks), source_list, text, scripts.language(full_text)
    )


def _limit_styles(children: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens of a line without styles that are nested too deeply for a tree of them."""
    depth = 0
    for child in children:
        depth += child.nesting == 1
        if child.nesting == 0 or depth <= _DEEPEST_STYLE:
            yield child
        depth -= child.nesting == -1


def marks(text: str) -> list[str]:
    """Return the handles of all marks in a Markdown text, in order; marks in code do not count."""
    return [*_marks(_markdown().parse(text))]


def printable_line(text: str) -> str:
    """Return a text as one line, with `�` for characters that documents cannot contain."""
    return _BLANK.sub(" ", _replace_unprintable(text))


def _replace_unprintable(text: str) -> str:
    # Unicode replaces U+FEFF within a text by U+2060.
    return _UNPRINTABLE.sub("\ufffd", text.replace("\ufeff", "\u2060"))


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
    parser.enable(["table", "strikethrough"])
    parser.inline.ruler.before("link", "mark", _read_mark)
    return parser


def _read_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as the parser calls its rules
    match = MARK.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("mark", "", 0).content = match["handle"]
    state.pos = match.end()
    return True


def _marks(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "mark":
            yield token.content
        yield from _marks(token.children or ())


def _level_headings(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks with headings at most one level deeper than the heading above."""
    above: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            above = [*(depth for depth in above if depth < block.depth), block.depth]
            yield Heading(len(above), block.content)
        else:
            yield block


@dataclass(frozen=True, slots=True)
class _PacketReader:
    """Turns a parsed text into blocks; `numbers` are the source numbers of marks by handle."""

    numbers: Mapping[str, int]

    def blocks(self, nodes: Iterable[SyntaxTreeNode], depth: int) -> Iterator[Block]:
        """Yield the blocks in nodes; `depth` counts the lists and quotations around them."""
        for node in nodes:
            if depth < _DEEPEST_SHOWN or node.type not in (
                "bullet_list",
                "ordered_list",
                "list_item",
                "blockquote",
            ):
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
                yield Code(_replace_unprintable(node.content).rstrip("\n"))
            case "table":
                head, *rows = (self._row(row) for part in node.children for row in part.children)
                yield Table(head, tuple(rows))
            case "hr":
                yield Rule()

    def _heading(self, node: SyntaxTreeNode, depth: int) -> Iterator[Block]:
        content = self._content(node)
        if depth == 0 and words(content).strip():
            yield Heading(int(node.tag[1:]), content)
        elif content:  # in a list or a quotation it is not part of the outline
            bold = (_bold(piece) if isinstance(piece, Run) else piece for piece in content)
            yield Paragraph(tuple(bold))

    def _row(self, node: SyntaxTreeNode) -> tuple[Content, ...]:
        """Return the cells of a row; each source is numbered once, in the first cell that rests on it."""
        cells: list[Content] = []
        cited_numbers: set[int] = set()
        for cell in node.children:
            content = self._content(cell)
            cells.append(tuple(_without_numbers(content, cited_numbers)))
            cited_numbers.update(*(piece.numbers for piece in content if isinstance(piece, Mark)))
        return tuple(cells)

    def _content(self, node: SyntaxTreeNode) -> Content:
        inline = chain.from_iterable(self._inline(child, Run("")) for child in node.children)
        return tuple(_join_pieces(inline))

    def _inline(self, node: SyntaxTreeNode, like: Run) -> Iterator[Run | Mark | Break]:
        """Yield the pieces of a node, in the style of `like` plus its own."""
        if node.type in _STYLES:
            like = replace(like, styles=like.styles | {_STYLES[node.type]})
        if node.type in ("link", "image"):
            like = replace(like, link=_address(node) or like.link)
        match node.type:
            case "text" | "code_inline":
                yield replace(like, text=printable_line(node.content))
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


def _without_numbers(content: Content, numbers: Collection[int]) -> Iterator[Run | Mark | Break]:
    """Yield the pieces of a content without the sources of some numbers."""
    for piece in content:
        if not isinstance(piece, Mark):
            yield piece
        elif left := tuple(number for number in piece.numbers if number not in numbers):
            yield Mark(left)


def _bold(run: Run) -> Run:
    return replace(run, styles=run.styles | {"strong"})


def _address(node: SyntaxTreeNode) -> str:
    """Return the URL of a link or a picture if its scheme is allowed, else ""."""
    address = str(node.attrs.get("href") or node.attrs.get("src") or "")
    return address if address.startswith(("https://", "http://", "mailto:")) else ""


def _join_pieces(content: Iterable[Run | Mark | Break]) -> Iterator[Run | Mark | Break]:
    """Yield pieces with neighbours of the same style merged, without empty ones."""
    last: Run | Mark | Break | None = None
    for piece in content:
        if isinstance(piece, Run) and not piece.text:
            continue
        merged_piece = _merge_pieces(last, piece)
        if last and not merged_piece:
            yield last
        last = merged_piece or piece
    if last:
        yield last


def _merge_pieces(first: Run | Mark | Break | None, second: Run | Mark | Break) -> Run | Mark | None:
    match first, second:
        case Run(), Run() if (first.styles, first.link) == (second.styles, second.link):
            return replace(first, text=first.text + second.text)
        case Mark(), Mark():
            return Mark(tuple(dict.fromkeys((*first.numbers, *second.numbers))))
    return None
