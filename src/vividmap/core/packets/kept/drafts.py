"""Drafts as text: what a newer draft says that an older one did not, and how two versions differ.

A draft is Markdown as `formats.packet` writes it: `## section`, `### theme`, and beneath them sentences, each
with marks that name its entries: `In November I moved the cache.[^7f3k]`. What its author made of it may be
any Markdown at all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_NOT_ESCAPED = r"(?<!(?<!\\)\\)"  # a backslash before it that is escaped itself escapes nothing
MARK = re.compile(rf"{_NOT_ESCAPED}\[\^(?P<handle>[0-9a-z]{{4,26}})\]")
_PIECE = re.compile(rf".+?(?:{_NOT_ESCAPED}\[\^[0-9a-z]{{4,26}}\])+|.+$")
_HEADING = re.compile(r"(?P<depth>#{1,6})\s+(?P<title>.+)")
_RULED = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_SECTION, _THEME = 2, 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, an item of a list or a row of a table: where it stands, and what it rests on."""

    section: str
    theme: str
    text: str

    @property
    def handles(self) -> tuple[str, ...]:
        """Return the handles of the entries that it rests on, each once."""
        return tuple(dict.fromkeys(MARK.findall(self.text)))


class News(NamedTuple):
    """What a newer draft says of other entries, what it says otherwise of the same ones, and what is gone."""

    new: tuple[Piece, ...]
    otherwise: tuple[Piece, ...]
    gone: tuple[Piece, ...]

    def __bool__(self) -> bool:
        return any(self[:])


class Line(NamedTuple):
    """A line of a comparison: in both versions, in the older alone, in the newer alone."""

    sign: Literal[" ", "-", "+"]
    text: str


def pieces(draft: str) -> tuple[Piece, ...]:
    """Return what a draft says, in order; a heading alone says nothing."""
    return tuple(_pieces(draft))


def _pieces(draft: str) -> Iterator[Piece]:
    section = theme = ""
    for line in map(str.strip, draft.splitlines()):
        heading = _HEADING.fullmatch(line)
        if heading and len(heading["depth"]) <= _SECTION:
            section, theme = (heading["title"], "") if len(heading["depth"]) == _SECTION else ("", "")
        elif heading:
            theme = heading["title"]
        elif line.startswith(("|", "- ")):
            if MARK.search(line):
                yield Piece(section, theme, line)
        elif line and not _RULED.fullmatch(line):
            yield from (Piece(section, theme, one.strip()) for one in _PIECE.findall(line) if one.strip())


def news(before: str, now: str) -> News:
    """Return what the draft of now says that the one of before did not, and the other way round.

    A piece whose entries the older draft told of already tells them otherwise; one on any other entry is new.
    """
    old, young = pieces(before), pieces(now)
    known = {one.text for one in old}
    told = {handle for one in old for handle in one.handles}
    fresh = [one for one in young if one.text not in known]
    new = tuple(one for one in fresh if not told.issuperset(one.handles))
    still = {one.text for one in young}
    return News(
        new,
        tuple(one for one in fresh if one not in new),
        tuple(one for one in old if one.text not in still),
    )


def put_in(text: str, taken: Sequence[Piece]) -> str:
    """Return an author's text with some pieces at the end of where they belong, and no other letter changed.

    A section or theme that the text does not have (any more) comes at the end.
    """
    lines = text.rstrip("\n").split("\n")
    for one in taken:
        place = _end(lines, one)
        before, after = (lines[place - 1 : place] or [""])[0], (lines[place : place + 1] or [""])[0]
        above = [""] if before.strip() and not _continues(before, one) else []
        below = [""] if after.strip() else []
        lines[place:place] = [*above, one.text, *below]
    return "\n".join(lines) + "\n"


def _continues(line: str, piece: Piece) -> bool:
    """Tell whether a piece is the next item of the list, or row of the table, that a line ends."""
    return piece.text[:1] in "-|" and line.strip()[:1] == piece.text[:1]


def _end(lines: list[str], piece: Piece) -> int:
    """Return where a section's theme ends in some lines, which get the headings that they lack."""
    first, last = _part(lines, 0, len(lines), _SECTION, piece.section)
    if piece.theme:
        first, last = _part(lines, first, last, _THEME, piece.theme)
    elif under := [n for n in range(first, last) if _depth(lines[n]) == _THEME]:
        last = under[0]
    while last > first and not lines[last - 1].strip():
        last -= 1
    return last


def _part(lines: list[str], first: int, last: int, depth: int, title: str) -> tuple[int, int]:
    """Return the lines beneath a heading, between two lines; the heading is added where there is none."""
    if not title:
        return first, last
    heading = f"{'#' * depth} {title}"
    for number in range(first, last):
        if lines[number].strip() == heading:
            below = range(number + 1, last)
            return number + 1, next((n for n in below if 0 < _depth(lines[n]) <= depth), last)
    while last > first and not lines[last - 1].strip():
        last -= 1
    added = ["", heading] if last and lines[last - 1].strip() else [heading]
    lines[last:last] = added
    return last + len(added), last + len(added)


def _depth(line: str) -> int:
    heading = _HEADING.fullmatch(line.strip())
    return len(heading["depth"]) if heading else 0


def compare(before: str, after: str) -> tuple[Line, ...]:
    """Return two versions of a text as one list of lines; a paragraph is compared sentence by sentence."""
    old, young = list(_units(before)), list(_units(after))
    lines: list[Line] = []
    for verb, a, b, c, d in SequenceMatcher(None, old, young, autojunk=False).get_opcodes():
        if verb == "equal":
            lines += [Line(" ", one) for one in old[a:b]]
        else:
            lines += [Line("-", one) for one in old[a:b]]
            lines += [Line("+", one) for one in young[c:d]]
    return tuple(lines)


_SENTENCE = re.compile(r"(?<=[.!?\u2026\u3002\uff01\uff1f\]])\s+(?=\S)")


def _units(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.strip():
            yield from (one for one in _SENTENCE.split(line.strip()) if one)


def sections(text: str) -> dict[str, str]:
    """Return by title, in plain text, what stands beneath each section of a text; of two of a name, both."""
    found: dict[str, str] = {}
    title = ""
    for line in map(str.strip, text.splitlines()):
        heading = _HEADING.fullmatch(line)
        if heading and len(heading["depth"]) <= _SECTION:
            title = plain(heading["title"]) if len(heading["depth"]) == _SECTION else ""
            found.setdefault(title, "")
        elif not heading:
            found[title] = f"{found.get(title, '')}\n{line}"
    return found


_ESCAPED = re.compile(r"\\(?P<sign>[!-/:-@\[-`{-~])|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)")


def plain(text: str) -> str:
    """Return a line of Markdown as it was before it was escaped; in code nothing is."""
    return _ESCAPED.sub(lambda found: found["sign"] or found[0], text)


def unmarked(text: str) -> str:
    """Return a text without the marks that name entries."""
    return MARK.sub("", text)


def handles(text: str) -> tuple[str, ...]:
    """Return the handles that a text's marks name, each once, in order."""
    return tuple(dict.fromkeys(MARK.findall(text)))
