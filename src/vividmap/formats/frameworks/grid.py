"""A table, from Markdown or from a spreadsheet: a matrix of themes and levels, or one criterion a row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from vividmap.core.text import clean_line
from vividmap.formats.frameworks.axes import HALF, is_level, share
from vividmap.formats.frameworks.roles import Role, rank, role
from vividmap.formats.frameworks.stated import Axis, Label, Leaf, Span

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SENTENCE = ".!?;:"
_SHORT = 60  # a line that is longer may go on in the next
_BULLET = re.compile(r"\s*(?:[-*+•◦▪‣●○]\s+|[•◦▪‣●○])")
_INNER = re.compile(r"(?<=\s)[•◦▪‣●○]")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1")


class Row(NamedTuple):
    """A row's cells and the lines that it stands on."""

    cells: tuple[str, ...]
    first: int
    last: int


@dataclass
class Grid:
    """What a table says, beneath the labels of `path`."""

    path: tuple[Label, ...] = ()
    leaves: list[Leaf] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def read(self, header: Row, rows: Sequence[Row]) -> str:
        """Read a table and return its shape."""
        roles = [role(cell) for cell in header.cells]
        long = "criterion" in roles and bool(self.path or {"level", "theme"} & {*roles})
        if not long and len(header.cells) == 2 and not is_level(header.cells[1]) and self.path:
            roles, long = [roles[0] or "theme", "criterion"], True
        if long:
            self._say_header(header)
            _Long(self, header, tuple(roles)).read(rows)
            return "one criterion a row"
        self._matrix(header, rows)
        return "a matrix of themes and levels"

    def _say_header(self, header: Row) -> None:
        self.spans.append(Span(header.first, header.last, "heading", "columns of a table"))

    def _matrix(self, header: Row, rows: Sequence[Row]) -> None:
        self._say_header(header)
        columns = [plain(cell) for cell in header.cells[1:]]
        across, down = self._directions(header.cells[0] if header.cells else "", columns, rows)
        heads = [Label(text, header.first, "columns", across) for text in columns]
        self.labels += [one for one in heads if one.text]
        above: Label | None = None
        for row in rows:
            said, *cells = row.cells or ("",)
            above = Label(plain(said), row.first, "rows", down) if plain(said) else above
            if plain(said) and above:
                self.labels.append(above)
            path = (*self.path, *([above] if above else []))
            for place, cell in enumerate(cells):
                head = heads[place] if place < len(heads) and heads[place].text else None
                for text in parts(cell):
                    self.leaves.append(
                        Leaf((*path, *([head] if head else [])), text, "", row.first, row.last)
                    )

    def _directions(self, corner: str, columns: Sequence[str], rows: Sequence[Row]) -> tuple[Axis, Axis]:
        """Return what columns and what rows say: by what levels are called, by the corner, as usual."""
        called = [plain(row.cells[0]) for row in rows if row.cells and plain(row.cells[0])]
        if any(is_level(one.text) for one in self.path) or max(share(columns), share(called)) >= HALF:
            return "", ""  # all labels of the document together tell
        return ("theme", "level") if role(corner) == "level" else ("level", "theme")


@dataclass
class _Long:
    grid: Grid
    header: Row
    roles: tuple[Role, ...]
    above: dict[int, str] = field(default_factory=dict)

    def read(self, rows: Sequence[Row]) -> None:
        stating = min(
            (n for n, one in enumerate(self.roles) if one == "criterion"),
            key=lambda n: rank(self.header.cells[n]) if role(self.header.cells[n]) == "criterion" else -1,
        )
        for row in rows:
            labels = tuple(self._labels(row))
            said = plain(row.cells[stating]) if stating < len(row.cells) else ""
            beside = [
                line for n, cell in enumerate(row.cells) if n != stating for line in self._beside(n, cell)
            ]
            if not said and not beside:
                self.grid.labels += labels
                continue
            text, *more = parts(row.cells[stating]) if said else [beside[0].removeprefix("- ")]
            body = "\n".join(beside if said else beside[1:])
            path = (*self.grid.path, *labels)
            self.grid.leaves.append(Leaf(path, text, body, row.first, row.last))
            self.grid.leaves += [Leaf(path, one, "", row.first, row.last) for one in more]

    def _labels(self, row: Row) -> Iterator[Label]:
        """Yield the row's level and themes; an empty cell is one with that above, as if merged."""
        for n, one in enumerate(self.roles):
            if one in ("level", "theme"):
                said = plain(row.cells[n]) if n < len(row.cells) else ""
                self.above[n] = said or self.above.get(n, "")
                if self.above[n]:
                    axis: Axis = "level" if one == "level" else "theme"
                    yield Label(self.above[n], row.first, f"column {n}", axis)

    def _beside(self, n: int, cell: str) -> Iterator[str]:
        """Yield what a cell of no level, theme or criterion says, as lines to keep beneath the criterion."""
        if n < len(self.roles) and self.roles[n] in ("level", "theme"):
            return
        head = self.header.cells[n] if n < len(self.header.cells) else ""
        for text in parts(cell):
            yield f"- {plain(head)}: {text}" if plain(head) else f"- {text}"


def plain(text: str) -> str:
    """Return the words of a label or a line, without what makes them bold."""
    return _EMPHASIS.sub(r"\2", clean_line(text)).strip()


def unmarked(line: str, mark: re.Pattern[str]) -> str:
    """Return a line without the mark that it begins with; it is sought there alone: blanks may be many."""
    match = mark.match(line)
    return line[match.end() :] if match else line


def parts(cell: str) -> list[str]:
    """Return the criteria of one cell: each bullet of it is one, or each of its lines that is a sentence."""
    return [
        said
        for piece in _BREAK.split(cell)
        for run in runs(piece.splitlines())
        for part in _INNER.split(unmarked(" ".join(run), _BULLET))
        if (said := plain(part))
    ]


def runs(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield the lines that belong together: the next begins with a bullet, or after what ends or is short."""
    run: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        if run and (_BULLET.match(line) or _ends(run[-1], line)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _ends(line: str, after: str) -> bool:
    return not after[0].islower() and (line[-1] in _SENTENCE or len(line) < _SHORT)
