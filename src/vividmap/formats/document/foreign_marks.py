"""Marks of confidentiality in notes of any shape: taken as what they say, or a problem with their line."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vividmap.core.shorthand import Draft
from vividmap.core.vocabulary import CONFIDENTIALITY
from vividmap.formats.document.marks import LABEL, is_confidentiality_mark, mark_value
from vividmap.formats.document.read import DocumentProblem


def take_marks(
    drafts: Iterable[Draft], lines: Sequence[str]
) -> tuple[tuple[Draft, ...], tuple[DocumentProblem, ...]]:
    """Return drafts with the marks in their free text as fields, and the marks that say no level.

    `lines` are those of the notes, in which a draft's `place` is a number from 1.
    """
    problems: list[DocumentProblem] = []
    return tuple(_take(draft, lines, problems) for draft in drafts), tuple(problems)


def _take(draft: Draft, lines: Sequence[str], problems: list[DocumentProblem]) -> Draft:
    children = tuple(_take(child, lines, problems) for child in draft.children)
    marks = [line for line in draft.body.split("\n") if is_confidentiality_mark(line)]
    levels = {mark_value(mark).casefold() for mark in marks}
    if is_confidentiality_mark(draft.text):
        marks, levels = [draft.text], set()
    if not marks:
        return replace(draft, children=children)
    if len(levels) != 1 or not levels <= set(CONFIDENTIALITY):
        problems.append(
            DocumentProblem(
                _line_number(marks[0], draft.place, lines),
                f"{marks[0].strip()!r} is not understood; below the entry that it is about,"
                f" write '{LABEL}: {' or '.join(CONFIDENTIALITY)}' once",
            )
        )
        return replace(draft, children=children)
    body = "\n".join(line for line in draft.body.split("\n") if line not in marks).strip("\n")
    return replace(draft, children=children, body=body, fields={**draft.fields, LABEL: levels.pop()})


def _line_number(mark: str, start: int, lines: Sequence[str]) -> int:
    numbers = range(start, len(lines) + 1)
    return next((number for number in numbers if mark.strip() in lines[number - 1]), start)
