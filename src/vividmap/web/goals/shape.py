"""Goals in the words of their pages: a line a gap, a column a quarter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from vividmap.core import when
from vividmap.core.quarters import Quarter, months_between, quarter
from vividmap.core.record import Gap, Goal, Update
from vividmap.core.saying import counted
from vividmap.core.standing import Still, is_idle, is_unchanged, stood_still
from vividmap.core.when import When
from vividmap.web.rows import GOAL_SAID, Day, Link, Names, day, links

LONGEST_IN_CELL = 160

Moved = Mapping[UUID, tuple[int, date | None]]
"""How many entries name each goal and gap, and the day of the newest."""


class View(NamedTuple):
    """Which quarters are looked at, and from which day."""

    quarters: Sequence[Quarter]
    today: date
    fiscal_month: int = 1


class Seen(NamedTuple):
    """What goals are shown from: updates by goal and gap, the oldest first, and what names them."""

    view: View
    updates: Mapping[UUID, Sequence[Update]]
    moved: Moved


@dataclass(frozen=True)
class Cell:
    """What was said in a quarter, "" for nothing. `same` says of what it is no more than a repetition."""

    quarter: str
    text: str
    same: str
    more: int
    running: bool


@dataclass(frozen=True)
class Line:
    """A goal itself, or a gap of it, through the quarters."""

    name: str
    handle: str
    moved: str
    cells: tuple[Cell, ...]
    said: str
    missing: str
    doing: str
    idle: bool
    closed: bool


@dataclass(frozen=True)
class Aim:
    """A goal with its gaps. `notes` are its kind and its target; `stills` say what has not moved."""

    name: str
    handle: str
    state: str
    notes: tuple[str, ...]
    itself: Line
    gaps: tuple[Line, ...]
    stills: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """A link that narrows the page."""

    label: str
    href: str
    chosen: bool = False


@dataclass(frozen=True)
class State:
    """How a goal or gap stood at a time; `same` where that is what was said before."""

    handle: str
    day: Day
    text: str
    gap: str
    doing: str
    links: tuple[Link, ...]
    same: bool


def aim(goal: Goal, gaps: Sequence[Gap], seen: Seen) -> Aim:
    """Return a goal as it stood through some quarters."""
    view = seen.view
    then = seen._replace(view=view._replace(today=min(view.today, view.quarters[-1].last)))
    return Aim(
        name=_short(goal.text),
        handle=goal.handle,
        state="" if goal.active else goal.state,
        notes=tuple(notes(goal, len(gaps), view.today)),
        itself=line(goal, seen),
        gaps=tuple(line(gap, seen) for gap in gaps),
        stills=tuple(said for gap in gaps if goal.active and (said := still(gap, then))),
    )


def notes(goal: Goal, gaps: int, today: date) -> Iterator[str]:
    """Yield what a goal is: its kind, its target and how far off that is, how many gaps."""
    if goal.what:
        yield GOAL_SAID[goal.what]
    if goal.target:
        yield f"by {when.say(When.day(goal.target))}"
        if goal.active:
            yield _left(goal.target, today)
    if not goal.active:
        yield goal.state
    yield counted(gaps, "gap") if gaps else "no gap named"


def _left(target: date, today: date) -> str:
    if target < today:
        months = months_between(target, today)
        return f"{counted(months, 'month')} over" if months else "over"
    months = months_between(today, target)
    return f"{counted(months, 'month')} left" if months else counted((target - today).days, "day") + " left"


def line(item: Goal | Gap, seen: Seen) -> Line:
    """Return a goal or gap through the quarters."""
    updates = seen.updates.get(item.id, ())
    latest = updates[-1] if updates else None
    return Line(
        name=_short(item.text),
        handle=item.handle,
        moved=moved_said(seen.moved.get(item.id), seen.view.today),
        cells=tuple(cells(updates, seen.view)),
        said=_short(latest.text) if latest else "",
        missing=_short(latest.gap) if latest else "",
        doing=_short(latest.doing) if latest else "",
        idle=is_idle(latest.doing if latest else ""),
        closed=item.state == "closed" if isinstance(item, Gap) else not item.active,
    )


def moved_said(moved: tuple[int, date | None] | None, today: date) -> str:
    """Return how many entries name something, and when the last of them was."""
    count, last = moved or (0, None)
    newest = f", last {day(When.day(last), today).short}" if last else ""
    return f"{counted(count, 'entry', 'entries')}{newest}" if count else "no entry yet"


def cells(updates: Sequence[Update], view: View) -> Iterator[Cell]:
    """Yield what was said in each quarter, and of what it is a repetition where all of it is one."""
    dated = [one for one in updates if one.when]
    for asked in view.quarters:
        inside = [at for at, one in enumerate(dated) if one.when and one.when.last in asked]
        repeats = bool(inside) and all(at and is_unchanged(dated[at - 1], dated[at]) for at in inside)
        before = dated[inside[0] - 1].when if repeats else None
        yield Cell(
            quarter=asked.label,
            text=_short(dated[inside[-1]].text) if inside else "",
            same=f"same as {quarter(before.last, view.fiscal_month).label}" if before else "",
            more=max(0, len(inside) - 1),
            running=view.today in asked,
        )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_IN_CELL else f"{text[: LONGEST_IN_CELL - 1].rstrip()}…"


def still(gap: Gap, seen: Seen) -> str:
    """Return the sentence on a gap that has stood still, "" where it has not."""
    found = None if gap.state == "closed" else stood_still(seen.updates.get(gap.id, ()), seen.view.today)
    if found is None:
        return ""
    months, since = counted(found.months, "month"), when.say(When.day(found.since))
    if found.times == 1:
        said = f"Nothing has been said about “{_short(gap.text)}” for {months}, since {since}."
    else:
        doing = "nothing is named to do about it" if found.idle else "so is what you do about it"
        times = f"said {'twice' if found.times == 2 else f'{found.times} times'} since {since}"
        said = f"“{_short(gap.text)}” has been named for {months} with the same state, {times}, and {doing}."
    return f"{said} {_entries_since(found, seen.moved.get(gap.id))}"


def _entries_since(found: Still, moved: tuple[int, date | None] | None) -> str:
    count, last = moved or (0, None)
    if not count:
        return "No entry names it."
    if last is None or last < found.since:
        return "No entry names it since then."
    return f"The last entry that names it is of {when.say(When.day(last))}."


def states(updates: Sequence[Update], today: date, names: Names) -> tuple[State, ...]:
    """Return how a goal or gap stood, the oldest first."""
    before: list[Update | None] = [None, *updates]
    return tuple(
        State(
            handle=one.handle,
            day=day(one.when, today),
            text=one.text,
            gap=one.gap,
            doing=one.doing,
            links=tuple(links(one.mentions, names)),
            same=earlier is not None and is_unchanged(earlier, one),
        )
        for earlier, one in zip(before, updates, strict=False)
    )


def by_parent(updates: Sequence[Update]) -> dict[UUID, list[Update]]:
    """Return updates by the goal or gap that they are of, in their order."""
    groups: dict[UUID, list[Update]] = {}
    for one in updates:
        if one.parent:
            groups.setdefault(one.parent, []).append(one)
    return groups
