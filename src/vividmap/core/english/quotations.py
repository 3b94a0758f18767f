"""Quoted words in a text: whatever is in quotation marks or marked as code belongs to somebody else."""

from collections.abc import Callable

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import change_outside

_QUOTATION = lazy_pattern(r"„[^„“”]*+[“”]|“[^“”]*+”|\"[^\"]*+\"|«[^«»]*+»|`[^`]*+`")


def outside_quotations(text: str, change: Callable[[str], str]) -> str:
    """Return a text with all parts changed but those in quotation marks or code."""
    return change_outside(_QUOTATION, change, text)


def without_quotations(text: str) -> str:
    """Return a text without all that is in quotation marks or code."""
    return _QUOTATION.sub("", text)
