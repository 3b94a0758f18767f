"""Notes to the author before asking for a promotion: where the case is weak, and who can speak for it.

Names of people, where they stand and whether they would advocate are in these notes, and never in a draft.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal
from uuid import UUID

from vividmap.core.criteria.coverage import CANNOT, NOT_SHOWN, STRONG, CriterionCoverage
from vividmap.core.criteria.suggest import Suggester
from vividmap.core.english.phrasing import count_entries, join_names, quote
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.people_named import PeopleNames
from vividmap.core.facts.relationships import (
    DECIDING_HEIGHTS,
    KNOWS_WORK,
    advocacy_level,
    by_height,
    is_shown_to,
    item_ids,
    name_with_position,
    suggest_showing,
)
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.packet import AuthorNote, CriterionStanding
from vividmap.core.record import Criterion, Evidence, Person

_EntriesByPerson = Mapping[UUID, Sequence[Evidence]]

_MAX_NAMES = 4
"""People who are named one by one."""
_WORDS = (STRONG, "unseen", "brief", "narrow", "weak", "thin", "stale", NOT_SHOWN, CANNOT)
_PHRASES = {
    NOT_SHOWN: "not shown yet",
    CANNOT: "that cannot be met here",
    "stale": "not shown recently",
    "thin": "shown by too few entries",
    "weak": "shown without a result",
    "narrow": "not shown as widely as asked for",
    "brief": "shown for a short time only",
    "unseen": "that nobody above you can vouch for",
}
_STEPS = {
    NOT_SHOWN: "Link what shows it, or choose work that would.",
    "stale": "Look for newer work of the same kind, or say why it still holds.",
    "thin": "Add a second example.",
    "weak": "Say what came of it: an estimate will do.",
    "narrow": "Say who else took it up, or take the next one further.",
    "brief": "Show that it lasts: what similar work did you do before, or since?",
    "unseen": "Show one of these entries to somebody above you.",
}
_NO_DECIDER = (
    "Nobody on the map is above you, where a promotion is decided: add your manager, and whoever else "
    "decides on it."
)


def coverage_note(coverages: Sequence[CriterionCoverage], target: str) -> Iterator[AuthorNote]:
    """Yield how many of what is asked for are covered how well, best first."""
    counts = Counter(coverage.word for coverage in coverages)
    strong, total = counts[STRONG], counts.total()
    others = [f"{counts[word]} {_PHRASES[word]}" for word in _WORDS if word != STRONG and counts[word]]
    if others:
        weaker = f"; {join_names(others)}"
        yield AuthorNote(f"Of {target}, {strong} of {total} well shown{weaker}.")
    elif total:
        yield AuthorNote(f"Of {target}, all {total} well shown.")


def criterion_standings(
    coverages: Sequence[CriterionCoverage], suggester: Suggester
) -> tuple[CriterionStanding, ...]:
    """Return how each criterion stands, in their order; what else may show it where it is not strong."""
    return tuple(
        CriterionStanding(
            coverage.target.id,
            coverage.word,
            coverage.summary,
            tuple(entry.id for entry in coverage.entries),
            _find_candidates(coverage.target, coverage.word, suggester),
        )
        for coverage in coverages
        if isinstance(coverage.target, Criterion)
    )


def _find_candidates(criterion: Criterion, word: str, suggester: Suggester) -> tuple[UUID, ...]:
    if word in (CANNOT, STRONG):
        return ()
    return tuple(suggestion.item for suggestion in suggester.of(criterion))


def weak_notes(
    coverages: Sequence[CriterionCoverage], standings: Sequence[CriterionStanding]
) -> Iterator[AuthorNote]:
    """Yield each that is not covered well, the weakest first, with what to do and what may show it."""
    candidates = {standing.criterion: standing.candidates for standing in standings}
    for coverage in sorted(coverages, key=lambda coverage: -_WORDS.index(coverage.word)):
        if coverage.word == CANNOT:
            text = f"{quote(coverage.target.text)}: {coverage.summary}. Agree on that before you ask."
            yield AuthorNote(text, (coverage.target.id,))
        elif coverage.word != STRONG:
            yield _weak_note(coverage, candidates.get(coverage.target.id, ()))


def _weak_note(coverage: CriterionCoverage, entry_ids: tuple[UUID, ...]) -> AuthorNote:
    hint = " These may show it and are not linked:" if entry_ids else ""
    text = f"{quote(coverage.target.text)} {_describe_weakness(coverage)}. {_STEPS[coverage.word]}{hint}"
    kind: Literal["", "criterion"] = "criterion" if isinstance(coverage.target, Criterion) else ""
    step = f"{quote(coverage.target.text)}: {_STEPS[coverage.word][:1].lower()}{_STEPS[coverage.word][1:]}"
    return AuthorNote(text, entry_ids or (coverage.target.id,), kind, step)


def _describe_weakness(coverage: CriterionCoverage) -> str:
    """Return in words what the coverage of a criterion lacks: "rests on one entry, of one month only"."""
    reasons = {judgement.word: judgement.reason for judgement in coverage.judgements}
    count = len(coverage.entries)
    if not count:
        return "is not shown by any entry"
    parts = [f"rests on {'one entry' if count == 1 else count_entries(count)}"]
    if "brief" in reasons:
        parts.append("of a single month" if len(coverage.months) == 1 else "of a few months")
    if "stale" in reasons:
        parts.append(reasons["stale"].replace("the last is from", "the last from"))
    if "weak" in reasons:
        parts.append("without a number in a result")
    if "narrow" in reasons:
        parts.append(reasons["narrow"].replace("; it speaks", ", where it speaks"))
    if "unseen" in reasons:
        parts.append(
            f"and {reasons['unseen'].replace('nobody above peers', 'nobody above peers named there')}"
        )
    return ", ".join(parts).replace(", of ", " of ", 1)


def speaker_notes(facts: Facts, entries: Sequence[Evidence]) -> Iterator[AuthorNote]:
    """Yield who would speak for the case and who might, what they have seen of it, and who decides unseen.

    `entries` are what the case is based on, the strongest first.
    """
    if not entries:
        return
    entries_seen = _entries_by_person(facts, entries)
    people_by_height = by_height(facts)
    standings = [
        (person, advocacy_level(facts, person)) for people in people_by_height.values() for person in people
    ]
    advocates = [person for person, standing in standings if standing == "real"]
    likely_advocates = [person for person, standing in standings if standing == "likely"]
    scale = f"how many of its {count_entries(len(entries))} each is named in or was shown"
    if advocates:
        uninformed_people = [person for person in advocates if len(entries_seen[person.id]) < len(entries)]
        text = f"Would speak for it, and {scale}: {_format_counts(facts, advocates, entries_seen)}."
        suggestion = suggest_showing(entries, uninformed_people, entries_seen) if uninformed_people else ""
        yield AuthorNote(_join_sentences(text, suggestion), item_ids(advocates[:_MAX_NAMES]), step=suggestion)
    else:
        yield AuthorNote(
            "Nobody is marked as your advocate. Ask one who knows your work, and mark it.",
            step="Ask somebody who knows your work to speak for you.",
        )
    if likely_advocates:
        counts = _format_counts(facts, likely_advocates, entries_seen)
        text = f"Might speak for it if you ask, and {scale}: {counts}."
        yield AuthorNote(text, item_ids(likely_advocates[:_MAX_NAMES]))
    yield _deciders_note(people_by_height, entries_seen, entries, facts)


def _join_sentences(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _entries_by_person(facts: Facts, entries: Sequence[Evidence]) -> _EntriesByPerson:
    """Return by person the entries that name them, or were shown to them."""
    entries_by_person: dict[UUID, list[Evidence]] = {person.id: [] for person in facts.people}
    names = PeopleNames(facts.people, facts.people)
    for entry in entries:
        audience_ids = {
            person_id
            for person_id in entry.linked_ids("surfaced")
            if is_shown_to(entry, person_id, facts.today)
        }
        named_ids = {*entry.linked_ids("person"), *names.find(f"{entry.text} {entry.outcome}")}
        for person_id in (named_ids | audience_ids) & entries_by_person.keys():
            entries_by_person[person_id].append(entry)
    return entries_by_person


def _format_counts(facts: Facts, people: Sequence[Person], entries_seen: _EntriesByPerson) -> str:
    counts = (
        f"{name_with_position(person, facts.today)} {len(entries_seen[person.id]) or 'none'}"
        for person in people
    )
    return join_names(counts, _MAX_NAMES)


_LEADER = lazy_pattern(
    r"\b(?:(?:senior |engineering |eng )?director|vp|svp|evp|cto|ceo|coo|cpo|head of \w+"
    r"|skip(?:-level)?|chief \w+|exec(?:utive)?)\b",
    re.IGNORECASE,
)


def _unplaced_leaders(people: Sequence[Person]) -> str:
    """Return who is noted as a director or the like and has no position, and how to say where they stand."""
    notes = [
        f"{person.text} is noted as {quote(match[0])} and has no position"
        for person in people
        if (match := _LEADER.search(f"{person.status} {person.body}"))
    ]
    return f"{join_names(notes)}: say where they stand with vividmap edit." if notes else ""


def _name_people(people: Sequence[Person], facts: Facts) -> str:
    return join_names((name_with_position(person, facts.today) for person in people), _MAX_NAMES)


def _deciders_note(
    people_by_height: Mapping[str, Sequence[Person]],
    entries_seen: _EntriesByPerson,
    entries: Sequence[Evidence],
    facts: Facts,
) -> AuthorNote:
    """Return who decides on it, from the top, and who of them knows the work on the case."""
    deciders = {
        height: people_by_height[height] for height in reversed(DECIDING_HEIGHTS) if people_by_height[height]
    }
    if not deciders:
        return AuthorNote(_NO_DECIDER)
    uninformed_people = {
        height: [
            person
            for person in people
            if KNOWS_WORK not in person.trust_marks and not entries_seen[person.id]
        ]
        for height, people in deciders.items()
    }
    informed_people = [
        person
        for height, people in deciders.items()
        for person in people
        if person not in uninformed_people[height]
    ]
    empty_heights = " or ".join(height for height in DECIDING_HEIGHTS if not people_by_height[height])
    empty_note = f"Nobody on the map is {empty_heights}: ask who decides." if empty_heights else ""
    empty_note = _join_sentences(empty_note, _unplaced_leaders(people_by_height.get("", ())))
    all_uninformed_people = [person for people in uninformed_people.values() for person in people]
    text = f"Who knows this work above you: {_name_people(informed_people, facts) or 'nobody yet'}."
    if all_uninformed_people:
        text += f" Who does not yet: {_name_people(all_uninformed_people, facts)}."
    suggestion = (
        suggest_showing(entries, all_uninformed_people, entries_seen) if all_uninformed_people else ""
    )
    return AuthorNote(
        _join_sentences(text, empty_note, suggestion), item_ids(all_uninformed_people[:_MAX_NAMES])
    )
