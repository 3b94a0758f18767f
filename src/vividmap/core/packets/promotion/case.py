"""The case for a promotion: which entries it is based on, what it states for each criterion, and the matrix.

One objective is maximised over sets of MIN_ENTRIES to so many entries as a reader has time for:

    the review's objective (`selection.py`: strength, spread over months, kinds, skills and themes, cost)
    + FIRST for each criterion that an entry of the set shows + SECOND for each that two of them show

A criterion that is shown at all is worth more than a stronger entry for one that is shown already; a second
entry tells a habit from an accident. The weights are rules of thumb of ours.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from vividmap.core.criteria.coverage import CoverageTarget, CriterionCoverage
from vividmap.core.english.dates import Period
from vividmap.core.english.phrasing import quote
from vividmap.core.packets.best_set import best_set
from vividmap.core.packets.narration import first_sentence, join_with_colon, month_of_work, narrate
from vividmap.core.packets.packet import DraftParagraph, DraftSentence, DraftTable
from vividmap.core.packets.selection import MIN_ENTRIES, BitNumbers, WeighedEntry, set_value, weigh_entries
from vividmap.core.packets.voice import Voice, quote_text, title_case
from vividmap.core.record import Criterion, Evidence, Gap, Goal, Item
from vividmap.core.vocabulary import SCOPE
from vividmap.core.when import describe_month

FIRST, SECOND = 5, 2
POOL_PER_SET = 20
"""Entries considered of those that show exactly the same: a weaker one could only add a month or a kind."""
MIN_SHOWING = 2
"""Entries that are told of, or pointed to, for each criterion at least, where there are so many."""
_ENTRIES_IN_A_CELL = 2
_CELL = 60
"""Characters of an entry in a cell of the matrix: enough to know it again."""


@dataclass(frozen=True, slots=True)
class _CaseEntry:
    """An entry as the objective sees it, and the criteria that it shows as bits."""

    weighed_entry: WeighedEntry
    criteria: int


def select_case(
    entries: Iterable[Evidence], criteria: Iterable[CoverageTarget], period: Period, max_entries: int
) -> tuple[Evidence, ...]:
    """Return the entries that make the best case, oldest first: from MIN_ENTRIES to `max_entries` of them."""
    pool = best_of_each(weigh_for_criteria(entries, criteria, period))
    return tuple(entry.weighed_entry.item for entry in best_set(pool, case_value, MIN_ENTRIES, max_entries))


def weigh_for_criteria(
    entries: Iterable[Evidence], criteria: Iterable[CoverageTarget], period: Period
) -> list[_CaseEntry]:
    """Return the entries as the objective sees them, oldest first."""
    ids, bits = {criterion.id for criterion in criteria}, BitNumbers()
    return [
        _CaseEntry(weighed_entry, bits.mask(sorted(linked_criteria(weighed_entry.item) & ids)))
        for weighed_entry in weigh_entries(entries, period)
    ]


def best_of_each(pool: Sequence[_CaseEntry]) -> list[_CaseEntry]:
    """Return of the entries that show the same those that are worth most alone, POOL_PER_SET at the most."""
    counts: Counter[int] = Counter()
    best_ids = set()
    for entry in sorted(pool, key=lambda entry: case_value([entry]), reverse=True):
        counts[entry.criteria] += 1
        if counts[entry.criteria] <= POOL_PER_SET:
            best_ids.add(id(entry))
    return [entry for entry in pool if id(entry) in best_ids]


def case_value(entries: Sequence[_CaseEntry]) -> int:
    """Return the objective for a set of entries."""
    once = twice = 0
    for entry in entries:
        twice |= once & entry.criteria
        once |= entry.criteria
    coverage_value = FIRST * once.bit_count() + SECOND * twice.bit_count()
    return coverage_value + set_value([entry.weighed_entry for entry in entries])


def linked_criteria(entry: Evidence) -> set[UUID]:
    """Return the criteria, goals and gaps that an entry is linked to."""
    return {*entry.linked_ids("criterion"), *entry.linked_ids("goal")}


def assign_entries(
    entries: Sequence[Evidence], criteria: Sequence[CoverageTarget]
) -> dict[UUID, list[Evidence]]:
    """Return by criterion the entries to tell of under it, each entry once.

    Each criterion takes one first, if it can: those that few entries show before others, and of its entries
    the one that others need least. The remaining_entries goes to where least is told so far.
    """
    served_ids = {
        entry.id: [criterion.id for criterion in criteria if criterion.id in linked_criteria(entry)]
        for entry in entries
    }
    candidates = {
        criterion.id: [entry for entry in entries if criterion.id in served_ids[entry.id]]
        for criterion in criteria
    }
    assignments: dict[UUID, list[Evidence]] = {criterion.id: [] for criterion in criteria}
    remaining_entries = [entry for entry in entries if served_ids[entry.id]]
    for criterion_id in sorted(assignments, key=lambda criterion_id: len(candidates[criterion_id])):
        if free_entries := [entry for entry in candidates[criterion_id] if entry in remaining_entries]:
            entry = min(free_entries, key=lambda entry: len(served_ids[entry.id]))
            assignments[criterion_id].append(entry)
            remaining_entries.remove(entry)
    for entry in remaining_entries:
        fewest = min(served_ids[entry.id], key=lambda criterion_id: len(assignments[criterion_id]))
        assignments[fewest].append(entry)
    order = [entry.id for entry in entries]
    return {
        criterion_id: sorted(group, key=lambda entry: order.index(entry.id))
        for criterion_id, group in assignments.items()
    }


def narrate_criteria(
    coverages: Sequence[CriterionCoverage], entries: Sequence[Evidence], voice: Voice, *, in_full: bool
) -> tuple[DraftParagraph, ...]:
    """Return a paragraph a criterion, by theme: what it asks for, and which of the entries show it.

    `in_full`, entries that show it and are told of elsewhere, or nowhere, are pointed to, and what cannot be
    met is stated.
    """
    assignments = assign_entries(entries, [coverage.target for coverage in coverages])
    paragraphs = [
        DraftParagraph(_theme(coverage.target), (_criterion_sentence(coverage.target), *sentences))
        for coverage in coverages
        if (
            sentences := [
                *_narrate_coverage(coverage, assignments[coverage.target.id], voice, in_full=in_full)
            ]
        )
    ]
    themes = list(dict.fromkeys(paragraph.theme for paragraph in paragraphs))
    return tuple(sorted(paragraphs, key=lambda paragraph: themes.index(paragraph.theme)))


_LEADS: dict[type[Item], str] = {Criterion: "Asked for", Gap: "The gap", Goal: "The goal"}


def _theme(criterion: CoverageTarget) -> str:
    return title_case(criterion.theme if isinstance(criterion, Criterion) else criterion.text)


def _criterion_sentence(criterion: CoverageTarget) -> DraftSentence:
    return DraftSentence(f"{_LEADS[type(criterion)]}: {quote_text(criterion.text)}", (criterion.id,))


def _narrate_coverage(
    coverage: CriterionCoverage, entries: Sequence[Evidence], voice: Voice, *, in_full: bool
) -> Iterator[DraftSentence]:
    yield from narrate(entries, voice)
    if not in_full:
        return
    other_entries = [entry for entry in coverage.entries if entry not in entries]
    for index, entry in enumerate(other_entries[: max(0, MIN_SHOWING - len(entries))]):
        yield _point_to(entry, coverage.target, voice, is_first=not entries and not index)
    if isinstance(coverage.target, Criterion) and coverage.target.cannot_be_met:
        yield _impossible_sentence(coverage.target)


def _impossible_sentence(criterion: Criterion) -> DraftSentence:
    return DraftSentence(join_with_colon("This cannot be met here", criterion.cannot_be_met), (criterion.id,))


def _point_to(entry: Evidence, criterion: CoverageTarget, voice: Voice, *, is_first: bool) -> DraftSentence:
    month = month_of_work(entry, voice)
    in_month = f" in {month}" if month else ""
    quotation = quote_text(first_sentence(entry, voice))
    text = f"This {'' if is_first else 'also '}shows in my work{in_month}: {quotation}"
    return DraftSentence(text, (entry.id, criterion.id))


_HEAD = ("Asked for", "Shown by", "Reached", "When")


def criteria_matrix(coverages: Sequence[CriterionCoverage], voice: Voice) -> DraftTable:
    """Return the criteria with what shows each: the strongest entries, the widest reach, the time."""
    return DraftTable("", _HEAD, tuple(_matrix_row(coverage, voice) for coverage in coverages))


def _matrix_row(coverage: CriterionCoverage, voice: Voice) -> tuple[DraftSentence, ...]:
    criterion_cell = DraftSentence(coverage.target.text, (coverage.target.id,))
    if isinstance(coverage.target, Criterion) and coverage.target.cannot_be_met:
        return criterion_cell, _impossible_sentence(coverage.target), _EMPTY, _EMPTY
    entries_cell = _entries_cell(coverage.entries[:_ENTRIES_IN_A_CELL], voice)
    return criterion_cell, entries_cell, _reach_cell(coverage), _time_cell(coverage)


_EMPTY = DraftSentence("", ())


def _entries_cell(entries: Sequence[Evidence], voice: Voice) -> DraftSentence:
    names = (quote(first_sentence(entry, voice), _CELL) for entry in entries)
    return DraftSentence(", ".join(names), tuple(entry.id for entry in entries))


def _reach_cell(coverage: CriterionCoverage) -> DraftSentence:
    widest = tuple(entry.id for entry in coverage.entries if entry.scope and entry.scope == coverage.scope)
    return DraftSentence(SCOPE.phrases[coverage.scope], widest[:1]) if widest else _EMPTY


def _time_cell(coverage: CriterionCoverage) -> DraftSentence:
    if not coverage.months:
        return _EMPTY
    first, last = coverage.months[0], coverage.months[-1]
    # Of those of a month the last one stays: the strongest, and one whose month is known before a rough date.
    dated_entries = sorted(
        ((entry.when, entry) for entry in reversed(coverage.entries) if entry.when),
        key=lambda pair: not pair[0].is_rough,
    )
    ends = {when.last.replace(day=1): (describe_month(when), entry.id) for when, entry in dated_entries}
    names, ids = zip(*dict.fromkeys((ends[first], ends[last])), strict=True)
    return DraftSentence(" to ".join(names), ids)
