"""Regular expressions that are compiled when a text is first found that they may match.

Compiling takes up to some milliseconds; a command imports hundreds of expressions, and most of those that it
uses look for words that no text of the record holds.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple


@lru_cache(maxsize=1024)
def fold_case(text: str) -> str:
    """Return a text in which letters that an expression without case takes for the same are the same."""
    folded = text.casefold()
    return folded if folded.isascii() else folded.replace("\u0307", "").replace("\u0131", "i")


def _read_hints(expression: str, flags: int) -> tuple[str, ...]:
    from vividmap.core.pattern_hints import find_hints  # noqa: PLC0415 - compiles expressions of its own

    return find_hints(expression, flags)


class Ways(NamedTuple):
    """How an expression is compiled and its hints are read, each from its text and flags."""

    compile: Callable[[str, int], re.Pattern[str]] = re.compile
    find_hints: Callable[[str, int], tuple[str, ...]] = _read_hints


_ways = Ways()


def use_ways(ways: Ways) -> None:
    """Have expressions be compiled, and their hints be read, in another way from now on."""
    global _ways  # noqa: PLW0603 - expressions are module-level constants, and so is how they are compiled
    _ways = ways


if TYPE_CHECKING:

    def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
        """Return a pattern that is compiled when a text may match it."""

else:

    class lazy_pattern:  # noqa: N801 - it stands for a function
        """A pattern by its text; each method that is asked for is kept."""

        def __init__(self, text: str, flags: int = 0) -> None:
            self._text = text
            self._flags = flags

        def __getattr__(self, name: str) -> Any:
            value = self._method(name) if name != "_compiled" else _ways.compile(self._text, self._flags)
            setattr(self, name, value)
            return value

        def _method(self, name: str) -> Any:
            """Return a method of the pattern, or one that first looks whether a text holds a hint."""
            is_spared = name in _UNMATCHED and len(self._text) >= _LONG
            if is_spared and (hints := _ways.find_hints(self._text, self._flags)):
                return partial(self._call_if_hinted, name, hints)
            return getattr(self._compiled, name)

        def _call_if_hinted(self, name: str, hints: Sequence[str], *arguments: Any, **options: Any) -> Any:
            text = arguments[name == "sub"]
            folded = fold_case(text)
            for hint in hints:
                if hint in folded:
                    return getattr(self._compiled, name)(*arguments, **options)
            return _UNMATCHED[name](text)


_LONG = 150
"""Characters from which on an expression takes longer to compile than to look for its hints."""
_UNMATCHED: dict[str, Callable[[str], Any]] = {
    "search": lambda text: None,
    "match": lambda text: None,
    "fullmatch": lambda text: None,
    "finditer": lambda text: iter(()),
    "findall": lambda text: [],
    "sub": lambda text: text,
}
"""What each method returns for a text without a match."""
