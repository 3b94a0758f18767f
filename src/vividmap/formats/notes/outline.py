"""Blocks → what stands under which heading, those included that are headings in all but their form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from vividmap.core.text import clean_line
from vividmap.formats.notes.blocks import Block
from vividmap.formats.notes.dating import Around
from vividmap.formats.notes.leads import lead_of
from vividmap.formats.notes.titles import Title, read_title

_BOLD = re.compile(r"(\*\*|__)(?P<said>[^*_\n]{1,60})\1\s*:?")
_LABEL_AT_MOST = 40
_LINE_AT_MOST = 80
_BELOW_ALL = 7

SAYS_NOTHING = {
    "rule": "a line across the page",
    "comment": "a comment",
    "front matter": "front matter",
    "definition": "an address that no entry uses",
}
"""Blocks that are left out, and why."""


class Group(NamedTuple):
    """A block and what stands directly beneath it: code, a quotation, the list that it announces."""

    lead: Block
    end: int


@dataclass(frozen=True)
class Node:
    """A heading (None: the document itself) and what stands beneath it, in order."""

    heading: Block | None = None
    parts: list["Block | Node"] = field(default_factory=list)

    @property
    def blocks(self) -> list[Block]:
        """Return what stands directly beneath the heading."""
        return [part for part in self.parts if isinstance(part, Block)]

    @property
    def nodes(self) -> list["Node"]:
        """Return the headings beneath this one."""
        return [part for part in self.parts if isinstance(part, Node)]

    @property
    def title(self) -> str:
        """Return what the heading says."""
        return self.heading.title if self.heading else ""

    @property
    def first(self) -> int:
        """Return the first line that belongs here."""
        first = self.heading or (self.parts[0] if self.parts else None)
        return first.first if first else 0

    @property
    def end(self) -> int:
        """Return the line after the last that belongs here."""
        last = self.parts[-1] if self.parts else self.heading
        return last.end if last else 0


def read_outline(blocks: Sequence[Block], lines: Sequence[str], around: Around) -> Node:
    """Return the document as a tree of its headings, without the blocks that say nothing."""
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
    block: Block, following: Block | None, lines: Sequence[str], around: Around
) -> Block | None:
    """Return a heading for a line of text that serves as one: a date, a section, bold words, `I did:`."""
    said = lines[block.first].strip()
    if block.sort != "text" or block.end != block.first + 1 or len(said) > _LINE_AT_MOST:
        return None
    announces = said.endswith((":", "\uff1a")) and following and following.sort in ("item", "table")
    is_label = announces and len(said) <= _LABEL_AT_MOST
    if is_label or (following and _BOLD.fullmatch(said)) or says_only_where(read_title(said, around)):
        return block._replace(sort="heading", title=clean_line(said), level=_BELOW_ALL)
    return None


def says_only_where(title: Title) -> bool:
    """Tell whether words name a section or a date and nothing else."""
    return not title.rest and not title.person and bool(title.section or title.when or title.written)


def _bullet_as_heading(block: Block, lines: Sequence[str], around: Around) -> Node | None:
    """Return what stands beneath a bullet that is a date or the name of a section, as outliners write."""
    has_bullets = any(one.sort == "item" and one.first > block.first for one in block.inner)
    if block.sort != "item" or not has_bullets:
        return None
    lead, (opening, *beneath) = lead_of(block, lines), block.inner
    if lead is None or lead.body != opening.end or not says_only_where(read_title(lead.said, around)):
        return None
    heading = Block("heading", block.first, lead.body, lead.said, _BELOW_ALL)
    return Node(heading, [_bullet_as_heading(one, lines, around) or one for one in beneath])


def groups(parts: Sequence[Block | Node], lines: Sequence[str]) -> list[Group | Node]:
    """Return blocks with what belongs to each of them: what cannot stand alone, or was announced."""
    found: list[Group | Node] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, Node):
            found.append(part)
        elif isinstance(last, Group) and _belongs(part, last, lines):
            found[-1] = last._replace(end=part.end)
        else:
            found.append(Group(part, part.end))
    return found


def _belongs(block: Block, group: Group, lines: Sequence[str]) -> bool:
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
