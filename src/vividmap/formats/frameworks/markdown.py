"""Markdown: nested headings, nested bullets and tables, in any combination."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.rules_block.table import escapedSplit

from vividmap.formats.frameworks.axes import is_level
from vividmap.formats.frameworks.grid import Grid, GridRow, plain, remove_marker
from vividmap.formats.frameworks.stated import FrameworkContents, Label, Leaf, Span
from vividmap.formats.notes.blocks import NoteBlock

_MARKER = re.compile(r"\s*(?:[-*+•◦▪‣●○]|\d{1,9}[.)])(?:\s+|$)(?:\[[ xX]\]\s+)?")
_BOLD = re.compile(
    r"(\*\*|__)(?P<label>[^*_]+?)(?P<colon>:?)\1(?P<colon2>\s*[:–—-])?\s*(?P<rest>.*)", re.DOTALL
)
_LABEL_AND_TEXT = re.compile(r"(?P<label>[^:]{1,40}):\s+(?P<rest>\S.*)", re.DOTALL)
_THEME_AND_TEXT = re.compile(r"(?P<label>[^\W\d_a-z][^:.,;!?]{1,40}):\s+(?P<rest>\S.*)", re.DOTALL)
_LONGEST_LABEL = 60
_MOST_WORDS = 8
_SKIPPED_BLOCKS = {
    "rule": "a horizontal rule",
    "comment": "a comment",
    "front matter": "front matter",
    "html": "HTML",
}


def is_markdown(blocks: Sequence[NoteBlock]) -> bool:
    """Return whether any block is a heading, a bullet or a table."""
    return any(block.sort in ("heading", "item", "table") for block in blocks)


def read_markdown(blocks: Sequence[NoteBlock], lines: Sequence[str]) -> FrameworkContents:
    """Return the contents of a Markdown document."""
    reader = _MarkdownReader(lines)
    title = _title(blocks)
    if title:
        reader.spans.append(Span(title.first + 1, title.end, "heading", "name of the framework"))
    reader.blocks([block for block in blocks if block is not title], ())
    shape = f"Markdown, {' and '.join(dict.fromkeys(reader.shapes)) or 'a list'}"
    contents = (tuple(reader.leaves), tuple(reader.labels), tuple(reader.spans))
    return FrameworkContents(shape, *contents, name=plain(title.title) if title else "")


def _title(blocks: Sequence[NoteBlock]) -> NoteBlock | None:
    """Return the document's title: the first heading, if it is the only one of its depth and not a level."""
    headings = [block for block in blocks if block.sort == "heading"]
    first = next(iter(headings), None)
    if (
        first is None
        or is_level(first.title)
        or any(heading.level <= first.level for heading in headings[1:])
    ):
        return None
    return first


def is_label(text: str) -> bool:
    """Return whether a line is short and not a sentence, like the name of a level or a theme."""
    return len(text) <= _LONGEST_LABEL and len(text.split()) <= _MOST_WORDS and text[-1:] not in ".!?;,"


def theme_led(text: str) -> tuple[str, str] | None:
    """Return the theme in front of a criterion ("Scope: owns …") and the rest; None if it has none."""
    match = _THEME_AND_TEXT.fullmatch(text)
    return (match["label"], match["rest"]) if match and len(match["label"].split()) <= 3 else None


