"""The tree of a document: a line with its continuation, and its children."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from vividmap.formats.notes.lines import NoteLine
from vividmap.formats.notes.plain import PlainText, remove_ornament, to_plain

NodeSort = Literal["document", "heading", "item", "text", "quote", "code", "table"]


@dataclass
class Node:
    """A line with its continuation lines, and its children."""

    sort: NodeSort
    lines: list[NoteLine] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    level: int = 0
    is_marked: bool = True
    """False for a heading that is not marked as one and only serves as one."""

    @property
    def line(self) -> NoteLine:
        """Return the first line."""
        return self.lines[0]

    @property
    def first(self) -> int:
        """Return the number of the first line, from 0."""
        return self.lines[0].number

    @property
    def own_end(self) -> int:
        """Return the number after the last line of its own text."""
        return self.lines[-1].end

    @property
    def end(self) -> int:
        """Return the number after the last line below it."""
        node, end = self, self.own_end
        while node.children:
            node = node.children[-1]
            end = max(end, node.own_end)
        return end

    @property
    def raw(self) -> str:
        """Return its text as written, in one line."""
        if len(self.lines) == 1:
            return self.lines[0].text
        return " ".join(line.text for line in self.lines if line.text)

    @property
    def plain(self) -> PlainText:
        """Return its text without markup."""
        plain = to_plain(self.raw)
        return (
            plain
            if self.sort == "heading"
            else PlainText(remove_ornament(plain.text, is_item=self.sort == "item"), plain.links)
        )


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all beneath it."""
    yield node
    for child in node.children:
        yield from walk(child)
