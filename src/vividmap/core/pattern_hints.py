r"""Words without which a regular expression cannot match, read from its text.

    find_hints(r"\b(?:mostly|mainly) (?:his|her) (?:work|doing)")      ("mainly", "mostly")

A text that holds none of them need not be matched, and most texts hold none: finding that out takes less
time than matching, and a hundredth of what compiling the expression takes. Only what is certain is returned:
of an expression that is not understood, nothing.
"""

import re
from functools import lru_cache

_SHORTEST = 3
"""Characters of a hint at least: nearly every text holds a shorter one."""
_NOT_UNDERSTOOD = re.compile(r"\(\?(?:\(|#|[a-z]*x)|\\N|\\[0-9]")
_LETTERS = re.compile(r"[^\\\[\](){}|.^$*+?]+")
_GROUP = re.compile(r"\(\?(?:P<\w+>|P=\w+|<[=!]|[:=!>]|[a-zA-Z-]+:?)|\(")
_CLASS = re.compile(r"\[\^?\]?[^\]\\]*(?:\\.[^\]\\]*)*\]", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|U([0-9a-f]{8})|.)", re.IGNORECASE | re.DOTALL)
_REPEAT = re.compile(r"(?:[*?]|(\+)|\{(\d*)(?:,\d*)?\})[?+]?")

Hints = frozenset[str]
"""Texts of which each match holds one; none of them where nothing is known."""
_NO_HINTS: Hints = frozenset()


@lru_cache(maxsize=1024)
def fold_case(text: str) -> str:
    """Return a text in which letters that an expression without case takes for the same are the same."""
    folded = text.casefold()
    return folded if folded.isascii() else folded.replace("\u0307", "").replace("\u0131", "i")


def find_hints(expression: str, flags: int = 0) -> tuple[str, ...]:
    """Return texts of which each match holds one when both are folded, () where that is not known."""
    if flags & re.VERBOSE or _NOT_UNDERSTOOD.search(expression):
        return ()
    hints = _Reader(expression).alternatives()
    if _worth(hints) < _SHORTEST:
        return ()
    return tuple(sorted(hint for hint in hints if not any(other in hint for other in hints - {hint})))


class _Reader:
    """Reads an expression from its beginning to its end."""

    def __init__(self, expression: str) -> None:
        self._expression, self._place = expression, 0

    def alternatives(self) -> Hints:
        """Read up to the end of a group, and return what each of its alternatives holds."""
        options = [self._sequence()]
        while self._sign() == "|":
            self._place += 1
            options.append(self._sequence())
        return frozenset().union(*options) if all(options) else _NO_HINTS

    def _sequence(self) -> Hints:
        """Read up to the end of an alternative, and return the best hints of its parts."""
        best, word = _NO_HINTS, ""
        while (sign := self._sign()) and sign not in "|)":
            letters, hints = self._part(sign)
            least = self._least()
            word += letters if least else letters[:-1]
            if letters and least == 1:
                continue
            best = _better(_better(best, _hint(word)), hints if least else _NO_HINTS)
            word = ""
        return _better(best, _hint(word))

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
        if (sign := self._sign()) == "" or sign not in "*+?{":
            return 1
        repeat = _REPEAT.match(self._expression, self._place)
        if repeat is None:
            return 1
        self._place = repeat.end()
        return 2 if repeat[1] or int(repeat[2] or 0) else 0

    def _sign(self) -> str:
        return self._expression[self._place : self._place + 1]


def _hint(word: str) -> Hints:
    return frozenset({fold_case(word)}) if word else _NO_HINTS


def _better(hints: Hints, others: Hints) -> Hints:
    return others if _worth(others) > _worth(hints) else hints


def _worth(hints: Hints) -> int:
    """Return the length of the shortest hint, 0 for none: the longer, the fewer texts hold it."""
    return min(map(len, hints), default=0)
