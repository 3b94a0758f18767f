"""What a promotion is held against: the criteria of a level; without any, the gaps of the goal."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from vividmap.core.criteria import asks
from vividmap.core.criteria.coverage import Asked
from vividmap.core.packets.packet import Choices, Note
from vividmap.core.packets.parts.forward import gaps_of, goals_of
from vividmap.core.packets.wording.voice import quoted_title
from vividmap.core.record import Evidence, Framework, Goal, Record
from vividmap.core.saying import listed
from vividmap.core.text import fold

_NO_GOAL = "No goal of yours is a promotion: vividmap goal add 'Staff by next year' --kind promotion."
_NO_FRAMEWORK = (
    "There are no criteria in the record, so this is written around {instead}. Bring in those that your "
    "company states, or one of the ladders that come along, and link your evidence to them."
)
_NO_LEVEL = "Which level of {framework} it is about is not known: say --level. It has {levels}."
_NOT_A_LEVEL = "{framework} has no level {level}. It has {levels}."
_NOT_ONE = "The framework that was chosen is not in the record any more; this is about {framework}."


@dataclass(frozen=True, slots=True)
class Aim:
    """What to show: the goal, the level of a framework, what is `asked` for, and what the author should know.

    `asked` are the criteria of the level in the framework's order; without any, the goal's gaps and itself.
    """

    goal: Goal | None
    framework: Framework | None
    level: str
    asked: tuple[Asked, ...]
    notes: tuple[Note, ...]


def aim(record: Record, end: date, choices: Choices) -> Aim:
    """Return what a promotion is asked against, as of a day: as chosen, else as the record tells it."""
    goal = next((one for one in goals_of(record, end) if one.what == "promotion"), None)
    framework = _framework(record, choices)
    level = _level(record, framework, goal, choices) if framework else None
    criteria = asks.of_level(record, framework, level) if framework and level is not None else ()
    notes = tuple(_notes(record, goal, framework, level, choices))
    return Aim(goal, framework, level or "", criteria or tuple(_instead(record, goal, end)), notes)


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


def _framework(record: Record, choices: Choices) -> Framework | None:
    known = frameworks(record)
    return next((one for one in known if one.id == choices.framework), next(iter(known), None))


def _level(record: Record, framework: Framework, goal: Goal | None, choices: Choices) -> str | None:
    """Return the level that is chosen, that the goal names, or that comes after mine; None if not known."""
    known = levels(record, framework)
    if choices.level:
        return next((one for one in known if fold(one) == fold(choices.level)), None)
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


def _notes(
    record: Record, goal: Goal | None, framework: Framework | None, level: str | None, choices: Choices
) -> Iterator[Note]:
    if goal is None:
        yield Note(_NO_GOAL)
    if framework is None:
        instead = "the gaps of your goal" if goal else "your strongest entries"
        yield Note(_NO_FRAMEWORK.format(instead=instead), (goal.id,) if goal else ())
        return
    named = quoted_title(framework.text)
    if choices.framework not in (None, framework.id):
        yield Note(_NOT_ONE.format(framework=named), (framework.id,))
    if level is None:
        known = listed(one or "criteria of no level" for one in levels(record, framework))
        form = _NOT_A_LEVEL if choices.level else _NO_LEVEL
        said = form.format(framework=named, level=quoted_title(choices.level), levels=known)
        yield Note(said, (framework.id,))
