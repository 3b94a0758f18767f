"""Advocates: who would speak for a goal, who might, and what they have seen of what serves it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from uuid import UUID

from vividmap.core.english.phrasing import count_noun, describe_shortage, join_names, quote
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.relationships import (
    DECIDING_HEIGHTS,
    KNOWS_WORK,
    MOST_ROWS,
    advocacy_level,
    by_height,
    describe_position,
    entries_by_viewer,
    evidence_for_goal,
    item_ids,
    join_people,
    name_with_position,
    people_by_part,
    suggest_showing,
)
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Call, Cell, Insight, Pattern, PatternTable
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.record import Evidence, Goal, Person

PLACE = 80
QUESTION = "Who would speak for my goals, and what have they seen?"
REASON = "Decisions on your goals are made without you, by people who can name work that they have seen."
CALL = Call(60, "Open the person")

ADVOCATES_LEAST = Threshold(
    "advocates-least",
    3,
    "people",
    "With fewer people on the map, Patterns says nothing about advocates.",
    "A map with fewer people says too little.",
    low=1,
)
ADVOCATES_FEW = Threshold(
    "advocates-few",
    2,
    "people",
    "With fewer advocates outside the part where most of them are, Patterns says so.",
    "One of them may be away on the day; two rarely are.",
)
THRESHOLDS = (ADVOCATES_LEAST, ADVOCATES_FEW)


@dataclass(frozen=True, slots=True)
class _Circle:
    """People from the top down: real (would advocate), likely (know my work, in touch), and unknown."""

    real: Sequence[Person]
    likely: Sequence[Person]
    unknown: Sequence[Person]


_EntriesByPerson = Mapping[UUID, Sequence[Evidence]]


def evaluate(facts: Facts) -> Pattern:
    """Return for each active goal who would speak for it, who has to, and what they have seen."""
    minimum = facts.limit(ADVOCATES_LEAST)
    if not facts.goals:
        return Pattern(needs="This needs a goal that is still pursued; so far there is none.")
    if len(facts.people) < minimum:
        return Pattern(needs=describe_shortage(minimum, "people on the map", len(facts.people)))
    circle, entries_by_person = _circle(facts), entries_by_viewer(facts)
    insights = [_witness_insights(facts, circle), *_people_elsewhere(facts, circle)]
    rows: list[tuple[Cell, ...]] = []
    for goal in sorted(facts.goals, key=_most_pressing):
        serves = evidence_for_goal(facts, goal.id)
        insights += _of_goal(goal, circle, serves, entries_by_person)
        insights += _deciding(facts, goal, serves, entries_by_person)
        rows += islice(_rows(facts, goal, circle, item_ids(serves), entries_by_person), MOST_ROWS - len(rows))
    return Pattern(tuple(insights), _table(rows))


def _most_pressing(goal: Goal) -> tuple[bool, date, UUID]:
    return goal.goal_kind != "promotion", goal.target or date.max, goal.id


def _circle(facts: Facts) -> _Circle:
    groups: dict[str, list[Person]] = {"real": [], "likely": [], "unknown": []}
    for person in chain.from_iterable(by_height(facts).values()):
        groups[advocacy_level(facts, person)].append(person)
    return _Circle(**groups)


def _witness_insights(facts: Facts, circle: _Circle) -> Insight:
    """Return who would advocate and who might, with where they stand."""
    real = (
        join_names((name_with_position(person, facts.today) for person in circle.real), 5)
        or "nobody is marked yet"
    )
    likely = join_names((name_with_position(person, facts.today) for person in circle.likely), 5) or "nobody"
    prefix = "other " if circle.real or circle.likely else ""
    other_people = count_noun(len(circle.unknown), f"{prefix}person", f"{prefix}people")
    says = (
        f"Would advocate for you: {real}. Likely, since they know your work and you are in touch: {likely}. "
        f"Unknown: {other_people}."
    )
    step = "" if circle.real else "Ask one who knows your work whether they would speak for you, and mark it."
    return Insight(says, step, item_ids((*circle.real, *circle.likely)), is_actionable=not circle.real)


def _people_elsewhere(facts: Facts, circle: _Circle) -> Iterator[Insight]:
    """Yield that few advocates in the organisation stand outside the part where most of them are."""
    parts = people_by_part(circle.real, facts.today)
    if not parts:
        return
    part, largest = next(iter(parts.items()))
    other_people = [person for name, people in parts.items() if name != part for person in people]
    if len(other_people) >= facts.limit(ADVOCATES_FEW) or len(largest) <= len(other_people):
        return
    only = (
        f"the only one is {name_with_position(other_people[0], facts.today)}"
        if len(other_people) == 1
        else "there is none"
    )
    only = f"there are {join_people(other_people)}" if len(other_people) > 1 else only
    advocates = f"{part} ({join_people(largest)})"
    says = f"Your advocates in the organisation are mostly in {advocates}; in other parts {only}."
    likely = [candidate for candidate in circle.likely if _is_elsewhere(facts, candidate, part)]
    step = (
        f"{join_people(likely, 3)} outside {part} may become one: ask for something small." if likely else ""
    )
    yield Insight(says, step, item_ids((*other_people, *largest, *likely)), is_actionable=True)


def _is_elsewhere(facts: Facts, person: Person, part: str) -> bool:
    at = person.position(facts.today)
    return bool(at.part) and at.height != "outside" and at.part.casefold() != part.casefold()


def _of_goal(
    goal: Goal, circle: _Circle, serves: Sequence[Evidence], entries_by_person: _EntriesByPerson
) -> Iterator[Insight]:
    """Yield how many of the advocates have seen evidence that serves the goal."""
    title = quote(goal.text)
    if not serves:
        says = f"For {title}: no evidence names it or one of its gaps, so no advocate has seen any."
        yield Insight(says, "Link the entries that serve it.", (goal.id,), is_actionable=True)
    elif circle.real:
        entry_ids = {*item_ids(serves)}
        split: tuple[list[Person], list[Person]] = ([], [])
        for person in circle.real:
            split[entry_ids.isdisjoint(item_ids(entries_by_person.get(person.id, ())))].append(person)
        have, not_yet = split
        names = f": {join_people(have)}" if have else ""
        remainder = f" Not yet: {join_people(not_yet)}." if not_yet and have else ""
        says = (
            f"For {title}: {len(have) or 'none'} of {count_noun(len(circle.real), 'advocate')} "
            f"{'has' if len(have) < 2 else 'have'} seen evidence that serves it{names}.{remainder}"
        )
        show = suggest_showing(serves, not_yet, entries_by_person) if not_yet else ""
        yield Insight(says, show, (goal.id, *item_ids((*not_yet, *have))), is_actionable=not have)


def _deciding(
    facts: Facts, goal: Goal, serves: Sequence[Evidence], entries_by_person: _EntriesByPerson
) -> Iterator[Insight]:
    """Yield who would have to speak for a promotion and has not seen the work."""
    if goal.goal_kind != "promotion":
        return
    heights = by_height(facts)
    above = [person for height in reversed(DECIDING_HEIGHTS) for person in heights[height]]
    title = quote(goal.text)
    if not above:
        says = f"For {title}: nobody on the map is above you, where a promotion is decided."
        step = "Add your manager, and whoever else decides on it."
        yield Insight(says, step, (goal.id,), is_actionable=True)
        return
    blind = [
        person
        for person in above
        if KNOWS_WORK not in person.trust_marks and not entries_by_person.get(person.id)
    ]
    if blind:
        names = join_names((name_with_position(person, facts.today) for person in blind), 4)
        says = f"For {title}, no entry says that those who may have to speak for it saw your work: {names}."
        yield Insight(
            says,
            suggest_showing(serves, blind, entries_by_person),
            (*item_ids(blind), goal.id),
            is_actionable=True,
        )


def _rows(
    facts: Facts, goal: Goal, circle: _Circle, serves: Sequence[UUID], entries_by_person: _EntriesByPerson
) -> Iterator[tuple[Cell, ...]]:
    """Yield a row each for who would speak, might, or has to: where they stand and what they have seen."""
    of = {*serves}
    deciding = [
        person for person in circle.unknown if person.position(facts.today).height in DECIDING_HEIGHTS
    ]
    deciding = deciding if goal.goal_kind == "promotion" else []
    for label, people in (("real", circle.real), ("likely", circle.likely), ("unknown", deciding)):
        for person in people:
            entries = entries_by_person.get(person.id, ())
            first = [entry.id for entry in entries if entry.id in of]
            yield (
                Cell(goal.text, behind=(goal.id,)),
                Cell(person.text, behind=(person.id,)),
                Cell(describe_position(person, facts.today)),
                Cell(label),
                Cell(str(len(first)), len(first), tuple(first)),
                Cell(str(len(entries)), len(entries), (*first, *(x.id for x in entries if x.id not in of))),
            )


def _table(rows: Sequence[tuple[Cell, ...]]) -> PatternTable | None:
    columns = ("Goal", "Person", "Where", "Would speak", "Seen that serves it", "Seen in all")
    return PatternTable(columns, tuple(rows)) if rows else None
