"""The questions about a document, as fields of the preview; and the answers that were sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from django.http import QueryDict

from vividmap.core.vocabulary import HEIGHTS
from vividmap.formats.notes import Answers, NotesQuestion
from vividmap.formats.notes.sections import CHOICES
from vividmap.services.actor import Actor
from vividmap.services.transfer import import_answers

_HINT = 80
_SHOWN = 3
_LEGENDS = {
    "period": "Which period is this about?",
    "heading": "What is under “{}”?",
    "person": "Who is {}?",
    "strongest": "These look strongest. Which would you show?",
}
_PEOPLE = {import_answers.NO_HEIGHT: "add the name alone", import_answers.NOT_A_PERSON: "not a person"}


@dataclass(frozen=True)
class QuestionField:
    """One question as a field: a text, a choice (value and label), or lines to tick."""

    name: str
    sort: str
    legend: str
    hint: str
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    ticked: tuple[str, ...] = ()
    error: str = ""


def suggested_answers(actor: Actor, questions: Sequence[NotesQuestion]) -> Answers:
    """Return what a preview starts with: the suggested period and the lines that look strongest."""
    answers = Answers()
    for question in questions:
        if question.sort == "period" and question.suggestion:
            answers = replace(answers, period=import_answers.read_period(actor, question.suggestion))
        elif question.sort == "strongest":
            answers = replace(answers, strongest=frozenset(map(int, question.suggestion.split(","))))
    return answers


def question_fields(
    questions: Sequence[NotesQuestion], sent: Mapping[str, str], answers: Answers, error: str = ""
) -> list[QuestionField]:
    """Return a field for each question; `sent` is what was typed, by the field's name."""
    fields = []
    for at, question in enumerate(questions):
        name = f"{question.sort}-{at}"
        hint = "; ".join(_cut(line.text) for line in question.lines[:_SHOWN])
        if question.sort != "strongest" and question.count > _SHOWN:
            hint = f"{hint}; and {question.count - _SHOWN} more"
        field = QuestionField(name, question.sort, _LEGENDS[question.sort].format(question.subject), hint)
        fields.append(_filled(field, question, sent, answers, error))
    return fields


def _cut(text: str) -> str:
    """Return the beginning of a line, cut between words where it has any."""
    return shorten(text, _HINT, placeholder=" …") if " " in text[:_HINT] else text[:_HINT]


def _filled(
    field: QuestionField, question: NotesQuestion, sent: Mapping[str, str], answers: Answers, error: str
) -> QuestionField:
    if question.sort == "period":
        return replace(field, value=sent.get(field.name, question.suggestion), error=error)
    if question.sort == "heading":
        suggestion = "project" if question.suggestion == "evidence" else question.suggestion
        value = answers.heading(question.subject) or suggestion
        return replace(field, value=value, options=tuple(CHOICES.items()))
    if question.sort == "person":
        options = [("", "do not add"), *((height, height) for height in HEIGHTS), *_PEOPLE.items()]
        return replace(field, value=sent.get(field.name, ""), options=tuple(options))
    lines = tuple((str(line.number), line.text) for line in question.lines)
    ticked = tuple(str(number) for number in sorted(answers.strongest))
    return replace(field, hint="", options=lines, ticked=ticked)


def read_fields(actor: Actor, questions: Sequence[NotesQuestion], post: QueryDict) -> Answers:
    """Return the answers in a form. Raises Invalid for an unreadable period."""
    answers = Answers()
    for at, question in enumerate(questions):
        name = f"{question.sort}-{at}"
        value = post.get(name, "").strip()
        if question.sort == "strongest":
            numbers = {int(number) for number in post.getlist(name) if number.isdigit() and len(number) < 9}
            answers = replace(answers, strongest=frozenset(numbers))
        elif value and question.sort == "period":
            answers = replace(answers, period=import_answers.read_period(actor, value))
        elif value and question.sort == "heading" and value != question.suggestion:
            heading, section = import_answers.read_heading(question.subject, value)
            answers = replace(answers, headings={**answers.headings, heading: section})
        elif value and question.sort == "person":
            person, height = import_answers.read_person(question.subject, value)
            answers = replace(answers, people={**answers.people, person: height})
    return answers
