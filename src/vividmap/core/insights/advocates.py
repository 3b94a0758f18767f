"""Advocates: who would speak for a goal, who might, and what they have seen of what serves it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from uuid import UUID

from vividmap.core.facts.circle import (
    KNOWS,
    MOST_ROWS,
    UP,
    by_height,
    ids,
    names,
    parts_of,
    placed,
    seen_by,
    serving,
    stands,
    to_show,
    where_of,
)
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Cell, Insight, Pattern, Table
from vividmap.core.record import Evidence, Goal, Person
from vividmap.core.saying import counted, listed, quoted, too_little

PLACE = 80
QUESTION = "Who would speak for my goals, and what have they seen?"
WHY = "A goal is decided in rooms you are not in, by people who can name what they have seen."

ADVOCATES_LEAST = Threshold(
    "advocates-least",
    3,
    "people",
    "With fewer people on the map nothing is said about advocates.",
    "Of our own: fewer are no map.",
    low=1,
)
ADVOCATES_FEW = Threshold(
    "advocates-few",
    2,
    "people",
    "With fewer advocates outside the part where most of them are, it is said.",
    "Of our own: one voice from elsewhere can be missing on the day; two seldom are.",
)
THRESHOLDS = (ADVOCATES_LEAST, ADVOCATES_FEW)


@dataclass(frozen=True, slots=True)
class _Circle:
    """People from the top down: real (would advocate), likely (know my work, in touch), and unknown."""

    real: Sequence[Person]
    likely: Sequence[Person]
    unknown: Sequence[Person]


_Seen = Mapping[UUID, Sequence[Evidence]]


def look(facts: Facts) -> Pattern:
    """Return for each active goal who would speak for it, who has to, and what they have seen."""
    least = facts.limit(ADVOCATES_LEAST)
    if not facts.goals:
        return Pattern(needs="This needs a goal that is still pursued; so far there is none.")
    if len(facts.people) < least:
        return Pattern(needs=too_little(least, "people on the map", len(facts.people)))
    circle, seen = _circle(facts), seen_by(facts)
    insights = [_who(facts, circle), *_elsewhere(facts, circle)]
    rows: list[tuple[Cell, ...]] = []
    for goal in sorted(facts.goals, key=_most_pressing):
        serves = serving(facts, goal.id)
        insights += _of_goal(goal, circle, serves, seen)
        insights += _deciding(facts, goal, serves, seen)
        rows += islice(_rows(facts, goal, circle, ids(serves), seen), MOST_ROWS - len(rows))
    return Pattern(tuple(insights), _table(rows))


def _most_pressing(goal: Goal) -> tuple[bool, date, UUID]:
    return goal.what != "promotion", goal.target or date.max, goal.id


def _circle(facts: Facts) -> _Circle:
    found: dict[str, list[Person]] = {"real": [], "likely": [], "unknown": []}
    for one in chain.from_iterable(by_height(facts).values()):
        found[stands(facts, one)].append(one)
    return _Circle(**found)


def _who(facts: Facts, circle: _Circle) -> Insight:
    """Return who would advocate and who might, with where they stand."""
    real = listed((placed(one, facts.today) for one in circle.real), 5) or "nobody is marked so"
    likely = listed((placed(one, facts.today) for one in circle.likely), 5) or "nobody"
    other = "other " if circle.real or circle.likely else ""
    others = counted(len(circle.unknown), f"{other}person", f"{other}people")
    says = (
        f"Would advocate for you: {real}. Likely, since they know your work and you are in touch: {likely}. "
        f"Of {others} it is not known."
    )
    step = "" if circle.real else "Ask one who knows your work whether they would speak for you, and mark it."
    return Insight(says, step, ids((*circle.real, *circle.likely)), calls=not circle.real)


def _elsewhere(facts: Facts, circle: _Circle) -> Iterator[Insight]:
    """Yield that few advocates in the organisation stand outside the part where most of them are."""
    parts = parts_of(circle.real, facts.today)
    if not parts:
        return
    part, most = next(iter(parts.items()))
    others = [one for name, people in parts.items() if name != part for one in people]
    if len(others) >= facts.limit(ADVOCATES_FEW) or len(most) <= len(others):
        return
    only = f"the only one is {placed(others[0], facts.today)}" if len(others) == 1 else "there is none"
    only = f"there are {names(others)}" if len(others) > 1 else only
    says = f"Your advocates in the organisation are mostly in {part} ({names(most)}); in other parts {only}."
    likely = [one for one in circle.likely if _is_elsewhere(facts, one, part)]
    step = f"{names(likely, 3)} outside {part} may become one: ask for something small." if likely else ""
    yield Insight(says, step, ids((*others, *most, *likely)), calls=True)


def _is_elsewhere(facts: Facts, person: Person, part: str) -> bool:
    at = person.position(facts.today)
    return bool(at.part) and at.height != "outside" and at.part.casefold() != part.casefold()


def _of_goal(goal: Goal, circle: _Circle, serves: Sequence[Evidence], seen: _Seen) -> Iterator[Insight]:
    """Yield how many of the advocates have seen evidence that serves the goal."""
    title = quoted(goal.text)
    if not serves:
        says = f"For {title}: no evidence names it or one of its gaps, so no advocate has seen any."
        yield Insight(says, "Link the entries that serve it.", (goal.id,), calls=True)
    elif circle.real:
        those = {*ids(serves)}
        split: tuple[list[Person], list[Person]] = ([], [])
        for one in circle.real:
            split[those.isdisjoint(ids(seen.get(one.id, ())))].append(one)
        have, not_yet = split
        who = f": {names(have)}" if have else ""
        rest = f" Not yet: {names(not_yet)}." if not_yet and have else ""
        says = (
            f"For {title}: {len(have) or 'none'} of {counted(len(circle.real), 'advocate')} "
            f"{'has' if len(have) < 2 else 'have'} seen evidence that serves it{who}.{rest}"
        )
        show = to_show(serves, not_yet, seen) if not_yet else ""
        yield Insight(says, show, (goal.id, *ids((*not_yet, *have))), calls=not have)


def _deciding(facts: Facts, goal: Goal, serves: Sequence[Evidence], seen: _Seen) -> Iterator[Insight]:
    """Yield who would have to speak for a promotion and has not seen the work."""
    if goal.what != "promotion":
        return
    heights = by_height(facts)
    above = [one for height in reversed(UP) for one in heights[height]]
    title = quoted(goal.text)
    if not above:
        says = f"For {title}: nobody on the map stands above you, and a promotion is decided there."
        yield Insight(says, "Add your manager, and who else decides on it.", (goal.id,), calls=True)
        return
    blind = [one for one in above if KNOWS not in one.real and not seen.get(one.id)]
    if blind:
        who = listed((placed(one, facts.today) for one in blind), 4)
        says = f"For {title}, who may have to speak for it, and no entry says that they saw your work: {who}."
        yield Insight(says, to_show(serves, blind, seen), (*ids(blind), goal.id), calls=True)


def _rows(
    facts: Facts, goal: Goal, circle: _Circle, serves: Sequence[UUID], seen: _Seen
) -> Iterator[tuple[Cell, ...]]:
    """Yield a row each for who would speak, might, or has to: where they stand and what they have seen."""
    of = {*serves}
    deciding = [one for one in circle.unknown if one.position(facts.today).height in UP]
    deciding = deciding if goal.what == "promotion" else []
    for said, people in (("real", circle.real), ("likely", circle.likely), ("unknown", deciding)):
        for one in people:
            entries = seen.get(one.id, ())
            first = [entry.id for entry in entries if entry.id in of]
            yield (
                Cell(goal.text, behind=(goal.id,)),
                Cell(one.text, behind=(one.id,)),
                Cell(where_of(one, facts.today)),
                Cell(said),
                Cell(str(len(first)), len(first), tuple(first)),
                Cell(str(len(entries)), len(entries), (*first, *(x.id for x in entries if x.id not in of))),
            )


def _table(rows: Sequence[tuple[Cell, ...]]) -> Table | None:
    columns = ("Goal", "Person", "Where", "Would speak", "Seen that serves it", "Seen in all")
    return Table(columns, tuple(rows)) if rows else None
