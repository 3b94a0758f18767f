"""What readers of frameworks give: what stands beneath what, line by line; and what is made of that."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Axis = Literal["", "level", "theme"]
What = Literal["criterion", "within", "level", "theme", "heading", "about", "not taken"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion as it is stated, and the line on which it begins."""

    level: str
    theme: str
    text: str
    body: str
    line: int


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework as it is stated. `about` is what it says of itself, in Markdown."""

    name: str
    source: str
    about: str
    criteria: tuple[Criterion, ...]


class Fate(NamedTuple):
    """What becomes of one line, counted from 1; `said` tells more.

    "criterion" and "within": it is in a criterion. "level", "theme": it says where criteria belong.
    "heading": it says what the document or a column is called. "about": it is kept with the framework.
    """

    line: int
    what: What
    said: str = ""

    def __str__(self) -> str:
        return f"{self.what}: {self.said}" if self.said else self.what


@dataclass(frozen=True, slots=True)
class Reading:
    """A framework, the shape as which it was understood, and the fate of each line that is not blank."""

    framework: Framework
    shape: str
    fates: tuple[Fate, ...]


class Label(NamedTuple):
    """A level or a theme, nobody knows yet: `key` tells labels of one rank (a heading's depth, a column)."""

    text: str
    line: int
    key: str
    axis: Axis = ""


class Leaf(NamedTuple):
    """A criterion and the labels that it stands beneath, on lines `first` to `last`."""

    path: tuple[Label, ...]
    text: str
    body: str
    first: int
    last: int


class Span(NamedTuple):
    """What lines `first` to `last` are, if neither criterion nor label; `text` is kept if "about"."""

    first: int
    last: int
    what: What
    said: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What one reader found: leaves in order, every label there is, and what the rest is."""

    shape: str
    leaves: tuple[Leaf, ...] = ()
    labels: tuple[Label, ...] = ()
    spans: tuple[Span, ...] = ()
    name: str = ""
    source: str = ""
