"""Preview of an import: what each line becomes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vividmap.core.item_marks import describe_draft_mark
from vividmap.core.shorthand import Draft
from vividmap.core.vocabulary import GAP_HOLDER_TAG
from vividmap.core.when import describe_when
from vividmap.formats.notes import LineResult
from vividmap.formats.notes.reading import split_lines
from vividmap.services.transfer.archives import ArchivePlan
from vividmap.services.transfer.plans import DocumentPlan, PlanStep, changed_fields, field_label, step_verb

_STEP_RESULTS = {"add": "new", "change": "changed", "left": "unchanged", "same": "already here"}


@dataclass(frozen=True)
class ImportLine:
    """One line of a preview. `leave_out_value` is the value of its checkbox, "" if it has none."""

    number: int
    text: str
    sort: str
    result: str
    reason: str = ""
    leave_out_value: str = ""
    depth: int = 0


def notes_lines(text: str, plan: DocumentPlan, line_results: Sequence[LineResult]) -> Iterator[ImportLine]:
    """Yield every line of notes, with its result."""
    lines = split_lines(text)
    steps: dict[int, list[PlanStep]] = {}
    for step in plan.steps:
        steps.setdefault(step.draft.place, []).append(step)
    for line_result in line_results:
        outcomes = [step.draft.fields.get("outcome", "") for step in steps.get(line_result.entry, [])]
        text = lines[line_result.line - 1].strip()
        yield _notes_line(line_result, text, steps.get(line_result.line, []), outcomes)


def _notes_line(
    line_result: LineResult, text: str, steps: Sequence[PlanStep], outcomes: Sequence[str]
) -> ImportLine:
    if line_result.result == "not imported":
        return ImportLine(line_result.line, text, "lost", "not imported", line_result.detail)
    if line_result.result == "heading":
        return ImportLine(line_result.line, text, "heading", "heading", line_result.detail)
    if not steps:
        location = (
            f" of the entry on line {line_result.entry}" if line_result.entry != line_result.line else ""
        )
        becomes = "becomes the outcome" if _is_outcome(text, outcomes) else "added to the text"
        return ImportLine(line_result.line, text, "within", f"{becomes}{location}", line_result.detail)
    step = steps[0]
    kinds = " and ".join(dict.fromkeys(_kind_word(entry_step.draft) for entry_step in steps))
    if step.action == "add":
        date_text = f", {describe_when(step.draft.when)}" if step.draft.when else ""
        reason = line_result.detail.partition(", the date ")[2]
        reason = f"the date {reason}" if reason else ""
        marks = dict.fromkeys(filter(None, (describe_draft_mark(entry_step.draft) for entry_step in steps)))
        reason = "; ".join(filter(None, (*marks, reason)))
        return ImportLine(
            line_result.line, text, "add", f"becomes {kinds}{date_text}", reason, str(step.flat.place)
        )
    return ImportLine(line_result.line, text, step.action, _STEP_RESULTS[step.action], step.reason)


def _is_outcome(text: str, outcomes: Sequence[str]) -> bool:
    """Return whether a line states an outcome, behind a label such as "Impact:"."""
    _, colon, value = text.partition(":")
    return bool(colon and value.strip()) and any(outcome.startswith(value.strip()) for outcome in outcomes)


def _kind_word(draft: Draft) -> str:
    """Return what an item is called in a preview: praise is feedback, whatever kind it is stored as."""
    if GAP_HOLDER_TAG in draft.fields.get("tags", ()):
        return "the heading of the gaps below"
    return "feedback" if draft.fields.get("category") == "feedback" else draft.kind


def document_lines(plan: DocumentPlan) -> Iterator[ImportLine]:
    """Yield the changes that a running document makes; unchanged items are left out."""
    for name in plan.profile:
        yield ImportLine(0, "name" if name == "text" else field_label(name), "add", "set in your profile")
    for step in plan.steps:
        if step.action == "same":
            continue
        date_text = f"{step.draft.when} " if step.draft.when else ""
        reason = step.reason if step.action == "left" else ", ".join(changed_fields(step))
        mark = describe_draft_mark(step.draft) if step.action == "add" else ""
        reason = "; ".join(filter(None, (mark, reason)))
        result = f"becomes {step.draft.kind}" if step.action == "add" else step_verb(step)
        result = _STEP_RESULTS["left"] if step.action == "left" else result
        leave = str(step.flat.place) if step.action == "add" else ""
        depth = 1 if step.flat.parent else 0
        yield ImportLine(
            step.draft.place, f"{date_text}{step.draft.text}", step.action, result, reason, leave, depth
        )


def archive_lines(coming: ArchivePlan) -> Iterator[ImportLine]:
    """Yield the items that an archive adds."""
    for number, item_data in enumerate(coming.new, 1):
        yield ImportLine(
            number,
            _archive_text(item_data),
            "add",
            f"becomes {item_data['kind']}",
            "",
            item_data["id"],
            1 if "parent" in item_data else 0,
        )


def _archive_text(item_data: dict[str, Any]) -> str:
    date_text = f"{item_data['last']} " if item_data.get("last") else ""
    return f"{date_text}{item_data['text']}"
