"""Why an entry is proposed, in the words of the record."""

from collections.abc import Iterator, Sequence
from datetime import date

from vividmap.core.english.dates import Period
from vividmap.core.english.phrasing import join_names, quote
from vividmap.core.english.quantities import shorten_measures
from vividmap.core.packets.months import (
    MonthSpan,
    format_month,
    month_of,
    months_without,
    possible_months,
)
from vividmap.core.packets.selection import MIN_ENTRIES
from vividmap.core.packets.voice import quote_title
from vividmap.core.record import Evidence, Record
from vividmap.core.vocabulary import EVIDENCE_KIND, SCOPE, SCOPES
from vividmap.core.when import next_month


def selection_reasons(
    entry: Evidence,
    selected: Sequence[Evidence],
    entries: Sequence[Evidence],
    record: Record,
    period: Period,
) -> tuple[str, ...]:
    """Return why `entry` is among the `selected` out of the `entries` of a period; at least one reason."""
    other_selected = [candidate for candidate in selected if candidate is not entry]
    reasons = [
        *own_reasons(entry, entries),
        *_month_reasons(entry, other_selected, entries, period),
        *_kind_reasons(entry, other_selected),
        *_link_reasons(entry, other_selected, record),
    ]
    if not reasons and len(entries) <= MIN_ENTRIES:
        return ("the period has nothing more than this",)
    return tuple(reasons) or ("nothing else in the period says more without repeating what is here",)


def own_reasons(entry: Evidence, entries: Sequence[Evidence]) -> Iterator[str]:
    """Yield what speaks for an entry whatever else is selected out of the `entries` of a period."""
    if entry.strong:
        yield f"you marked it strong: {entry.strong}"
    if entry.scope and entry.scope != SCOPES[0]:
        wider = SCOPES[SCOPES.index(entry.scope) + 1 :]
        is_widest = not wider or all(candidate.scope not in wider for candidate in entries)
        yield (
            f"the widest scope in the period: {SCOPE.phrases[entry.scope]}"
            if is_widest
            else (f"reached {SCOPE.phrases[entry.scope]}")
        )
    if measure := shorten_measures(entry.outcome):
        yield f"has a number in its outcome: {measure}"
    elif entry.outcome:
        yield f"says what came of it: {entry.outcome}"


def criteria_reasons(entry: Evidence, record: Record) -> Iterator[str]:
    """Yield which criteria of a framework an entry shows: what is expected at a level."""
    criterion_ids = dict.fromkeys(entry.linked_ids("criterion"))
    criteria = [record.by_id[item_id] for item_id in criterion_ids if item_id in record.by_id]
    if criteria:
        yield f"shows {join_names((quote(criterion.text, 60) for criterion in criteria), 3)}"


def _month_reasons(
    entry: Evidence, other_selected: Sequence[Evidence], entries: Sequence[Evidence], period: Period
) -> Iterator[str]:
    month = month_of(entry, period)
    if month is None or not other_selected:
        return
    others_around = (candidate for candidate in _touching(month, entries) if candidate is not entry)
    other_months = (possible_months(candidate, period) for candidate in others_around)
    if not any(month in span for span in other_months if span):
        spans = [possible_months(candidate, period) for candidate in entries if candidate is not entry]
        yield f"the only entry from {_format_gap(month, spans, period)}"
    elif not any(
        month in span for candidate in other_selected if (span := possible_months(candidate, period))
    ):
        yield f"the only one of these from {format_month(month, period)}"


def _touching(month: date, entries: Sequence[Evidence]) -> Iterator[Evidence]:
    """Yield the entries with a day in a month, so that only those are compared."""
    following = next_month(month)
    return (
        entry for entry in entries if entry.when and entry.when.last >= month and entry.when.first < following
    )


def _format_gap(month: date, other_months: Sequence[MonthSpan | None], period: Period) -> str:
    """Return the months around one that no other entry has: "July–August"."""
    gaps = months_without(other_months, period)
    gap = next((gap for gap in gaps if month in gap), MonthSpan(month, month))
    return "–".join(format_month(day, period) for day in dict.fromkeys(gap))


def _kind_reasons(entry: Evidence, other_selected: Sequence[Evidence]) -> Iterator[str]:
    if (
        entry.category
        and other_selected
        and all(candidate.category != entry.category for candidate in other_selected)
    ):
        yield f"the only one of these of its kind: {EVIDENCE_KIND.phrases[entry.category]}"


def _link_reasons(entry: Evidence, other_selected: Sequence[Evidence], record: Record) -> Iterator[str]:
    goal_ids = dict.fromkeys(entry.linked_ids("goal"))
    goals = [record.by_id[goal_id] for goal_id in goal_ids if goal_id in record.by_id]
    if goals:
        yield f"serves {join_names([f'the {goal.kind} {quote_title(goal.text)}' for goal in goals])}"
    other_skill_ids = {skill_id for candidate in other_selected for skill_id in candidate.linked_ids("skill")}
    own_skills = [
        record.by_id[skill_id].text
        for skill_id in dict.fromkeys(entry.linked_ids("skill"))
        if skill_id in record.by_id and skill_id not in other_skill_ids
    ]
    if own_skills and other_selected:
        yield f"the only one of these with {join_names(own_skills)}"
