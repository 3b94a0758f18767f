"""What a search asks for, and which answer comes first. The databases find; this ranks, the same for both."""

from collections.abc import Iterator, Sequence
from datetime import date
from heapq import heappush, heappushpop
from typing import NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import word_spans, words

LONGEST_READ = 20_000
"""In a longer text, matches are marked within so many characters only."""

_PART = lazy_pattern(r'"([^"]*)"?|(\S+)')


class SearchTerm(NamedTuple):
    """Words that have to stand next to each other; the last is the beginning of a word if `prefix`."""

    words: tuple[str, ...]
    prefix: bool


class SearchCandidate(NamedTuple):
    """What ranking reads of an item that was found."""

    number: int
    text: str
    words: str
    last: date | None


class TextPiece(NamedTuple):
    """Part of a text, and whether a search found it there."""

    text: str
    is_match: bool = False


def parse_query(query: str) -> tuple[SearchTerm, ...]:
    """Read a query: every word has to occur, as a word or the beginning of one; "in quotes" exactly so.

    A trailing `*` is understood and changes nothing. Case, accents and width do not count.
    """
    terms = []
    for phrase, bare in _PART.findall(query):
        parts = tuple(words(phrase or bare))
        if parts:
            terms.append(SearchTerm(parts, not phrase))
    return tuple(dict.fromkeys(terms))


def rank(
    candidates: Sequence[SearchCandidate], query_terms: Sequence[SearchTerm], limit: int | None = None
) -> list[int]:
    """Return the numbers of what was found, the best first, at most `limit` of them.

    A whole word counts twice as much as a beginning, the entry's own line twice as much as what is below it,
    and each further occurrence less than the one before (n / (n + 1)); equally good ones are newest first.
    """
    scored = [(_score_words(candidate.words.split(), query_terms), candidate) for candidate in candidates]
    # The words include the line's own, so the line scores no higher than they do: most need not be read.
    bounds = sorted(((_rank_key(2 * score, found), score, found) for score, found in scored), reverse=True)
    best: list[tuple[float, date, int]] = []
    for bound, score, candidate in bounds:
        if limit is not None and len(best) >= limit and best[0] >= bound:
            break
        key = _rank_key(score + _score_words(words(candidate.text), query_terms), candidate)
        if limit is None or len(best) < limit:
            heappush(best, key)
        else:
            heappushpop(best, key)
    return [number for _, _, number in sorted(best, reverse=True)]


def _rank_key(score: float, candidate: SearchCandidate) -> tuple[float, date, int]:
    """Return the sort key of a candidate: equally good ones are newest first."""
    return round(score, 9), candidate.last or date.min, candidate.number


def _score_words(text_words: Sequence[str], query_terms: Sequence[SearchTerm]) -> float:
    padded_words = _pad_words(text_words)
    return sum(_score(padded_words, term) for term in query_terms)


def _pad_words(parts: Sequence[str]) -> str:
    """Return words with two spaces between, so that each has its own on either side and counts once."""
    return f" {'  '.join(parts)} "


def _score(padded_words: str, term: SearchTerm) -> float:
    phrase = "  ".join(term.words)
    whole = padded_words.count(f" {phrase} ")
    if not term.prefix:
        return 2 * whole / (whole + 1)
    prefixes = padded_words.count(f" {phrase}") - whole
    return 2 * whole / (whole + 1) + prefixes / (prefixes + 1)


def mark_matches(text: str, query_terms: Sequence[SearchTerm]) -> tuple[TextPiece, ...]:
    """Return a text in pieces, the words that a search found apart from the others."""
    return tuple(_pieces(text, _places(text, query_terms), 0, len(text)))


def contains_terms(text: str, query_terms: Sequence[SearchTerm]) -> bool:
    """Return whether all that is asked for stands in a text."""
    return all(_places(text, [term]) for term in query_terms)


def excerpt(text: str, query_terms: Sequence[SearchTerm], length: int = 160) -> tuple[TextPiece, ...]:
    """Return the passage where a text first holds something of what was asked for; nothing if it does not."""
    places = _places(text, query_terms)
    if not places:
        return ()
    first, last = _passage(text, places[0][0], length)
    pieces = list(_pieces(text, places, first, last))
    before = [TextPiece("… ")] if first else []
    after = [TextPiece(" …")] if last < len(text) else []
    return (*before, *pieces, *after)


def _passage(text: str, position: int, length: int) -> tuple[int, int]:
    """Return where a passage of about a length round a place begins and ends: between words, if it can."""
    if len(text) <= length:
        return 0, len(text)
    first = max(0, position - length // 4)
    first = text.find(" ", first, position) + 1 or first if first else 0
    last = min(len(text), first + length)
    if last < len(text):
        space = text.rfind(" ", first + length // 2, last)
        last = space if space > 0 else last
    return first, last


def _places(text: str, query_terms: Sequence[SearchTerm]) -> list[tuple[int, int]]:
    """Return where what was asked for begins and ends, in order; what overlaps is one place."""
    spans = word_spans(text[:LONGEST_READ])
    hits = [
        (spans[at].first, spans[at + len(term.words) - 1].last)
        for term in query_terms
        for at in range(len(spans) - len(term.words) + 1)
        if _is_match(term, [span.word for span in spans[at : at + len(term.words)]])
    ]
    places: list[tuple[int, int]] = []
    for first, last in sorted(hits):
        if places and first <= places[-1][1]:
            places[-1] = (places[-1][0], max(last, places[-1][1]))
        else:
            places.append((first, last))
    return places


def _is_match(term: SearchTerm, text_words: Sequence[str]) -> bool:
    *whole, end = term.words
    return text_words[:-1] == whole and (
        text_words[-1].startswith(end) if term.prefix else text_words[-1] == end
    )


def _pieces(text: str, places: Sequence[tuple[int, int]], first: int, last: int) -> Iterator[TextPiece]:
    at = first
    for place_start, place_end in places:
        begins, ends = max(place_start, first), min(place_end, last)
        if begins < ends:
            yield from (TextPiece(part) for part in [text[at:begins]] if part)
            yield TextPiece(text[begins:ends], is_match=True)
            at = ends
    if at < last:
        yield TextPiece(text[at:last])
