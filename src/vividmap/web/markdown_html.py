"""Markdown that a person wrote, as HTML that does nothing but look like it."""

from collections.abc import Mapping
from functools import cache

import nh3
from markdown_it import MarkdownIt

_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
    "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


@cache
def _markdown() -> MarkdownIt:
    # Raw HTML stays text. Headings begin beneath those of the page.
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def is_web_link(address: str) -> bool:
    """Return whether an address is one that a browser may be led to."""
    return address.startswith(("https://", "http://", "mailto:")) and " " not in address


_HEADINGS = {"h1": "h3", "h2": "h4"}


def render_markdown(text: str, headings: Mapping[str, str] = _HEADINGS, *, notes_lines: bool = False) -> str:
    """Return Markdown as safe HTML: no scripts, no images, links that tell nobody where they were clicked.

    `headings` has the tags that replace headings; others stay. With `notes_lines`, each outermost part says
    which lines of the text it is: `data-lines="3-5"`, counted from 0, without the last.
    """
    tokens = _markdown().parse(text)
    for token in tokens:
        token.tag = headings.get(token.tag, token.tag)
        if notes_lines and token.map and token.level == 0 and token.nesting > 0:
            token.attrSet("data-lines", f"{token.map[0]}-{token.map[1]}")
    return nh3.clean(
        _markdown().renderer.render(tokens, _markdown().options, {}),
        tags=_TAGS,
        attributes={"a": {"href"}, "*": {"data-lines"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
