"""A text of any shape → a framework, and a result for each line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from os.path import basename, splitext

from vividmap.core.text import clean
from vividmap.formats.frameworks.axes import classify_axes
from vividmap.formats.frameworks.mapping import is_mapping, read_mapping
from vividmap.formats.frameworks.markdown import is_markdown, read_markdown
from vividmap.formats.frameworks.prose import read_prose
from vividmap.formats.frameworks.sheet import is_sheet, read_sheet
from vividmap.formats.frameworks.stated import (
    Axis,
    FrameworkContents,
    FrameworkLineResult,
    FrameworkReading,
    Label,
    Leaf,
    ReadCriterion,
    ReadFramework,
    ResultKind,
    Span,
)
from vividmap.formats.frameworks.web_page import is_web_page, page_lines, renumber
from vividmap.formats.notes.blocks import NoteBlock, Unreadable, read_blocks, split_lines

LARGEST = 500_000
"""The most characters of a file; the longest published frameworks have a fifth of that."""
MAX_CRITERIA = 1_000
"""The most criteria of a framework."""
_DEFAULT_NAME = "Framework"
# Which result counts if a line has several.
_WEIGHT: dict[ResultKind, int] = {
    "criterion": 6,
    "within": 5,
    "about": 4,
    "level": 3,
    "theme": 2,
    "heading": 1,
    "not imported": 0,
}


def read(text: str, file: str = "", level: str = "") -> FrameworkReading:
    """Return the framework in a text, its shape, and a result for each line.

    `file` is the name of its file, "" for pasted text; `level` is one of its labels that is a level, for
    a framework whose levels have names of their own. Raises Unreadable, with the line, for text that
    is invalid, too long, or does not match the file's extension.
    """
    if len(text) > LARGEST:
        raise Unreadable(1, f"the text is longer than {LARGEST:,} characters; import it in parts")
    lines = split_lines(text)
    contents = _read_contents(lines, splitext(file)[1].lower())
    contents = replace(
        contents, leaves=tuple(leaf for leaf in contents.leaves if any(map(str.isalnum, leaf.text)))
    )
    if len(contents.leaves) > MAX_CRITERIA:
        raise Unreadable(
            contents.leaves[MAX_CRITERIA].first,
            f"the text has more than {MAX_CRITERIA} criteria; import it in parts",
        )
    axes = classify_axes(contents.leaves, contents.labels, level)
    framework = ReadFramework(
        name=contents.name
        or splitext(basename(file))[0].replace("-", " ").replace("_", " ").strip()
        or _DEFAULT_NAME,
        source=contents.source or basename(file),
        about=clean(
            "\n\n".join(span.text for span in contents.spans if span.result == "about" and span.text)
        ),
        criteria=tuple(_criterion(leaf, axes) for leaf in contents.leaves),
    )
    return FrameworkReading(framework, contents.shape, tuple(_line_results(lines, contents, framework, axes)))


def _read_contents(lines: Sequence[str], ending: str) -> FrameworkContents:
    whole = "\n".join(lines)
    if ending in (".yaml", ".yml", ".json"):
        return read_mapping(whole, lines)
    if ending in (".html", ".htm") or is_web_page(whole):
        return _read_web_page(whole)
    if ending in (".csv", ".tsv") or (ending not in (".md", ".markdown") and is_sheet(lines)):
        return read_sheet(lines)
    if ending not in (".md", ".markdown") and _can_be_yaml(lines) and is_mapping(whole):
        return read_mapping(whole, lines)
    blocks = read_blocks(lines)
    if blocks and blocks[0].sort == "front matter" and (contents := _read_front_matter(blocks, lines)):
        return contents
    return read_markdown(blocks, lines) if is_markdown(blocks) else read_prose(lines)


def _read_web_page(page: str) -> FrameworkContents:
    """Return the contents of an HTML page, by way of Markdown."""
    converted = page_lines(page)
    markdown = [line.text for line in converted] or [""]
    contents = read_markdown(read_blocks(markdown), markdown)
    contents = renumber(contents, [line.source for line in converted] or [1])
    rest = tuple(
        Span(number, number, "not imported", "HTML") for number in range(1, len(split_lines(page)) + 1)
    )
    return replace(contents, shape=contents.shape.replace("Markdown", "HTML", 1), spans=contents.spans + rest)


def _read_front_matter(blocks: Sequence[NoteBlock], lines: Sequence[str]) -> FrameworkContents | None:
    """Return the contents of a Markdown file whose front matter is the framework; None if it is not."""
    front, after = blocks[0], blocks[1:]
    matter = ["", *lines[front.first + 1 : front.end - 1]]
    text = "\n".join(matter)
    if not is_mapping(text) or not (contents := read_mapping(text, matter)).leaves:
        return None
    fences = (Span(1, 1, "heading", "front matter"), Span(front.end, front.end, "heading", "front matter"))
    notes = tuple(
        Span(block.first + 1, block.end, "about", "notes", "\n".join(lines[block.first : block.end]))
        for block in after
    )
    return replace(contents, spans=(*contents.spans, *fences, *notes))


def _can_be_yaml(lines: Iterable[str]) -> bool:
    """Return whether a text begins like YAML; saves parsing texts that cannot be YAML."""
    first = next((line for line in lines if line.strip() and not line.startswith(("#", "---"))), "")
    return first.rstrip().endswith((":", "{", "[")) or ": " in first


def _criterion(leaf: Leaf, axes: Mapping[str, Axis]) -> ReadCriterion:
    level = next((label.text for label in leaf.path if axes[label.key] == "level"), "")
    themes = [label.text for label in leaf.path if axes[label.key] != "level"]
    more_levels = [label.text for label in leaf.path if axes[label.key] == "level"][1:]
    return ReadCriterion(
        level, " / ".join(dict.fromkeys((*themes, *more_levels))), leaf.text, clean(leaf.body), leaf.first
    )


def _line_results(
    lines: Sequence[str], contents: FrameworkContents, framework: ReadFramework, axes: Mapping[str, Axis]
) -> Iterator[FrameworkLineResult]:
    """Yield one result for each line that is not blank; "not understood" if no reader reported it."""
    results: dict[int, FrameworkLineResult] = {}
    for result in (*_of_leaves(contents, framework), *_of_labels(contents, axes), *_of_spans(contents)):
        known_result = results.get(result.line)
        if known_result is None or _WEIGHT[result.result] > _WEIGHT[known_result.result]:
            results[result.line] = result
        elif (
            known_result.result == result.result != "within"
            and result.detail not in known_result.detail.split(", ")
        ):
            results[result.line] = result._replace(detail=f"{known_result.detail}, {result.detail}")
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield results.get(number, FrameworkLineResult(number, "not imported", "not understood"))


def _of_leaves(contents: FrameworkContents, framework: ReadFramework) -> Iterator[FrameworkLineResult]:
    for leaf, criterion in zip(contents.leaves, framework.criteria, strict=True):
        yield FrameworkLineResult(
            leaf.first, "criterion", " / ".join(filter(None, (criterion.level, criterion.theme)))
        )
        yield from (FrameworkLineResult(number, "within") for number in range(leaf.first + 1, leaf.last + 1))


def _of_labels(contents: FrameworkContents, axes: Mapping[str, Axis]) -> Iterator[FrameworkLineResult]:
    used = {label for leaf in contents.leaves for label in leaf.path}
    for label in contents.labels:
        yield _of_label(label, axes, has_criteria=label in used)


def _of_label(label: Label, axes: Mapping[str, Axis], *, has_criteria: bool) -> FrameworkLineResult:
    if not has_criteria:
        return FrameworkLineResult(label.line, "heading", f"nothing below {label.text!r}")
    axis: Axis = axes[label.key]
    return FrameworkLineResult(label.line, "level" if axis == "level" else "theme", label.text)


def _of_spans(contents: FrameworkContents) -> Iterator[FrameworkLineResult]:
    for span in contents.spans:
        for number in range(span.first, span.last + 1):
            yield FrameworkLineResult(number, span.result, span.detail)
