"""Outcomes: how many hold a number, which have none yet, and which can be asked about today."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vividmap.core import landing, measures
from vividmap.core.facts.facts import Facts, last_day
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Cell, Insight, Pattern, Table
from vividmap.core.measures import Quantity
from vividmap.core.record import Evidence
from vividmap.core.saying import counted, entries, listed, on, quoted, too_little

PLACE = 40
QUESTION = "What came of it, and did it land?"
WHY = "An outcome with a number weighs more than one without, and any outcome more than none."
MOST_NAMED = 3
MOST_READ = 3

_ASKED = "An entry without an outcome is asked about this long after its day."
_ASKED_SOURCE = (
    "Of our own: two weeks, six weeks, a quarter. An outcome takes time to show, and then is forgotten."
)

OUTCOMES_LEAST = Threshold(
    "outcomes-least",
    4,
    "entries",
    "With fewer entries in 12 months nothing is said of their outcomes.",
    "Of our own: a review rests on three to five.",
    low=1,
)
QUANTIFIED_SHARE = Threshold(
    "quantified-share",
    50,
    "of a hundred",
    "With fewer entries that hold a number, it is worth asking for more.",
    "Quantified beats qualitative, qualitative beats nothing; the half is of our own.",
    high=100,
)
THRESHOLDS = (
    OUTCOMES_LEAST,
    QUANTIFIED_SHARE,
    *(
        Threshold(name, usual, "days", _ASKED, _ASKED_SOURCE, low=1, high=landing.TOO_LATE)
        for name, usual in zip(landing.STAGES, landing.ASKED_AFTER, strict=True)
    ),
)


class _Seen(NamedTuple):
    """The entries of the last 12 months, the newest first, by what is known of their outcome."""

    all: list[Evidence]
    read: list[tuple[Evidence, tuple[Quantity, ...]]]
    plain: list[Evidence]
    waiting: list[Evidence]
    unknown: list[Evidence]


def look(facts: Facts) -> Pattern:
    """Return how the outcomes of the last 12 months stand, and a row for each that holds a number."""
    seen = _seen(facts)
    least = facts.limit(OUTCOMES_LEAST)
    if len(seen.all) < least:
        return Pattern(needs=too_little(least, "entries of the last 12 months", len(seen.all)))
    found = (_quantified(facts, seen), *_due(facts, seen), *_waiting(facts, seen), *_unknown(seen))
    return Pattern(found, _table(seen))


def _seen(facts: Facts) -> _Seen:
    seen = _Seen([], [], [], [], [])
    for one in facts.of_a_year:
        seen.all.append(one)
        if read := measures.of(one):
            seen.read.append((one, read))
        elif one.outcome.strip():
            seen.plain.append(one)
        else:
            (seen.waiting if landing.is_open(one) else seen.unknown).append(one)
    return seen


def _quantified(facts: Facts, seen: _Seen) -> Insight:
    few = len(seen.read) * 100 < facts.limit(QUANTIFIED_SHARE) * len(seen.all)
    without = (*seen.plain, *seen.waiting, *seen.unknown)
    return Insight(
        f"{len(seen.read)} of {entries(len(seen.all))} of the last 12 months hold a number in the outcome; "
        f"{_have(len(seen.plain))} an outcome without one, {_have(len(seen.waiting))} none yet.",
        "Where there is no number, an estimate will do, with how you get to it." if few else "",
        tuple(one.id for one in (without if few else (one for one, _ in seen.read))),
        calls=few,
    )


def _have(count: int) -> str:
    return f"{count} has" if count == 1 else f"{count or 'none'} have"


def _due(facts: Facts, seen: _Seen) -> Iterator[Insight]:
    """Yield the entries of which it can be asked today what came of them."""
    after = landing.asked_after(facts.profile.limits)
    due = [one for one in seen.waiting if landing.asks(one, facts.today, after) is not None]
    if due:
        named = listed((f"{quoted(one.text)} ({on(last_day(one))})" for one in due), MOST_NAMED)
        yield Insight(
            f"Did it land? {entries(len(due))} without an outcome can be asked about: {named}.",
            "Say in a line what came of it, put it off, or close it as unknown.",
            tuple(one.id for one in due),
            calls=True,
        )


def _waiting(facts: Facts, seen: _Seen) -> Iterator[Insight]:
    """Yield the entries that were put off: they are not due, and not forgotten."""
    off = [one for one in seen.waiting if one.later is not None and one.later > facts.today]
    if off:
        soonest = min(one.later for one in off if one.later)
        yield Insight(
            f"{counted(len(off), 'question')} about an outcome {'is' if len(off) == 1 else 'are'} put off, "
            f"the next until {on(soonest)}.",
            behind=tuple(one.id for one in off),
        )


def _unknown(seen: _Seen) -> Iterator[Insight]:
    if seen.unknown:
        are = "entry is" if len(seen.unknown) == 1 else "entries are"
        yield Insight(
            f"{len(seen.unknown)} {are} closed: nobody will know what came of it.",
            behind=tuple(one.id for one in seen.unknown),
        )


def _table(seen: _Seen) -> Table:
    rows = (
        (
            Cell(one.text, None, (one.id,)),
            Cell(_as_read(read), read[0].value, (one.id,)),
            Cell(on(last_day(one))),
        )
        for one, read in seen.read
    )
    return Table(("Entry", "As read", "Date"), tuple(rows))


def _as_read(read: Sequence[Quantity]) -> str:
    more = f"; {len(read) - MOST_READ} more" if len(read) > MOST_READ else ""
    return "; ".join(str(one) for one in read[:MOST_READ]) + more
