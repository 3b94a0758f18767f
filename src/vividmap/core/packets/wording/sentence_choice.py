"""Which sentences of a note a bullet has room for: the deed, what it needs before it, facts, then colour."""

import re
from collections.abc import Sequence

from vividmap.core.english.asides import POINTING
from vividmap.core.english.credit import is_credit
from vividmap.core.english.quantities import is_quantified
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.wording.details import is_deed
from vividmap.core.packets.wording.essentials import MORE_WORDS, is_essential

ALL_WORDS = 10_000
"""The limit for a bullet of which nothing is left out: more words than any entry has."""


def select_deeds(sentences: Sequence[str], max_words: int, more_words: int = MORE_WORDS) -> list[str]:
    """Return the sentences that tell the deed: the first of mine, what it needs, what fits after it.

    Whose work it was is always told. Facts may take `more_words` than the rest.
    """
    if max_words >= ALL_WORDS:
        return list(sentences)
    sentences = [sentence for sentence in sentences if not _BARE_AMOUNT.fullmatch(sentence)] or sentences[:1]
    if not sentences:
        return []
    first = next((place for place, sentence in enumerate(sentences) if is_deed(sentence)), 0)
    start = (
        0 if first == 0 or needs_context(sentences[first]) or not _is_idle_opening(sentences[0]) else first
    )
    opening = {start, start + 1} if _is_bare_name(sentences[start : start + 2]) else {start}
    places = {*opening, first, *(place for place, text in enumerate(sentences) if is_credit(text))}
    room = max_words - sum(count_words(sentences[place]) for place in places)
    further = [place for place in range(start, len(sentences)) if place not in places]
    for place in further:  # facts first: what only gives colour must not take their room
        size = count_words(sentences[place])
        if is_essential(sentences[place]) and size <= room + more_words:
            places.add(place)
            room -= size
    for place in further:
        size = count_words(sentences[place])
        if place in places or (place > first and is_comment(sentences[place])):
            continue
        if size > room and place > first:
            break
        if size <= room:
            places.add(place)
            room -= size
    return [sentences[place] for place in sorted(places)]


_BARE_AMOUNT = lazy_pattern(r"[~≈$€£]?\d[\d.,]*\s?[a-zµ%×]{0,6}\W*", re.IGNORECASE)


def _is_bare_name(sentences: Sequence[str]) -> bool:
    """Return whether the first of two sentences is a name, and the other says what it is: "Scheduler GA"."""
    if len(sentences) < 2 or count_words(sentences[0]) > _MAX_NAME or is_deed(sentences[0]):
        return False
    return not (is_deed(sentences[1]) or is_comment(sentences[1]) or sentences[0].endswith((":", "?")))


_MAX_NAME = 2


def needs_context(sentence: str) -> bool:
    """Return whether a sentence points at what was said before it: "it", "that"."""
    return any(word.strip(".,;:").casefold() in POINTING for word in sentence.split())


def _is_idle_opening(sentence: str) -> bool:
    """Return whether a sentence before the deed holds no number and no name."""
    return not is_quantified(sentence) and not any(word[:1].isupper() for word in sentence.split()[1:])


def is_comment(sentence: str) -> bool:
    """Return whether a later sentence only remarks on what was said before it."""
    first = sentence.partition(" ")[0].strip(",'’").casefold()
    starts_back = first in POINTING or first in (
        "everybody",
        "everyone",
        "nobody",
        "most",
        "obvious",
        "which",
    )
    return starts_back and not is_quantified(sentence)


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(text.split())
