"""What the patterns about people share: where somebody stands, who was in touch, what somebody has seen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from vividmap.core.contact import has_gone_quiet
from vividmap.core.english.phrasing import describe_day, join_names, quote
from vividmap.core.facts.facts import BY_DAY, Facts
from vividmap.core.item_marks import is_private
from vividmap.core.record import Evidence, Person
from vividmap.core.text import fold
from vividmap.core.vocabulary import HEIGHTS_FROM_TOP

DECIDING_HEIGHTS = ("manager", "skip-level", "above skip-level")
"""The heights from which a decision about me is made, from the bottom up."""
MOST_ROWS = 60
"""Rows of a table: more than that nobody reads."""

KNOWS_WORK, WOULD_ADVOCATE = "knows my work", "would advocate"


def by_name(people: Iterable[Person]) -> list[Person]:
    """Return people in the order of their names, whatever the order in which they were loaded."""
    return sorted(people, key=lambda person: (fold(person.text), person.id))


def by_height(facts: Facts) -> dict[str, list[Person]]:
    """Return the people by where they stand today, from the top down, including heights with nobody."""
    groups: dict[str, list[Person]] = {height: [] for height in (*HEIGHTS_FROM_TOP, "")}
    for person in by_name(facts.people):
        groups[person.position(facts.today).height].append(person)
    return groups


def item_ids(items: Iterable[Person | Evidence]) -> tuple[UUID, ...]:
    """Return the ids of items, in their order."""
    return tuple(item.id for item in items)


def join_people(people: Iterable[Person], limit: int = 5) -> str:
    """Return the names of people in a sentence: of more than `limit` the first, and how many more."""
    return join_names((person.text for person in people), limit)


def name_with_position(person: Person, today: date) -> str:
    """Return a name with where the person stands: "Ivo Petrov (manager, Platform)"."""
    position = describe_position(person, today)
    return f"{person.text} ({position})" if position else person.text


def describe_position(person: Person, today: date) -> str:
    """Return height and part, and of somebody outside the employer: "manager, Platform"; "" if not said."""
    at = person.position(today)
    return ", ".join(part for part in (at.height, at.employer if at.height == "outside" else at.part) if part)


def last_contact(facts: Facts, person: Person) -> date | None:
    """Return the last day of contact with somebody until today."""
    return facts.last_contact.get(person.id)


def entries_by_viewer(facts: Facts) -> dict[UUID, tuple[Evidence, ...]]:
    """Return by person the evidence until today that names them or was surfaced to them, the newest first."""
    entries_naming, entries_shown = facts.entries_naming("person"), facts.entries_naming("surfaced")
    viewed = {}
    for person in facts.people:
        entries = {
            entry.id: entry for entry in entries_naming.get(person.id, ()) if isinstance(entry, Evidence)
        }
        for entry in entries_shown.get(person.id, ()):
            if isinstance(entry, Evidence) and is_shown_to(entry, person.id, facts.today):
                entries[entry.id] = entry
        if entries:
            viewed[person.id] = newest_first(entries.values())
    return viewed


def is_shown_to(entry: Evidence, person: UUID, today: date) -> bool:
    """Return whether an entry has been surfaced to somebody by today."""
    return any(
        mention.sort == "surfaced" and mention.target == person and is_past(mention.shown_on, today)
        for mention in entry.mentions
    )


def newest_first(entries: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return dated evidence from the newest to the oldest; the id decides between two of one day."""
    return tuple(sorted(entries, key=BY_DAY, reverse=True))


def is_past(on: date | None, today: date) -> bool:
    """Return whether an entry has been surfaced by today; one without a day has."""
    return on is None or on <= today


def can_be_shown(entry: Evidence) -> bool:
    """Return whether an entry may be suggested to be shown or told to anybody: private ones are not."""
    return not is_private(entry) and bool(entry.text.strip())


def advocacy_level(facts: Facts, person: Person) -> str:
    """Return "real", "likely" or "unknown": how sure it is that somebody would speak for me."""
    if WOULD_ADVOCATE in person.trust_marks:
        return "real"
    last = last_contact(facts, person)
    in_touch = last is not None and not has_gone_quiet(person, last, facts.today)
    return "likely" if KNOWS_WORK in person.trust_marks and in_touch else "unknown"


def suggest_showing(
    entries: Sequence[Evidence],
    people: Sequence[Person],
    entries_by_person: Mapping[UUID, Sequence[Evidence]],
) -> str:
    """Return a suggestion to show the first person a new entry: the first strong one, else the first."""
    person = people[0]
    seen_ids = {*item_ids(entries_by_person.get(person.id, ()))}
    new_entries = [entry for entry in entries if can_be_shown(entry) and entry.id not in seen_ids]
    entry = next((entry for entry in new_entries if entry.strong), next(iter(new_entries), None))
    if entry is None:
        return ""
    date_text = f" ({describe_day(entry.when.last)})" if entry.when else ""
    return f"Show {person.text} {quote(entry.text)}{date_text}."


def evidence_for_goal(facts: Facts, goal: UUID) -> tuple[Evidence, ...]:
    """Return the evidence until today that names a goal or one of its gaps, the newest first."""
    entries_naming = facts.entries_naming("goal")
    evidence: dict[UUID, Evidence] = {}
    for aim in (goal, *(gap.id for gap in facts.gaps.get(goal, ()))):
        evidence.update(
            (entry.id, entry) for entry in entries_naming.get(aim, ()) if isinstance(entry, Evidence)
        )
    return newest_first(evidence.values())


def people_by_part(people: Sequence[Person], today: date) -> Mapping[str, list[Person]]:
    """Return the people of the organisation by its parts, the largest first; case does not matter."""
    groups: dict[str, list[Person]] = defaultdict(list)
    spellings: dict[str, set[str]] = defaultdict(set)
    for person in by_name(people):
        at = person.position(today)
        if at.part and at.height != "outside":
            groups[fold(at.part)].append(person)
            spellings[fold(at.part)].add(at.part)
    return {
        min(spellings[part]): groups[part]
        for part in sorted(groups, key=lambda person: (-len(groups[person]), person))
    }
