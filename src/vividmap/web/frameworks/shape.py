"""Frameworks in the words of a page: a matrix, and what becomes of the lines of one that is handed in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vividmap.core.record import Criterion
from vividmap.formats.frameworks import Fate
from vividmap.services.frameworks import Coming
from vividmap.services.plans import Step, changed, verb
from vividmap.web.transfer.shape import Line

_BECOMES = {"same": "here already", "left": "left alone"}
_KEPT = {"about": "kept in the framework’s notes", "within": "kept with the criterion"}


@dataclass(frozen=True)
class Stated:
    """A criterion in its cell: what it says, and the word for how it is covered."""

    handle: str
    text: str
    word: str
    more: bool


@dataclass(frozen=True)
class Cell:
    """What a theme asks at a level."""

    level: str
    criteria: tuple[Stated, ...]


@dataclass(frozen=True)
class Theme:
    """A row of the matrix."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """Themes down, levels across, in the order in which the framework states them."""

    levels: tuple[str, ...]
    themes: tuple[Theme, ...]


def matrix(stated: Sequence[Criterion], words: Sequence[str]) -> Matrix:
    """Return criteria as a matrix, each with the word for how it is covered."""
    levels = tuple(dict.fromkeys(one.level for one in stated))
    said = [*zip(stated, words, strict=True)]
    themes = dict.fromkeys(one.theme for one in stated)
    return Matrix(levels, tuple(Theme(name, tuple(_cells(name, levels, said))) for name in themes))


def _cells(theme: str, levels: Sequence[str], said: Sequence[tuple[Criterion, str]]) -> Iterator[Cell]:
    for level in levels:
        there = [one for one in said if (one[0].theme, one[0].level) == (theme, level)]
        yield Cell(level, tuple(_stated(one, word) for one, word in there))


def _stated(one: Criterion, word: str) -> Stated:
    return Stated(one.handle, one.text, word, bool(one.body))


def lines(text: str, coming: Coming) -> Iterator[Line]:
    """Yield every line of a framework that was handed in, with what becomes of it."""
    said = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    steps: dict[int, list[Step]] = {}
    for step in coming.plan.steps[1:]:
        steps.setdefault(step.draft.place, []).append(step)
    for fate in coming.reading.fates:
        if fate.what == "criterion":
            yield from _criteria(fate, steps.get(fate.line, []))
        else:
            yield _other(fate, said[fate.line - 1].strip())


def _criteria(fate: Fate, steps: Sequence[Step]) -> Iterator[Line]:
    """Yield each criterion of one line as it was understood: a row of a table has several."""
    for place, step in enumerate(steps):
        own = step.draft.fields
        where = " / ".join(filter(None, (own.get("level", ""), own.get("theme", ""))))
        what = f"becomes a criterion, {where}" if where else "becomes a criterion"
        if step.what == "change":
            what = f"{verb(step)}: ^{step.draft.handle}, {where}"
        leave = str(step.flat.place) if step.what in ("add", "change") else ""
        why = ", ".join(changed(step)) if step.what == "change" else step.why
        yield Line(
            number=fate.line if place == 0 else 0,
            text=step.draft.text,
            sort=step.what,
            fate=_BECOMES.get(step.what, what),
            why=why,
            leave=leave,
        )


def _other(fate: Fate, text: str) -> Line:
    if fate.what == "not taken":
        return Line(fate.line, text, "lost", "not imported", fate.said)
    if fate.what in _KEPT:
        return Line(fate.line, text, "within", _KEPT[fate.what])
    return Line(fate.line, text, "heading", fate.what, fate.said)
