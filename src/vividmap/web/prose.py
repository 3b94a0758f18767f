"""Markdown that a person wrote, as HTML that does nothing but look like it."""

from functools import cache

import nh3
from markdown_it import MarkdownIt

_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
    "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


@cache
def _markdown() -> MarkdownIt:
    # Raw HTML stays text. Headings begin beneath those of the page.
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def leads(address: str) -> bool:
    """Tell whether an address is one that a browser may be led to."""
    return address.startswith(("https://", "http://", "mailto:")) and " " not in address


def html(text: str) -> str:
    """Return Markdown as safe HTML: no scripts, no images, links that tell nobody where they were clicked."""
    rendered = _markdown().render(text).replace("<h1>", "<h3>").replace("</h1>", "</h3>")
    rendered = rendered.replace("<h2>", "<h4>").replace("</h2>", "</h4>")
    return nh3.clean(
        rendered,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
