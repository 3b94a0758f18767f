"""Texts in memory, of which those that hold a word are found by one search in all of them."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class TextLookup:
    """Some texts, joined for searching. Words are in lower case, and count within other words, too."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        folded_texts = [text.casefold() for text in texts]
        self._folded_text = "\n".join(folded_texts)
        self._starts = [0, *accumulate(len(text) + 1 for text in folded_texts)]

    def find(self, word: str) -> list[str]:
        """Return the texts that hold a word, in their order."""
        found_texts = []
        position = self._folded_text.find(word)
        while position >= 0:
            place = bisect_right(self._starts, position)
            found_texts.append(self._texts[place - 1])
            position = self._folded_text.find(word, self._starts[place])
        return found_texts

    def count(self, word: str) -> int:
        """Return how often a word occurs in the texts: at least the number of texts that hold it."""
        return self._folded_text.count(word)
