"""Feedback on a skill, and whether practice of the same skill followed. A part of the skills pattern."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from vividmap.core.english.phrasing import count_noun, describe_day, join_names, quote
from vividmap.core.facts.facts import Facts, last_day
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Insight
from vividmap.core.record import SkillEntry

MOST_NAMED = 3
THRESHOLD = Threshold(
    "feedback-days",
    90,
    "days",
    "Feedback on a skill counts as followed if practice on it comes within this many days.",
    "A quarter: feedback that is not taken up by the next check-in rarely is.",
    low=1,
)

_State = Literal["followed", "left", "young", "unnamed"]


def follow_feedback(facts: Facts, items: Sequence[SkillEntry]) -> Iterator[Insight]:
    """Yield how much of the feedback among some entries practice followed, and what it did not."""
    days = facts.limit(THRESHOLD)
    practice_days = _practised_insights(items)
    by_state: dict[_State, list[SkillEntry]] = defaultdict(list)
    for item in items:
        if item.category == "feedback":
            by_state[_state(item, practice_days, days, facts.today)].append(item)
    if total := by_state["followed"] + by_state["left"]:
        yield _feedback_text(by_state, len(total), days)
    elif any(by_state.values()):
        yield _waiting(by_state, days)


def _practised_insights(items: Sequence[SkillEntry]) -> dict[UUID, list[date]]:
    """Return by skill the days on which something other than feedback was logged, the oldest first."""
    days_by_skill: dict[UUID, list[date]] = defaultdict(list)
    for item in items:
        if item.category != "feedback":
            for skill in item.linked_ids("skill"):
                days_by_skill[skill].append(last_day(item))
    return days_by_skill


def _state(entry: SkillEntry, practice_days: dict[UUID, list[date]], days: int, today: date) -> _State:
    skills, day = list(entry.linked_ids("skill")), last_day(entry)
    if not skills:
        return "unnamed"
    if any(_is_soon(practice_days.get(skill, []), day, days) for skill in skills):
        return "followed"
    return "young" if (today - day).days <= days else "left"


def _is_soon(dates: Sequence[date], day: date, days: int) -> bool:
    """Return whether one of the dates, the oldest first, is that day or at most so many days later."""
    at = bisect_left(dates, day)
    return at < len(dates) and (dates[at] - day).days <= days


def _feedback_text(by_state: dict[_State, list[SkillEntry]], total: int, days: int) -> Insight:
    not_followed = by_state["left"][::-1]
    says = (
        f"Practice of the same skill followed {len(by_state['followed']) or 'none'} of "
        f"{count_noun(total, 'piece')} of feedback within {days} days{_besides(by_state)}."
    )
    names = join_names(
        (f"{quote(entry.text)} ({describe_day(last_day(entry))})" for entry in not_followed), MOST_NAMED
    )
    behind = tuple(entry.id for entry in (*not_followed, *by_state["followed"][::-1]))
    if not not_followed:
        return Insight(says, behind=behind)
    return Insight(f"{says} Not in that time: {names}.", _NEXT, behind, is_actionable=True)


_NEXT = "Choose one that still holds, and log the next time that you try it."


def _besides(by_state: dict[_State, list[SkillEntry]]) -> str:
    young, without_skill = len(by_state["young"]), len(by_state["unnamed"])
    parts = [f"{young} {'is' if young == 1 else 'are'} too recent"] if young else []
    parts += (
        [f"{without_skill} {'names' if without_skill == 1 else 'name'} no skill"] if without_skill else []
    )
    return f" (besides, {join_names(parts)})" if parts else ""


def _waiting(by_state: dict[_State, list[SkillEntry]], days: int) -> Insight:
    entries = [*by_state["young"], *by_state["unnamed"]]
    return Insight(
        f"Nothing shows whether practice followed {count_noun(len(entries), 'piece')} of feedback: "
        f"{join_names(_reason(by_state, days))}.",
        behind=tuple(entry.id for entry in entries),
    )


def _reason(by_state: dict[_State, list[SkillEntry]], days: int) -> list[str]:
    young, without_skill = len(by_state["young"]), len(by_state["unnamed"])
    parts = [f"{young} {'is' if young == 1 else 'are'} from the last {days} days"] if young else []
    return parts + (
        [f"{without_skill} {'names' if without_skill == 1 else 'name'} no skill"] if without_skill else []
    )
