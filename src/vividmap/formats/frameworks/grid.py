"""Tables from Markdown or spreadsheets: a matrix of themes and levels, or one criterion per row."""

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
_SHORT = 60  # a longer line may continue in the next
_BULLET = re.compile(r"(?<!\s)\s*+(?:[-*+•◦▪‣●○]\s+|[•◦▪‣●○]|\d{1,2}[.)]\s+)")
_INNER = re.compile(r"(?<=\s)[•◦▪‣●○]")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1")


class GridRow(NamedTuple):
    """A row's cells, and its first and last line, from 1."""

    cells: tuple[str, ...]
    first: int
    last: int


@dataclass
class Grid:
    """The contents of a table below the labels of `path`."""

    path: tuple[Label, ...] = ()
    leaves: list[Leaf] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def read(self, header: GridRow, rows: Sequence[GridRow]) -> str:
        """Read a table and return a description of its shape."""
        roles = [role(cell) for cell in header.cells]
        long = "criterion" in roles and bool(self.path or {"level", "theme"} & {*roles})
        if len(header.cells) == 2 and self.path and not is_level(header.cells[1]):
            if not long or _is_label_column(row.cells[0] for row in rows if row.cells):
                roles = ["level" if roles[0] == "level" else "theme", "criterion"]
            long = True
        if long:
            self._record_header(header)
            _Long(self, header, tuple(roles)).read(rows)
            return "one criterion per row"
        if sum(map(is_level, header.cells)) > 1 and "theme" in roles[1:]:
            self._matrix_with_themes(header, rows)
        else:
            self._matrix(header, rows)
        return "a matrix of themes and levels"

    def _record_header(self, header: GridRow) -> None:
        self.spans.append(Span(header.first, header.last, "heading", "table header"))

    def _matrix(self, header: GridRow, rows: Sequence[GridRow]) -> None:
        self._record_header(header)
        columns = [plain(cell) for cell in header.cells[1:]]
        across, down = self._directions(header.cells[0] if header.cells else "", columns, rows)
        heads = [Label(text, header.first, "columns", across) for text in columns]
        self.labels += [head for head in heads if head.text]
        above: Label | None = None
        for row in rows:
            first_cell, *cells = row.cells or ("",)
            above = Label(plain(first_cell), row.first, "rows", down) if plain(first_cell) else above
            if plain(first_cell) and above:
                self.labels.append(above)
            path = (*self.path, *([above] if above else []))
            for place, cell in enumerate(cells):
                head = heads[place] if place < len(heads) and heads[place].text else None
                for text in parts(cell):
                    self.leaves.append(
                        Leaf((*path, *([head] if head else [])), text, "", row.first, row.last)
                    )

    def _matrix_with_themes(self, header: GridRow, rows: Sequence[GridRow]) -> None:
        """Read a matrix that has a column for each level, and several before them for the themes."""
        self._record_header(header)
        heads = {
            n: Label(plain(cell), header.first, "columns", "level")
            for n, cell in enumerate(header.cells)
            if is_level(cell)
        }
        self.labels += heads.values()
        themes = _Long(self, header, tuple("" if n in heads else role(c) for n, c in enumerate(header.cells)))
        for row in rows:
            labels = tuple(themes.labels(row))
            self.labels += labels
            for n, cell in enumerate(row.cells):
                if n in heads:
                    path = (*self.path, *labels, heads[n])
                    self.leaves += [Leaf(path, text, "", row.first, row.last) for text in parts(cell)]
                elif plain(cell) and n < len(header.cells) and role(header.cells[n]) != "theme":
                    text = f"{labels[-1].text}: {plain(cell)}" if labels else plain(cell)
                    self.spans.append(Span(row.first, row.last, "about", plain(header.cells[n]), text))

    def _directions(self, corner: str, columns: Sequence[str], rows: Sequence[GridRow]) -> tuple[Axis, Axis]:
        """Return the axes of columns and rows: "" if the labels decide, else by the corner cell."""
        row_names = [plain(row.cells[0]) for row in rows if row.cells and plain(row.cells[0])]
        if any(is_level(label.text) for label in self.path) or max(share(columns), share(row_names)) >= HALF:
            return "", ""  # the labels of the whole document decide
        return ("theme", "level") if role(corner) == "level" else ("level", "theme")


