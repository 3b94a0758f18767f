"""After the lines are read: the people named in sentences, the questions, and what the answers change."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from vividmap.core.first_names import first_name_key, first_word, unique_first_names
from vividmap.core.record import KINDS, Person
from vividmap.core.shorthand import Draft, NameMark
from vividmap.core.text import fold, slug
from vividmap.core.when import When, part_of_year
from vividmap.formats.notes.dating import Around, read_date
from vividmap.formats.notes.document_dates import folded_name
from vividmap.formats.notes.making import ReadEntry
from vividmap.formats.notes.people_questions import (
    people_questions,
    unasked_people,
    walk_drafts,
    with_answered_people,
)
from vividmap.formats.notes.questions import Answers, NotesQuestion, QuestionLine
from vividmap.formats.notes.reading import Reading
from vividmap.formats.notes.sentence_names import find_names
from vividmap.formats.notes.strongest import with_strength
from vividmap.formats.notes.titles import read_title
from vividmap.formats.notes.told_goals import with_reached_goals

_NOBODY = frozenset("me myself i you here channel everyone all team".split())


def finish_reading(  # noqa: PLR0913, PLR0917 - all that was read
    reading: Reading,
    entries: Sequence[ReadEntry],
    authors: Iterable[str],
    answers: Answers,
    around: Around,
    name: str,
    lines: Sequence[str],
) -> Reading:
    """Return a reading with people in sentences, questions and what the answers say."""
    own_names = {
        fold(part) for author in authors for part in (author, author.split()[0] if author.split() else author)
    }
    known_names = list(_known_names(reading.drafts))
    refused_names = {fold(person) for person, answer in answers.people.items() if answer == "no"}
    drafts = [_with_mentions(draft, known_names, own_names | refused_names) for draft in reading.drafts]
    questions = [*_period_question(drafts, entries, answers, around, name), *reading.questions]
    questions += people_questions(drafts, known_names, lines)
    drafts = [with_strength(draft, answers.strongest) for draft in drafts]
    answered_questions = [*questions, *unasked_people(questions, answers, lines)]
    drafts = with_reached_goals(with_answered_people(drafts, answered_questions, answers), lines)
    assumed_places = frozenset(entry.draft.place for entry in entries if entry.has_assumed_date)
    return replace(reading, drafts=tuple(drafts), questions=tuple(questions), assumed_places=assumed_places)


def source_lines(entries: Sequence[ReadEntry], lines: Sequence[str]) -> dict[int, str]:
    """Return the lines of each draft as the document has them, by its place."""
    sources: dict[int, str] = {}
    for entry in entries:
        for first, end, place in entry.spans:
            if first == place - 1:
                sources.setdefault(place, " ".join(" ".join(lines[first:end]).split()))
    return sources


def _known_names(drafts: Sequence[Draft]) -> Iterator[str]:
    """Yield the names that the document introduces: in full, and first names that one person has."""
    people = [draft.text for draft in drafts if draft.kind == Person.kind]
    yield from people
    unique_keys = unique_first_names(people)
    yield from (first_word(name) for name in people if first_name_key(name) in unique_keys)


def _with_mentions(draft: Draft, known_names: Sequence[str], refused_names: set[str]) -> Draft:
    own_names = {fold(draft.text), fold(first_word(draft.text))} if draft.kind == Person.kind else set()
    children = tuple(
        _with_mentions(child, known_names, refused_names | own_names) for child in draft.children
    )
    kind = KINDS[draft.kind]
    if "person" not in kind.mention_sorts:
        return replace(draft, children=children)
    outcome = str(draft.fields.get("outcome", ""))
    texts = () if _has_giver(draft) else (draft.text, outcome, draft.body[:2_000])
    names = [
        name for text in texts if text for line in text.split("\n") for name in find_names(line, known_names)
    ]
    existing = {slug(mark.name) for mark in draft.mentions if mark.sort == "person"}
    firsts = {name.split("-")[0] for name in existing}
    marks = [mark for mark in draft.mentions if mark.sort != "person" or fold(mark.name) not in _NOBODY]
    for name in names:
        key = slug(name)
        first = key.split("-")[0]
        if (
            key in existing
            or fold(name) in refused_names
            or fold(name.split()[0]) in refused_names
            or (first in firsts and len(name.split()) == 1)
        ):
            continue
        existing.add(key)
        firsts.add(first)
        marks.append(NameMark("person", name))
    return replace(draft, children=children, mentions=tuple(marks))


def _has_giver(draft: Draft) -> bool:
    """Return whether a draft is feedback that is linked with who gave it: the others named in it are not."""
    is_feedback = draft.fields.get("category") == "feedback"
    return is_feedback and any(
        mark.sort == "person" and fold(mark.name) not in _NOBODY for mark in draft.mentions
    )


def _period_question(
    drafts: Sequence[Draft], entries: Sequence[ReadEntry], answers: Answers, around: Around, name: str
) -> Iterator[NotesQuestion]:
    assumed_places = {entry.draft.place for entry in entries if entry.has_assumed_date}
    undated_drafts = [
        draft for draft in walk_drafts(drafts) if draft.place in assumed_places and KINDS[draft.kind].is_dated
    ]
    if not undated_drafts:
        return
    lines = tuple(QuestionLine(draft.place, draft.text) for draft in undated_drafts)
    yield NotesQuestion(
        "period", "", "", suggest_period(drafts, entries, around, name), lines[:3], len(undated_drafts)
    )


def suggest_period(drafts: Sequence[Draft], entries: Sequence[ReadEntry], around: Around, name: str) -> str:
    """Return the period that a document's title, file name or dates suggest; "" for none."""
    title_date = next(
        (entry.draft.when for entry in entries if entry.has_assumed_date and entry.draft.when), None
    )
    title = read_title(folded_name(name), around) if name else None
    assumed_places = {entry.draft.place for entry in entries if entry.has_assumed_date}
    own = [draft.when for draft in walk_drafts(drafts) if draft.when and draft.place not in assumed_places]
    year = title_date.first.year if title_date else (title.year if title and title.year else None)
    if title_date and str(title_date).rstrip("~")[4:]:
        return str(title_date).rstrip("~")
    if title and title.moment:
        return str(title.moment).rstrip("~")
    years = Counter(moment.last.year for moment in own)
    if year is None and years:
        year = years.most_common(1)[0][0]
    inside = [moment for moment in own if moment.first.year == moment.last.year == year]
    if year is None:
        return _last_half(around)
    if inside:
        for half in (1, 2):
            first, last = part_of_year(year, half, 2)
            if all(first <= moment.first and moment.last <= last for moment in inside):
                return f"{year}-H{half}"
    return str(year)


def _last_half(around: Around) -> str:
    """Return the half-year that is about to end or has just ended."""
    today = around.today
    if today.month <= 2:
        return f"{today.year - 1}-H2"
    return f"{today.year}-H1" if today.month <= 8 else f"{today.year}-H2"


def parse_answered_period(text: str, around: Around) -> When | None:
    """Return an answered period as a rough date, for entries without another date."""
    moment = read_date(text.replace("-", " ") if not text[:4].isdigit() else text, around)
    return When(moment.first, moment.last, about=True) if moment else None
