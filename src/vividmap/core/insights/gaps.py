"""Gaps: those that are named and do not move, and those that do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from uuid import UUID

from vividmap.core.facts.facts import Facts, last_day
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Cell, Insight, Pattern, Table
from vividmap.core.insights.skills import open_gaps
from vividmap.core.quarters import Quarter, months_between
from vividmap.core.record import Evidence, Gap, SkillEntry, Update
from vividmap.core.saying import counted, entries, listed, on, quoted, too_little
from vividmap.core.standing import MONTHS_STILL, Still, is_unchanged, stood_still

PLACE = 60
QUESTION = "Which of my gaps move, and which are only named?"
WHY = "A gap that is named for months with nothing done differently is the most useful thing to see."
QUARTERS = 8
RECENT = 2
MOST_QUOTED = 5

GAP_STILL = Threshold(
    "gap-still",
    MONTHS_STILL,
    "months",
    "A gap of which the same is said for this long, or nothing, has stood still.",
    "A state is looked at once a quarter: what is the same after two of them has stood still.",
    low=1,
    high=120,
)
THRESHOLDS = (GAP_STILL,)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A gap with how it was said to stand, the entries that name it, and whether it stood still."""

    gap: Gap
    updates: tuple[Update, ...]
    entries: tuple[Evidence | SkillEntry, ...]
    changed: tuple[Update, ...]
    """The updates that say something else than the one before; the first one is none of them."""
    still: Still | None


def look(facts: Facts) -> Pattern:
    """Return the open gaps that stood still, those that move, and those that were closed."""
    gaps = open_gaps(facts)
    if not gaps and not _closed(facts):
        return Pattern(needs=too_little(1, "gap of a goal that is pursued", 0))
    seen = [_see(facts, gap) for gap in gaps]
    found = (
        *(_stands(facts, one) for one in _longest_first(seen)),
        *_silent(facts, seen),
        *(_moves(one, some) for one in seen if (some := _movement(facts, one))),
        *_closed(facts),
    )
    if not found:
        return Pattern((_nothing_yet(facts, seen),), _table(facts, seen))
    return Pattern(found, _table(facts, seen) if seen else None)


def _see(facts: Facts, gap: Gap) -> _Seen:
    updates = facts.updates.get(gap.id, ())
    changed = tuple(after for before, after in pairwise(updates) if not is_unchanged(before, after))
    still = stood_still(updates, facts.today, facts.limit(GAP_STILL))
    return _Seen(gap, updates, facts.naming("goal").get(gap.id, ()), changed, still)


def _longest_first(seen: Sequence[_Seen]) -> list[_Seen]:
    return sorted((one for one in seen if one.still), key=lambda one: (-_months(one), one.gap.id))


def _months(one: _Seen) -> int:
    return one.still.months if one.still else 0


# --- gaps that stand still ---


def _stands(facts: Facts, one: _Seen) -> Insight:
    """Say how long a gap has stood still, in its own quarterly words, and what names it since."""
    still = one.still
    assert still  # noqa: S101 - for the type checker: only those are asked
    same = one.updates[-still.times :]
    since = [entry for entry in one.entries if last_day(entry) > still.since]
    says = f"{quoted(one.gap.text)}: {_still_said(still, same, since)} {_named_since(since)}"
    behind = (one.gap.id, *(said.id for said in reversed(same)), *(entry.id for entry in reversed(since)))
    return Insight(says, _STEP if still.times > 1 or not since else _LOOK, behind, calls=True)


_STEP = "Choose one step for the next quarter, or close the gap: to let it go is a decision too."
_LOOK = "Say how it stands today."


def _still_said(still: Still, same: Sequence[Update], since: Sequence[Evidence | SkillEntry]) -> str:
    months = counted(still.months, "month")
    if still.times == 1:
        return f"nothing has been said of it for {months}. Last was {_quote(same[0])}."
    # Where entries name it, it is the person who says that nothing is done: the tool does not know better.
    idle = "by your own words nothing done differently" if since else "nothing done differently"
    done = idle if still.idle else "with the same said to be done about it"
    shown = [same[0], *same[1:][-(MOST_QUOTED - 1) :]]
    left = (
        f" ({counted(len(same) - len(shown), 'update')} between are left out)"
        if len(same) > len(shown)
        else ""
    )
    doing = f" What you do about it, last: {quoted(same[-1].doing)}." if same[-1].doing.strip() else ""
    return f"named for {months}, {done}. You said {listed(map(_quote, shown))}{left}.{doing}"


def _quote(said: Update) -> str:
    return f"{quoted(said.text, 60) if said.text.strip() else 'nothing'} ({on(last_day(said))})"


def _named_since(since: Sequence[Evidence | SkillEntry]) -> str:
    if not since:
        return "No entry names it since."
    if len(since) == 1:
        return f"One entry names it since, of {on(last_day(since[0]))}."
    return f"{entries(len(since))} name it since, the last of {on(last_day(since[-1]))}."


