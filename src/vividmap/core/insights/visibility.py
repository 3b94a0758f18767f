"""Visibility: who at which height knows my work directly, by part of the organisation."""

from collections.abc import Iterator, Mapping, Sequence

from vividmap.core.english.phrasing import describe_shortage, join_names
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.relationships import (
    DECIDING_HEIGHTS,
    KNOWS_WORK,
    by_height,
    item_ids,
    join_people,
    name_with_position,
    people_by_part,
)
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Call, Cell, Insight, Pattern, PatternTable
from vividmap.core.record import Person
from vividmap.core.vocabulary import HEIGHT, HEIGHTS_FROM_TOP, NO_HEIGHT

PLACE = 70
QUESTION = "Who above me knows my work?"
REASON = "Decisions about you are made above you. People who have not seen your work repeat what others say."
CALL = Call(10, "Open the person")
MOST_PARTS = 10
"""Columns of the table; smaller parts share one."""

VISIBILITY_LEAST = Threshold(
    "visibility-least",
    3,
    "people",
    "With fewer people who have a position, Patterns says nothing about visibility.",
    "A map with fewer people says too little.",
    low=1,
)
VISIBILITY_ABOVE = Threshold(
    "visibility-above",
    1,
    "people",
    "With fewer people above the skip-level who know your work, Patterns says so.",
    "Levels are decided there; one person who knows your work is the minimum.",
)
THRESHOLDS = (VISIBILITY_LEAST, VISIBILITY_ABOVE)

_People = Mapping[str, Sequence[Person]]


def evaluate(facts: Facts) -> Pattern:
    """Return who knows my work directly (the mark “knows my work”), by the height of today and by part."""
    heights = by_height(facts)
    minimum, standing = facts.limit(VISIBILITY_LEAST), len(facts.people) - len(heights[""])
    if standing < minimum:
        return Pattern(needs=describe_shortage(minimum, "people with a position", standing))
    insights = (_counts(heights), *_top(facts, heights), *_one_alone(facts, heights), *_by_part(facts))
    return Pattern(insights, _table(facts, heights))


def _knowing(people: Sequence[Person]) -> list[Person]:
    return [person for person in people if KNOWS_WORK in person.trust_marks]


def _counts(heights: _People) -> Insight:
    heights_shown = [height for height in HEIGHTS_FROM_TOP if heights[height]]
    counts_text = join_names(
        f"{len(_knowing(heights[level]))} of {len(heights[level])} {HEIGHT.phrases[level]}"
        for level in heights_shown
    )
    knowing = [level for height in heights_shown for level in _knowing(heights[height])]
    return Insight(f"Your work is known directly to {counts_text}.", behind=item_ids(knowing))


def _top(facts: Facts, heights: _People) -> Iterator[Insight]:
    """Yield that nobody, or not enough people, above the skip-level know my work."""
    seniors = heights["above skip-level"]
    knowing, minimum = _knowing(seniors), facts.limit(VISIBILITY_ABOVE)
    if len(knowing) >= minimum:
        return
    not_knowing = [person for person in seniors if KNOWS_WORK not in person.trust_marks]
    claim = (
        f"only {join_people(knowing)} {'knows' if len(knowing) == 1 else 'know'}"
        if knowing
        else "no one knows"
    )
    absence = "no one else is on the map" if knowing else "no one is on the map"
    on_map = f"on the map: {join_people(not_knowing)}" if not_knowing else absence
    step = (
        f"Ask your manager which of your work would be worth ten minutes of {not_knowing[0].text}’s time."
        if not_knowing
        else "Ask your manager who at that height decides on your level, and add them to the map."
    )
    says = f"Above the skip-level {claim} your work directly; {on_map}."
    yield Insight(says, step, item_ids((*not_knowing, *knowing)), is_actionable=True)


def _one_alone(facts: Facts, heights: _People) -> Iterator[Insight]:
    """Yield that nobody from the manager up knows my work, or that all of it hangs on one person."""
    knowing = [person for height in DECIDING_HEIGHTS for person in _knowing(heights[height])]
    if not knowing:
        step = "Show your manager one entry, and mark who knows your work."
        behind = item_ids(person for height in DECIDING_HEIGHTS for person in heights[height])
        yield Insight(
            "Nobody from your manager upwards knows your work directly.", step, behind, is_actionable=True
        )
    elif len(knowing) == 1:
        person = name_with_position(knowing[0], facts.today)
        says = f"It depends on one person: from your manager upwards only {person} knows your work directly."
        step = f"Ask {knowing[0].text} who else above you should see it, and would introduce you."
        yield Insight(says, step, item_ids(knowing), is_actionable=True)


def _by_part(facts: Facts) -> Iterator[Insight]:
    """Yield how many know my work in each part of the organisation, and where one person alone does."""
    parts = people_by_part(facts.people, facts.today)
    if len(parts) < 2:
        return
    knowing = {part: group for part, people in parts.items() if (group := _knowing(people))}
    if not knowing:
        return
    counts_text = join_names((f"{len(group)} in {part}" for part, group in knowing.items()), 6)
    without = [part for part in parts if part not in knowing]
    absence = f"; nobody in {join_names(without, 4)}" if without else ""
    alone = [group[0] for group in knowing.values() if len(group) == 1]
    are = "is" if len(alone) == 1 else "are each"
    warning = f" {join_people(alone)} {are} the only one in their part." if alone else ""
    behind = dict.fromkeys(
        (*item_ids(alone), *item_ids(person for group in knowing.values() for person in group))
    )
    yield Insight(f"Who knows your work, by part: {counts_text}{absence}.{warning}", "", tuple(behind))


def _table(facts: Facts, heights: _People) -> PatternTable:
    parts = _columns(facts)
    columns = {person.id: number for number, (_, members) in enumerate(parts) for person in members}
    titles = [part for part, _ in parts]
    rows = []
    for height, people in heights.items():
        if height or people:
            cells: list[list[Person]] = [[] for _ in titles]
            for person in people:
                cells[columns[person.id]].append(person)
            rows.append((Cell(height or NO_HEIGHT), *(_cell(cell) for cell in cells)))
    return PatternTable(("Height", *titles), tuple(rows), "matrix")


def _columns(facts: Facts) -> list[tuple[str, list[Person]]]:
    """Return the columns with their people: the largest parts, the others, no part said, outside."""
    parts = list(people_by_part(facts.people, facts.today).items())
    is_many = len(parts) > MOST_PARTS
    parts_shown = parts[: MOST_PARTS - is_many] if is_many else parts
    other_people = [person for _, people in parts[len(parts_shown) :] for person in people]
    placed_in = {person.id for _, people in parts for person in people}
    unplaced = [person for person in facts.people if person.id not in placed_in]
    outside = [candidate for candidate in unplaced if candidate.position(facts.today).height == "outside"]
    without_part = [
        candidate for candidate in unplaced if candidate.position(facts.today).height != "outside"
    ]
    extra_columns = (("other parts", other_people), ("part not said", without_part), ("outside", outside))
    return [*parts_shown, *((title, people) for title, people in extra_columns if people)]


def _cell(people: Sequence[Person]) -> Cell:
    """Return how many of those there know my work, these first in what is behind it."""
    if not people:
        return Cell("–")
    knowing = _knowing(people)
    behind = item_ids((*knowing, *(person for person in people if KNOWS_WORK not in person.trust_marks)))
    return Cell(f"{len(knowing)} of {len(people)}", len(knowing), behind)
