"""Markdown → blocks: which lines are a heading, a bullet, a table, for frameworks. Text is not parsed."""

from collections.abc import Iterator, Sequence
from itertools import count, repeat
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.formats.notes.reading import MOST_LINES, Unreadable, split_lines

__all__ = ["MOST_LINES", "NoteBlock", "Unreadable", "read_blocks", "split_lines"]

Sort = Literal[
    "heading",
    "text",
    "item",
    "quote",
    "code",
    "table",
    "rule",
    "html",
    "comment",
    "definition",
    "front matter",
]
_SORT: dict[str, Sort] = {
    "heading_open": "heading",
    "paragraph_open": "text",
    "blockquote_open": "quote",
    "table_open": "table",
    "fence": "code",
    "code_block": "code",
    "html_block": "html",
    "hr": "rule",
    "definition": "definition",
}

_MOST_CELLS = 60_000  # with more, tables are read as text
_NESTING = 60  # 30 nested lists; deeper ones stay text of the bullet around them
_LONG = 2_000
_DEEP = lazy_pattern(r"[ \t]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+|>[ \t]*){12}")
_RULE = lazy_pattern(r"[ \t]*([-*_])(?:[ \t]*\1)*[ \t]*")
# From word processors. Not Markdown, but clearly separate lines.
_OTHER_BULLET = lazy_pattern(r"^([ \t]*)[•◦▪‣●○](?=[ \t])")
_FRONT = {"---": ("---", "..."), "+++": ("+++",)}
_KEY = lazy_pattern(r"[\w\"'-][\w\"' .-]*+\s*+[:=]")


class NoteBlock(NamedTuple):
    """Lines from `first` up to, not including, `end`, counted from 0, without blank lines at the ends."""

    sort: Sort
    first: int
    end: int
    title: str = ""
    """A heading's text; a bullet's number if it is not just counting; the label of a link definition."""
    level: int = 0
    href: str = ""
    inner: tuple["NoteBlock", ...] = ()


def read_blocks(lines: Sequence[str]) -> list[NoteBlock]:
    """Return the blocks of a document in order; each line that is not blank is in exactly one block."""
    front = _front_matter(lines)
    shadow = [""] * front + [_shadow(line) for line in lines[front:]]
    blocks = [NoteBlock("front matter", 0, front)] if front else []
    blocks += _from_tokens(_parser(shadow).parse("\n".join(shadow)))
    return list(_without_gaps(blocks, lines))


def _parser(lines: Sequence[str]) -> MarkdownIt:
    options = {"maxNesting": _NESTING, "inline_definitions": True}
    parser = MarkdownIt("commonmark", options).disable(["inline", "text_join"])
    return parser.enable("table") if sum(line.count("|") for line in lines) <= _MOST_CELLS else parser


def _shadow(line: str) -> str:
    """Return a line as the parser gets it, shortened: enough for the structure, fast to parse."""
    if _DEEP.match(line) and not _RULE.fullmatch(line):
        return "…"
    line = _OTHER_BULLET.sub(r"\1-", line)
    return line if len(line) <= _LONG else line[: _LONG - 100] + line[-100:]


def _front_matter(lines: Sequence[str]) -> int:
    """Return the number of lines at the top that are front matter."""
    closes = _FRONT.get(lines[0].rstrip(), ())
    end = next((n for n, line in enumerate(lines[1:2_000], 1) if line.rstrip() in closes), 0)
    inside = [line for line in lines[1:end] if line.strip()]
    return end + 1 if end and all(_KEY.match(line) or line[0] in " -#" for line in inside) else 0


def _from_tokens(tokens: Sequence[Token]) -> list[NoteBlock]:
    levels: list[list[NoteBlock]] = [[]]
    items: list[tuple[Token, str]] = []
    numbers: list[Iterator[str]] = []
    skipped_to = -1
    for position, token in enumerate(tokens):
        if position <= skipped_to:
            continue
        if token.type in ("bullet_list_open", "ordered_list_open"):
            numbers.append(_counting(token))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            expected = next(numbers[-1])
            items.append((token, "" if token.info in (expected, "1") else f"{token.info}{token.markup}"))
            levels.append([])
        elif token.type == "list_item_close":
            (item, number), inner = items.pop(), levels.pop()
            levels[-1].append(NoteBlock("item", *_span(item), title=number, inner=tuple(inner)))
        elif token.type in _SORT:
            levels[-1].append(_block(tokens, position))
            skipped_to = _close(tokens, position)
    return levels[0]


def _counting(token: Token) -> Iterator[str]:
    """Yield the expected numbers of a list: in "4. March" the 4 is not a count and has to be kept."""
    if token.type == "bullet_list_open":
        return repeat("")
    start = int(token.attrs.get("start", 1))
    return map(str, count(start)) if start in (0, 1) else repeat("-")


def _span(token: Token) -> tuple[int, int]:
    first, end = token.map or (0, 0)
    return first, end


def _close(tokens: Sequence[Token], position: int) -> int:
    token = tokens[position]
    if token.nesting == 1:
        while tokens[position].nesting != -1 or tokens[position].level != token.level:
            position += 1
    return position


def _block(tokens: Sequence[Token], position: int) -> NoteBlock:
    token = tokens[position]
    sort, (first, end) = _SORT[token.type], _span(token)
    if sort == "heading":
        title = " ".join(tokens[position + 1].content.split())
        return NoteBlock(sort, first, end, title=title, level=int(token.tag[1]))
    if sort == "definition":
        return NoteBlock(sort, first, end, title=token.meta["label"], href=token.meta["url"])
    if sort == "html" and token.content.lstrip().startswith("<!--"):
        return NoteBlock("comment", first, end)
    return NoteBlock(sort, first, end)


def _without_gaps(blocks: Sequence[NoteBlock], lines: Sequence[str]) -> Iterator[NoteBlock]:
    """Yield the blocks without blank lines at their ends, and text blocks for lines between them."""
    position = 0
    for block in blocks:
        trimmed_block = _trim(block, lines, position)
        if trimmed_block:
            yield from _loose(lines, position, trimmed_block.first)
            yield trimmed_block
            position = trimmed_block.end
    yield from _loose(lines, position, len(lines))


def _trim(block: NoteBlock, lines: Sequence[str], start: int = 0) -> NoteBlock | None:
    first, end = max(block.first, start), block.end
    while first < end and not lines[first].strip():
        first += 1
    while first < end and not lines[end - 1].strip():
        end -= 1
    inner = tuple(
        trimmed_inner for block_inside in block.inner if (trimmed_inner := _trim(block_inside, lines))
    )
    return block._replace(first=first, end=end, inner=inner) if first < end else None


def _loose(lines: Sequence[str], first: int, end: int) -> Iterator[NoteBlock]:
    for number in range(first, end):
        if lines[number].strip():
            yield NoteBlock("text", number, number + 1)
