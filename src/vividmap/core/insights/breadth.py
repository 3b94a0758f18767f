"""Breadth: how many relationships there are, and whether they are all in one place."""

from collections.abc import Iterator, Sequence

from vividmap.core.english.phrasing import count_noun, describe_shortage
from vividmap.core.facts.facts import YEAR, Facts
from vividmap.core.facts.relationships import by_name, item_ids, join_people, last_contact, people_by_part
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Cell, Insight, Pattern, PatternTable
from vividmap.core.record import Person
from vividmap.core.when import days_before

PLACE = 110
QUESTION = "Am I in touch with enough people, beyond my own team?"
REASON = "You can maintain about 15 to 25 relationships. With fewer, or all in one team, your reach is small."

BREADTH_LEAST = Threshold(
    "breadth-least",
    5,
    "people",
    "With fewer people on the map, Patterns says nothing about breadth.",
    "A map with fewer people has only been started.",
    low=1,
)
CIRCLE_LEAST = Threshold(
    "circle-least",
    15,
    "people",
    "Fewer relationships than this are called few.",
    "The rule of thumb of 15 to 25 relationships that matter.",
)
CIRCLE_MOST = Threshold(
    "circle-most",
    25,
    "people",
    "More relationships than this are called many.",
    "The rule of thumb of 15 to 25 relationships that matter.",
)
CIRCLE_ONE_PART = Threshold(
    "circle-one-part",
    70,
    "%",
    "If one part of the organisation has at least this share of your relationships, Patterns says so.",
    "Of ten people, seven in one part leave three for all others.",
    low=1,
    high=100,
)
THRESHOLDS = (BREADTH_LEAST, CIRCLE_LEAST, CIRCLE_MOST, CIRCLE_ONE_PART)


def evaluate(facts: Facts) -> Pattern:
    """Return how many relationships count: real ones, and those in touch within 12 months."""
    minimum = facts.limit(BREADTH_LEAST)
    if len(facts.people) < minimum:
        return Pattern(needs=describe_shortage(minimum, "people on the map", len(facts.people)))
    counted_people = [person for person in by_name(facts.people) if _is_counted(facts, person)]
    return Pattern(
        (_number(facts, counted_people), *_one_part(facts, counted_people)), _table(facts, counted_people)
    )


def _is_counted(facts: Facts, person: Person) -> bool:
    last = last_contact(facts, person)
    return bool(person.trust_marks) or (last is not None and last >= days_before(facts.today, YEAR))


def _number(facts: Facts, counted_people: Sequence[Person]) -> Insight:
    low, high = facts.limit(CIRCLE_LEAST), facts.limit(CIRCLE_MOST)
    high = max(low, high)
    count, is_few, is_many = len(counted_people), len(counted_people) < low, len(counted_people) > high
    against = f"fewer than {low}" if is_few else f"more than {high}" if is_many else f"within {low} to {high}"
    left_out = [person for person in by_name(facts.people) if not _is_counted(facts, person)]
    not_counted = f" Not counted: {join_people(left_out, 4)}." if left_out else ""
    says = (
        f"{count_noun(count, 'relationship')}, {against}: "
        f"each has a trust mark, or you were in touch {_span(facts)}.{not_counted}"
    )
    step = _TOO_FEW_STEP if is_few else _TOO_MANY_STEP if is_many else ""
    return Insight(says, step, item_ids(counted_people) or item_ids(left_out), is_actionable=is_few)


def _span(facts: Facts) -> str:
    return "within 12 months" if facts.has_full_year else facts.recent_span


_TOO_FEW_STEP = "Think of who read, used or paid for your work this year, and add those who matter to you."
_TOO_MANY_STEP = "Decide which of them you want to keep up; nobody has to be taken off the map."


def _one_part(facts: Facts, counted_people: Sequence[Person]) -> Iterator[Insight]:
    parts = people_by_part(counted_people, facts.today)
    inside = sum(len(people) for people in parts.values())
    if not inside or inside < facts.limit(BREADTH_LEAST):
        return
    part, people_there = next(iter(parts.items()))
    if len(people_there) * 100 < facts.limit(CIRCLE_ONE_PART) * inside:
        return
    other_people = [person for name, people in parts.items() if name != part for person in people]
    other_parts = (
        f"; elsewhere in it {'is' if len(other_people) == 1 else 'are'} {join_people(other_people, 4)}"
        if other_people
        else ""
    )
    share = _share(len(people_there), inside)
    says = f"{share} your relationships in the organisation are in {part}{other_parts}."
    step = f"Think of one person outside {part} who uses what you build, and ask them how it goes."
    yield Insight(says, step, item_ids((*people_there, *other_people)), is_actionable=True)


def _share(count: int, total: int) -> str:
    return f"All {total} of" if count == total else f"{count} of {total} of"


def _table(facts: Facts, counted_people: Sequence[Person]) -> PatternTable:
    """Return how many relationships there are in each part, and outside."""
    parts = dict(people_by_part(counted_people, facts.today))
    placed_ids = {person.id for people in parts.values() for person in people}
    unplaced = [unplaced_person for unplaced_person in counted_people if unplaced_person.id not in placed_ids]
    outside = [
        unplaced_person
        for unplaced_person in unplaced
        if unplaced_person.position(facts.today).height == "outside"
    ]
    without_part = [
        unplaced_person
        for unplaced_person in unplaced
        if unplaced_person.position(facts.today).height != "outside"
    ]
    groups = [*parts.items(), ("Outside the organisation", outside), ("Part not set", without_part)]
    rows = tuple(
        (Cell(part), _cell(people), _cell([person for person in people if person.trust_marks]))
        for part, people in groups
        if people
    )
    return PatternTable(("Part", "Relationships", "Real"), rows)


def _cell(people: Sequence[Person]) -> Cell:
    return Cell(str(len(people)), len(people), item_ids(people))
