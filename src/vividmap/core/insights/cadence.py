"""Cadence: how much is written down a month, which months are silent, and how fresh it is when written."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from vividmap.core.english.phrasing import (
    count_entries,
    count_noun,
    describe_day,
    describe_shortage,
    join_names,
)
from vividmap.core.facts.facts import Facts, entries_since, last_day
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Cell, Insight, Pattern, PatternTable
from vividmap.core.record import Evidence
from vividmap.core.when import month_name, next_month

PLACE = 10
QUESTION = "Do I record two to four entries a month?"
REASON = "Work that you do not write down is usually forgotten by the next review."
MONTHS = 12
"""How many full months are looked at, besides the present one: as far back as a yearly review."""
_FIRST_WEEK = 7
"""A record that begins on a later day of its first month is not there for the whole of it."""

THIN_MONTH = Threshold(
    "thin-month",
    2,
    "entries",
    "A month with fewer entries of evidence is called thin.",
    "The rule of thumb of 2 to 4 entries a month.",
    low=1,
    high=99,
)
FULL_MONTH = Threshold(
    "full-month",
    4,
    "entries",
    "An average above this is called more than you need.",
    "The rule of thumb of 2 to 4 entries a month.",
    low=1,
    high=99,
)
CADENCE_LEAST = Threshold(
    "cadence-least",
    3,
    "entries",
    "With fewer dated entries, Patterns says nothing about cadence.",
    "Fewer entries show no rhythm.",
    low=1,
)
FRESH_DAYS = Threshold(
    "fresh-days",
    7,
    "days",
    "If half of the entries are written later than this after the event, Patterns says so.",
    "The weekly check-in: what happened this week is written down this week.",
)
THRESHOLDS = (THIN_MONTH, FULL_MONTH, CADENCE_LEAST, FRESH_DAYS)

_Months = Mapping[date, Sequence[Evidence]]


def evaluate(facts: Facts) -> Pattern:
    """Return the entries a month against the rule of thumb, and a row a day with evidence."""
    minimum = facts.limit(CADENCE_LEAST)
    months = _months(facts)
    full = _full_months(facts, months)
    if len(facts.evidence) >= minimum and not full:
        since = describe_day(last_day(facts.evidence[0]))
        return Pattern(needs=f"This needs one full month of entries; the first is from {since}.")
    if len(facts.evidence) < minimum:
        needs = describe_shortage(minimum, "dated entries, and one full month", len(facts.evidence))
        return Pattern(needs=needs)
    entries = [entry for month in months.values() for entry in month]
    insights = (
        *_rate(facts, months, full),
        *_quiet(facts, months, full),
        *_delay(facts, entries),
        *_undated_insights(facts),
    )
    return Pattern(insights, _calendar(entries))


def _months(facts: Facts) -> _Months:
    """Return the entries by month: twelve full months and the running one, none before the first entry."""
    if not facts.evidence:
        return {}
    month = max(_month(last_day(facts.evidence[0])), _months_back(facts.today, MONTHS))
    insights: dict[date, list[Evidence]] = {month: []}
    while month < _month(facts.today):
        month = next_month(month)
        insights[month] = []
    for entry in entries_since(next(iter(insights)), facts.evidence):
        insights[_month(last_day(entry))].append(entry)
    return insights


def _full_months(facts: Facts, months: _Months) -> Sequence[date]:
    """Return the months that are over; the one in which the record began only from its first week on."""
    over = list(months)[:-1]
    first = last_day(facts.evidence[0]) if facts.evidence else facts.today
    is_cut = bool(over) and first.replace(day=1) == over[0] and first.day > _FIRST_WEEK
    return over[is_cut:]


def _month(day: date) -> date:
    return day.replace(day=1)


def _months_back(day: date, count: int) -> date:
    number = day.year * 12 + day.month - 1 - count
    return date(number // 12, number % 12 + 1, 1) if number >= 12 else date.min


def _rate(facts: Facts, months: _Months, full: Sequence[date]) -> Iterator[Insight]:
    running = list(months)[-1]
    entries = [entry for month in full for entry in months[month]]
    so_far = f"{month_name(running)} so far: {count_entries(len(months[running]))}."
    if not entries and not months[running]:
        last = facts.evidence[-1]
        span = "full month" if len(full) == 1 else f"{len(full)} full months"
        says = f"Nothing is dated in the last {span}; the last entry is from {describe_day(last_day(last))}."
        yield Insight(says, _LOG, (last.id,), is_actionable=True)
        return
    low, high = facts.limit(THIN_MONTH), facts.limit(FULL_MONTH)
    rate = len(entries) / len(full)
    span = month_name(full[0]) if not full[1:] else f"{month_name(full[0])} to {month_name(full[-1])}"
    says = (
        f"{count_entries(len(entries))} in {count_noun(len(full), 'full month')}, {span}: "
        f"{_plain(rate)} a month; "
        f"the rule of thumb is {low} to {max(low, high)}. {so_far}"
    )
    behind = tuple(entry.id for entry in (*months[running][::-1], *entries[::-1]))
    yield Insight(says, _LOG if rate < low else _FEWER if rate > max(low, high) else "", behind, rate < low)


_LOG = "If something of that time still matters to you, log it with its date; an estimate will do."
_FEWER = (
    "That is more than the rule asks for. If it costs too much time, keep to what you would tell somebody."
)


def _plain(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _quiet(facts: Facts, months: _Months, full: Sequence[date]) -> Iterator[Insight]:
    """Yield the months without any entry, and those with fewer than the rule of thumb asks for."""
    if not any(months.values()):
        return
    low = facts.limit(THIN_MONTH)
    silent = [month for month in full if not months[month]]
    thin = [month for month in full if 0 < len(months[month]) < low]
    if silent:
        yield Insight(
            f"No entry is dated in {join_names(month_name(entry) for entry in silent)}.",
            _LOG,
            is_actionable=silent[-1] == full[-1],
        )
    if thin:
        text = join_names(f"{month_name(entry)} ({len(months[entry])})" for entry in thin)
        behind = tuple(entry.id for month in reversed(thin) for entry in months[month])
        yield Insight(f"Fewer than {low} entries are dated in {text}.", "", behind)


def _delay(facts: Facts, entries: Sequence[Evidence]) -> Iterator[Insight]:
    """Yield how long after the event entries are written, where that can be told."""
    delays = [(entry, _delay_of(entry)) for entry in entries]
    days = sorted((delay, entry.id) for entry, delay in delays if delay is not None)
    together = Counter(entry.created_at.date() for entry in entries).most_common(1)
    if not days or len(days) < facts.limit(CADENCE_LEAST) or together[0][1] * 2 > len(entries):
        return
    half = days[(len(days) - 1) // 2][0]
    within = "on the day itself" if not half else f"within {count_noun(half, 'day')} of the event"
    late = half > facts.limit(FRESH_DAYS)
    yield Insight(
        f"Of the {count_entries(len(days))} with a known delay, half were written down {within}.",
        "A line on the day itself costs little; what came of it can follow later." if late else "",
        tuple(uid for _, uid in reversed(days)),
        is_actionable=late,
    )


def _delay_of(item: Evidence) -> int | None:
    """Return the days from the event to the writing; None of a rough date, or of one after the writing.

    An entry with no known time of writing has the earliest there is, which is before any event: None again.
    """
    if item.when is None or item.when.about:
        return None
    days = (item.created_at.date() - item.when.last).days
    return days if days >= 0 else None


def _undated_insights(facts: Facts) -> Iterator[Insight]:
    undated_ids = tuple(sorted(entry.id for entry in facts.record.items_of(Evidence) if entry.when is None))
    if undated_ids:
        have = "entry has" if len(undated_ids) == 1 else "entries have"
        yield Insight(
            f"{len(undated_ids)} {have} no date, and so no month.",
            "Give a date, a rough one will do.",
            undated_ids,
        )


def _calendar(entries: Sequence[Evidence]) -> PatternTable:
    days: dict[date, list[UUID]] = defaultdict(list)
    for entry in entries:
        days[last_day(entry)].append(entry.id)
    rows = tuple(
        (Cell(day.isoformat()), Cell(str(len(ids)), len(ids), tuple(ids))) for day, ids in days.items()
    )
    return PatternTable(("Day", "Entries"), rows, "calendar")
