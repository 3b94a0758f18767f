"""Gaps: those that are named and do not move, and those that do."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from uuid import UUID

from vividmap.core.english.phrasing import (
    count_entries,
    count_noun,
    describe_day,
    describe_shortage,
    join_names,
    quote,
)
from vividmap.core.facts.facts import Facts, last_day
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Call, Cell, Insight, Pattern, PatternTable
from vividmap.core.insights.skills import open_gaps
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.quarters import Quarter, months_between
from vividmap.core.record import Evidence, Gap, SkillEntry, Update
from vividmap.core.stalled_gaps import STALL_MONTHS, Stall, find_stall, is_unchanged

PLACE = 60
QUESTION = "Which gaps are closing, and which have stalled?"
REASON = "A gap that stays open for months without any action is the most useful one to look at."
CALL = Call(20, "Name one step")
QUARTERS = 8
RECENT = 2
MOST_QUOTED = 5

GAP_STILL = Threshold(
    "gap-still",
    STALL_MONTHS,
    "months",
    "A gap with no change for this long has stood still.",
    "You look at a gap once a quarter; the same state after two quarters is standing still.",
    low=1,
    high=120,
)
THRESHOLDS = (GAP_STILL,)


@dataclass(frozen=True, slots=True)
class _GapHistory:
    """A gap with how it was said to stand, the entries that name it, and whether it stood still."""

    gap: Gap
    updates: tuple[Update, ...]
    entries: tuple[Evidence | SkillEntry, ...]
    changed: tuple[Update, ...]
    """The updates that say something else than the one before; the first one is none of them."""
    still: Stall | None


def evaluate(facts: Facts) -> Pattern:
    """Return the open gaps that stood still, those that move, and those that were closed."""
    gaps = open_gaps(facts)
    if not gaps and not _closed(facts):
        return Pattern(needs=describe_shortage(1, "gap of a goal that is pursued", 0))
    histories = [_see(facts, gap) for gap in gaps]
    insights = (
        *(_stands(facts, history) for history in _longest_first(histories)),
        *_silent(facts, histories),
        *(_moves(history, movement) for history in histories if (movement := _movement(facts, history))),
        *_closed(facts),
    )
    if not insights:
        return Pattern((_nothing_yet(facts, histories),), _table(facts, histories))
    return Pattern(insights, _table(facts, histories) if histories else None)


def _see(facts: Facts, gap: Gap) -> _GapHistory:
    updates = facts.updates.get(gap.id, ())
    changed = tuple(after for before, after in pairwise(updates) if not is_unchanged(before, after))
    still = find_stall(updates, facts.today, facts.limit(GAP_STILL))
    return _GapHistory(gap, updates, facts.entries_naming("goal").get(gap.id, ()), changed, still)


def _longest_first(histories: Sequence[_GapHistory]) -> list[_GapHistory]:
    return sorted(
        (history for history in histories if history.still),
        key=lambda history: (-_months(history), history.gap.id),
    )


def _months(history: _GapHistory) -> int:
    return history.still.months if history.still else 0


# --- gaps that stand still ---


def _stands(facts: Facts, history: _GapHistory) -> Insight:
    """Return how long a gap has stood still, in the words of its updates, and what names it since."""
    still = history.still
    assert still  # noqa: S101 - for the type checker: only those are asked
    repeats = history.updates[-still.times :]
    since = [entry for entry in history.entries if last_day(entry) > still.since]
    says = f"{quote(history.gap.text)}: {_still_said(still, repeats, since)} {_named_since(since)}"
    behind = (
        history.gap.id,
        *(update.id for update in reversed(repeats)),
        *(entry.id for entry in reversed(since)),
    )
    return Insight(says, _STEP if still.times > 1 or not since else _LOOK, behind, is_actionable=True)


_STEP = "Choose one step for the next quarter, or close the gap: letting it go is a decision too."
_LOOK = "Say how it stands today."


def _still_said(still: Stall, repeats: Sequence[Update], since: Sequence[Evidence | SkillEntry]) -> str:
    months = count_noun(still.months, "month")
    if still.times == 1:
        return f"nothing has been said about it for {months}. The last update was {_quote(repeats[0])}."
    # Where entries name it, it is the person who says that nothing is done: the tool does not know better.
    idle = "by your own account with nothing done differently" if since else "nothing done differently"
    action_text = idle if still.is_idle else "with the same action noted each time"
    quoted_updates = [repeats[0], *repeats[1:][-(MOST_QUOTED - 1) :]]
    omission = (
        f" ({count_noun(len(repeats) - len(quoted_updates), 'update')} between are left out)"
        if len(repeats) > len(quoted_updates)
        else ""
    )
    action = repeats[-1].action
    doing = f" Your last note on what you do about it: {quote(action)}." if action.strip() else ""
    quotations = join_names(map(_quote, quoted_updates))
    return f"named for {months}, {action_text}. You said {quotations}{omission}.{doing}"


def _quote(update: Update) -> str:
    return (
        f"{quote(update.text, 60) if update.text.strip() else 'nothing'} ({describe_day(last_day(update))})"
    )


def _named_since(since: Sequence[Evidence | SkillEntry]) -> str:
    if not since:
        return "No entry has named it since."
    if len(since) == 1:
        return f"One entry has named it since, on {describe_day(last_day(since[0]))}."
    last = describe_day(last_day(since[-1]))
    return f"{count_entries(len(since))} have named it since, the last on {last}."


def _silent(facts: Facts, histories: Sequence[_GapHistory]) -> Iterator[Insight]:
    """Yield the gaps of which nothing was ever said, once they are in the record for long enough."""
    minimum = facts.limit(GAP_STILL)
    for history in histories:
        first_day = _first_day(history.gap, facts.today)
        if (
            not history.updates
            and first_day
            and (months := months_between(first_day, facts.today)) >= minimum
        ):
            naming_text = "No entry names it." if not history.entries else _named_ever(history)
            long = count_noun(months, "month")
            says = f"{quote(history.gap.text)}: in the record for {long}, with no word on how it stands. "
            behind = (history.gap.id, *(entry.id for entry in reversed(history.entries)))
            yield Insight(
                says + naming_text, "Say how it stands, and what you do about it.", behind, is_actionable=True
            )


def _named_ever(history: _GapHistory) -> str:
    return f"{count_entries(len(history.entries))} {'names' if len(history.entries) == 1 else 'name'} it."


def _first_day(gap: Gap, today: date) -> date | None:
    """Return the day on which a gap was written down; None where nobody knows."""
    if gap.created_at == datetime.min.replace(tzinfo=UTC):
        return None
    return min(gap.created_at.date(), today)


# --- gaps that move ---


@dataclass(frozen=True, slots=True)
class _Movement:
    since: date
    entries: tuple[Evidence | SkillEntry, ...]
    changed: tuple[Update, ...]


def _recent_from(facts: Facts) -> date:
    """Return the first day of the last two quarters, or that of a younger record."""
    return max(facts.quarters(RECENT)[0].first, facts.first_day)


def _movement(facts: Facts, history: _GapHistory) -> _Movement | None:
    """Return what moved in the last two quarters; None where nothing did, or where the gap stands still."""
    first = _recent_from(facts)
    naming_entries = tuple(entry for entry in history.entries if last_day(entry) >= first)
    changed = tuple(update for update in history.changed if last_day(update) >= first)
    return (
        _Movement(first, naming_entries, changed)
        if (naming_entries or changed) and not history.still
        else None
    )


def _moves(history: _GapHistory, movement: _Movement) -> Insight:
    """Return what names a gap, or how the words on it changed: whether those are good news is not guessed."""
    since, last_change = describe_day(movement.since), movement.changed[-1:]
    behind = (history.gap.id, *(update.id for update in reversed((*movement.changed, *movement.entries))))
    if not movement.entries:
        before = history.updates[history.updates.index(last_change[0]) - 1]
        change = f"{_quote(before)} to {_quote(last_change[0])}"
        says = f"what you say about it changed from {change}, and no entry has named it"
        return Insight(f"{quote(history.gap.text)}: {says} since {since}.", behind=behind)
    verb = "has" if len(movement.entries) == 1 else "have"
    names = f"{count_entries(len(movement.entries))} {verb} named it since {since}"
    last = (
        f"You last noted {_quote(last_change[0])}."
        if last_change
        else _NOT_NOTED
        if history.updates
        else _NEVER_NOTED
    )
    return Insight(f"{quote(history.gap.text)} moves: {names}. {last}", behind=behind)


_NOT_NOTED = "How it stands has not been noted again in that time."
_NEVER_NOTED = "How it stands was never noted."


def _closed(facts: Facts) -> list[Insight]:
    """Return the gaps that are closed and whose last word is of the last two quarters."""
    first = _recent_from(facts)
    closed = sorted(
        (gap for gap in facts.record.items_of(Gap) if gap.state == "closed"), key=lambda gap: gap.id
    )
    closed_gaps = []
    for gap in closed:
        updates = facts.updates.get(gap.id, ())
        if updates and last_day(updates[-1]) >= first:
            says = f"{quote(gap.text)} is closed. Your last word on it: {_quote(updates[-1])}."
            closed_gaps.append(Insight(says, behind=(gap.id, updates[-1].id)))
    return closed_gaps


def _nothing_yet(facts: Facts, histories: Sequence[_GapHistory]) -> Insight:
    period_text = count_noun(facts.limit(GAP_STILL), "month")
    negation = "it has not" if len(histories) == 1 else "none has"
    is_young = months_between(facts.first_day, facts.today) < facts.limit(GAP_STILL)
    stalled = "" if is_young else f"{negation} stood still for {period_text}, and "
    return Insight(
        f"{count_noun(len(histories), 'open gap')}: {stalled}no entry or update "
        f"since {describe_day(_recent_from(facts))} shows a change.",
        behind=tuple(history.gap.id for history in histories),
    )


# --- by quarter ---


def _table(facts: Facts, histories: Sequence[_GapHistory]) -> PatternTable:
    quarters = facts.quarters(QUARTERS)
    return PatternTable(
        ("Gap", *(quarter.label for quarter in quarters)),
        tuple(
            (Cell(history.gap.text, None, (history.gap.id,)), *_closed_insights(facts, history, quarters))
            for history in histories
        ),
        "matrix",
    )


_WORDS = ("", "named", "same", "changed", "moved")
"""What a quarter says of a gap, the more telling later: a first word, the same, another one, an entry."""


def _closed_insights(facts: Facts, history: _GapHistory, quarters: Sequence[Quarter]) -> list[Cell]:
    """Return by quarter the updates and entries of a gap, and the most telling word on them."""
    words = dict.fromkeys((entry.id for entry in history.entries), "moved")
    words |= {update.id: "same" for update in history.updates} | {
        update.id: "named" for update in history.updates[:1]
    }
    words |= dict.fromkeys((change.id for change in history.changed), "changed")
    ids_by_quarter: dict[Quarter, list[UUID]] = {quarter: [] for quarter in quarters}
    for item in (*history.updates, *history.entries):
        if (quarter := facts.quarter(last_day(item))) in ids_by_quarter:
            ids_by_quarter[quarter].append(item.id)
    return [
        Cell(max((words[uid] for uid in ids), key=_WORDS.index, default=""), len(ids), tuple(ids))
        for ids in ids_by_quarter.values()
    ]
