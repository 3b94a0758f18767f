"""A text → a framework, by the shape that it has, and what became of every line of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from os.path import basename, splitext

from vividmap.core.text import clean
from vividmap.formats.frameworks.axes import settled
from vividmap.formats.frameworks.mapping import is_mapping, read_mapping
from vividmap.formats.frameworks.markdown import is_markdown, read_markdown
from vividmap.formats.frameworks.prose import read_prose
from vividmap.formats.frameworks.sheet import is_sheet, read_sheet
from vividmap.formats.frameworks.stated import (
    Axis,
    Criterion,
    Fate,
    Found,
    Framework,
    Label,
    Leaf,
    Reading,
    What,
)
from vividmap.formats.notes.blocks import Unreadable, read_blocks, split_lines

LARGEST = 500_000
"""Characters; the longest that are published have a fifth of them."""
MOST = 1_000
"""Criteria of one framework."""
_UNNAMED = "Framework"
# What a line is if it is several things.
_WEIGHT: dict[What, int] = {
    "criterion": 6, "within": 5, "about": 4, "level": 3, "theme": 2, "heading": 1, "not taken": 0
}  # fmt: skip


def read(text: str, file: str = "") -> Reading:
    """Read a framework. `file` is what its file was called, "" for a text that was pasted.

    Raises Unreadable, with the line, for what is no text, too large, or not what its file's name says.
    """
    if len(text) > LARGEST:
        raise Unreadable(1, f"this is larger than {LARGEST:,} characters; import it in parts")
    lines = split_lines(text)
    found = _found(lines, splitext(file)[1].lower())
    found = replace(found, leaves=tuple(one for one in found.leaves if any(map(str.isalnum, one.text))))
    if len(found.leaves) > MOST:
        raise Unreadable(found.leaves[MOST].first, f"more than {MOST} criteria; import them in parts")
    axes = settled(found.leaves, found.labels)
    framework = Framework(
        name=found.name
        or splitext(basename(file))[0].replace("-", " ").replace("_", " ").strip()
        or _UNNAMED,
        source=found.source or basename(file),
        about=clean("\n\n".join(one.text for one in found.spans if one.what == "about" and one.text)),
        criteria=tuple(_criterion(leaf, axes) for leaf in found.leaves),
    )
    return Reading(framework, found.shape, tuple(_fates(lines, found, framework, axes)))


def _found(lines: Sequence[str], ending: str) -> Found:
    whole = "\n".join(lines)
    if ending in (".yaml", ".yml"):
        return read_mapping(whole, lines)
    if ending in (".csv", ".tsv") or (ending not in (".md", ".markdown") and is_sheet(lines)):
        return read_sheet(lines)
    if ending not in (".md", ".markdown") and _may_be_yaml(lines) and is_mapping(whole):
        return read_mapping(whole, lines)
    blocks = read_blocks(lines)
    return read_markdown(blocks, lines) if is_markdown(blocks) else read_prose(lines)


def _may_be_yaml(lines: Iterable[str]) -> bool:
    """Tell whether a text begins as YAML does, which saves parsing what cannot be it."""
    first = next((line for line in lines if line.strip() and not line.startswith(("#", "---"))), "")
    return first.rstrip().endswith(":") or ": " in first


def _criterion(leaf: Leaf, axes: Mapping[str, Axis]) -> Criterion:
    level = next((one.text for one in leaf.path if axes[one.key] == "level"), "")
    themes = [one.text for one in leaf.path if axes[one.key] != "level"]
    rest = [one.text for one in leaf.path if axes[one.key] == "level"][1:]
    return Criterion(
        level, " / ".join(dict.fromkeys((*themes, *rest))), leaf.text, clean(leaf.body), leaf.first
    )


def _fates(
    lines: Sequence[str], found: Found, framework: Framework, axes: Mapping[str, Axis]
) -> Iterator[Fate]:
    """Yield one fate for each line that is not blank: what no reader spoke of was not understood."""
    said: dict[int, Fate] = {}
    for fate in (*_of_leaves(found, framework), *_of_labels(found, axes), *_of_spans(found)):
        known = said.get(fate.line)
        if known is None or _WEIGHT[fate.what] > _WEIGHT[known.what]:
            said[fate.line] = fate
        elif known.what == fate.what != "within" and fate.said not in known.said.split(", "):
            said[fate.line] = Fate(fate.line, fate.what, f"{known.said}, {fate.said}")
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield said.get(number, Fate(number, "not taken", "not understood"))


def _of_leaves(found: Found, framework: Framework) -> Iterator[Fate]:
    for leaf, criterion in zip(found.leaves, framework.criteria, strict=True):
        yield Fate(leaf.first, "criterion", " / ".join(filter(None, (criterion.level, criterion.theme))))
        yield from (Fate(number, "within") for number in range(leaf.first + 1, leaf.last + 1))


def _of_labels(found: Found, axes: Mapping[str, Axis]) -> Iterator[Fate]:
    used = {label for leaf in found.leaves for label in leaf.path}
    for label in found.labels:
        yield _of_label(label, axes, has_criteria=label in used)


def _of_label(label: Label, axes: Mapping[str, Axis], *, has_criteria: bool) -> Fate:
    if not has_criteria:
        return Fate(label.line, "heading", f"nothing stands beneath {label.text!r}")
    axis: Axis = axes[label.key]
    return Fate(label.line, "level" if axis == "level" else "theme", label.text)


def _of_spans(found: Found) -> Iterator[Fate]:
    for span in found.spans:
        for number in range(span.first, span.last + 1):
            yield Fate(number, span.what, span.said)
