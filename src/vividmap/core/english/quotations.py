"""Quoted words in a text: whatever is in quotation marks or marked as code belongs to somebody else."""

import re
from collections.abc import Callable, Iterator

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import change_outside

QUOTATION = lazy_pattern(r"„[^„“”]*+[“”]|“[^“”]*+”|\"[^\"]*+\"|«[^«»]*+»|`[^`]*+`")
_FIRST_STAND_IN, _LAST_STAND_IN = 0xF0000, 0xFFFFD
"""Private-use characters, each of which stands for the words of one quotation while a text is changed."""
_STAND_IN = lazy_pattern(f"[{chr(_FIRST_STAND_IN)}-{chr(_LAST_STAND_IN)}][.!?…]?")
_STOPS = ".!?…"


def outside_quotations(text: str, change: Callable[[str], str]) -> str:
    """Return a text with all parts changed but those in quotation marks or code."""
    return change_outside(QUOTATION, change, text)


def without_quotations(text: str) -> str:
    """Return a text without all that is in quotation marks or code."""
    return QUOTATION.sub("", text)


def keep_quotations(text: str, change: Callable[[str], str]) -> str:
    """Return a text changed as a whole, with every word in quotation marks or code as it was.

    `change` sees a quotation as one sign between its marks, and the full stop that it ends with.
    """
    quotations = QUOTATION.findall(text)
    if not quotations:
        return change(text)
    if len(quotations) > _LAST_STAND_IN - _FIRST_STAND_IN or _STAND_IN.search(text):
        return outside_quotations(text, change)
    signs = iter(range(_FIRST_STAND_IN, _LAST_STAND_IN))

    def hide(match: re.Match[str]) -> str:
        words = match[0][1:-1]
        stop = words[-1:] if words.endswith(tuple(_STOPS)) else ""
        return f"{match[0][0]}{chr(next(signs))}{stop}{match[0][-1]}"

    def show(match: re.Match[str]) -> str:
        return str(quotations[ord(match[0][0]) - _FIRST_STAND_IN][1:-1])

    return _STAND_IN.sub(show, change(QUOTATION.sub(hide, text)))


def find_outside_quotations(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that do not begin within quotation marks or code."""
    spans = [match.span() for match in QUOTATION.finditer(text)]
    place = 0
    for match in pattern.finditer(text):
        while place < len(spans) and spans[place][1] <= match.start():
            place += 1
        if place == len(spans) or match.start() <= spans[place][0]:
            yield match


def substitute_outside_quotations(
    pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str], text: str
) -> str:
    """Return a text with what a pattern matches replaced, but for what begins within quotation marks."""
    parts, end = [], 0
    for match in find_outside_quotations(pattern, text):
        parts += [text[end : match.start()], replacement(match)]
        end = match.end()
    return "".join([*parts, text[end:]])
