"""Items of a list that serve as headings: a label, a date, bold words over a list."""

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.formats.notes.dating import Around
from vividmap.formats.notes.labels import split_label
from vividmap.formats.notes.line_shapes import LINE_AT_MOST, is_telling
from vividmap.formats.notes.names import read_name
from vividmap.formats.notes.nodes import Node
from vividmap.formats.notes.plain import to_plain
from vividmap.formats.notes.titles import is_only_place, read_title
from vividmap.formats.notes.vocabulary import key_of, phrases

BOLD_LINE = lazy_pattern(
    r"(?P<mark>\*\*|__|\*|_)(?P<label>[^*_\n]{1,80})(?P=mark)\s*[:：]?|(?P<open>\*\*|__)(?P<inside>[^*_\n]{1,80})[:：](?P=open)"
)
LABEL_AT_MOST = 60
PROJECT_LEVEL = 9
"""The level of an unmarked heading that names a project; an item that serves as a heading is one deeper."""
_WORDS_OF_HEAD = 4


def read_item_headings(node: Node, around: Around) -> Node:
    """Turn items that serve as headings into headings: a label, a date, bold words over a list."""
    children: list[Node] = []
    opened: Node | None = None
    has_head = any(child.sort == "item" and _is_head_of_list(child, around) for child in node.children)
    for at, child in enumerate(node.children):
        read_item_headings(child, around)
        if has_head and child.sort == "item" and _is_like_head(child):
            child.sort, child.level, child.is_marked = "heading", PROJECT_LEVEL + 1, False
        following = node.children[at + 1] if at + 1 < len(node.children) else None
        if child.sort == "item" and _is_head_of_list(child, around):
            child.sort, child.level, child.is_marked = "heading", PROJECT_LEVEL + 1, False
        if child.sort == "item" and _is_head_of_next(child, following, around):
            child.sort, child.level, child.is_marked = "heading", PROJECT_LEVEL + 1, False
            opened = child
            children.append(child)
        elif opened is not None and child.sort == "item" and not _is_empty_label(child):
            opened.children.append(child)
        else:
            opened = None
            children.append(child)
    node.children[:] = children
    return node


def _is_head_of_list(node: Node, around: Around) -> bool:
    """Return whether an item is only the heading of the items beneath it."""
    if not any(child.sort == "item" for child in node.children) or node.line.checked is not None:
        return False
    text = node.raw
    plain = to_plain(text).text
    if len(plain) > LINE_AT_MOST * 2:
        return False
    label, value = split_label(plain)
    is_list_of_names = all(read_name(child.plain.text, strict=True) for child in node.children)
    if label and not value and not (label in phrases("headings") and not is_list_of_names):
        return phrases("labels").get(label) not in (
            "gap",
            "outcome",
            "story",
            "people",
            "link",
            "action",
            "current",
        )
    if plain.endswith((":", "\uff1a")):
        return True
    return (
        len(plain) <= LINE_AT_MOST
        and is_only_place(read_title(plain, around))
        and not read_title(plain, around).person
    )


def _is_like_head(node: Node) -> bool:
    """Return whether an item beside heads of lists is one too: a few words over items of its own."""
    text = node.plain.text
    return (
        bool(node.children)
        and all(child.sort == "item" for child in node.children)
        and node.line.checked is None
        and len(text.split()) <= _WORDS_OF_HEAD
        and not is_telling(text)
        and not any(character.isdigit() for character in text)
    )


def _is_head_of_next(node: Node, following: Node | None, around: Around) -> bool:
    """Return whether an item is a label whose list stands beside it and not beneath it."""
    return (
        _is_empty_label(node)
        and following is not None
        and following.sort == "item"
        and not _is_empty_label(following)
        and bool(BOLD_LINE.fullmatch(node.raw) or read_title(node.plain.text, around).section)
        and phrases("labels").get(key_of(node.plain.text)) not in ("story", "outcome")
    )


def _is_empty_label(node: Node) -> bool:
    text = node.plain.text
    return not node.children and len(text) <= LABEL_AT_MOST and text.endswith((":", "\uff1a"))
