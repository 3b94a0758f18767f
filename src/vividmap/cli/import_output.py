"""How a plan to import or to apply an edited document is printed, and the report of a file's lines."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import click

from vividmap.cli.output import print_line

if TYPE_CHECKING:
    from vividmap.services.transfer.notes_import import NotesPlan
    from vividmap.services.transfer.plans import DocumentPlan, PlanStep

_MAX_STEPS = 40


def print_plan(plan: "DocumentPlan") -> None:
    """Print what a plan does: its first steps, one line each, and a summary."""
    from vividmap.services.transfer.plans import field_label, summarize

    steps = [step for step in plan.steps if step.action != "same"]
    for step in steps[:_MAX_STEPS]:
        print_line(_describe_step(step))
    if len(steps) > _MAX_STEPS:
        print_line(f"  … and {len(steps) - _MAX_STEPS} more")
    for name in plan.profile:
        print_line(f"  set     {'name' if name == 'text' else field_label(name)}")
    click.echo(summarize(plan))


def _describe_step(step: "PlanStep") -> str:
    from vividmap.services.transfer.plans import changed_fields, step_verb

    handle = f" ^{step.draft.handle}" if step.draft.handle else ""
    date_text = f"{step.draft.when} " if step.draft.when else ""
    reason = f" ({step.reason})" if step.action == "left" else ""
    fields = ", ".join(changed_fields(step))
    return f"  {step_verb(step):<7} {step.draft.kind}{handle} {date_text}{step.draft.text[:70]}{reason}" + (
        f" [{fields}]" if fields else ""
    )


def print_report(results: "Sequence[NumberedResult]") -> None:
    """Print what each line of a file became."""
    for result in results:
        print_line(f"line {result.line}: {result}")


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
                f' to change it, add --heading "{question.subject}=…"'
            )


class NumberedResult(Protocol):
    """What a line of a file became: its number from 1, and a text that says it."""

    @property
    def line(self) -> int:
        """Return the line's number, from 1."""
        ...
