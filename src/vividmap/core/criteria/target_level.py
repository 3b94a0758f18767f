"""What a promotion is held against: the criteria of a level; without any, the gaps of the goal."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from uuid import UUID

from vividmap.core.criteria import requirements
from vividmap.core.criteria.coverage import CoverageTarget
from vividmap.core.facts.active_goals import list_active_goals, list_open_gaps
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.record import Evidence, Framework, Goal, Record
from vividmap.core.text import fold


@dataclass(frozen=True, slots=True)
class PromotionTarget:
    """What to show: the goal, the level of a framework, and what that level requires.

    `requirements` are the criteria of the level in the framework's order; without any, the gaps of the goal,
    and the goal itself where evidence is linked to it or no gap is named.
    A level of "" are the criteria that name none; None is one that is not known.
    """

    goal: Goal | None
    framework: Framework | None
    level: str | None
    requirements: tuple[CoverageTarget, ...]


def find_promotion_target(record: Record, framework: UUID | None = None, level: str = "") -> PromotionTarget:
    """Return what a promotion is measured against: as chosen, else as the record tells it."""
    goal = next(
        (active_goal for active_goal in list_active_goals(record) if active_goal.goal_kind == "promotion"),
        None,
    )
    target_framework = _framework(record, framework)
    target_level = _level(record, target_framework, goal, level) if target_framework else None
    criteria = (
        requirements.level_criteria(record, target_framework, target_level)
        if target_framework and target_level is not None
        else ()
    )
    return PromotionTarget(goal, target_framework, target_level, criteria or tuple(_instead(record, goal)))


def _instead(record: Record, goal: Goal | None) -> Iterator[CoverageTarget]:
    """Yield the gaps of a goal, and itself where evidence is linked to it, or where no gap is named."""
    if goal:
        gaps = list_open_gaps(goal, record)
        yield from gaps
        if not gaps or record.count_linked(Evidence, "goal", [goal.id]):
            yield goal


def list_frameworks(record: Record) -> tuple[Framework, ...]:
    """Return the frameworks that ask for something, those first to which most evidence is linked."""
    stating = [
        framework for framework in record.items_of(Framework) if requirements.criteria_of(record, framework)
    ]
    if len(stating) < 2:
        return tuple(stating)
    links = {
        framework.id: record.count_linked(Evidence, "criterion", _criterion_ids(record, framework))
        for framework in stating
    }
    return tuple(sorted(stating, key=lambda candidate: (-links[candidate.id], candidate.id)))


def _criterion_ids(record: Record, framework: Framework) -> set[UUID]:
    return {criterion.id for criterion in requirements.criteria_of(record, framework)}


def list_levels(record: Record, framework: Framework) -> tuple[str, ...]:
    """Return the levels of a framework in its own order."""
    return tuple(dict.fromkeys(criterion.level for criterion in requirements.criteria_of(record, framework)))


def _framework(record: Record, framework_id: UUID | None) -> Framework | None:
    candidates = list_frameworks(record)
    return next(
        (candidate for candidate in candidates if candidate.id == framework_id), next(iter(candidates), None)
    )


def _level(record: Record, framework: Framework, goal: Goal | None, level: str) -> str | None:
    """Return the level that is chosen, that the goal names, or that comes after mine; None if not known."""
    levels = list_levels(record, framework)
    if level:
        return match_level(level, levels)
    own_level = fold(record.profile.level)
    if goal_level := _goal_level(goal.text if goal else "", levels, own_level):
        return goal_level
    after = [candidate for before, candidate in pairwise(levels) if own_level and fold(before) == own_level]
    return after[0] if after else levels[0] if len(levels) == 1 else None


def match_level(text: str, levels: Sequence[str]) -> str | None:
    """Return the level that a text means: by its whole name, else the shortest that holds all its words.

    "Senior Staff" means "L5: Senior Staff Engineer", and "Staff" means "L4: Staff Engineer". None where no
    level does, or two of the same length do.
    """
    whole = [level for level in levels if fold(level) == fold(text)]
    pattern = re.compile(rf"(?<!\w){re.escape(fold(text).strip())}(?!\w)")
    matches = whole or sorted((level for level in levels if pattern.search(fold(level))), key=_word_count)
    if not matches or (len(matches) > 1 and _word_count(matches[0]) == _word_count(matches[1])):
        return None
    return matches[0]


def _word_count(level: str) -> int:
    return len(level.split())


def _goal_level(text: str, levels: Sequence[str], own_level: str) -> str:
    """Return the level that a goal names last, mine aside: "from Senior to Staff" is about Staff.

    Of "Senior Staff" and "Staff", which end at the same place, it is the longer one.
    """
    matches = []
    for level in levels:
        occurrences = [*re.finditer(rf"(?<!\w){re.escape(fold(level))}(?!\w)", fold(text))] if level else []
        if occurrences and fold(level) != own_level:
            matches.append((occurrences[-1].end(), len(level), level))
    return max(matches)[2] if matches else ""
