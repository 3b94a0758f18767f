"""What a search asks for, and which answer comes first. The databases find; this ranks, the same for both."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from vividmap.core.text import words

_PART = re.compile(r'"([^"]*)"?|(\S+)')


class Term(NamedTuple):
    """Words that have to stand next to each other; the last is the beginning of a word if `prefix`."""

    words: tuple[str, ...]
    prefix: bool


class Found(NamedTuple):
    """What ranking reads of an item that was found."""

    number: int
    text: str
    words: str
    last: date | None


def terms(query: str) -> tuple[Term, ...]:
    """Read a query: every word has to occur, as a word or the beginning of one; "in quotes" exactly so.

    A trailing `*` is understood and changes nothing. Case, accents and width do not count.
    """
    found = []
    for quoted, bare in _PART.findall(query):
        parts = tuple(words(quoted or bare))
        if parts:
            found.append(Term(parts, not quoted))
    return tuple(dict.fromkeys(found))


def rank(found: Sequence[Found], asked: Sequence[Term]) -> list[int]:
    """Return the numbers of what was found, the best first.

    A whole word counts twice a beginning, the entry's own line twice what is beneath it, and the second and
    third time ever less (n / (n + 1)); what is equally good is newest first.
    """

    def score(one: Found) -> float:
        line, everything = _padded(words(one.text)), _padded(one.words.split())
        return sum(_score(line, term) + _score(everything, term) for term in asked)

    best = sorted(found, key=lambda one: one.number, reverse=True)
    best.sort(key=lambda one: (round(score(one), 9), one.last or date.min), reverse=True)
    return [one.number for one in best]


def _padded(parts: Sequence[str]) -> str:
    """Return words with two spaces between: each has its own on either side, and is counted once."""
    return f" {'  '.join(parts)} "


def _score(padded: str, term: Term) -> float:
    phrase = "  ".join(term.words)
    whole = padded.count(f" {phrase} ")
    if not term.prefix:
        return 2 * whole / (whole + 1)
    begun = padded.count(f" {phrase}") - whole
    return 2 * whole / (whole + 1) + begun / (begun + 1)
