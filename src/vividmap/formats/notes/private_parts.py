"""Items of a list below an entry that are private by themselves: entries of their own, so it stays open."""

from collections.abc import Sequence
from dataclasses import replace

from vividmap.core.english.privacy_words import find_privacy_mark, is_private_statement
from vividmap.formats.notes.making import Place, ReadEntry
from vividmap.formats.notes.nodes import Node


def find_private_parts(node: Node) -> list[Node]:
    """Return the items right below an entry that state something private, where the entry itself does not."""
    if find_privacy_mark((node.plain.text,)):
        return []
    return [
        child for child in node.children if child.sort == "item" and is_private_statement(child.plain.text)
    ]


def without_parts(node: Node, parts: Sequence[Node]) -> Node:
    """Return a node without some of the items below it."""
    return replace(node, children=[child for child in node.children if child not in parts])


def lines_of(parts: Sequence[Node]) -> set[int]:
    """Return the numbers of the lines of some nodes."""
    return {number for part in parts for number in range(part.first, part.end)}


def without_lines(entry: ReadEntry, lines: set[int]) -> ReadEntry:
    """Return an entry that no longer counts some lines as its own."""
    spans: list[tuple[int, int, int]] = []
    for first, end, place in entry.spans:
        numbers = [number for number in range(first, end) if number not in lines]
        for number in numbers:
            if spans and spans[-1][1] == number and spans[-1][2] == place:
                spans[-1] = (spans[-1][0], number + 1, place)
            else:
                spans.append((number, number + 1, place))
    return entry._replace(spans=tuple(spans))


def place_of_parts(place: Place, entry: ReadEntry) -> Place:
    """Return where the parts of an entry stand: on its day."""
    around = place.around
    return place._replace(around=around._replace(above=entry.draft.when or around.above))
