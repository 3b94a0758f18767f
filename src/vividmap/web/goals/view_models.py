"""View models of goals: a row per gap, a column per quarter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from vividmap.core import when
from vividmap.core.english.phrasing import count_noun
from vividmap.core.english.standstill import is_idle
from vividmap.core.quarters import Quarter, months_between, quarter
from vividmap.core.record import Gap, Goal, Update
from vividmap.core.stalled_gaps import Stall, find_stall, is_unchanged
from vividmap.core.text import clip
from vividmap.core.when import When
from vividmap.web.entry_rows import GOAL_LABELS, Day, Link, Names, confidentiality_label, format_day, links

LONGEST_IN_CELL = 160

MentionCounts = Mapping[UUID, tuple[int, date | None]]
"""How many entries name each goal and gap, and the day of the newest."""


class GoalPeriod(NamedTuple):
    """Which quarters are looked at, and from which day."""

    quarters: Sequence[Quarter]
    today: date
    fiscal_month: int = 1


class GoalData(NamedTuple):
    """What goals are shown from: updates by goal and gap, the oldest first, and what names them."""

    view: GoalPeriod
    updates: Mapping[UUID, Sequence[Update]]
    mention_counts: MentionCounts


@dataclass(frozen=True)
class QuarterCell:
    """The last update of a quarter, "" for none. `repetition` notes that it says nothing new."""

    quarter: str
    text: str
    repetition: str
    extra_count: int
    is_current: bool


@dataclass(frozen=True)
class GoalRow:
    """A goal itself, or a gap of it, through the quarters."""

    name: str
    handle: str
    mention_summary: str
    cells: tuple[QuarterCell, ...]
    current_state: str
    missing: str
    doing: str
    is_idle: bool
    is_closed: bool


@dataclass(frozen=True)
class GoalSection:
    """A goal with its gaps. `labels` are its kind and its target; `stalled_notes` say what has not moved."""

    name: str
    handle: str
    state: str
    labels: tuple[str, ...]
    goal_row: GoalRow
    gap_rows: tuple[GoalRow, ...]
    stalled_notes: tuple[str, ...]


@dataclass(frozen=True)
class PageLink:
    """A link that filters the page."""

    label: str
    href: str
    is_selected: bool = False


@dataclass(frozen=True)
class StateRow:
    """An update of a goal or gap; `is_repetition`: it says the same as the one before."""

    handle: str
    day: Day
    text: str
    gap: str
    doing: str
    links: tuple[Link, ...]
    is_repetition: bool


def goal_section(goal: Goal, gaps: Sequence[Gap], data: GoalData) -> GoalSection:
    """Return a goal with its updates of some quarters."""
    view = data.view
    data_at_end = data._replace(view=view._replace(today=min(view.today, view.quarters[-1].last)))
    return GoalSection(
        name=_short(goal.text),
        handle=goal.handle,
        state="" if goal.is_active else goal.state,
        labels=tuple(goal_labels(goal, len(gaps), view.today)),
        goal_row=goal_row(goal, data),
        gap_rows=tuple(goal_row(gap, data) for gap in gaps),
        stalled_notes=tuple(
            sentence for gap in gaps if goal.is_active and (sentence := stalled_note(gap, data_at_end))
        ),
    )


def goal_labels(goal: Goal, gaps: int, today: date) -> Iterator[str]:
    """Yield what a goal is: its kind, its target and how far off that is, how many gaps."""
    yield from confidentiality_label(goal)
    if goal.goal_kind:
        yield GOAL_LABELS[goal.goal_kind]
    if goal.target:
        yield f"by {when.describe_when(When.day(goal.target))}"
        if goal.is_active:
            yield _time_left(goal.target, today)
    if not goal.is_active:
        yield goal.state
    yield count_noun(gaps, "gap") if gaps else "no gaps yet"


def _time_left(target: date, today: date) -> str:
    if target < today:
        months = months_between(target, today)
        return f"{count_noun(months, 'month')} overdue" if months else "overdue"
    months = months_between(today, target)
    return (
        f"{count_noun(months, 'month')} left"
        if months
        else count_noun((target - today).days, "day") + " left"
    )


def goal_row(item: Goal | Gap, data: GoalData) -> GoalRow:
    """Return a goal or gap through the quarters."""
    updates = data.updates.get(item.id, ())
    latest = updates[-1] if updates else None
    return GoalRow(
        name=_short(item.text),
        handle=item.handle,
        mention_summary=describe_mentions(data.mention_counts.get(item.id), data.view.today),
        cells=tuple(quarter_cells(updates, data.view)),
        current_state=_short(latest.text) if latest else "",
        missing=_short(latest.gap) if latest else "",
        doing=_short(latest.action) if latest else "",
        is_idle=is_idle(latest.action if latest else ""),
        is_closed=item.state == "closed" if isinstance(item, Gap) else not item.is_active,
    )


def describe_mentions(mentions: tuple[int, date | None] | None, today: date) -> str:
    """Return how many entries name something, and when the last of them was."""
    count, last = mentions or (0, None)
    newest = f", last {format_day(When.day(last), today).short}" if last else ""
    return f"{count_noun(count, 'entry', 'entries')}{newest}" if count else "no entries yet"


def quarter_cells(updates: Sequence[Update], view: GoalPeriod) -> Iterator[QuarterCell]:
    """Yield the last update of each quarter; if a quarter only repeats an earlier one, which one that is."""
    dated_updates = [update for update in updates if update.when]
    for column in view.quarters:
        inside = [at for at, update in enumerate(dated_updates) if update.when and update.when.last in column]
        repeats = bool(inside) and all(
            at and is_unchanged(dated_updates[at - 1], dated_updates[at]) for at in inside
        )
        before = dated_updates[inside[0] - 1].when if repeats else None
        yield QuarterCell(
            quarter=column.label,
            text=_short(dated_updates[inside[-1]].text) if inside else "",
            repetition=f"same as {quarter(before.last, view.fiscal_month).label}" if before else "",
            extra_count=max(0, len(inside) - 1),
            is_current=view.today in column,
        )


def _short(text: str) -> str:
    return clip(text, LONGEST_IN_CELL)


def stalled_note(gap: Gap, data: GoalData) -> str:
    """Return the sentence about a gap that has stalled, "" if it has not."""
    stall = None if gap.state == "closed" else find_stall(data.updates.get(gap.id, ()), data.view.today)
    if stall is None:
        return ""
    months, since = count_noun(stall.months, "month"), when.describe_when(When.day(stall.since))
    name = f"“{_short(gap.text)}”"
    if stall.times == 1:
        statement = f"{name} has had no update for {months}, since {since}."
    else:
        action = "no action" if stall.is_idle else "the same action"
        statement = (
            f"{name} has not changed for {months}: {stall.times} updates since {since} with the same state"
            f" and {action}."
        )
    return f"{statement} {_entries_since(stall, data.mention_counts.get(gap.id))}"


def _entries_since(stall: Stall, mentions: tuple[int, date | None] | None) -> str:
    count, last = mentions or (0, None)
    if not count:
        return "No entries mention it."
    if last is None or last < stall.since:
        return "No entries mention it since then."
    return f"The last entry that mentions it is from {when.describe_when(When.day(last))}."


def state_rows(updates: Sequence[Update], today: date, names: Names) -> tuple[StateRow, ...]:
    """Return the updates of a goal or gap as rows, the oldest first."""
    before: list[Update | None] = [None, *updates]
    return tuple(
        StateRow(
            handle=update.handle,
            day=format_day(update.when, today),
            text=update.text,
            gap=update.gap,
            doing=update.action,
            links=tuple(links(update.mentions, names)),
            is_repetition=earlier is not None and is_unchanged(earlier, update),
        )
        for earlier, update in zip(before, updates, strict=False)
    )


def group_by_parent(updates: Sequence[Update]) -> dict[UUID, list[Update]]:
    """Return updates by the goal or gap that they are of, in their order."""
    groups: dict[UUID, list[Update]] = {}
    for update in updates:
        if update.parent:
            groups.setdefault(update.parent, []).append(update)
    return groups
