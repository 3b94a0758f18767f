"""Text without the markup of its editor: emphasis, wikilinks, links and attributes."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import change_outside, clean_line

_CODE = lazy_pattern(r"(?<!`)(`++)[^`]*+\1")
_WIKILINK = lazy_pattern(r"!?\[\[(?P<page>[^\[\]|]{1,200})(?:\|(?P<label>[^\[\]]{1,200}))?\]\]")
_LINK = lazy_pattern(
    r"!?\[(?P<label>[^\[\]]{0,300})\]\((?P<href><[^<>]{1,1000}>|[^()\s]{1,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?)(?:\s+\"[^\"]{0,200}\")?\)"
)
_ATTRIBUTES = lazy_pattern(r"\{[.:#]?[\w-]+(?:=[^{}\s]{1,60})?(?:\s+[.#]?[\w-]+(?:=[^{}\s]{1,60})?)*\}")
_EMPHASIS = lazy_pattern(
    r"(?<![\w*])(?P<mark>\*\*\*|\*\*|\*)(?=[^\s*])(?P<text>[^*]{1,600}?)(?<=[^\s*])(?P=mark)(?!\*)"
)
_UNDERSCORES = lazy_pattern(
    r"(?<![\w_])(?P<mark>___|__|_)(?=[^\s_])(?P<text>[^_]{1,600}?)(?<=[^\s_])(?P=mark)(?![\w_])"
)
_URL = lazy_pattern(r"https?://[^\s<>()\[\]|]{3,1000}")
_SIGN = r"[+-](?=[$€£¥]?\d)"
"""A sign in front of a number, which decorates nothing."""
_ORNAMENT = lazy_pattern(rf"^(?:(?!{_SIGN})[\s>#+*`~|-]){{1,40}}(?=\S)")
_ORNAMENT_OF_ITEM = lazy_pattern(rf"^(?:(?!{_SIGN})(?:[\s>*`~|-]|[#+](?![^\W\d_]))){{1,40}}(?=\S)")
_BREAK = lazy_pattern(r"<br\s*/?>", re.IGNORECASE)


class PlainText(NamedTuple):
    """A text without markup, and the addresses that its links had."""

    text: str
    links: tuple[str, ...] = ()


@lru_cache(maxsize=16384)
def to_plain(text: str) -> PlainText:
    """Return a text without emphasis and links; code stays as it is."""
    if not any(mark in text for mark in "*_[<{h`"):
        return PlainText(clean_line(text))
    links: list[str] = []

    def link(match: re.Match[str]) -> str:
        href = match["href"].strip("<>")
        if not re.match(r"[a-z][a-z0-9+.-]{1,20}:|/|\.|#|www\.", href, re.IGNORECASE):
            return match[0]
        label = match["label"].strip()
        if href.startswith(("http:", "https:", "www.", "mailto:")):
            links.append(href)
            return label if label and label != href else href
        return label or href

    plain_text = change_outside(_CODE, lambda part: _strip(part, link), text)
    return PlainText(clean_line(plain_text), tuple(dict.fromkeys(links)))


def _strip(text: str, link: Callable[[re.Match[str]], str]) -> str:
    text = _BREAK.sub(" ", text)
    if "[" in text:
        text = _WIKILINK.sub(lambda match: (match["label"] or match["page"].rsplit("/", 1)[-1]).strip(), text)
        text = _LINK.sub(link, text)
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    for _ in range(2):
        if "*" in text:
            text = _EMPHASIS.sub(r"\g<text>", text)
        if "_" in text:
            text = _UNDERSCORES.sub(r"\g<text>", text)
    return text


def urls_in(text: str) -> tuple[str, ...]:
    """Return the web addresses that stand in a text as such."""
    return tuple(dict.fromkeys(match[0].rstrip(".,;:!?'\"") for match in _URL.finditer(text)))


def remove_ornament(text: str, *, is_item: bool) -> str:
    """Return a text without what decorates its beginning; in an item, `#redis` and `+ledger` are marks."""
    return (_ORNAMENT_OF_ITEM if is_item else _ORNAMENT).sub("", text, count=1)
