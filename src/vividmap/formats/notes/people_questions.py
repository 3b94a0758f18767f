"""Questions about the people whom notes name or tell of meeting, and what the answers change."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.positions import Position
from vividmap.core.record import Person, Touchpoint
from vividmap.core.shorthand import Draft
from vividmap.core.text import slug
from vividmap.formats.notes.meetings import is_informal
from vividmap.formats.notes.plain import remove_ornament, to_plain
from vividmap.formats.notes.questions import Answers, NotesQuestion, QuestionLine
from vividmap.formats.notes.stated_roles import find_stated_role, is_role, lines_naming, suggest_height
from vividmap.formats.notes.vocabulary import key_of

_MOST_PEOPLE, _SHOWN = 6, 3
_MOST_NAMED_IN_FULL = 15
"""Who is named in full by two entries at least is asked about too, up to this many people."""
_ONLY_HEIGHT = frozenset(("", "manager", "peer", "report", "skip", "skip level", "boss", "colleague"))
_REVIEW = lazy_pattern(
    r"[^:]{0,40}\b(?:review|mid-?year|year-?end|appraisal|\w*gespräch|entretien)\b", re.IGNORECASE
)
_SKIP_LEVEL = lazy_pattern(r"[^:]{0,20}\bskip[- ]?level", re.IGNORECASE)


def walk_drafts(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield drafts, each before those beneath it."""
    for draft in drafts:
        yield draft
        yield from walk_drafts(draft.children)


def is_only_met(draft: Draft) -> bool:
    """Return whether a draft is a person of whom the notes say nothing but when they were met."""
    return draft.kind == Person.kind and bool(draft.children) and not draft.fields and not draft.body


def _is_without_position(draft: Draft) -> bool:
    return draft.kind == Person.kind and "positions" not in draft.fields


def people_questions(
    drafts: Sequence[Draft], known_names: Sequence[str], document: Sequence[str]
) -> Iterator[NotesQuestion]:
    """Yield a question for each person without a position who was met, or is named often or with a role.

    `document` is its lines, of which some are no entries.
    """
    met_names = {slug(draft.text): draft for draft in drafts if is_only_met(draft)}
    introduced_keys = {slug(name) for name in known_names} - set(met_names)
    lines: dict[str, list[Draft]] = {}
    names: dict[str, str] = {}
    for draft in walk_drafts(drafts):
        for mark in draft.mentions:
            if mark.sort == "person" and slug(mark.name) not in introduced_keys:
                key = slug(mark.name).split("-")[0]
                names[key] = max(names.get(key, ""), mark.name, key=len)
                lines.setdefault(key, []).append(draft)
    for draft in drafts:
        if _is_without_position(draft) and is_role(draft.body):
            key = slug(draft.text).split("-")[0]
            names[key] = draft.text
            lines[key] = [draft, *lines.get(key, ())]
    for person in met_names.values():
        key = slug(person.text).split("-")[0]
        names[key] = person.text
        lines[key] = [
            *person.children,
            *(draft for draft in lines.get(key, ()) if draft.kind != Touchpoint.kind),
        ]
    ranking = sorted(
        lines, key=lambda key: (not suggest_height(_role_of_draft(lines[key])), -len(lines[key]))
    )
    for at, key in enumerate(ranking[:_MOST_NAMED_IN_FULL]):
        if at >= _MOST_PEOPLE and (" " not in names[key] or len(lines[key]) < 2):
            continue
        name, of_person = names[key], lines[key]
        role = _role_of_draft(of_person) or find_stated_role(name, document)
        is_met = slug(name) in met_names
        places = lines_naming(name, document)
        if len(places) > 1 or len(of_person) > 1 or role or is_met:
            height = suggest_height(role) or _height_of_met(met_names.get(slug(name)), drafts)
            about = _lines_about(of_person, places, document)
            yield NotesQuestion(
                "person", key_of(name), name, height, about, len(places) or len(of_person), role
            )


def _role_of_draft(drafts: Sequence[Draft]) -> str:
    """Return the role of a person who has an entry with one and without a position, else ""."""
    return next((draft.body for draft in drafts if draft.kind == Person.kind), "")


def _lines_about(
    drafts: Sequence[Draft], places: Sequence[int], document: Sequence[str]
) -> tuple[QuestionLine, ...]:
    """Return the first lines about a person: of entries, then others of the document."""
    about = {draft.place: draft.text for draft in drafts[:_SHOWN]}
    for place in places:
        if len(about) < _SHOWN and document[place].strip():
            about.setdefault(place + 1, remove_ornament(to_plain(document[place]).text, is_item=True))
    return tuple(QuestionLine(place, text) for place, text in about.items())


def _height_of_met(person: Draft | None, drafts: Sequence[Draft]) -> str:
    """Return the position that conversations with a person suggest."""
    talks = [child for child in person.children if not is_informal(child.text)] if person else []
    if any(_SKIP_LEVEL.match(talk.text) for talk in talks):
        return "skip-level"
    has_manager = any(
        position.height == "manager" for draft in drafts for position in draft.fields.get("positions", ())
    )
    is_manager = any(_REVIEW.match(talk.text) for talk in talks) or (len(talks) > 1 and not has_manager)
    return "manager" if is_manager else "peer"


def unasked_people(
    questions: Sequence[NotesQuestion], answers: Answers, document: Sequence[str]
) -> Iterator[NotesQuestion]:
    """Yield a question for each answer about somebody whom a document names and nothing asks about."""
    asked_keys = {question.key for question in questions if question.sort == "person"}
    for name in answers.people:
        places = lines_naming(name, document) if key_of(name) not in asked_keys else ()
        if places:
            yield NotesQuestion(
                "person", key_of(name), name, "", _lines_about((), places, document), len(places)
            )


def with_answered_people(
    drafts: Sequence[Draft], questions: Sequence[NotesQuestion], answers: Answers
) -> list[Draft]:
    """Return drafts with the people whom the answers keep, and with the positions that they state."""
    answered_drafts = list(drafts)
    for question in questions:
        answer = answers.person(question.subject) if question.sort == "person" else None
        if answer is None or answer == "no" or not question.lines:
            continue
        fields = {"positions": (Position(None, answer),)} if answer else {}
        question_slug = slug(question.subject)
        place = next(
            (
                at
                for at, draft in enumerate(answered_drafts)
                if draft.kind == Person.kind and slug(draft.text) == question_slug
            ),
            None,
        )
        if place is None:
            first = question.lines[0].number
            person = Draft(kind=Person.kind, text=question.subject, fields=fields, place=first)
            answered_drafts.append(replace(person, body=_described(question.role)))
        else:
            known = answered_drafts[place]
            answered_drafts[place] = replace(known, fields={**known.fields, **fields})
    return answered_drafts


def _described(role: str) -> str:
    """Return a role as it is kept with a person; "" for one that only says where they stand."""
    return "" if key_of(role) in _ONLY_HEIGHT else role
