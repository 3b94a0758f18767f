"""Plain text: short lines that are not sentences are levels and themes, paragraphs are criteria."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vividmap.formats.frameworks.axes import is_level
from vividmap.formats.frameworks.grid import plain, runs
from vividmap.formats.frameworks.markdown import is_label, theme_led
from vividmap.formats.frameworks.stated import Axis, FrameworkContents, Label, Leaf, Span

_MOST_WORDS = 4


def read_prose(lines: Sequence[str]) -> FrameworkContents:
    """Return the contents of a text without markup."""
    reader = _ProseReader()
    paragraphs = [*_paragraphs(lines)]
    for paragraph, after in zip(paragraphs, [*paragraphs[1:], []], strict=False):
        reader.paragraph([*paragraph, *after[:1]], len(paragraph))
    return FrameworkContents(
        "prose", tuple(reader.leaves), tuple(reader.labels), tuple(reader.spans), name=reader.name
    )


def _paragraphs(lines: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    run: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            run.append((number, line.strip()))
        elif run:
            yield run
            run = []


@dataclass
class _ProseReader:
    leaves: list[Leaf] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    name: str = ""
    path: dict[Axis, Label] = field(default_factory=dict)

    def paragraph(self, lines: Sequence[tuple[int, str]], length: int) -> None:
        """Read the first `length` lines; the next line decides whether the last of them is a heading."""
        place = 0
        if length == 1 and self._is_title(lines[0][1]):
            self.name = plain(lines[0][1])
            self.spans.append(Span(lines[0][0], lines[0][0], "heading", "name of the framework"))
            return
        while place < length and self._is_opening(*(line for _, line in lines[place : place + 2])):
            number, line = lines[place]
            self._enter(line, number)
            place += 1
        self._criteria(lines[place:length])

    def _is_title(self, line: str) -> bool:
        fresh = not (self.name or self.labels or self.leaves or self.spans)
        return fresh and is_label(line) and not is_level(line.rstrip(":"))

    @staticmethod
    def _is_opening(line: str, after: str = "") -> bool:
        """Return whether a line is a heading of the lines after it, not a short criterion among others."""
        if is_level(line.rstrip(":")):
            return is_label(line) and bool(after)
        return is_label(line) and len(line.split()) <= _MOST_WORDS and len(after) > len(line)

    def _enter(self, text: str, number: int) -> None:
        """Enter a level or a theme, and leave those of its axis and the ones below."""
        label = plain(text).rstrip(":").rstrip()
        axis: Axis = "level" if is_level(label) else "theme"
        axes = [*self.path]
        if axis in axes:
            for axis_below in axes[axes.index(axis) :]:
                del self.path[axis_below]
        self.path[axis] = Label(label, number, axis, axis)
        self.labels.append(self.path[axis])

    def _criteria(self, lines: Sequence[tuple[int, str]]) -> None:
        numbers = iter(lines)
        text_runs = [*runs(line for _, line in lines)]
        all_led = [*self.path] == ["level"] and all(theme_led(" ".join(run)) for run in text_runs)
        for run in text_runs:
            (first, *_, last) = [next(numbers)[0] for _ in run] * 2
            text = plain(" ".join(run))
            lead, colon, remainder = text.partition(": ")
            if all_led and not is_level(lead):
                label = Label(lead, first, "theme", "theme")
                self.labels.append(label)
                self.leaves.append(Leaf((self.path["level"], label), remainder.strip(), "", first, last))
            elif colon and is_level(lead) and remainder.strip():
                label = Label(lead, first, "level", "level")
                self.labels.append(label)
                other_labels = [label for label in self.path.values() if label.axis != "level"]
                self.leaves.append(Leaf((*other_labels, label), remainder.strip(), "", first, last))
            elif not self.path:
                self.spans.append(Span(first, last, "about", "introduction", "\n".join(run)))
            else:
                self.leaves.append(Leaf(tuple(self.path.values()), text, "", first, last))
