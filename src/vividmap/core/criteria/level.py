"""What a promotion is held against: the criteria of a level; without any, the gaps of the goal."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

from vividmap.core.criteria import asks
from vividmap.core.criteria.coverage import Asked
from vividmap.core.facts.pursued import gaps_of, goals_of
from vividmap.core.record import Evidence, Framework, Goal, Record
from vividmap.core.text import fold


@dataclass(frozen=True, slots=True)
class Aim:
    """What to show: the goal, the level of a framework, and what is `asked` for.

    `asked` are the criteria of the level in the framework's order; without any, the goal's gaps and itself.
    A level of "" are the criteria that name none; None is one that is not known.
    """

    goal: Goal | None
    framework: Framework | None
    level: str | None
    asked: tuple[Asked, ...]


def aim(record: Record, end: date, framework: UUID | None = None, level: str = "") -> Aim:
    """Return what a promotion is asked against, as of a day: as chosen, else as the record tells it."""
    goal = next((one for one in goals_of(record, end) if one.what == "promotion"), None)
    stated = _framework(record, framework)
    found = _level(record, stated, goal, level) if stated else None
    criteria = asks.of_level(record, stated, found) if stated and found is not None else ()
    return Aim(goal, stated, found, criteria or tuple(_instead(record, goal, end)))


def _instead(record: Record, goal: Goal | None, end: date) -> Iterator[Asked]:
    """Yield the gaps of a goal, and itself where evidence is linked to it, or where no gap is named."""
    if goal:
        gaps = gaps_of(goal, record, end)
        yield from gaps
        if not gaps or any(goal.id in one.linked("goal") for one in record.all(Evidence)):
            yield goal


def frameworks(record: Record) -> tuple[Framework, ...]:
    """Return the frameworks that ask for something, those first to which most evidence is linked."""
    some = [one for one in record.all(Framework) if asks.of_framework(record, one)]
    if len(some) < 2:
        return tuple(some)
    stated = {criterion.id: one.id for one in some for criterion in asks.of_framework(record, one)}
    links = Counter(
        stated[criterion]
        for entry in record.all(Evidence)
        for criterion in set(entry.linked("criterion"))
        if criterion in stated
    )
    return tuple(sorted(some, key=lambda one: (-links[one.id], one.id)))


def levels(record: Record, framework: Framework) -> tuple[str, ...]:
    """Return the levels of a framework in its own order."""
    return tuple(dict.fromkeys(one.level for one in asks.of_framework(record, framework)))


def _framework(record: Record, chosen: UUID | None) -> Framework | None:
    known = frameworks(record)
    return next((one for one in known if one.id == chosen), next(iter(known), None))


def _level(record: Record, framework: Framework, goal: Goal | None, chosen: str) -> str | None:
    """Return the level that is chosen, that the goal names, or that comes after mine; None if not known."""
    known = levels(record, framework)
    if chosen:
        return next((one for one in known if fold(one) == fold(chosen)), None)
    mine = fold(record.profile.level)
    if named := _named(goal.text if goal else "", known, mine):
        return named
    after = [one for before, one in pairwise(known) if mine and fold(before) == mine]
    return after[0] if after else known[0] if len(known) == 1 else None


def _named(text: str, known: Sequence[str], mine: str) -> str:
    """Return the level that a goal names last, mine aside: "from Senior to Staff" is about Staff.

    Of "Senior Staff" and "Staff", which end at the same place, it is the longer one.
    """
    found = []
    for level in known:
        said = [*re.finditer(rf"(?<!\w){re.escape(fold(level))}(?!\w)", fold(text))] if level else []
        if said and fold(level) != mine:
            found.append((said[-1].end(), len(level), level))
    return max(found)[2] if found else ""
