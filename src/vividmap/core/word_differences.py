"""Where two texts differ, word by word."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern

MAX_WORDS = 1_500
"""A longer text is shown as a whole before and after: comparing takes the square of the number of words."""

_PARTS = lazy_pattern(r"\s+|\S+")


class DifferencePiece(NamedTuple):
    """A part of a text: in both, only in the later one ("ins") or only in the earlier one ("del")."""

    text: str
    tag: Literal["", "ins", "del"] = ""


def compare_words(before: str, after: str) -> tuple[DifferencePiece, ...]:
    """Return the later text in pieces, insertions marked, with deletions where they stood."""
    if not before or not after:
        pieces = [DifferencePiece(before, "del"), DifferencePiece(after, "ins")]
        return tuple(piece for piece in pieces if piece.text)
    earlier, later = _PARTS.findall(before), _PARTS.findall(after)
    if max(len(earlier), len(later)) > 2 * MAX_WORDS:
        return (DifferencePiece(before, "del"), DifferencePiece(after, "ins"))
    return tuple(_pieces(earlier, later))


def _pieces(earlier: list[str], later: list[str]) -> Iterator[DifferencePiece]:
    matcher = SequenceMatcher(None, earlier, later, autojunk=False)
    for tag, first, last, later_first, later_last in matcher.get_opcodes():
        if tag == "equal":
            yield DifferencePiece("".join(later[later_first:later_last]))
            continue
        if deleted := "".join(earlier[first:last]):
            yield DifferencePiece(deleted, "del")
        if inserted := "".join(later[later_first:later_last]):
            yield DifferencePiece(inserted, "ins")
