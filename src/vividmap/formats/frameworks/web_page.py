"""An HTML page → lines of Markdown, each with the line of the page that it comes from."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from typing import NamedTuple

from vividmap.formats.frameworks.axes import is_level
from vividmap.formats.frameworks.stated import FrameworkContents

_PAGE = re.compile(r"\s{0,1000}<(?:!doctype html|html|head|body|link|script|meta)\b", re.IGNORECASE)
_SKIPPED = frozenset({"script", "style", "nav", "noscript", "template", "svg", "footer"})
_HEADINGS = {f"h{depth}": "#" * depth for depth in range(1, 7)}
_BLOCKS = frozenset({"p", "div", "section", "article", "li", "br", "ul", "ol", "table", "title", *_HEADINGS})
_BLANKS = re.compile(r"\s+")


class PageLine(NamedTuple):
    """A line of Markdown, and the line of the page that it comes from, from 1."""

    text: str
    source: int


def is_web_page(text: str) -> bool:
    """Return whether a text begins like an HTML page."""
    return _PAGE.match(text) is not None


def page_lines(page: str) -> list[PageLine]:
    """Return a page as Markdown: its headings, lists, tables and paragraphs."""
    converter = _PageConverter()
    converter.feed(page)
    converter.close()
    converter.end_block()
    lines = converter.lines
    # Many pages name the level in their title alone.
    head = re.split(r"(?<!\s)\s++[-–—|]\s+", converter.title)[0]
    if is_level(head) and not any(line.text == f"# {head}" for line in lines):
        lines = [PageLine(f"# {head}", converter.title_line), PageLine("", converter.title_line), *lines]
    return lines


def renumber(contents: FrameworkContents, sources: Sequence[int]) -> FrameworkContents:
    """Return contents with each line number replaced by its entry in `sources`."""

    def source(number: int) -> int:
        return sources[number - 1]

    labels = {label: label._replace(line=source(label.line)) for label in contents.labels}
    labels |= {
        label: label._replace(line=source(label.line)) for leaf in contents.leaves for label in leaf.path
    }
    return replace(
        contents,
        leaves=tuple(
            leaf._replace(
                path=tuple(labels[label] for label in leaf.path),
                first=source(leaf.first),
                last=source(leaf.last),
            )
            for leaf in contents.leaves
        ),
        labels=tuple(labels[label] for label in contents.labels),
        spans=tuple(
            span._replace(first=source(span.first), last=source(span.last)) for span in contents.spans
        ),
    )


class _PageConverter(HTMLParser):
    """Collects the text of a page into blocks; a cell's blocks are joined with <br>."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[PageLine] = []
        self.title = ""
        self.title_line = 1
        self._text: list[str] = []
        self._mark = ""
        self._skipped = 0
        self._is_title = False
        self._cells: list[list[str]] | None = None
        self._has_header = False
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipped += 1
        if tag in _BLOCKS:
            self.end_block()
        if tag == "title":
            self._is_title, self.title_line = True, self.getpos()[0]
        elif tag == "li":
            self._mark = "- "
        elif tag in _HEADINGS:
            self._mark = f"{_HEADINGS[tag]} "
        elif tag == "table":
            self._has_header = False
        elif tag == "tr":
            self._cells = []
        elif tag in ("td", "th") and self._cells is not None:
            self.end_block()
            self._cells.append([])
        elif tag == "a":
            self._link = dict(attrs).get("href") or ""
            self._text.append("[" if self._link else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped = max(self._skipped - 1, 0)
        if tag == "title":
            self._is_title = False
        elif tag == "a" and self._link:
            self._text.append(f"]({self._link})")
            self._link = ""
        elif tag in _BLOCKS or tag in ("td", "th"):
            self.end_block()
        elif tag == "tr":
            self._end_row()
        if tag == "table":
            self._add("")

    def handle_data(self, data: str) -> None:
        if self._is_title:
            self.title = _BLANKS.sub(" ", self.title + data).strip()
        elif not self._skipped:
            self._text.append(data)

    def end_block(self) -> None:
        """End the current paragraph, heading, list item or cell."""
        text = _BLANKS.sub(" ", "".join(self._text)).strip()
        self._text = []
        if not text or text == "[":
            return
        if self._cells is None:
            self._add(f"{self._mark}{text}")
            if self._mark != "- ":
                self._add("")
        elif self._cells:
            mark = "• " if self._mark == "- " else ""
            self._cells[-1].append(f"{mark}{text}".replace("|", "\\|"))
        self._mark = ""

    def _end_row(self) -> None:
        self.end_block()
        cells, self._cells = self._cells or [], None
        if not any(cells):
            return
        if not self._has_header:
            self._add("")
        self._add("| " + " | ".join("<br>".join(cell) for cell in cells) + " |")
        if not self._has_header:
            self._add("|" + " --- |" * len(cells))
            self._has_header = True

    def _add(self, text: str) -> None:
        self.lines.append(PageLine(text, self.getpos()[0]))
