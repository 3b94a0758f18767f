"""Drafts as text: what a newer draft has that an older one does not, and how two versions differ.

A draft is Markdown as `formats.packet` writes it: `## section`, `### theme`, and beneath them sentences, each
with marks that name its entries: `In November I moved the cache.[^7f3k]`. The author's text may be
any Markdown at all.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern

_NOT_ESCAPED = r"(?<!(?<!\\)\\)"  # a backslash before it that is escaped itself escapes nothing
MARK = lazy_pattern(rf"{_NOT_ESCAPED}\[\^(?P<handle>[0-9a-z]{{4,26}})\]")
_PIECE = lazy_pattern(rf".+?(?:{_NOT_ESCAPED}\[\^[0-9a-z]{{4,26}}\])+|.+")
_SENTENCE_END = lazy_pattern(r"(?<=[.!?…])\s")
_HEADING = lazy_pattern(r"(?P<depth>#{1,6})\s+(?P<title>.+)")
_TABLE_RULE = lazy_pattern(r"\|(?:\s*:?-+:?\s*\|)+")
_SECTION, _THEME = 2, 3


@dataclass(frozen=True, slots=True)
class DraftPiece:
    """A sentence, an item of a list or a row of a table: where it stands, and its text."""

    section: str
    theme: str
    text: str

    @property
    def handles(self) -> tuple[str, ...]:
        """Return the handles of the entries that it is based on, each once."""
        return marked_handles(self.text)


class DraftChanges(NamedTuple):
    """What a newer draft tells of other entries, or words differently, and what it leaves out."""

    new: tuple[DraftPiece, ...]
    reworded: tuple[DraftPiece, ...]
    removed: tuple[DraftPiece, ...]

    def __bool__(self) -> bool:
        return any(self[:])


class DiffLine(NamedTuple):
    """A line of a comparison: in both versions, in the older alone, in the newer alone."""

    sign: Literal[" ", "-", "+"]
    text: str


def split_draft(draft: str) -> tuple[DraftPiece, ...]:
    """Return the pieces of a draft, in order; a heading alone is none."""
    return tuple(_split_pieces(draft))


def _split_pieces(draft: str) -> Iterator[DraftPiece]:
    section = theme = ""
    for line in map(str.strip, draft.splitlines()):
        heading = _HEADING.fullmatch(line)
        if heading and len(heading["depth"]) <= _SECTION:
            section, theme = (heading["title"], "") if len(heading["depth"]) == _SECTION else ("", "")
        elif heading:
            theme = heading["title"]
        elif line.startswith(("|", "- ")):
            if MARK.search(line):
                yield DraftPiece(section, theme, line)
        elif line and not _TABLE_RULE.fullmatch(line):
            texts = (text.strip() for text in _PIECE.findall(line))
            yield from (DraftPiece(section, theme, text) for text in texts if text)


def split_sentences(line: str) -> Iterator[str]:
    """Yield the sentences of a line, in order, each with the marks behind it."""
    for piece in _PIECE.findall(line):
        *sentences, marked = _SENTENCE_END.split(piece)
        yield from sentences
        yield marked


def find_changes(old_draft: str, new_draft: str) -> DraftChanges:
    """Return what a new draft has that an old one does not, and the other way round.

    A piece whose entries the old draft told of already is reworded; one on any other entry is new.
    """
    old_pieces, new_pieces = split_draft(old_draft), split_draft(new_draft)
    old_texts = {piece.text for piece in old_pieces}
    old_handles = {handle for piece in old_pieces for handle in piece.handles}
    changed_pieces = [piece for piece in new_pieces if piece.text not in old_texts]
    new = tuple(piece for piece in changed_pieces if not old_handles.issuperset(piece.handles))
    new_texts = {piece.text for piece in new_pieces}
    return DraftChanges(
        new,
        tuple(piece for piece in changed_pieces if piece not in new),
        tuple(piece for piece in old_pieces if piece.text not in new_texts),
    )


def insert_pieces(text: str, pieces: Sequence[DraftPiece]) -> str:
    """Return an author's text with some pieces at the end of where they belong, and no other letter changed.

    A section or theme that the text does not have (any more) comes at the end.
    """
    lines = text.rstrip("\n").split("\n")
    for piece in pieces:
        position = _find_end(lines, piece)
        line_before = (lines[position - 1 : position] or [""])[0]
        line_after = (lines[position : position + 1] or [""])[0]
        above = [""] if line_before.strip() and not _is_continued(line_before, piece) else []
        below = [""] if line_after.strip() else []
        lines[position:position] = [*above, piece.text, *below]
    return "\n".join(lines) + "\n"


def _is_continued(line: str, piece: DraftPiece) -> bool:
    """Return whether a piece is the next item of the list, or row of the table, that a line ends."""
    return piece.text[:1] in "-|" and line.strip()[:1] == piece.text[:1]


def _find_end(lines: list[str], piece: DraftPiece) -> int:
    """Return where a piece's theme ends in some lines, to which headings that they lack are added."""
    first, last = _find_part(lines, 0, len(lines), _SECTION, piece.section)
    if piece.theme:
        first, last = _find_part(lines, first, last, _THEME, piece.theme)
    elif theme_numbers := [number for number in range(first, last) if _depth(lines[number]) == _THEME]:
        last = theme_numbers[0]
    return _skip_blank_lines(lines, first, last)


