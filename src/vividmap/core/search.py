"""What a search asks for, and which answer comes first. The databases find; this ranks, the same for both."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from vividmap.core.text import spans, words

LONGEST_READ = 20_000
"""Of a text that is longer, what is found is marked in so many characters only."""

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


class Piece(NamedTuple):
    """Part of a text, and whether a search found it there."""

    text: str
    found: bool = False


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


def marked(text: str, asked: Sequence[Term]) -> tuple[Piece, ...]:
    """Return a text in pieces, the words that a search found apart from the others."""
    return tuple(_pieces(text, _places(text, asked), 0, len(text)))


def holds(text: str, asked: Sequence[Term]) -> bool:
    """Tell whether all that is asked for stands in a text."""
    return all(_places(text, [term]) for term in asked)


def excerpt(text: str, asked: Sequence[Term], length: int = 160) -> tuple[Piece, ...]:
    """Return the passage where a text first holds something of what was asked for; nothing if it does not."""
    places = _places(text, asked)
    if not places:
        return ()
    first, last = _passage(text, places[0][0], length)
    pieces = list(_pieces(text, places, first, last))
    before = [Piece("… ")] if first else []
    after = [Piece(" …")] if last < len(text) else []
    return (*before, *pieces, *after)


def _passage(text: str, found: int, length: int) -> tuple[int, int]:
    """Return where a passage of about a length round a place begins and ends: between words, if it can."""
    if len(text) <= length:
        return 0, len(text)
    first = max(0, found - length // 4)
    first = text.find(" ", first, found) + 1 or first if first else 0
    last = min(len(text), first + length)
    if last < len(text):
        space = text.rfind(" ", first + length // 2, last)
        last = space if space > 0 else last
    return first, last


def _places(text: str, asked: Sequence[Term]) -> list[tuple[int, int]]:
    """Return where what was asked for begins and ends, in order; what overlaps is one place."""
    found = spans(text[:LONGEST_READ])
    hits = [
        (found[at].first, found[at + len(term.words) - 1].last)
        for term in asked
        for at in range(len(found) - len(term.words) + 1)
        if _stands(term, [span.word for span in found[at : at + len(term.words)]])
    ]
    places: list[tuple[int, int]] = []
    for first, last in sorted(hits):
        if places and first <= places[-1][1]:
            places[-1] = (places[-1][0], max(last, places[-1][1]))
        else:
            places.append((first, last))
    return places


def _stands(term: Term, there: Sequence[str]) -> bool:
    *whole, end = term.words
    return there[:-1] == whole and (there[-1].startswith(end) if term.prefix else there[-1] == end)


def _pieces(text: str, places: Sequence[tuple[int, int]], first: int, last: int) -> Iterator[Piece]:
    at = first
    for begun, ended in places:
        begins, ends = max(begun, first), min(ended, last)
        if begins < ends:
            yield from (Piece(part) for part in [text[at:begins]] if part)
            yield Piece(text[begins:ends], found=True)
            at = ends
    if at < last:
        yield Piece(text[at:last])
