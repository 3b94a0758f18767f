"""Marks of confidentiality in notes of any shape: taken as what they say, or a problem with their line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from vividmap.core.english.privacy_words import find_privacy_mark
from vividmap.core.item_marks import KINDS_MARKED_BY_WORDS
from vividmap.core.shorthand import Draft
from vividmap.core.vocabulary import CONFIDENTIALITY
from vividmap.formats.document.marks import LABEL, is_confidentiality_mark, mark_value
from vividmap.formats.document.read import DocumentProblem


def take_marks(
    drafts: Iterable[Draft], lines: Sequence[str], sources: Mapping[int, str] = MappingProxyType({})
) -> tuple[tuple[Draft, ...], tuple[DocumentProblem, ...]]:
    """Return drafts with the marks in their free text as fields, and the marks that say no level.

    `lines` are those of the notes, in which a draft's `place` is a number from 1; `sources` the lines of each
    draft, by its place. What these say of privacy ("(private)") becomes a field if the draft does not say it.
    """
    problems: list[DocumentProblem] = []
    taken_drafts = (_take(draft, lines, problems) for draft in drafts)
    return tuple(_mark_by_source(draft, sources) for draft in taken_drafts), tuple(problems)


def _mark_by_source(draft: Draft, sources: Mapping[int, str]) -> Draft:
    """Return a draft with the mark that its lines in the notes give, where reading took the words away."""
    if draft.children:
        return replace(draft, children=tuple(_mark_by_source(child, sources) for child in draft.children))
    if LABEL in draft.fields or draft.kind not in KINDS_MARKED_BY_WORDS:
        return draft
    mark = find_privacy_mark(sources.get(draft.place, "").split("\n"))
    own_mark = find_privacy_mark((draft.text, draft.body, *filter(_is_text, draft.fields.values())))
    if mark is None or (own_mark and own_mark.level in (mark.level, "private")):
        return draft
    return replace(draft, fields={**draft.fields, LABEL: mark.level})


def _is_text(value: object) -> bool:
    return isinstance(value, str)


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
