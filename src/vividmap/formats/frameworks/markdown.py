"""Markdown: nested headings, nested bullets, tables, in any mixture."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.rules_block.table import escapedSplit

from vividmap.formats.frameworks.axes import is_level
from vividmap.formats.frameworks.grid import Grid, Row, plain, unmarked
from vividmap.formats.frameworks.stated import Found, Label, Leaf, Span
from vividmap.formats.notes.blocks import Block

_MARKER = re.compile(r"\s*(?:[-*+•◦▪‣●○]|\d{1,9}[.)])(?:\s+|$)(?:\[[ xX]\]\s+)?")
_BOLD = re.compile(
    r"(\*\*|__)(?P<label>[^*_]+?)(?P<colon>:?)\1(?P<colon2>\s*[:–—-])?\s*(?P<rest>.*)", re.DOTALL
)
_LED = re.compile(r"(?P<label>[^:]{1,40}):\s+(?P<rest>\S.*)", re.DOTALL)
_THEMED = re.compile(r"(?P<label>[^\W\d_a-z][^:.,;!?]{1,40}):\s+(?P<rest>\S.*)", re.DOTALL)
_LONGEST_LABEL = 60
_MOST_WORDS = 8
_NOTHING = {"rule": "a line across", "comment": "a comment", "front matter": "front matter", "html": "HTML"}


def is_markdown(blocks: Sequence[Block]) -> bool:
    """Tell whether anything in a text is marked up as a heading, a bullet or a table."""
    return any(one.sort in ("heading", "item", "table") for one in blocks)


def read_markdown(blocks: Sequence[Block], lines: Sequence[str]) -> Found:
    """Read a document."""
    reader = _Reader(lines)
    title = _title(blocks)
    if title:
        reader.spans.append(Span(title.first + 1, title.end, "heading", "what it is called"))
    reader.blocks([one for one in blocks if one is not title], ())
    shape = f"Markdown, {' and '.join(dict.fromkeys(reader.shapes)) or 'a list'}"
    found = (tuple(reader.leaves), tuple(reader.labels), tuple(reader.spans))
    return Found(shape, *found, name=plain(title.title) if title else "")


def _title(blocks: Sequence[Block]) -> Block | None:
    """Return the heading that names the document: the first, if no other is as high and it is no level."""
    headings = [one for one in blocks if one.sort == "heading"]
    first = next(iter(headings), None)
    if first is None or is_level(first.title) or any(one.level <= first.level for one in headings[1:]):
        return None
    return first


def is_label(text: str) -> bool:
    """Tell whether a line is short and no sentence, as a level or a theme is called."""
    return len(text) <= _LONGEST_LABEL and len(text.split()) <= _MOST_WORDS and text[-1:] not in ".!?;,"


def theme_led(text: str) -> tuple[str, str] | None:
    """Return the theme that a criterion begins with, "Scope: owns …", and the rest; None without."""
    match = _THEMED.fullmatch(text)
    return (match["label"], match["rest"]) if match and len(match["label"].split()) <= 3 else None


@dataclass
class _Reader:
    lines: Sequence[str]
    leaves: list[Leaf] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)

    def blocks(self, blocks: Sequence[Block], path: tuple[Label, ...]) -> None:
        """Read blocks that stand one after another, beneath the headings among them."""
        above: list[tuple[int, Label]] = []
        for group in _runs(blocks):
            block, there = group[0], (*path, *(label for _, label in above))
            heading = block.title if block.sort == "heading" else self._bold_alone(block)
            if heading:
                depth = block.level or 7
                above = [one for one in above if one[0] < depth]
                above.append((depth, self._label(heading, block.first + 1, f"heading {depth}")))
                self._saw("nested headings")
            elif block.sort == "item":
                self._items(group, there)
            elif block.sort == "table":
                self._table(block, there)
            elif block.sort == "text":
                self._paragraph(block, there)
            else:
                self._rest(block)

    def _saw(self, shape: str) -> None:
        self.shapes.append(shape)

    def _label(self, text: str, line: int, key: str) -> Label:
        label = Label(plain(text).rstrip(":").rstrip(), line, key)
        self.labels.append(label)
        return label

    def _bold_alone(self, block: Block) -> str:
        """Return what a paragraph says that is one bold line, and so a heading in all but name; else ""."""
        if block.sort != "text" or block.end - block.first != 1:
            return ""
        match = _BOLD.fullmatch(self.lines[block.first].strip())
        return match["label"] if match and not match["rest"] and is_label(match["label"]) else ""

    def _items(self, items: Sequence[Block], path: tuple[Label, ...]) -> None:
        """Read bullets of one list: each is a label with bullets beneath it, or a criterion."""
        all_labels = all(_has_items(one) and is_label(self._lead(one)) for one in items)
        for item in items:
            lead = self._lead(item)
            opens = _has_items(item) and is_label(lead)
            if opens and (is_level(lead) or lead.endswith(":") or (all_labels and len(path) < 2)):
                self._saw("nested bullets")
                label = self._label(lead, item.first + 1, f"bullet {len(path)}")
                self.blocks(item.inner[item.inner[0].sort == "text" :], (*path, label))
            else:
                self._leaf(item, lead, path)

    def _lead(self, item: Block) -> str:
        first, end = self._lead_lines(item)
        said = " ".join(line.strip() for line in self.lines[first + 1 : end])
        return f"{unmarked(self.lines[first], _MARKER).strip()} {said}".strip()

    @staticmethod
    def _lead_lines(item: Block) -> tuple[int, int]:
        inner = item.inner[0] if item.inner else None
        return (item.first, inner.end if inner and inner.sort == "text" else item.first + 1)

    def _leaf(self, item: Block, lead: str, path: tuple[Label, ...]) -> None:
        _, end = self._lead_lines(item)
        match = _MARKER.match(self.lines[item.first])
        indent = len(match[0].expandtabs()) if match else 0
        body = "\n".join(_dedented(line, indent) for line in self.lines[end : item.end])
        path, text = self._led(plain(lead), lead, path, item.first + 1)
        if text:
            self.leaves.append(Leaf(path, text, body.strip("\n"), item.first + 1, item.end))

    def _led(
        self, text: str, written: str, path: tuple[Label, ...], line: int
    ) -> tuple[tuple[Label, ...], str]:
        """Return the path and the text of a criterion that may begin with its theme or level, bold or not."""
        bold = _BOLD.fullmatch(written)
        if bold and bold["rest"] and (bold["colon"] or bold["colon2"]) and len(path) < 2:
            lead, rest = bold["label"], bold["rest"]
        elif (match := _LED.fullmatch(text)) and is_level(match["label"]) and not _has_level(path):
            lead, rest = match["label"], match["rest"]
        else:
            return path, text
        return (*path, self._label(lead, line, "lead")), plain(rest)

    def _paragraph(self, block: Block, path: tuple[Label, ...]) -> None:
        written = " ".join(line.strip() for line in self.lines[block.first : block.end])
        if (not path and not _LED.fullmatch(written)) or written.endswith(":"):
            self._about(block, "what introduces it")
            return
        path, text = self._led(plain(written), written, path, block.first + 1)
        self.leaves.append(Leaf(path, text, "", block.first + 1, block.end))

    def _table(self, block: Block, path: tuple[Label, ...]) -> None:
        grid = Grid(path)
        header, rule, *rows = (
            Row(tuple(_cells(self.lines[number])), number + 1, number + 1)
            for number in range(block.first, block.end)
        )
        self.spans.append(Span(rule.first, rule.last, "heading", "beneath the columns of a table"))
        self._saw(grid.read(header, rows))
        self.leaves += grid.leaves
        self.labels += grid.labels
        self.spans += grid.spans

    def _rest(self, block: Block) -> None:
        if block.sort in _NOTHING:
            self.spans.append(Span(block.first + 1, block.end, "not taken", _NOTHING[block.sort]))
        else:
            self._about(block, block.sort)

    def _about(self, block: Block, said: str) -> None:
        text = "\n".join(self.lines[block.first : block.end])
        self.spans.append(Span(block.first + 1, block.end, "about", said, text))


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield bullets that follow one another as one group, and each other block alone."""
    run: list[Block] = []
    for block in blocks:
        if run and not (block.sort == run[-1].sort == "item"):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _has_items(item: Block) -> bool:
    return any(one.sort == "item" for one in item.inner)


def _has_level(path: Sequence[Label]) -> bool:
    return any(is_level(one.text) for one in path)


def _cells(line: str) -> list[str]:
    cells = [cell.strip() for cell in escapedSplit(line.strip())]
    return cells[line.lstrip().startswith("|") : len(cells) - (len(cells) > 1 and not cells[-1])]


def _dedented(line: str, indent: int) -> str:
    blanks = len(line) - len(line.lstrip())
    return line[min(blanks, indent) :].rstrip()
