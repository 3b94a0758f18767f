"""YAML → a tree of texts with their line numbers. No values are converted or constructed."""

from collections.abc import Iterator
from typing import NamedTuple

import yaml

from vividmap.formats.notes.blocks import Unreadable

DEEPEST = 12
"""The deepest nesting that is accepted; frameworks have four or five levels."""
_NULLS = ("null", "Null", "NULL", "~")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FOREIGN_BREAKS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")
"""What YAML alone takes for the end of a line: it would count other lines than the file has."""


class Scalar(NamedTuple):
    """A text, on lines `first` to `last`, counted from 1."""

    text: str
    first: int
    last: int


class Seq(NamedTuple):
    """A list, from line `first` on."""

    items: tuple["Node", ...]
    first: int


class Map(NamedTuple):
    """A mapping with its pairs in order, from line `first` on."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    first: int


Node = Scalar | Seq | Map


def read_tree(text: str) -> Node:
    """Return the tree of a YAML document. Raises Unreadable, also for aliases, which can expand hugely."""
    try:
        events = yaml.parse(text.translate(_FOREIGN_BREAKS), Loader=_LOADER)
        return _document(events)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        if "nesting" in (error.problem or ""):  # newer libraries stop by themselves, at a thousand levels
            raise _too_deep(line) from error
        raise Unreadable(line, f"this is not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise Unreadable(1, f"this is not YAML: {' '.join(str(error).split())[:120]}") from error


def _document(events: Iterator[yaml.Event]) -> Node:
    root: Node | None = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if root is not None:
                raise Unreadable(_line(event), "a second document begins here; import one at a time")
        elif isinstance(event, yaml.NodeEvent):
            root = _node(event, events, 0)
    return root if root is not None else Map((), 1)


def _too_deep(line: int) -> Unreadable:
    return Unreadable(line, f"nested more than {DEEPEST} levels deep; use fewer levels")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _node(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
    line = _line(event)
    if isinstance(event, yaml.AliasEvent):
        raise Unreadable(line, f"aliases such as *{event.anchor} are not supported; write the value out")
    if depth > DEEPEST:
        raise _too_deep(line)
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    inner: list[Node] = []
    for inner_event in events:
        if isinstance(inner_event, yaml.CollectionEndEvent):
            break
        inner.append(_node(inner_event, events, depth + 1))
    if isinstance(event, yaml.SequenceStartEvent):
        return Seq(tuple(inner), line)
    return Map(tuple(_pairs(inner)), line)


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    first, mark = _line(event), event.end_mark
    end = mark.line + (mark.column > 0) if mark else first
    is_empty = event.implicit[0] and event.value in _NULLS
    return Scalar("" if is_empty else str(event.value), first, max(first, end))


def _pairs(inner: list[Node]) -> Iterator[tuple[Scalar, Node]]:
    line_by_key: dict[str, int] = {}
    for key, value in zip(inner[::2], inner[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise Unreadable(key.first, "a list or mapping cannot be a key; use text")
        if key.text in line_by_key:
            raise Unreadable(
                key.first, f"{key.text[:40]!r} is also on line {line_by_key[key.text]}; merge them"
            )
        line_by_key[key.text] = key.first
        yield key, value
