"""The short conversation after a document was read, at a terminal; Enter accepts each suggestion."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from vividmap.cli.output import print_line
from vividmap.core.record import KINDS
from vividmap.services.actor import Actor
from vividmap.services.errors import Invalid

if TYPE_CHECKING:
    from vividmap.formats.notes import Answers, NotesQuestion
    from vividmap.services.transfer.notes_import import NotesPlan

PLURAL_BY_KIND = {
    "person": "people",
    "goal": "goals",
    "gap": "gaps",
    "skill": "skills",
    "skill entry": "skill entries",
    "touchpoint": "touchpoints",
    "update": "updates",
}
_SKIP = ("-", "skip")
_HELP = ("?", "help")
_QUIT = ("q", "quit")
_SHOWN = 3
_WIDTH = 76


class QuestionsSkipped(Exception):
    """The person wants no more questions."""


def ask_about(actor: Actor, text: str, name: str, notes_plan: "NotesPlan") -> "NotesPlan":
    """Ask what only the owner knows, and return the plan with the answers.

    What was answered with an option is not asked again.
    """
    from vividmap.services.transfer import notes_import

    answers = notes_plan.answers
    questions = list(_open_questions(notes_plan.reading.questions, answers))
    if not questions:
        return notes_plan
    count = len(questions)
    print_line(_describe(notes_plan))
    print_line(
        f"{count} {'question' if count == 1 else 'questions'}: Enter accepts what is in brackets,"
        " - skips one, q skips the rest."
    )
    for question in questions:
        try:
            answers = _ask(actor, question, answers)
        except QuestionsSkipped:
            break
        before, notes_plan = notes_plan, notes_import.plan_notes(actor, text, name=name, answers=answers)
        if (effect := _describe(notes_plan)) != _describe(before):
            print_line(f"  → {effect}")
    print_line("")
    return notes_plan


def _describe(notes_plan: "NotesPlan") -> str:
    """Return what an import would add, by kind, and how much of it has no date."""
    drafts = [step.draft for step in notes_plan.plan.steps if step.action in ("add", "change")]
    counts = Counter(draft.kind for draft in drafts)
    undated = sum(KINDS[draft.kind].is_dated and draft.when is None for draft in drafts)
    parts = [
        f"{number} {kind if number == 1 else PLURAL_BY_KIND.get(kind, kind)}"
        for kind, number in counts.items()
    ]
    return ", ".join(parts or ["nothing new"]) + (f"; {undated} without a date" if undated else "")


def _open_questions(questions: Sequence["NotesQuestion"], answers: "Answers") -> Iterator["NotesQuestion"]:
    for question in questions:
        is_answered = {
            "period": answers.period is not None,
            "heading": bool(answers.heading(question.subject)),
            "person": answers.person(question.subject) is not None,
            "strongest": bool(answers.strongest),
        }
        if not is_answered[question.sort]:
            yield question


def _ask(actor: Actor, question: "NotesQuestion", answers: "Answers") -> "Answers":
    """Ask until the answer is understood."""
    from vividmap.services.transfer import import_answers

    ask = {"period": _period, "heading": _heading, "person": _person, "strongest": _strongest}[question.sort]
    print_line("")
    while True:
        answer = ask(question)
        if answer.casefold() in _QUIT:
            raise QuestionsSkipped
        if answer.casefold() in _HELP:
            print_line(_explained(question))
            continue
        is_choice = question.sort == "heading" and answer != "-"  # there "skip" says what is under it
        if not answer or (answer.casefold() in _SKIP and not is_choice):
            return answers
        try:
            if question.sort == "period":
                return replace(answers, period=import_answers.read_period(actor, answer))
            if question.sort == "heading":
                heading, section = import_answers.read_heading(question.subject, answer)
                return replace(answers, headings={**answers.headings, heading: section})
            if question.sort == "person":
                name, height = import_answers.read_person(question.subject, answer)
                return replace(answers, people={**answers.people, name: height})
            return replace(answers, strongest=_picked(question, answer))
        except Invalid as error:
            print_line(f"  {error}")


def _explained(question: "NotesQuestion") -> str:
    """Return what each answer to a question means, for who asks with a question mark."""
    from vividmap.formats.notes.sections import CHOICES

    texts = {
        "period": "The lines that state no date are filed in it: a year, half-year, quarter or month.",
        "heading": "\n".join(f"    {name:<10} {meaning}" for name, meaning in CHOICES.items()),
        "person": (
            "    manager: you report to them; skip-level: your manager does; above skip-level: anyone else\n"
            "    report: they report to you; peer: a colleague beside you; other part: of your organisation\n"
            "    outside: of another organisation"
        ),
        "strongest": "Drafts show these first. Type the numbers of those that you want, such as 1,3,4.",
    }
    return f"{texts[question.sort]}\n    -          leave this question open"


def _prompt(text: str, suggestion: str) -> str:
    answer: str = click.prompt(text, default=suggestion, show_default=bool(suggestion))
    return answer.strip()


def _show_lines(question: "NotesQuestion") -> None:
    for line in question.lines[:_SHOWN]:
        print_line(f"    {line.text[:_WIDTH]}")
    if question.count > _SHOWN:
        print_line(f"    … and {question.count - _SHOWN} more")


def _period(question: "NotesQuestion") -> str:
    print_line(f"Which period is this about? {_lines(question.count)} without a date:")
    _show_lines(question)
    return _prompt("period (2026-H1, 2026-Q1, 2026)", question.suggestion)


def _heading(question: "NotesQuestion") -> str:
    from vividmap.formats.notes.sections import CHOICES

    print_line(f"What is under {question.subject!r}? {_lines(question.count)}:")
    _show_lines(question)
    print_line(f"  {' · '.join(CHOICES)}")
    suggestion = "project" if question.suggestion == "evidence" else question.suggestion
    return _prompt("it is", suggestion)


def _person(question: "NotesQuestion") -> str:
    from vividmap.core.vocabulary import HEIGHTS

    print_line(f"Who is {question.subject}? Named in {_lines(question.count)}:")
    _show_lines(question)
    print_line(f"  {' · '.join(HEIGHTS)} · yes (add the name alone) · no (not a person)")
    return _prompt("they are", question.suggestion)


def _strongest(question: "NotesQuestion") -> str:
    picked = question.suggestion.split(",")
    print_line("These look strongest. Which would you show?")
    for at, line in enumerate(question.lines, 1):
        tick = "x" if str(line.number) in picked else " "
        print_line(f"  [{tick}] {at:>2}  {line.text[: _WIDTH - 4]}")
    numbers = [str(at) for at, line in enumerate(question.lines, 1) if str(line.number) in picked]
    return _prompt("their numbers", ",".join(numbers))


def _picked(question: "NotesQuestion", answer: str) -> frozenset[int]:
    numbers = answer.replace(",", " ").split()
    if not all(number.isdigit() and 1 <= int(number) <= len(question.lines) for number in numbers):
        raise Invalid(f"use the numbers 1 to {len(question.lines)}, with commas between them")
    return frozenset(question.lines[int(number) - 1].number for number in numbers)


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"
