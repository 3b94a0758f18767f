"""Markdown: nested headings, nested bullets and tables, in any combination."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown_it.rules_block.table import escapedSplit

from vividmap.formats.frameworks.axes import is_level
from vividmap.formats.frameworks.grid import Grid, GridRow, plain, remove_marker
from vividmap.formats.frameworks.roles import is_aside, role
from vividmap.formats.frameworks.stated import FrameworkContents, Label, Leaf, Span
from vividmap.formats.notes.blocks import NoteBlock

_MARKER = re.compile(r"(?<!\s)\s*+(?:[-*+•◦▪‣●○]|\d{1,9}[.)])(?:\s+|$)(?:\[[ xX]\]\s+)?")
_BOLD = re.compile(
    r"(\*\*|__)(?P<label>[^*_]+?)(?P<colon>:?)\1(?P<colon2>\s*[:–—-])?\s*(?P<rest>.*)", re.DOTALL
)
_LABEL_AND_TEXT = re.compile(r"(?P<label>[^:]{1,40}):\s+(?P<rest>\S.*)", re.DOTALL)
_THEME_AND_TEXT = re.compile(r"(?P<label>[^\W\d_a-z][^:.,;!?]{1,40}):\s+(?P<rest>\S.*)", re.DOTALL)
_LINK_ALONE = re.compile(r"\s*(?:[-*+•]\s+)?(?:\*\*)?\[[^\]]{0,300}\]\([^)\s]{1,500}\)(?:\*\*)?\s*")
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
    links = [block for section in _link_sections(blocks, lines) for block in section]
    reader.spans += [Span(block.first + 1, block.end, "not imported", "links only") for block in links]
    blocks = [block for block in blocks if block not in links]
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
        above: list[_SectionHeading] = []
        groups = [*_runs(blocks)]
        for place, group in enumerate(groups):
            following = groups[place + 1] if place + 1 < len(groups) else []
            block = group[0]
            path_here = (*path, *(heading.label for heading in above if heading.label))
            title = block.title if block.sort == "heading" else self._bold_alone(block)
            if title:
                depth = block.level or 7
                above = [heading for heading in above if heading.depth < depth]
                above.append(self._heading(title, block, depth, [heading.title for heading in above]))
                self._saw("nested headings")
            elif any(heading.is_aside for heading in above):
                for aside in group:
                    self._about(aside, above[-1].title)
            elif block.sort == "text" and _is_introduction(above[-1].depth if above else 0, following):
                self._about(block, "introduction")
            elif block.sort == "item":
                self._items(group, path_here)
            elif block.sort == "table":
                self._table(block, path_here)
            elif block.sort == "text":
                self._paragraph(block, path_here)
            else:
                self._leave_out(block)

    def _heading(self, title: str, block: NoteBlock, depth: int, titles: Sequence[str]) -> "_SectionHeading":
        """Return a heading; one that only says what kind of thing is below it is no label."""
        text, line = _without_prefix(plain(title), titles), block.first + 1
        if is_aside(text):
            self.spans.append(Span(line, block.end, "about", "heading", self.lines[block.first]))
            return _SectionHeading(depth, None, text, is_aside=True)
        key_role = role(text)
        if key_role == "criterion" or (key_role in ("level", "theme") and text.casefold().endswith("s")):
            self.spans.append(Span(line, block.end, "heading", f"contains {text.casefold()}"))
            return _SectionHeading(depth, None, text)
        return _SectionHeading(depth, self._label(text, line, f"heading {depth}"), text)

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
        if rows and all(_has_page_link(row.cells) for row in rows):
            self.spans.append(Span(header.first, rows[-1].last, "not imported", "table of contents"))
            return
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


class _SectionHeading(NamedTuple):
    """A heading of a depth, with the label that it is to the criteria below it, if it is one."""

    depth: int
    label: Label | None
    title: str
    is_aside: bool = False


def _without_prefix(title: str, titles: Sequence[str]) -> str:
    """Return a heading without the heading above it in front: "Staff Engineer responsibilities"."""
    for above in reversed(titles):
        if title.casefold().startswith(f"{above.casefold()} "):
            return title[len(above) :].strip()
    return title


def _is_introduction(depth: int, following: Sequence[NoteBlock]) -> bool:
    """Return whether a paragraph in a section of this depth introduces the blocks after it."""
    return bool(following) and (
        following[0].sort in ("item", "table")
        or (following[0].sort == "heading" and following[0].level > depth)
    )


def _link_sections(blocks: Sequence[NoteBlock], lines: Sequence[str]) -> Iterator[list[NoteBlock]]:
    """Yield each heading that has nothing but links below it, with them."""
    heading: list[NoteBlock] = []
    for group in _runs(blocks):
        if group[0].sort == "heading":
            heading = group
        elif all(_is_link(lines[number]) for block in group for number in range(block.first, block.end)):
            yield [*heading, *group]
            heading = []
        else:
            heading = []


def _is_link(line: str) -> bool:
    return not line.strip() or _LINK_ALONE.fullmatch(line) is not None


def _has_page_link(cells: Sequence[str]) -> bool:
    return any("](#" in cell for cell in cells)


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
