"""The types of frameworks: what the readers of each shape return, and the result of an import."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Axis = Literal["", "level", "theme"]
ResultKind = Literal["criterion", "within", "level", "theme", "heading", "about", "not imported"]


@dataclass(frozen=True, slots=True)
class ReadCriterion:
    """One criterion as the company states it, and its first line, from 1."""

    level: str
    theme: str
    text: str
    body: str
    line: int


@dataclass(frozen=True, slots=True)
class ReadFramework:
    """A framework as the company states it. `about` is its introduction and notes, in Markdown."""

    name: str
    source: str
    about: str
    criteria: tuple[ReadCriterion, ...]


class FrameworkLineResult(NamedTuple):
    """What one line, counted from 1, becomes; `detail` is for people.

    "criterion": the first line of a criterion. "within": part of a criterion. "level", "theme": a label of
    the criteria below. "heading": a name of the document or of columns. "about": part of the framework's
    notes.
    """

    line: int
    result: ResultKind
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.result}: {self.detail}" if self.detail else self.result


@dataclass(frozen=True, slots=True)
class FrameworkReading:
    """A framework, a description of the shape of its text, and a result for each line that is not blank."""

    framework: ReadFramework
    shape: str
    line_results: tuple[FrameworkLineResult, ...]

    @property
    def possible_levels(self) -> tuple[str, ...]:
        """The labels to choose a level from, in order, if none was recognised; else empty."""
        criteria = self.framework.criteria
        if any(criterion.level for criterion in criteria):
            return ()
        labels = (label for criterion in criteria for label in criterion.theme.split(" / ") if label)
        return tuple(dict.fromkeys(labels))


class Label(NamedTuple):
    """A level or a theme, undecided if `axis` is "". Labels of one rank (depth, column) share a `key`."""

    text: str
    line: int
    key: str
    axis: Axis = ""


class Leaf(NamedTuple):
    """A criterion on lines `first` to `last`, and the labels above it."""

    path: tuple[Label, ...]
    text: str
    body: str
    first: int
    last: int


class Span(NamedTuple):
    """Lines `first` to `last` that are neither criterion nor label; `text` is kept if `result` is "about"."""

    first: int
    last: int
    result: ResultKind
    detail: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class FrameworkContents:
    """The output of one reader: criteria in order, all labels, and all other lines."""

    shape: str
    leaves: tuple[Leaf, ...] = ()
    labels: tuple[Label, ...] = ()
    spans: tuple[Span, ...] = ()
    name: str = ""
    source: str = ""
