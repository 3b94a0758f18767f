"""Visibility: who at which height knows my work directly, by part of the organisation."""

from collections.abc import Iterator, Mapping, Sequence

from vividmap.core.facts.circle import KNOWS, UP, by_height, ids, names, parts_of, placed
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Cell, Insight, Pattern, Table
from vividmap.core.places import UNSAID
from vividmap.core.record import Person
from vividmap.core.saying import listed, too_little

PLACE = 70
QUESTION = "Who above me knows my work?"
WHY = "Decisions about you are made above you; whoever has not seen your work repeats what others say of it."
MOST_PARTS = 10
"""Columns of the table; smaller parts share one."""

VISIBILITY_LEAST = Threshold(
    "visibility-least",
    3,
    "people",
    "With fewer people who stand somewhere nothing is said about visibility.",
    "Of our own: fewer are no map.",
    low=1,
)
VISIBILITY_ABOVE = Threshold(
    "visibility-above",
    1,
    "people",
    "With fewer people above the skip-level who know my work it is said.",
    "Visibility is who at which height knows my work directly; above the skip-level one is the least.",
)
THRESHOLDS = (VISIBILITY_LEAST, VISIBILITY_ABOVE)

_People = Mapping[str, Sequence[Person]]


def look(facts: Facts) -> Pattern:
    """Return who knows my work directly (the mark “knows my work”), by the height of today and by part."""
    heights = by_height(facts)
    least, standing = facts.limit(VISIBILITY_LEAST), len(facts.people) - len(heights[""])
    if standing < least:
        return Pattern(needs=too_little(least, "people of whom it is said where they stand", standing))
    insights = (_counts(heights), *_top(facts, heights), *_one_alone(facts, heights), *_by_part(facts))
    return Pattern(insights, _table(facts, heights))


def _knowing(people: Sequence[Person]) -> list[Person]:
    return [one for one in people if KNOWS in one.real]


_AT = {
    "above skip-level": "above the skip-level",
    "skip-level": "at skip-level",
    "manager": "among managers",
    "peer": "among peers",
    "report": "among reports",
    "other part": "in other parts",
    "outside": "outside",
}


def _counts(heights: _People) -> Insight:
    shown = [height for height in _AT if heights[height]]
    said = listed(f"{len(_knowing(heights[one]))} of {len(heights[one])} {_AT[one]}" for one in shown)
    known = [one for height in shown for one in _knowing(heights[height])]
    return Insight(f"Your work is known directly to {said}.", behind=ids(known))


def _top(facts: Facts, heights: _People) -> Iterator[Insight]:
    """Yield that nobody, or not enough people, above the skip-level know my work."""
    there = heights["above skip-level"]
    known, least = _knowing(there), facts.limit(VISIBILITY_ABOVE)
    if len(known) >= least:
        return
    others = [one for one in there if KNOWS not in one.real]
    who = f"only {names(known)} {'knows' if len(known) == 1 else 'know'}" if known else "nobody knows"
    nobody = "nobody else on the map stands there" if known else "nobody on the map stands there"
    on_map = f"{names(others)} {'stands' if len(others) == 1 else 'stand'} there" if others else nobody
    step = (
        f"Ask your manager which piece of your work would be worth ten minutes of {others[0].text}’s time."
        if others
        else "Ask your manager who at that height decides on your level, and add them to the map."
    )
    says = f"Above the skip-level {who} your work directly; {on_map}."
    yield Insight(says, step, ids((*others, *known)), calls=True)


def _one_alone(facts: Facts, heights: _People) -> Iterator[Insight]:
    """Yield that nobody from the manager up knows my work, or that all of it hangs on one person."""
    known = [one for height in UP for one in _knowing(heights[height])]
    if not known:
        step = "Show your manager one entry, and mark who knows your work."
        behind = ids(one for height in UP for one in heights[height])
        yield Insight("Nobody from your manager upwards knows your work directly.", step, behind, calls=True)
    elif len(known) == 1:
        one = placed(known[0], facts.today)
        says = (
            f"All of it hangs on one person: from your manager upwards only {one} knows your work directly."
        )
        step = f"Ask {known[0].text} who else above you should see it, and would introduce you."
        yield Insight(says, step, ids(known), calls=True)


def _by_part(facts: Facts) -> Iterator[Insight]:
    """Yield how many know my work in each part of the organisation, and where one person alone does."""
    parts = parts_of(facts.people, facts.today)
    if len(parts) < 2:
        return
    known = {part: found for part, people in parts.items() if (found := _knowing(people))}
    if not known:
        return
    said = listed((f"{len(found)} in {part}" for part, found in known.items()), 6)
    without = [part for part in parts if part not in known]
    nobody = f"; nobody in {listed(without, 4)}" if without else ""
    alone = [found[0] for found in known.values() if len(found) == 1]
    are = "is" if len(alone) == 1 else "are each"
    one = f" {names(alone)} {are} the only one in their part." if alone else ""
    behind = dict.fromkeys((*ids(alone), *ids(who for found in known.values() for who in found)))
    yield Insight(f"Who knows your work, by part: {said}{nobody}.{one}", "", tuple(behind))


def _table(facts: Facts, heights: _People) -> Table:
    parts = _columns(facts)
    columns = {one.id: number for number, (_, some) in enumerate(parts) for one in some}
    titles = [part for part, _ in parts]
    rows = []
    for height, people in heights.items():
        if height or people:
            cells: list[list[Person]] = [[] for _ in titles]
            for one in people:
                cells[columns[one.id]].append(one)
            rows.append((Cell(height or UNSAID), *(_cell(some) for some in cells)))
    return Table(("Height", *titles), tuple(rows), "matrix")


def _columns(facts: Facts) -> list[tuple[str, list[Person]]]:
    """Return the columns with their people: the largest parts, the others, no part said, outside."""
    parts = list(parts_of(facts.people, facts.today).items())
    many = len(parts) > MOST_PARTS
    shown = parts[: MOST_PARTS - many] if many else parts
    others = [one for _, people in parts[len(shown) :] for one in people]
    placed_in = {one.id for _, people in parts for one in people}
    rest = [one for one in facts.people if one.id not in placed_in]
    outside = [one for one in rest if one.position(facts.today).height == "outside"]
    unsaid = [one for one in rest if one.position(facts.today).height != "outside"]
    more = (("other parts", others), ("part not said", unsaid), ("outside", outside))
    return [*shown, *((title, people) for title, people in more if people)]


def _cell(people: Sequence[Person]) -> Cell:
    """Return how many of those there know my work, these first in what is behind it."""
    if not people:
        return Cell("–")
    known = _knowing(people)
    behind = ids((*known, *(one for one in people if KNOWS not in one.real)))
    return Cell(f"{len(known)} of {len(people)}", len(known), behind)
