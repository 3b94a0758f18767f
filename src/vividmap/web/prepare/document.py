"""The document of a packet as a page shows it: typeset, each mark a number that leads to its entry."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from vividmap.core.packets import draft_text
from vividmap.core.record import Item, Record
from vividmap.core.text import clip
from vividmap.web import entry_rows, markdown_html

_MARK = re.compile(r"\[\^([0-9a-z]{4,26})\]")
_HEADINGS = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5"}
"""The page has a heading of its own above the document's."""
_MAX_FIRST_WORDS = 70


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """Safe HTML, and the number of each entry that it cites, by handle."""

    html: SafeString
    numbers: Mapping[str, int]


def render_document(text: str, record: Record, *, is_editable: bool = False) -> RenderedDocument:
    """Return a packet's Markdown, typeset; the lines of each part are noted where it `is_editable`."""
    numbers = {handle: number for number, handle in enumerate(draft_text.marked_handles(text), 1)}
    items = {item.handle: item for item in record.items if item.handle in numbers}
    markup = markdown_html.render_markdown(text, _HEADINGS, notes_lines=is_editable)

    def link(match: re.Match[str]) -> str:
        return _mark_link(match[1], numbers.get(match[1], 0), items.get(match[1]))

    return RenderedDocument(mark_safe(_MARK.sub(link, markup)), numbers)  # noqa: S308 - cleaned, and escaped


def first_words(text: str) -> str:
    """Return how a text begins, so that nothing is named by its handle alone."""
    return clip(text, _MAX_FIRST_WORDS)


def _mark_link(handle: str, number: int, item: Item | None) -> str:
    words = escape(first_words(item.text)) if item else "an entry that is not in the record"
    return (
        f'<sup class="mark"><a href="{entry_rows.item_url(handle)}" title="{words}"'
        f' aria-label="Source {number}: {words}">{number}</a></sup>'
    )