def _find_part(lines: list[str], first: int, last: int, depth: int, title: str) -> tuple[int, int]:
    """Return the lines beneath a heading, between two lines; the heading is added where there is none."""
    if not title:
        return first, last
    heading = f"{'#' * depth} {title}"
    for number in range(first, last):
        if _is_same_heading(lines[number].strip(), heading):
            later = range(number + 1, last)
            return number + 1, next((end for end in later if 0 < _depth(lines[end]) <= depth), last)
    last = _skip_blank_lines(lines, first, last)
    new_lines = ["", heading] if last and lines[last - 1].strip() else [heading]
    lines[last:last] = new_lines
    return last + len(new_lines), last + len(new_lines)


_DETAILS = lazy_pattern(r"(?<=\S) \([^()]*\)$")


def _is_same_heading(line: str, heading: str) -> bool:
    """Return whether two headings are one, whatever scope and months stand in brackets at their ends."""
    return line == heading or (line.startswith("#") and _DETAILS.sub("", line) == _DETAILS.sub("", heading))


def _skip_blank_lines(lines: Sequence[str], first: int, last: int) -> int:
    """Return the number after the last line between two that is not blank."""
    while last > first and not lines[last - 1].strip():
        last -= 1
    return last


def _depth(line: str) -> int:
    heading = _HEADING.fullmatch(line.strip())
    return len(heading["depth"]) if heading else 0


def compare_texts(old_text: str, new_text: str) -> tuple[DiffLine, ...]:
    """Return two versions of a text as one list of lines; a paragraph is compared sentence by sentence."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - a draft compares nothing

    old_units, new_units = list(_diff_units(old_text)), list(_diff_units(new_text))
    matcher = SequenceMatcher(None, old_units, new_units, autojunk=False)
    lines: list[DiffLine] = []
    for operation, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if operation == "equal":
            lines += [DiffLine(" ", unit) for unit in old_units[old_start:old_end]]
        else:
            lines += [DiffLine("-", unit) for unit in old_units[old_start:old_end]]
            lines += [DiffLine("+", unit) for unit in new_units[new_start:new_end]]
    return tuple(lines)


_SENTENCE_BREAK = lazy_pattern(r"(?<=[.!?\u2026\u3002\uff01\uff1f\]])\s+(?=\S)")


def _diff_units(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.strip():
            yield from (unit for unit in _SENTENCE_BREAK.split(line.strip()) if unit)


def text_by_section(text: str) -> dict[str, str]:
    """Return the plain text below each section title; sections with the same title are joined."""
    sections: dict[str, str] = {}
    title = ""
    for line in map(str.strip, text.splitlines()):
        heading = _HEADING.fullmatch(line)
        if heading and len(heading["depth"]) <= _SECTION:
            title = unescape_markdown(heading["title"]) if len(heading["depth"]) == _SECTION else ""
            sections.setdefault(title, "")
        elif not heading:
            sections[title] = f"{sections.get(title, '')}\n{line}"
    return sections


_ESCAPE = lazy_pattern(r"\\(?P<sign>[!-/:-@\[-`{-~])|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)")


def unescape_markdown(text: str) -> str:
    """Return a line of Markdown as it was before it was escaped; in code nothing is."""
    return _ESCAPE.sub(lambda match: match["sign"] or match[0], text)


def remove_marks(text: str) -> str:
    """Return a text without the marks that name entries."""
    return MARK.sub("", text)


def marked_handles(text: str) -> tuple[str, ...]:
    """Return the handles that a text's marks name, each once, in order."""
    return tuple(dict.fromkeys(MARK.findall(text)))
