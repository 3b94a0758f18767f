"""Feedback on a skill, and whether practice of the same skill followed. A part of the skills pattern."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from vividmap.core.facts.facts import Facts, last_day
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Insight
from vividmap.core.record import SkillEntry
from vividmap.core.saying import counted, listed, on, quoted

MOST_NAMED = 3
THRESHOLD = Threshold(
    "feedback-days",
    90,
    "days",
    "Feedback on a skill is followed where an entry of practice on it is dated within this many days after.",
    "Of our own: a quarter; what was not taken up until the next check-in mostly never is.",
    low=1,
)

_State = Literal["followed", "left", "young", "unnamed"]


def followed(facts: Facts, items: Sequence[SkillEntry]) -> Iterator[Insight]:
    """Yield how much of the feedback among some entries practice followed, and what it did not."""
    days = facts.limit(THRESHOLD)
    practised = _practised(items)
    by_state: dict[_State, list[SkillEntry]] = defaultdict(list)
    for one in items:
        if one.what == "feedback":
            by_state[_state(one, practised, days, facts.today)].append(one)
    if told := by_state["followed"] + by_state["left"]:
        yield _told(by_state, len(told), days)
    elif by_state:
        yield _waiting(by_state, days)


def _practised(items: Sequence[SkillEntry]) -> dict[UUID, list[date]]:
    """Return by skill the days on which something other than feedback was logged, the oldest first."""
    found: dict[UUID, list[date]] = defaultdict(list)
    for one in items:
        if one.what != "feedback":
            for skill in one.linked("skill"):
                found[skill].append(last_day(one))
    return found


def _state(one: SkillEntry, practised: dict[UUID, list[date]], days: int, today: date) -> _State:
    skills, day = list(one.linked("skill")), last_day(one)
    if not skills:
        return "unnamed"
    if any(_soon(practised.get(skill, []), day, days) for skill in skills):
        return "followed"
    return "young" if (today - day).days <= days else "left"


def _soon(dates: Sequence[date], day: date, days: int) -> bool:
    """Tell whether one of the dates, the oldest first, is that day or at most so many days later."""
    at = bisect_left(dates, day)
    return at < len(dates) and (dates[at] - day).days <= days


def _told(by_state: dict[_State, list[SkillEntry]], told: int, days: int) -> Insight:
    left = by_state["left"][::-1]
    says = (
        f"Practice of the same skill followed {len(by_state['followed']) or 'none'} of "
        f"{counted(told, 'piece')} of feedback within {days} days{_besides(by_state)}."
    )
    named = listed((f"{quoted(one.text)} ({on(last_day(one))})" for one in left), MOST_NAMED)
    behind = tuple(one.id for one in (*left, *by_state["followed"][::-1]))
    if not left:
        return Insight(says, behind=behind)
    return Insight(f"{says} Not in that time: {named}.", _NEXT, behind, calls=True)


_NEXT = "Choose one that still holds, and log the next time that you try it."


def _besides(by_state: dict[_State, list[SkillEntry]]) -> str:
    young, unnamed = len(by_state["young"]), len(by_state["unnamed"])
    parts = [f"{young} {'is' if young == 1 else 'are'} too recent"] if young else []
    parts += [f"{unnamed} {'names' if unnamed == 1 else 'name'} no skill"] if unnamed else []
    return f" (besides, {listed(parts)})" if parts else ""


def _waiting(by_state: dict[_State, list[SkillEntry]], days: int) -> Insight:
    found = [*by_state["young"], *by_state["unnamed"]]
    return Insight(
        f"Whether practice followed {counted(len(found), 'piece')} of feedback cannot be told: "
        f"{listed(_why(by_state, days))}.",
        behind=tuple(one.id for one in found),
    )


def _why(by_state: dict[_State, list[SkillEntry]], days: int) -> list[str]:
    young, unnamed = len(by_state["young"]), len(by_state["unnamed"])
    parts = [f"{young} {'is' if young == 1 else 'are'} of the last {days} days"] if young else []
    return parts + ([f"{unnamed} {'names' if unnamed == 1 else 'name'} no skill"] if unnamed else [])
