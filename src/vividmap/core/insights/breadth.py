"""Breadth: how many relationships there are, and whether they are all in one place."""

from collections.abc import Iterator, Sequence

from vividmap.core.facts.circle import by_name, ids, last_contact, names, parts_of
from vividmap.core.facts.facts import YEAR, Facts
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Cell, Insight, Pattern, Table
from vividmap.core.record import Person
from vividmap.core.saying import counted, days_before, too_little

PLACE = 110
QUESTION = "Do I keep up with enough people, and not only in my own team?"
WHY = "15 to 25 relationships can be kept up; with fewer, or all in one team, you hear and are heard by few."

BREADTH_LEAST = Threshold(
    "breadth-least",
    5,
    "people",
    "With fewer people on the map nothing is said about breadth.",
    "Of our own: with fewer the map has only been begun.",
    low=1,
)
CIRCLE_LEAST = Threshold(
    "circle-least",
    15,
    "people",
    "Fewer relationships than this are said to be few.",
    "The rule of thumb of 15 to 25 relationships that matter.",
)
CIRCLE_MOST = Threshold(
    "circle-most",
    25,
    "people",
    "More relationships than this are said to be many.",
    "The rule of thumb of 15 to 25 relationships that matter.",
)
CIRCLE_ONE_PART = Threshold(
    "circle-one-part",
    70,
    "of a hundred",
    "It is said when one part of the organisation has at least this share of the relationships in it.",
    "Of our own: of ten people, seven in one part leave three for all others.",
    low=1,
    high=100,
)
THRESHOLDS = (BREADTH_LEAST, CIRCLE_LEAST, CIRCLE_MOST, CIRCLE_ONE_PART)


def look(facts: Facts) -> Pattern:
    """Return how many relationships count: real ones, and those in touch within 12 months."""
    least = facts.limit(BREADTH_LEAST)
    if len(facts.people) < least:
        return Pattern(needs=too_little(least, "people on the map", len(facts.people)))
    kept = [one for one in by_name(facts.people) if _counts(facts, one)]
    return Pattern((_number(facts, kept), *_one_part(facts, kept)), _table(facts, kept))


def _counts(facts: Facts, person: Person) -> bool:
    last = last_contact(facts, person)
    return bool(person.real) or (last is not None and last >= days_before(facts.today, YEAR))


def _number(facts: Facts, kept: Sequence[Person]) -> Insight:
    low, high = facts.limit(CIRCLE_LEAST), facts.limit(CIRCLE_MOST)
    high = max(low, high)
    count, few, many = len(kept), len(kept) < low, len(kept) > high
    against = f"fewer than {low}" if few else f"more than {high}" if many else f"within {low} to {high}"
    left_out = [one for one in by_name(facts.people) if not _counts(facts, one)]
    not_counted = f" Not counted: {names(left_out, 4)}." if left_out else ""
    says = (
        f"{counted(count, 'relationship')}, {against}: "
        f"they are real, or you were in touch within 12 months.{not_counted}"
    )
    step = _FEW if few else _MANY if many else ""
    return Insight(says, step, ids(kept) or ids(left_out), calls=few)


_FEW = "Think of who read, used or paid for your work this year, and add those who matter to you."
_MANY = "Decide which of them you want to keep up; nobody has to be taken off the map."


def _one_part(facts: Facts, kept: Sequence[Person]) -> Iterator[Insight]:
    parts = parts_of(kept, facts.today)
    inside = sum(len(people) for people in parts.values())
    if not inside or inside < facts.limit(BREADTH_LEAST):
        return
    part, there = next(iter(parts.items()))
    if len(there) * 100 < facts.limit(CIRCLE_ONE_PART) * inside:
        return
    others = [one for name, people in parts.items() if name != part for one in people]
    elsewhere = (
        f"; elsewhere in it {'is' if len(others) == 1 else 'are'} {names(others, 4)}" if others else ""
    )
    says = f"{_share(len(there), inside)} your relationships in the organisation are in {part}{elsewhere}."
    step = f"Think of one person outside {part} who uses what you build, and ask them how it goes."
    yield Insight(says, step, ids((*there, *others)), calls=True)


def _share(count: int, total: int) -> str:
    return f"All {total} of" if count == total else f"{count} of {total} of"


def _table(facts: Facts, kept: Sequence[Person]) -> Table:
    """Return how many relationships there are in each part, and outside."""
    parts = dict(parts_of(kept, facts.today))
    placed = {one.id for people in parts.values() for one in people}
    rest = [one for one in kept if one.id not in placed]
    outside = [one for one in rest if one.position(facts.today).height == "outside"]
    unsaid = [one for one in rest if one.position(facts.today).height != "outside"]
    groups = [*parts.items(), ("Outside the organisation", outside), ("Part not said", unsaid)]
    rows = tuple(
        (Cell(part), _cell(people), _cell([one for one in people if one.real]))
        for part, people in groups
        if people
    )
    return Table(("Part", "Relationships", "Real"), rows)


def _cell(people: Sequence[Person]) -> Cell:
    return Cell(str(len(people)), len(people), ids(people))
