"""How a plan to import or to apply an edited document is printed, and the report of a file's lines."""

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from vividmap.cli.layout import visible_text
from vividmap.cli.output import print_line, print_paged
from vividmap.core.item_marks import describe_draft_mark

if TYPE_CHECKING:
    from vividmap.formats.notes import LineResult
    from vividmap.services.transfer.notes_import import NotesPlan
    from vividmap.services.transfer.plans import DocumentPlan, PlanStep

_MAX_STEPS = 200
_WORDS_SHOWN = 76
_BELOW = "below "


def print_plan(plan: "DocumentPlan") -> None:
    """Print what a plan does: its first steps, one line each, and a summary."""
    for line in _plan_lines(plan, _MAX_STEPS):
        print_line(line)


def print_preview(plan: "DocumentPlan", results: "Sequence[NumberedResult]", lines: Sequence[str]) -> None:
    """Print what each line of a file would become, and every step of the plan; paged where it is long."""
    preview = (*_report_lines(results, lines), *_plan_lines(plan, len(plan.steps)))
    print_paged([visible_text(line) for line in preview])


def _plan_lines(plan: "DocumentPlan", max_steps: int) -> Iterator[str]:
    from vividmap.services.transfer.plans import field_label, summarize

    steps = [step for step in plan.steps if step.action != "same"]
    yield from map(_describe_step, steps[:max_steps])
    if len(steps) > max_steps:
        yield f"  … and {len(steps) - max_steps} more"
    held_back = [step for step in steps if step.action == "add" and describe_draft_mark(step.draft)]
    if held_back:
        yield (
            f"  held back, since it is marked or its own words say so: {len(held_back)}"
            " (to open one later: vividmap edit HANDLE --open)"
        )
    for name in plan.profile:
        yield f"  set     {'name' if name == 'text' else field_label(name)}"
    yield summarize(plan)


def _describe_step(step: "PlanStep") -> str:
    from vividmap.services.transfer.plans import changed_fields, step_verb

    handle = f" ^{step.draft.handle}" if step.draft.handle else ""
    date_text = f"{step.draft.when} " if step.draft.when else ""
    reason = f" ({step.reason})" if step.action == "left" else ""
    fields = ", ".join(changed_fields(step))
    is_reached = step.action == "add" and step.draft.fields.get("state") == "reached"
    mark = describe_draft_mark(step.draft) if step.action == "add" else ""
    notes = reason + "".join(f" [{note}]" for note in (fields, "reached" * is_reached, mark) if note)
    return f"  {step_verb(step):<7} {step.draft.kind}{handle} {date_text}{step.draft.text[:70]}{notes}"


def print_report(results: "Sequence[NumberedResult]", lines: Sequence[str] = ()) -> None:
    """Print what each line of a file became."""
    for line in _report_lines(results, lines):
        print_line(line)


def _report_lines(results: "Sequence[NumberedResult]", lines: Sequence[str]) -> Iterator[str]:
    """Yield what each line became; with the file's `lines`, the words of those that are left out."""
    for result in results:
        is_lost = bool(lines) and str(result).startswith("not imported")
        words = f": {_shorten(lines[result.line - 1])}" if is_lost else ""
        yield f"line {result.line}: {result}{words}"


def print_skips(skips: "Sequence[LineResult]", lines: Sequence[str]) -> None:
    """Print the lines that did not become entries, in their own words, and how to get one in."""
    if not skips:
        return
    print_line(f"{len(skips)} {'line' if len(skips) == 1 else 'lines'} did not become entries:")
    for skip in skips[:_MAX_STEPS]:
        print_line(f"  line {skip.line}: {_shorten(lines[skip.line - 1])} ({skip.detail})")
    if len(skips) > _MAX_STEPS:
        print_line("  … ('--dry-run' shows what each line becomes)")
    heading = next((skip.detail.removeprefix(_BELOW) for skip in skips if skip.detail.startswith(_BELOW)), "")
    below = f"; those below a heading: --heading {_quote(heading[1:-1], 'evidence')}" if heading else ""
    print_line(f'To add one anyway: vividmap log "…"{below}')


def _quote(heading: str, answer: str) -> str:
    """Return a heading and its answer as one argument for a shell."""
    argument = f"{heading}={answer}"
    return shlex.quote(argument) if set(argument) & set('"$`\\!') else f'"{argument}"'


def _shorten(line: str) -> str:
    words = " ".join(line.split()).removeprefix("- ").removeprefix("* ")
    return words if len(words) <= _WORDS_SHOWN else f"{words[: _WORDS_SHOWN - 1]}…"


def print_open_questions(notes_plan: "NotesPlan") -> None:
    """Print each question that is still open, with the option that answers it."""
    answers = notes_plan.answers
    for question in notes_plan.reading.questions:
        lines = "1 line" if question.count == 1 else f"{question.count} lines"
        if question.sort == "period" and answers.period is None:
            have = "has" if question.count == 1 else "have"
            print_line(
                f"{lines} {have} no date of their own; to date them, add --period {question.suggestion}"
            )
        elif question.sort == "heading" and not answers.heading(question.subject):
            print_line(
                f"{question.subject!r} was read as {question.suggestion};"
                f" to change it, add --heading {_quote(question.subject, '…')}"
            )


class NumberedResult(Protocol):
    """What a line of a file became: its number from 1, and a text that says it."""

    @property
    def line(self) -> int:
        """Return the line's number, from 1."""
        ...
