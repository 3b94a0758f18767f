"""Texts in memory, of which those that hold a word are found by one search in all of them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Protocol

from vividmap.core.text import has_word

MAX_SPELLINGS = 200
"""Texts that say how the record spells a word: the newest that hold it. More would say the same."""


class HasText(Protocol):
    """An item with a text."""

    @property
    def text(self) -> str:
        """Return the line that says what the item is."""


class TextLookups:
    """The texts of items, of each combination of kinds that is asked for."""

    def __init__(self, items: Sequence[HasText]) -> None:
        self._items = items
        self._lookups: dict[tuple[type, ...], TextLookup] = {}

    def of(self, *kinds: type) -> "TextLookup":
        """Return the texts of the items of some kinds."""
        if kinds not in self._lookups:
            self._lookups[kinds] = TextLookup([item.text for item in self._items if isinstance(item, kinds)])
        return self._lookups[kinds]


class TextLookup:
    """Some texts, joined for searching."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        folded_texts = [text.casefold() for text in texts]
        self._folded_text = "\n".join(folded_texts)
        self._starts = [0, *accumulate(len(text) + 1 for text in folded_texts)]

    def find(self, word: str) -> Iterator[str]:
        """Yield the texts in which a word begins with the given one, in lower case; the last text first."""
        position = self._folded_text.rfind(word)
        while position >= 0:
            place = bisect_right(self._starts, position) - 1
            if has_word(self._texts[place], word):
                yield self._texts[place]
            position = self._folded_text.rfind(word, 0, self._starts[place]) if place else -1

    def count(self, word: str) -> int:
        """Return how often a word occurs in the texts: at least the number of texts that hold it."""
        return self._folded_text.count(word)
