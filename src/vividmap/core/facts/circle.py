"""What the patterns about people share: where somebody stands, who was in touch, what somebody has seen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from vividmap.core.contact import has_gone_quiet
from vividmap.core.facts.facts import BY_DAY, Facts
from vividmap.core.places import FROM_THE_TOP
from vividmap.core.record import Evidence, Person
from vividmap.core.saying import listed, on, quoted
from vividmap.core.text import fold

UP = ("manager", "skip-level", "above skip-level")
"""The heights from which a decision about me is made, from the bottom up."""
MOST_ROWS = 60
"""Rows of a table: more than that nobody reads."""

KNOWS, ADVOCATES = "knows my work", "would advocate"


def by_name(people: Iterable[Person]) -> list[Person]:
    """Return people in the order of their names, whatever the order in which they were loaded."""
    return sorted(people, key=lambda one: (fold(one.text), one.id))


def by_height(facts: Facts) -> dict[str, list[Person]]:
    """Return the people by where they stand today, from the top down, heights where nobody is included."""
    found: dict[str, list[Person]] = {height: [] for height in (*FROM_THE_TOP, "")}
    for one in by_name(facts.people):
        found[one.position(facts.today).height].append(one)
    return found


def ids(items: Iterable[Person | Evidence]) -> tuple[UUID, ...]:
    """Return the ids of items, in their order."""
    return tuple(one.id for one in items)


def names(people: Iterable[Person], most: int = 5) -> str:
    """Return the names of people in a sentence: of more than `most` the first, and how many more."""
    return listed((one.text for one in people), most)


def placed(person: Person, today: date) -> str:
    """Return a name with where the person stands: "Ivo Petrov (manager, Platform)"."""
    where = where_of(person, today)
    return f"{person.text} ({where})" if where else person.text


def where_of(person: Person, today: date) -> str:
    """Return height and part, and of somebody outside the employer: "manager, Platform"; "" if not said."""
    at = person.position(today)
    return ", ".join(one for one in (at.height, at.employer if at.height == "outside" else at.part) if one)


def last_contact(facts: Facts, person: Person) -> date | None:
    """Return the last day of contact with somebody until today."""
    return facts.last_contact.get(person.id)


def seen_by(facts: Facts) -> dict[UUID, tuple[Evidence, ...]]:
    """Return by person the evidence until today that names them or was surfaced to them, the newest first."""
    named, surfaced = facts.naming("person"), facts.naming("surfaced")
    found = {}
    for person in facts.people:
        entries = {one.id: one for one in named.get(person.id, ()) if isinstance(one, Evidence)}
        for one in surfaced.get(person.id, ()):
            if isinstance(one, Evidence) and was_shown(one, person.id, facts.today):
                entries[one.id] = one
        if entries:
            found[person.id] = newest_first(entries.values())
    return found


def was_shown(entry: Evidence, person: UUID, today: date) -> bool:
    """Tell whether an entry has been surfaced to somebody by today."""
    return any(
        one.sort == "surfaced" and one.target == person and happened(one.on, today) for one in entry.mentions
    )


def newest_first(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return dated evidence from the newest to the oldest; the id decides between two of one day."""
    return tuple(sorted(found, key=BY_DAY, reverse=True))


def happened(on: date | None, today: date) -> bool:
    """Tell whether an entry has been surfaced by today; one without a day has."""
    return on is None or on <= today


def can_be_told(entry: Evidence) -> bool:
    """Tell whether an entry may be suggested to be shown or told to anybody: private ones are not."""
    return entry.confidentiality != "private" and bool(entry.text.strip())


def stands(facts: Facts, person: Person) -> str:
    """Return "real", "likely" or "unknown": how sure it is that somebody would speak for me."""
    if ADVOCATES in person.real:
        return "real"
    last = last_contact(facts, person)
    in_touch = last is not None and not has_gone_quiet(person, last, facts.today)
    return "likely" if KNOWS in person.real and in_touch else "unknown"


def to_show(
    serves: Sequence[Evidence], people: Sequence[Person], seen: Mapping[UUID, Sequence[Evidence]]
) -> str:
    """Return what to show to the first of some people: the first strong entry of some, else the first."""
    who = people[0]
    known = {*ids(seen.get(who.id, ()))}
    new = [one for one in serves if can_be_told(one) and one.id not in known]
    entry = next((one for one in new if one.strong), new[0] if new else None)
    if entry is None:
        return ""
    dated = f" ({on(entry.when.last)})" if entry.when else ""
    return f"Show {who.text} {quoted(entry.text)}{dated}."


def serving(facts: Facts, goal: UUID) -> tuple[Evidence, ...]:
    """Return the evidence until today that names a goal or one of its gaps, the newest first."""
    named = facts.naming("goal")
    found: dict[UUID, Evidence] = {}
    for aim in (goal, *(gap.id for gap in facts.gaps.get(goal, ()))):
        found.update((one.id, one) for one in named.get(aim, ()) if isinstance(one, Evidence))
    return newest_first(found.values())


def parts_of(people: Sequence[Person], today: date) -> Mapping[str, list[Person]]:
    """Return the people of the organisation by its parts, the largest first; capitals do not part them."""
    found: dict[str, list[Person]] = defaultdict(list)
    spelt: dict[str, set[str]] = defaultdict(set)
    for one in by_name(people):
        at = one.position(today)
        if at.part and at.height != "outside":
            found[fold(at.part)].append(one)
            spelt[fold(at.part)].add(at.part)
    return {min(spelt[part]): found[part] for part in sorted(found, key=lambda one: (-len(found[one]), one))}