@dataclass
class _Long:
    grid: Grid
    header: GridRow
    roles: tuple[Role, ...]
    above: dict[int, str] = field(default_factory=dict)

    def read(self, rows: Sequence[GridRow]) -> None:
        stating = min(
            (n for n, column_role in enumerate(self.roles) if column_role == "criterion"),
            key=lambda n: rank(self.header.cells[n]) if role(self.header.cells[n]) == "criterion" else -1,
        )
        for row in rows:
            labels = tuple(self.labels(row))
            statement = plain(row.cells[stating]) if stating < len(row.cells) else ""
            beside = [
                line for n, cell in enumerate(row.cells) if n != stating for line in self._beside(n, cell)
            ]
            if not statement and not beside:
                self.grid.labels += labels
                continue
            text, *more_parts = parts(row.cells[stating]) if statement else [beside[0].removeprefix("- ")]
            body = "\n".join(beside if statement else beside[1:])
            path = (*self.grid.path, *labels)
            self.grid.leaves.append(Leaf(path, text, body, row.first, row.last))
            self.grid.leaves += [Leaf(path, more_part, "", row.first, row.last) for more_part in more_parts]

    def labels(self, row: GridRow) -> Iterator[Label]:
        """Yield the row's level and themes; an empty cell repeats the one above, like a merged cell."""
        for n, column_role in enumerate(self.roles):
            if column_role in ("level", "theme"):
                cell_text = plain(row.cells[n]) if n < len(row.cells) else ""
                self.above[n] = cell_text or self.above.get(n, "")
                if self.above[n]:
                    axis: Axis = "level" if column_role == "level" else "theme"
                    yield Label(self.above[n], row.first, f"column {n}", axis)

    def _beside(self, n: int, cell: str) -> Iterator[str]:
        """Yield the text of any other cell, as lines for the criterion's body."""
        if n < len(self.roles) and self.roles[n] in ("level", "theme"):
            return
        head = self.header.cells[n] if n < len(self.header.cells) else ""
        for text in parts(cell):
            yield f"- {plain(head)}: {text}" if plain(head) else f"- {text}"


def _is_label_column(cells: Iterable[str]) -> bool:
    """Return whether all cells are names of a few words, and not sentences."""
    filled = [plain(cell) for cell in cells if plain(cell)]
    return bool(filled) and all(len(cell.split()) <= 4 and cell[-1] not in _SENTENCE for cell in filled)


def plain(text: str) -> str:
    """Return the text of a label or a line without marks for bold."""
    return _EMPHASIS.sub(r"\2", clean_line(text)).strip()


def remove_marker(line: str, mark: re.Pattern[str]) -> str:
    """Return a line without its leading marker. Only the start is searched: runs of blanks may be long."""
    match = mark.match(line)
    return line[match.end() :] if match else line


def parts(cell: str) -> list[str]:
    """Return the criteria in a cell: each of its bullets, or each of its lines that is a sentence."""
    return [
        text
        for piece in _BREAK.split(cell)
        for run in runs(piece.splitlines())
        for part in _INNER.split(remove_marker(" ".join(run), _BULLET))
        if (text := plain(part))
    ]


def runs(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield lines in groups; a bullet begins a group, a short line or the end of a sentence ends one."""
    run: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        if run and (_BULLET.match(line) or is_ending(run[-1], line)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def is_ending(line: str, after: str) -> bool:
    return not after[0].islower() and (line[-1] in _SENTENCE or len(line) < _SHORT)