def _silent(facts: Facts, seen: Sequence[_Seen]) -> Iterator[Insight]:
    """Yield the gaps of which nothing was ever said, once they are in the record for long enough."""
    least = facts.limit(GAP_STILL)
    for one in seen:
        born = _born(one.gap, facts.today)
        if not one.updates and born and (months := months_between(born, facts.today)) >= least:
            named = "No entry names it." if not one.entries else _named_ever(one)
            long = counted(months, "month")
            says = f"{quoted(one.gap.text)}: in the record for {long}, with no word on how it stands. "
            behind = (one.gap.id, *(entry.id for entry in reversed(one.entries)))
            yield Insight(says + named, "Say how it stands, and what you do about it.", behind, calls=True)


def _named_ever(one: _Seen) -> str:
    return f"{entries(len(one.entries))} {'names' if len(one.entries) == 1 else 'name'} it."


def _born(gap: Gap, today: date) -> date | None:
    """Return the day on which a gap was written down; None where nobody knows."""
    if gap.created_at == datetime.min.replace(tzinfo=UTC):
        return None
    return min(gap.created_at.date(), today)


# --- gaps that move ---


@dataclass(frozen=True, slots=True)
class _Movement:
    since: Quarter
    entries: tuple[Evidence | SkillEntry, ...]
    changed: tuple[Update, ...]


def _movement(facts: Facts, one: _Seen) -> _Movement | None:
    """Return what moved in the last two quarters; None where nothing did, or where the gap stands still."""
    first = facts.quarters(RECENT)[0]
    named = tuple(entry for entry in one.entries if last_day(entry) >= first.first)
    changed = tuple(said for said in one.changed if last_day(said) >= first.first)
    return _Movement(first, named, changed) if (named or changed) and not one.still else None


def _moves(one: _Seen, some: _Movement) -> Insight:
    """Say what names a gap, or how the words on it changed: whether those are good news is not guessed."""
    since, noted = on(some.since.first), some.changed[-1:]
    behind = (one.gap.id, *(said.id for said in reversed((*some.changed, *some.entries))))
    if not some.entries:
        before = one.updates[one.updates.index(noted[0]) - 1]
        says = (
            f"what you say of it changed from {_quote(before)} to {_quote(noted[0])}, and no entry names it"
        )
        return Insight(f"{quoted(one.gap.text)}: {says} since {since}.", behind=behind)
    names = f"{entries(len(some.entries))} {'names' if len(some.entries) == 1 else 'name'} it since {since}"
    last = f"You last noted {_quote(noted[0])}." if noted else _NOT_NOTED if one.updates else _NEVER_NOTED
    return Insight(f"{quoted(one.gap.text)} moves: {names}. {last}", behind=behind)


_NOT_NOTED = "How it stands has not been noted anew in that time."
_NEVER_NOTED = "How it stands was never noted."


def _closed(facts: Facts) -> list[Insight]:
    """Return the gaps that are closed and whose last word is of the last two quarters."""
    first = facts.quarters(RECENT)[0].first
    closed = sorted((gap for gap in facts.record.all(Gap) if gap.state == "closed"), key=lambda gap: gap.id)
    found = []
    for gap in closed:
        updates = facts.updates.get(gap.id, ())
        if updates and last_day(updates[-1]) >= first:
            says = f"{quoted(gap.text)} is closed. Your last word on it: {_quote(updates[-1])}."
            found.append(Insight(says, behind=(gap.id, updates[-1].id)))
    return found


def _nothing_yet(facts: Facts, seen: Sequence[_Seen]) -> Insight:
    least = counted(facts.limit(GAP_STILL), "month")
    none = "it has not" if len(seen) == 1 else "none has"
    return Insight(
        f"{counted(len(seen), 'open gap')}: {none} stood still for {least}, and no entry or update of this "
        "quarter or the last shows a change.",
        behind=tuple(some.gap.id for some in seen),
    )


# --- by quarter ---


def _table(facts: Facts, seen: Sequence[_Seen]) -> Table:
    quarters = facts.quarters(QUARTERS)
    return Table(
        ("Gap", *(one.label for one in quarters)),
        tuple((Cell(one.gap.text, None, (one.gap.id,)), *_held(facts, one, quarters)) for one in seen),
        "matrix",
    )


_WORDS = ("", "named", "same", "changed", "moved")
"""What a quarter says of a gap, the more telling later: a first word, the same, another one, an entry."""


def _held(facts: Facts, one: _Seen, quarters: Sequence[Quarter]) -> list[Cell]:
    """Return by quarter the updates and entries of a gap, and the most telling word on them."""
    words = dict.fromkeys((entry.id for entry in one.entries), "moved")
    words |= {said.id: "same" for said in one.updates} | {said.id: "named" for said in one.updates[:1]}
    words |= dict.fromkeys((said.id for said in one.changed), "changed")
    held: dict[Quarter, list[UUID]] = {asked: [] for asked in quarters}
    for item in (*one.updates, *one.entries):
        if (asked := facts.quarter(last_day(item))) in held:
            held[asked].append(item.id)
    return [
        Cell(max((words[uid] for uid in ids), key=_WORDS.index, default=""), len(ids), tuple(ids))
        for ids in held.values()
    ]
