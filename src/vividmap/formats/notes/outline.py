"""Blocks → a tree of headings, including lines that serve as headings without being marked as such."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from vividmap.core.text import clean_line
from vividmap.formats.notes.blocks import NoteBlock
from vividmap.formats.notes.dating import Around
from vividmap.formats.notes.leads import lead_of
from vividmap.formats.notes.titles import NoteTitle, read_title

_BOLD = re.compile(r"(\*\*|__)(?P<label>[^*_\n]{1,60})\1\s*:?")
_LABEL_AT_MOST = 40
_LINE_AT_MOST = 80
_BELOW_ALL = 7

SAYS_NOTHING = {
    "rule": "a horizontal rule",
    "comment": "a comment",
    "front matter": "front matter",
    "definition": "a link definition that no entry uses",
}
"""Blocks that are not imported, with the reason."""


class Group(NamedTuple):
    """A block and what belongs to it: code, a quotation, the list that it introduces."""

    lead: NoteBlock
    end: int


@dataclass(frozen=True)
class Node:
    """A heading (None for the document itself) and the parts below it, in order."""

    heading: NoteBlock | None = None
    parts: list["NoteBlock | Node"] = field(default_factory=list)

    @property
    def blocks(self) -> list[NoteBlock]:
        """Return the blocks directly below the heading."""
        return [part for part in self.parts if isinstance(part, NoteBlock)]

    @property
    def nodes(self) -> list["Node"]:
        """Return the headings below this one."""
        return [part for part in self.parts if isinstance(part, Node)]

    @property
    def title(self) -> str:
        """Return the text of the heading, "" for the document."""
        return self.heading.title if self.heading else ""

    @property
    def first(self) -> int:
        """Return the number of the first line, from 0."""
        first = self.heading or (self.parts[0] if self.parts else None)
        return first.first if first else 0

    @property
    def end(self) -> int:
        """Return the number after that of the last line."""
        last = self.parts[-1] if self.parts else self.heading
        return last.end if last else 0


def read_outline(blocks: Sequence[NoteBlock], lines: Sequence[str], around: Around) -> Node:
    """Return the document as a tree of its headings, without the blocks that are not imported."""
    blocks = [block for block in blocks if block.sort not in SAYS_NOTHING]
    root = Node()
    open_nodes = [(0, root)]
    for block, following in zip_longest(blocks, blocks[1:]):
        heading = block if block.sort == "heading" else _heading_in_text(block, following, lines, around)
        if heading:
            while open_nodes[-1][0] >= heading.level:
                open_nodes.pop()
            node = Node(heading)
            open_nodes[-1][1].parts.append(node)
            open_nodes.append((heading.level, node))
        else:
            open_nodes[-1][1].parts.append(_bullet_as_heading(block, lines, around) or block)
    return root


def _heading_in_text(
    block: NoteBlock, following: NoteBlock | None, lines: Sequence[str], around: Around
) -> NoteBlock | None:
    """Return a heading for a line that serves as one (a date, a section, bold text, `I did:`), else None."""
    text = lines[block.first].strip()
    if block.sort != "text" or block.end != block.first + 1 or len(text) > _LINE_AT_MOST:
        return None
    announces = text.endswith((":", "\uff1a")) and following and following.sort in ("item", "table")
    is_label = announces and len(text) <= _LABEL_AT_MOST
    if is_label or (following and _BOLD.fullmatch(text)) or is_only_place(read_title(text, around)):
        return block._replace(sort="heading", title=clean_line(text), level=_BELOW_ALL)
    return None


def is_only_place(title: NoteTitle) -> bool:
    """Return whether a title is a section or a date and nothing else."""
    return (
        not title.remainder
        and not title.person
        and bool(title.section or title.moment or title.undecided_date)
    )


def _bullet_as_heading(block: NoteBlock, lines: Sequence[str], around: Around) -> Node | None:
    """Return a node for a bullet that is a date or a section with bullets below it, as in outliners."""
    has_bullets = any(part.sort == "item" and part.first > block.first for part in block.inner)
    if block.sort != "item" or not has_bullets:
        return None
    lead, (opening, *below) = lead_of(block, lines), block.inner
    if lead is None or lead.body != opening.end or not is_only_place(read_title(lead.words, around)):
        return None
    heading = NoteBlock("heading", block.first, lead.body, lead.words, _BELOW_ALL)
    return Node(heading, [_bullet_as_heading(part, lines, around) or part for part in below])


def groups(parts: Sequence[NoteBlock | Node], lines: Sequence[str]) -> list[Group | Node]:
    """Return parts in groups: each block with those that cannot stand alone or that it introduces."""
    parts_in_groups: list[Group | Node] = []
    for part in parts:
        last = parts_in_groups[-1] if parts_in_groups else None
        if isinstance(part, Node):
            parts_in_groups.append(part)
        elif isinstance(last, Group) and _is_attached(part, last, lines):
            parts_in_groups[-1] = last._replace(end=part.end)
        else:
            parts_in_groups.append(Group(part, part.end))
    return parts_in_groups


def _is_attached(block: NoteBlock, group: Group, lines: Sequence[str]) -> bool:
    lead = group.lead
    if lead.sort not in ("text", "item", "quote") or any(
        line.strip() for line in lines[group.end : block.first]
    ):
        return False
    is_text, is_alone = lead.sort == "text", group.end == lead.end
    announces = is_text and lines[lead.end - 1].rstrip().endswith((":", "\uff1a"))
    belongs = {
        "code": True,
        "html": True,
        "quote": is_text and is_alone and (announces or block.first == group.end),
        "item": announces,
        "table": announces and is_alone,
    }
    return belongs.get(block.sort, False)
