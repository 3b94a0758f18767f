"""Where words are quoted in a text: what stands between quotation marks, or as code, is somebody's own."""

from collections.abc import Callable

from vividmap.core.lazy_pattern import lazy_pattern

_QUOTATION = lazy_pattern(r"„[^„“”]*+[“”]|“[^“”]*+”|\"[^\"]*+\"|«[^«»]*+»|`[^`]*+`")


def outside_quotations(text: str, change: Callable[[str], str]) -> str:
    """Return a text with what stands outside quotation marks and code changed."""
    parts, end = [], 0
    for match in _QUOTATION.finditer(text):
        parts += [change(text[end : match.start()]), match.group()]
        end = match.end()
    return "".join([*parts, change(text[end:])])
