"""Outcomes: how many hold a number, which have none yet, and which can be asked about today."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vividmap.core import outcome_followup
from vividmap.core.english import measures
from vividmap.core.english.measures import Quantity
from vividmap.core.english.phrasing import (
    count_entries,
    count_noun,
    describe_day,
    describe_shortage,
    join_names,
    quote,
)
from vividmap.core.entry_results import result_of
from vividmap.core.facts.facts import Facts, last_day
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Call, Cell, Insight, Pattern, PatternTable, Tally
from vividmap.core.record import Evidence

PLACE = 40
QUESTION = "Do my entries have outcomes?"
REASON = "An entry with an outcome is stronger evidence, and a number makes it stronger still."
CALL = Call(70, "Add outcomes", is_about_many=True)
MOST_NAMED = 3
MOST_READ = 3

_STAGE_RULES = (
    "A missing outcome is asked for the first time this long after the entry's date.",
    "It is asked for a second time this long after the entry's date.",
    "It is asked for a last time this long after the entry's date.",
)
_ASKED_SOURCE = "Two weeks, six weeks, a quarter: an outcome takes time to show, and then it is forgotten."

OUTCOMES_LEAST = Threshold(
    "outcomes-least",
    4,
    "entries",
    "With fewer entries in 12 months, Patterns says nothing about outcomes.",
    "A review rests on three to five entries.",
    low=1,
)
QUANTIFIED_SHARE = Threshold(
    "quantified-share",
    50,
    "%",
    "With fewer entries that hold a number, Patterns suggests adding numbers.",
    "A number beats a description, and a description beats nothing; half is a round figure.",
    high=100,
)
THRESHOLDS = (
    OUTCOMES_LEAST,
    QUANTIFIED_SHARE,
    *(
        Threshold(name, usual, "days", rule, _ASKED_SOURCE, low=1, high=outcome_followup.MAX_AGE_DAYS)
        for name, usual, rule in zip(
            outcome_followup.STAGE_THRESHOLDS, outcome_followup.FOLLOW_UP_DAYS, _STAGE_RULES, strict=True
        )
    ),
)


class _OutcomeTally(NamedTuple):
    """The entries of the last 12 months, the newest first, by what is known of their outcome."""

    entries: list[Evidence]
    read: list[tuple[Evidence, tuple[Quantity, ...]]]
    plain: list[Evidence]
    waiting: list[Evidence]
    closed: list[Evidence]


def evaluate(facts: Facts) -> Pattern:
    """Return how the outcomes of the last 12 months stand, and a row for each that holds a number."""
    tally = _tally(facts)
    minimum = facts.limit(OUTCOMES_LEAST)
    if len(tally.entries) < minimum:
        return Pattern(needs=describe_shortage(minimum, facts.recent("entries"), len(tally.entries)))
    insights = (
        _quantified_insight(facts, tally),
        *_due(facts, tally),
        *_waiting(facts, tally),
        *_unknown_insights(tally),
    )
    picture = (
        Tally("a number", len(tally.read)),
        Tally("words", len(tally.plain)),
        Tally("none yet", len(tally.waiting) + len(tally.closed)),
    )
    return Pattern(insights, _table(tally), tallies=picture)


def _tally(facts: Facts) -> _OutcomeTally:
    tally = _OutcomeTally([], [], [], [], [])
    for entry in facts.recent_evidence:
        tally.entries.append(entry)
        result = result_of(entry)
        if quantities := measures.read_outcome(result.text if result else "", entry.metric):
            tally.read.append((entry, quantities))
        elif result is not None:
            tally.plain.append(entry)
        else:
            (tally.waiting if outcome_followup.is_open(entry) else tally.closed).append(entry)
    return tally


def _quantified_insight(facts: Facts, tally: _OutcomeTally) -> Insight:
    is_few = len(tally.read) * 100 < facts.limit(QUANTIFIED_SHARE) * len(tally.entries)
    without = (*tally.plain, *tally.waiting, *tally.closed)
    return Insight(
        f"{len(tally.read)} of {count_entries(len(tally.entries))} {facts.recent_span} "
        f"hold a number in the result{_without_number(tally)}.",
        "Where there is no number, an estimate will do, with how you get to it." if is_few else "",
        tuple(entry.id for entry in (without if is_few else (entry for entry, _ in tally.read))),
        is_actionable=is_few,
    )


def _without_number(tally: _OutcomeTally) -> str:
    counts = ((len(tally.plain), "a result without one"), (len(tally.waiting), "none yet"))
    parts = [f"{count} {'has' if count == 1 else 'have'} {what}" for count, what in counts if count]
    return f"; {', '.join(parts)}" if parts else ""


def _due(facts: Facts, tally: _OutcomeTally) -> Iterator[Insight]:
    """Yield the entries of which it can be asked today what came of them."""
    after = outcome_followup.follow_up_days(facts.profile.limits)
    due = [
        entry for entry in tally.waiting if outcome_followup.due_stage(entry, facts.today, after) is not None
    ]
    if due:
        names = join_names(
            (f"{quote(entry.text)} ({describe_day(last_day(entry))})" for entry in due), MOST_NAMED
        )
        yield Insight(
            f"Did it land? {count_entries(len(due))} without an outcome can be asked about: {names}.",
            "Say in a line what came of it, put it off, or close it as unknown.",
            tuple(entry.id for entry in due),
            is_actionable=True,
        )


def _waiting(facts: Facts, tally: _OutcomeTally) -> Iterator[Insight]:
    """Yield the entries that were put off: they are not due, and not forgotten."""
    off = [
        entry
        for entry in tally.waiting
        if entry.ask_again_on is not None and entry.ask_again_on > facts.today
    ]
    if off:
        soonest = min(entry.ask_again_on for entry in off if entry.ask_again_on)
        yield Insight(
            f"{count_noun(len(off), 'question')} about an outcome "
            f"{'is' if len(off) == 1 else 'are'} put off, the next until {describe_day(soonest)}.",
            behind=tuple(entry.id for entry in off),
        )


def _unknown_insights(tally: _OutcomeTally) -> Iterator[Insight]:
    if tally.closed:
        are = "entry is" if len(tally.closed) == 1 else "entries are"
        yield Insight(
            f"{len(tally.closed)} {are} closed: nobody will know what came of it.",
            behind=tuple(entry.id for entry in tally.closed),
        )


def _table(tally: _OutcomeTally) -> PatternTable:
    rows = (
        (
            Cell(entry.text, None, (entry.id,)),
            Cell(_as_read(read), read[0].value, (entry.id,)),
            Cell(describe_day(last_day(entry))),
        )
        for entry, read in tally.read
    )
    return PatternTable(("Entry", "As read", "Date"), tuple(rows))


def _as_read(read: Sequence[Quantity]) -> str:
    remainder = f"; {len(read) - MOST_READ} more" if len(read) > MOST_READ else ""
    return "; ".join(str(quantity) for quantity in read[:MOST_READ]) + remainder