@dataclass
class _MarkdownReader:
    lines: Sequence[str]
    leaves: list[Leaf] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)

    def blocks(self, blocks: Sequence[NoteBlock], path: tuple[Label, ...]) -> None:
        """Read consecutive blocks; those after a heading are below it."""
        above: list[tuple[int, Label]] = []
        for group in _runs(blocks):
            block, path_here = group[0], (*path, *(label for _, label in above))
            heading = block.title if block.sort == "heading" else self._bold_alone(block)
            if heading:
                depth = block.level or 7
                above = [heading for heading in above if heading[0] < depth]
                above.append((depth, self._label(heading, block.first + 1, f"heading {depth}")))
                self._saw("nested headings")
            elif block.sort == "item":
                self._items(group, path_here)
            elif block.sort == "table":
                self._table(block, path_here)
            elif block.sort == "text":
                self._paragraph(block, path_here)
            else:
                self._leave_out(block)

    def _saw(self, shape: str) -> None:
        self.shapes.append(shape)

    def _label(self, text: str, line: int, key: str) -> Label:
        label = Label(plain(text).rstrip(":").rstrip(), line, key)
        self.labels.append(label)
        return label

    def _bold_alone(self, block: NoteBlock) -> str:
        """Return the text of a paragraph that is a single bold line, which serves as a heading; else ""."""
        if block.sort != "text" or block.end - block.first != 1:
            return ""
        match = _BOLD.fullmatch(self.lines[block.first].strip())
        return match["label"] if match and not match["rest"] and is_label(match["label"]) else ""

    def _items(self, items: Sequence[NoteBlock], path: tuple[Label, ...]) -> None:
        """Read the bullets of a list: each is a label with bullets below it, or a criterion."""
        all_labels = all(_has_items(item) and is_label(self._lead(item)) for item in items)
        for item in items:
            lead = self._lead(item)
            opens = _has_items(item) and is_label(lead)
            if opens and (is_level(lead) or lead.endswith(":") or (all_labels and len(path) < 2)):
                self._saw("nested bullets")
                label = self._label(lead, item.first + 1, f"bullet {len(path)}")
                self.blocks(item.inner[item.inner[0].sort == "text" :], (*path, label))
            else:
                self._leaf(item, lead, path)

    def _lead(self, item: NoteBlock) -> str:
        first, end = self._lead_lines(item)
        text = " ".join(line.strip() for line in self.lines[first + 1 : end])
        return f"{remove_marker(self.lines[first], _MARKER).strip()} {text}".strip()

    @staticmethod
    def _lead_lines(item: NoteBlock) -> tuple[int, int]:
        inner = item.inner[0] if item.inner else None
        return (item.first, inner.end if inner and inner.sort == "text" else item.first + 1)

    def _leaf(self, item: NoteBlock, lead: str, path: tuple[Label, ...]) -> None:
        _, end = self._lead_lines(item)
        match = _MARKER.match(self.lines[item.first])
        indent = len(match[0].expandtabs()) if match else 0
        body = "\n".join(_dedent(line, indent) for line in self.lines[end : item.end])
        path, text = self._leaf_with_label(plain(lead), lead, path, item.first + 1)
        if text:
            self.leaves.append(Leaf(path, text, body.strip("\n"), item.first + 1, item.end))

    def _leaf_with_label(
        self, text: str, source_text: str, path: tuple[Label, ...], line: int
    ) -> tuple[tuple[Label, ...], str]:
        """Return the path and the text of a criterion, after splitting off a theme or level in front."""
        bold = _BOLD.fullmatch(source_text)
        if bold and bold["rest"] and (bold["colon"] or bold["colon2"]) and len(path) < 2:
            lead, remainder = bold["label"], bold["rest"]
        elif (match := _LABEL_AND_TEXT.fullmatch(text)) and is_level(match["label"]) and not _has_level(path):
            lead, remainder = match["label"], match["rest"]
        else:
            return path, text
        return (*path, self._label(lead, line, "lead")), plain(remainder)

    def _paragraph(self, block: NoteBlock, path: tuple[Label, ...]) -> None:
        source_text = " ".join(line.strip() for line in self.lines[block.first : block.end])
        if (not path and not _LABEL_AND_TEXT.fullmatch(source_text)) or source_text.endswith(":"):
            self._about(block, "introduction")
            return
        path, text = self._leaf_with_label(plain(source_text), source_text, path, block.first + 1)
        self.leaves.append(Leaf(path, text, "", block.first + 1, block.end))

    def _table(self, block: NoteBlock, path: tuple[Label, ...]) -> None:
        grid = Grid(path)
        header, rule, *rows = (
            GridRow(tuple(_cells(self.lines[number])), number + 1, number + 1)
            for number in range(block.first, block.end)
        )
        self.spans.append(Span(rule.first, rule.last, "heading", "table header"))
        self._saw(grid.read(header, rows))
        self.leaves += grid.leaves
        self.labels += grid.labels
        self.spans += grid.spans

    def _leave_out(self, block: NoteBlock) -> None:
        if block.sort in _SKIPPED_BLOCKS:
            self.spans.append(Span(block.first + 1, block.end, "not imported", _SKIPPED_BLOCKS[block.sort]))
        else:
            self._about(block, block.sort)

    def _about(self, block: NoteBlock, detail: str) -> None:
        text = "\n".join(self.lines[block.first : block.end])
        self.spans.append(Span(block.first + 1, block.end, "about", detail, text))


def _runs(blocks: Sequence[NoteBlock]) -> Iterator[list[NoteBlock]]:
    """Yield consecutive bullets as one group, and each other block by itself."""
    run: list[NoteBlock] = []
    for block in blocks:
        if run and not (block.sort == run[-1].sort == "item"):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _has_items(item: NoteBlock) -> bool:
    return any(block.sort == "item" for block in item.inner)


def _has_level(path: Sequence[Label]) -> bool:
    return any(is_level(label.text) for label in path)


def _cells(line: str) -> list[str]:
    cells = [cell.strip() for cell in escapedSplit(line.strip())]
    return cells[line.lstrip().startswith("|") : len(cells) - (len(cells) > 1 and not cells[-1])]


def _dedent(line: str, indent: int) -> str:
    blanks = len(line) - len(line.lstrip())
    return line[min(blanks, indent) :].rstrip()
