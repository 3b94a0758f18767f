"""The cells of one row of a table, and how a row in Markdown is cut into them."""

from typing import NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern

_ALIAS = lazy_pattern(r"(?P<page>\[\[[^\[\]|]{1,200}(?<!\\))\|(?=[^\[\]|]{1,200}\]\])")
"""The bar before the alias of a wiki link, which is no border: "[[Project Delta|Delta]]"."""


class TableCell(NamedTuple):
    """A cell with the head of its column, and the label of a field that its column has."""

    head: str
    value: str
    label: str


def split_cells(line: str) -> list[str]:
    """Return the cells of a row of a table; a bar after a backslash is no border."""
    text = line.strip()
    if text.startswith("||"):
        text = text.replace("||", "|")  # the header of a table of Confluence
    text = _ALIAS.sub(r"\g<page>\|", text)
    cells, start = [], 0
    for at, character in enumerate(text):
        if character == "|" and (at == 0 or text[at - 1] != "\\"):
            cells.append(text[start:at])
            start = at + 1
    cells.append(text[start:])
    cells = [cell.replace("\\|", "|").strip() for cell in cells]
    return cells[text.startswith("|") : len(cells) - (len(cells) > 1 and not cells[-1])]
