"""A phrase of privacy as a pattern, with the letters by which most texts are passed over."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern

_START = 3
# Of the Latin alphabet alone: other scripts may write words without a space between them.
_WORD_STARTS = lazy_pattern(rf"(?<![^\W\d_])[a-z]{{{_START}}}")


class PrivacyPhrase(NamedTuple):
    """A pattern, and hints: letters of which folded text has some wherever the pattern matches."""

    hints: frozenset[str]
    pattern: re.Pattern[str]


def privacy_phrase(hints: str, pattern: str) -> PrivacyPhrase:
    """Return a phrase compared without regard to case; `hints` are separated by bars.

    A hint counts where a word begins with it, and one behind `*` within a word too.
    """
    return PrivacyPhrase(frozenset(hints.split("|")), lazy_pattern(pattern, re.IGNORECASE))


class HintIndex(NamedTuple):
    """Hints by the first letters of the word that they begin with; `others` may begin anywhere.

    A text has a dozen words and there are hundreds of hints, so its words are looked up, not the hints in it.
    """

    by_start: Mapping[str, tuple[str, ...]]
    others: Mapping[str, str]
    """The letters of a hint, and the hint with its sign."""

    @classmethod
    def of(cls, hints: Iterable[str]) -> "HintIndex":
        """Return the index of some hints."""
        by_start: dict[str, tuple[str, ...]] = {}
        others: dict[str, str] = {}
        for hint in dict.fromkeys(hints):
            if _WORD_STARTS.match(hint):
                by_start[hint[:_START]] = (*by_start.get(hint[:_START], ()), hint)
            else:
                others[hint.removeprefix("*")] = hint
        return cls(by_start, others)

    def find(self, key: str) -> list[str]:
        """Return the hints that a folded text has."""
        hints = [hint for letters, hint in self.others.items() if letters in key]
        for start in _WORD_STARTS.findall(key):
            if start in self.by_start:
                hints += [hint for hint in self.by_start[start] if hint in key]
        return hints
