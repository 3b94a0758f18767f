"""View models of frameworks: the matrix, and the preview of an import."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.http import urlencode

from vividmap.core.record import Criterion
from vividmap.formats.frameworks import FrameworkLineResult
from vividmap.formats.notes.reading import split_lines
from vividmap.services.transfer.framework_import import FrameworkPlan
from vividmap.services.transfer.plans import PlanStep, changed_fields, step_verb
from vividmap.web.transfer.view_models import ImportLine

_STEP_RESULTS = {"same": "already here", "left": "unchanged"}
_LINE_RESULTS = {"about": "added to the framework’s notes", "within": "added to the criterion"}


@dataclass(frozen=True)
class CriterionCell:
    """A criterion in a cell: its text, and the word for its coverage."""

    handle: str
    text: str
    word: str
    has_notes: bool


@dataclass(frozen=True)
class MatrixCell:
    """The criteria of a theme at a level.

    `query` selects both in the form that adds a criterion, by the handles of others that have them.
    """

    level: str
    criteria: tuple[CriterionCell, ...]
    query: str


@dataclass(frozen=True)
class ThemeRow:
    """A row of the matrix."""

    name: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class CriteriaMatrix:
    """Themes down, levels across, in the order in which the framework states them."""

    levels: tuple[str, ...]
    themes: tuple[ThemeRow, ...]


def build_matrix(criteria: Sequence[Criterion], words: Sequence[str]) -> CriteriaMatrix:
    """Return criteria as a matrix; `words` are those for the coverage of each."""
    criteria_words = [*zip(criteria, words, strict=True)]
    levels, themes = _first_by_field(criteria, "level"), _first_by_field(criteria, "theme")
    rows = [
        ThemeRow(theme, tuple(_cell(in_level, in_theme, criteria_words) for in_level in levels.values()))
        for theme, in_theme in themes.items()
    ]
    return CriteriaMatrix(tuple(levels), tuple(rows))


def _first_by_field(criteria: Sequence[Criterion], field: str) -> dict[str, Criterion]:
    """Return the first criterion of each level, or of each theme, in the order in which they are stated."""
    first: dict[str, Criterion] = {}
    for criterion in criteria:
        first.setdefault(getattr(criterion, field), criterion)
    return first


def _cell(
    in_level: Criterion, in_theme: Criterion, criteria_words: Sequence[tuple[Criterion, str]]
) -> MatrixCell:
    """Return the cell of the level of one criterion and the theme of another."""
    return MatrixCell(
        in_level.level,
        tuple(
            _criterion_cell(criterion, word)
            for criterion, word in criteria_words
            if (criterion.theme, criterion.level) == (in_theme.theme, in_level.level)
        ),
        urlencode({"level_of": in_level.handle, "theme_of": in_theme.handle}),
    )


def _criterion_cell(criterion: Criterion, word: str) -> CriterionCell:
    return CriterionCell(criterion.handle, criterion.text, word, bool(criterion.body))


def import_lines(text: str, coming: FrameworkPlan) -> Iterator[ImportLine]:
    """Yield every line of an imported framework, with its result."""
    text_lines = split_lines(text)
    steps: dict[int, list[PlanStep]] = {}
    for step in coming.plan.steps[1:]:
        steps.setdefault(step.draft.place, []).append(step)
    for line_result in coming.reading.line_results:
        if line_result.result == "criterion":
            yield from _criteria(line_result, steps.get(line_result.line, []))
        else:
            yield _other_line(line_result, text_lines[line_result.line - 1].strip())


def _criteria(line_result: FrameworkLineResult, steps: Sequence[PlanStep]) -> Iterator[ImportLine]:
    """Yield each criterion of a line; a table row has several."""
    for place, step in enumerate(steps):
        fields = step.draft.fields
        location = " / ".join(filter(None, (fields.get("level", ""), fields.get("theme", ""))))
        result = f"becomes a criterion, {location}" if location else "becomes a criterion"
        if step.action == "change":
            result = f"{step_verb(step)}: ^{step.draft.handle}, {location}"
        leave = str(step.flat.place) if step.action in ("add", "change") else ""
        reason = ", ".join(changed_fields(step)) if step.action == "change" else step.reason
        yield ImportLine(
            number=line_result.line if place == 0 else 0,
            text=step.draft.text,
            sort=step.action,
            result=_STEP_RESULTS.get(step.action, result),
            reason=reason,
            leave_out_value=leave,
        )


def _other_line(line_result: FrameworkLineResult, text: str) -> ImportLine:
    if line_result.result == "not imported":
        return ImportLine(line_result.line, text, "lost", "not imported", line_result.detail)
    if line_result.result in _LINE_RESULTS:
        return ImportLine(line_result.line, text, "within", _LINE_RESULTS[line_result.result])
    return ImportLine(line_result.line, text, "heading", line_result.result, line_result.detail)
