"""Prose: short lines that are no sentences are levels and themes, the paragraphs beneath are criteria."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vividmap.formats.frameworks.axes import is_level
from vividmap.formats.frameworks.grid import plain, runs
from vividmap.formats.frameworks.markdown import is_label, theme_led
from vividmap.formats.frameworks.stated import Axis, Found, Label, Leaf, Span

_MOST_WORDS = 4


def read_prose(lines: Sequence[str]) -> Found:
    """Read a text without any marks."""
    reader = _Reader()
    paragraphs = [*_paragraphs(lines)]
    for paragraph, after in zip(paragraphs, [*paragraphs[1:], []], strict=False):
        reader.paragraph([*paragraph, *after[:1]], len(paragraph))
    return Found("prose", tuple(reader.leaves), tuple(reader.labels), tuple(reader.spans), name=reader.name)


def _paragraphs(lines: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    run: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            run.append((number, line.strip()))
        elif run:
            yield run
            run = []


@dataclass
class _Reader:
    leaves: list[Leaf] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    name: str = ""
    path: dict[Axis, Label] = field(default_factory=dict)

    def paragraph(self, lines: Sequence[tuple[int, str]], length: int) -> None:
        """Read the first `length` of some lines; the one after them tells whether the last is a heading."""
        place = 0
        if length == 1 and self._is_title(lines[0][1]):
            self.name = plain(lines[0][1])
            self.spans.append(Span(lines[0][0], lines[0][0], "heading", "what it is called"))
            return
        while place < length and self._opens(*(line for _, line in lines[place : place + 2])):
            number, line = lines[place]
            self._enter(line, number)
            place += 1
        self._criteria(lines[place:length])

    def _is_title(self, line: str) -> bool:
        fresh = not (self.name or self.labels or self.leaves or self.spans)
        return fresh and is_label(line) and not is_level(line.rstrip(":"))

    @staticmethod
    def _opens(line: str, after: str = "") -> bool:
        """Tell whether a line is a heading of what comes after it, and no short criterion among others."""
        if is_level(line.rstrip(":")):
            return is_label(line) and bool(after)
        return is_label(line) and len(line.split()) <= _MOST_WORDS and len(after) > len(line)

    def _enter(self, text: str, number: int) -> None:
        """Go beneath a level or a theme: what was entered before it, and is not above it, is left."""
        label = plain(text).rstrip(":").rstrip()
        axis: Axis = "level" if is_level(label) else "theme"
        entered = [*self.path]
        if axis in entered:
            for one in entered[entered.index(axis) :]:
                del self.path[one]
        self.path[axis] = Label(label, number, axis, axis)
        self.labels.append(self.path[axis])

    def _criteria(self, lines: Sequence[tuple[int, str]]) -> None:
        numbers = iter(lines)
        parted = [*runs(line for _, line in lines)]
        all_led = [*self.path] == ["level"] and all(theme_led(" ".join(run)) for run in parted)
        for run in parted:
            (first, *_, last) = [next(numbers)[0] for _ in run] * 2
            text = plain(" ".join(run))
            lead, colon, rest = text.partition(": ")
            if all_led and not is_level(lead):
                label = Label(lead, first, "theme", "theme")
                self.labels.append(label)
                self.leaves.append(Leaf((self.path["level"], label), rest.strip(), "", first, last))
            elif colon and is_level(lead) and rest.strip():
                label = Label(lead, first, "level", "level")
                self.labels.append(label)
                others = [one for one in self.path.values() if one.axis != "level"]
                self.leaves.append(Leaf((*others, label), rest.strip(), "", first, last))
            elif not self.path:
                self.spans.append(Span(first, last, "about", "what introduces it", "\n".join(run)))
            else:
                self.leaves.append(Leaf(tuple(self.path.values()), text, "", first, last))
