r"""Words without which a regular expression cannot match, read from its text.

    find_hints(r"\b(?:mostly|mainly) (?:his|her) (?:work|doing)")      ("mainly", "mostly")

A text that holds none of them need not be matched, and most texts hold none: finding that out takes less
time than matching, and a hundredth of what compiling the expression takes. Only what is certain is returned:
of an expression that is not understood, nothing.
"""

import re
from collections.abc import Iterable

from vividmap.core.lazy_pattern import fold_case

_SHORTEST = 3
"""Characters of a hint at least: nearly every text holds a shorter one."""
_NOT_UNDERSTOOD = re.compile(r"\(\?(?:\(|#|[a-z]*x)|\\N|\\[0-9]")
_LETTERS = re.compile(r"[^\\\[\](){}|.^$*+?]+")
_GROUP = re.compile(r"\(\?(?:P<\w+>|P=\w+|<[=!]|[:=!>]|[a-zA-Z-]+:?)|\(")
_CLASS = re.compile(r"\[\^?\]?[^\]\\]*(?:\\.[^\]\\]*)*\]", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|U([0-9a-f]{8})|.)", re.IGNORECASE | re.DOTALL)
_REPEAT = re.compile(r"(?:[*?]|(\+)|\{(\d*)(?:,\d*)?\})[?+]?")

Hints = tuple[int, tuple[str, ...]]
"""Texts of which each match holds one, after the length of the shortest: few texts hold a long one."""
_NO_HINTS: Hints = (0, ())


def find_hints(expression: str, flags: int = 0) -> tuple[str, ...]:
    """Return texts of which each match holds one when both are folded, () where that is not known."""
    if flags & re.VERBOSE or _NOT_UNDERSTOOD.search(expression):
        return ()
    shortest, hints = _Reader(expression).alternatives()
    return _without_longer(hints) if shortest >= _SHORTEST else ()


def _without_longer(hints: Iterable[str]) -> tuple[str, ...]:
    """Return hints without those that hold another, the shortest first."""
    kept: list[str] = []
    for hint in sorted(set(hints), key=lambda hint: (len(hint), hint)):
        for shorter in kept:
            if shorter in hint:
                break
        else:
            kept.append(hint)
    return tuple(kept)


class _Reader:
    """Reads an expression from its beginning to its end."""

    def __init__(self, expression: str) -> None:
        self._expression, self._place = f"{expression})", 0

    def alternatives(self) -> Hints:
        """Read up to the end of a group, and return what each of its alternatives holds."""
        shortest, hints = self._sequence()
        while self._expression[self._place] == "|":
            self._place += 1
            length, others = self._sequence()
            shortest, hints = min(shortest, length), (*hints, *others)
        return (shortest, hints) if shortest else _NO_HINTS

    def _sequence(self) -> Hints:
        """Read up to the end of an alternative, and return the best hints of its parts."""
        best, word = _NO_HINTS, ""
        while (sign := self._expression[self._place]) not in "|)":
            letters, hints = self._part(sign)
            least = self._least()
            word += letters if least else letters[:-1]
            if letters and least == 1:
                continue
            if len(word) > best[0]:
                best = _hint(word)
            if least and hints[0] > best[0]:
                best = hints
            word = ""
        return _hint(word) if len(word) > best[0] else best

    def _part(self, sign: str) -> tuple[str, Hints]:
        """Read letters, of which a repetition concerns the last, or something else and what it holds."""
        if sign == "(":
            return "", self._group()
        if sign == "\\":
            return self._escape(), _NO_HINTS
        if letters := _LETTERS.match(self._expression, self._place):
            self._place = letters.end()
            return letters[0], _NO_HINTS
        signs = _CLASS.match(self._expression, self._place) if sign == "[" else None
        self._place = signs.end() if signs else self._place + 1
        return "", _NO_HINTS

    def _group(self) -> Hints:
        opening = _GROUP.match(self._expression, self._place)
        assert opening is not None  # noqa: S101 - for the type checker: every group begins so
        self._place = opening.end()
        hints = self.alternatives()
        self._place += 1
        return _NO_HINTS if opening[0].endswith("!") else hints

    def _escape(self) -> str:
        """Read an escaped sign and return it, "" for a class of signs."""
        escape = _ESCAPE.match(self._expression, self._place)
        assert escape is not None  # noqa: S101 - for the type checker: nothing ends in a backslash
        self._place = escape.end()
        if code := escape[1] or escape[2] or escape[3]:
            return chr(int(code, 16))
        return "" if escape[0][1].isalnum() else escape[0][1]

    def _least(self) -> int:
        """Read how often a part has to occur: 1 where nothing is said, 2 where it may be more often."""
        if self._expression[self._place] not in "*+?{":
            return 1
        repeat = _REPEAT.match(self._expression, self._place)
        if repeat is None:
            return 1
        self._place = repeat.end()
        return 2 if repeat[1] or int(repeat[2] or 0) else 0


def _hint(word: str) -> Hints:
    folded = fold_case(word)
    return len(folded), (folded,)
