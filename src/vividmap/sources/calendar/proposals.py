"""Meetings as proposals: one for each person and month, or for each series of a few people and month."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import partial
from itertools import groupby

from vividmap.core.proposals import Proposal
from vividmap.core.when import When
from vividmap.sources.calendar.meetings import CalendarMeeting

QUESTION = "What did you talk about, and what came of it?"
_MAX_DAYS = 31


def propose_meetings(meetings: Iterable[CalendarMeeting]) -> list[Proposal]:
    """Return one proposal for the meetings of a month with one person, and one for each other series."""
    sorted_meetings = sorted({meeting.id: meeting for meeting in meetings}.values(), key=_group_key)
    groups = [
        list(group) for _, group in groupby(sorted_meetings, key=lambda meeting: _group_key(meeting)[:3])
    ]
    proposals = [_propose(group) for group in groups]
    return sorted(proposals, key=lambda proposal: (proposal.when, proposal.text))


def _group_key(meeting: CalendarMeeting) -> tuple[str, str, str, str]:
    month = f"{meeting.day:%Y-%m}"
    if _is_one_on_one(meeting):
        return (month, "person", meeting.people[0], f"{meeting.day} {meeting.id}")
    return (month, "series", meeting.series, f"{meeting.day} {meeting.id}")


def _is_one_on_one(meeting: CalendarMeeting) -> bool:
    return meeting.size == 2 and len(meeting.people) == 1


def _propose(group: Sequence[CalendarMeeting]) -> Proposal:
    """Return the proposal of some meetings, in the order of their days; it is dated by the last."""
    last = group[-1]
    people = tuple(dict.fromkeys(name for meeting in group for name in meeting.people))
    days = list(dict.fromkeys(meeting.day for meeting in group))
    kind = "1:1" if _is_one_on_one(last) else f"meeting of {last.size}"
    return Proposal(
        source="calendar",
        key=" ".join(_group_key(last)[:3]),
        kind="touchpoint",
        text=last.title or f"Meeting with {', '.join(people)}",
        when=When.day(last.day),
        members=tuple(meeting.id for meeting in group),
        people=people,
        reason=_reason(kind, days[:_MAX_DAYS]),
        question=QUESTION,
        narrow=partial(_narrow, group),
    )


def _narrow(group: Sequence[CalendarMeeting], ids: Collection[str]) -> Proposal:
    return _propose([meeting for meeting in group if meeting.id in ids])


def _reason(kind: str, days: Sequence[date]) -> str:
    """Return on which days of a month the meetings were: "1:1s on 10 and 17 November."."""
    month = f"{days[-1]:%B}"
    if len(days) == 1:
        return f"A {kind} on {days[0].day} {month}."
    first_days = ", ".join(str(day.day) for day in days[:-1])
    kinds = kind.replace("meeting", "Meetings") if kind.startswith("meeting") else f"{kind}s"
    return f"{kinds} on {first_days} and {days[-1].day} {month}."
