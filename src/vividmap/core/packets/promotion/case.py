"""The case for a promotion: which entries it is based on, what shows each criterion, and the table.

One objective is maximised over sets of MIN_ENTRIES to so many entries as a reader has time for:

    the review's objective (`selection.py`: strength, spread over months, kinds, skills and themes, cost)
    + FIRST for each criterion that an entry of the set shows + SECOND for each that two of them show

A criterion that is shown at all is worth more than a stronger entry for one that is shown already; a second
entry tells a habit from an accident. The weights are rules of thumb of ours.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol
from uuid import UUID

from vividmap.core.criteria.coverage import CoverageTarget, CriterionCoverage, strongest_first
from vividmap.core.english.dates import Period
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.packets.best_set import best_set
from vividmap.core.packets.claim_sections import put_deed_first
from vividmap.core.packets.packet import DraftParagraph, DraftSentence
from vividmap.core.packets.selection import MIN_ENTRIES, BitNumbers, WeighedEntry, set_value, weigh_entries
from vividmap.core.packets.voice import Voice, title_case
from vividmap.core.packets.wording.bullets import MAX_SUPPORT_WORDS, WordedEntry, word_entry
from vividmap.core.packets.wording.forms import end_with_stop, without_stop
from vividmap.core.record import Criterion, Evidence

FIRST, SECOND = 5, 2
POOL_PER_SET = 20
"""How many entries that show exactly the same are considered: others could only add a month or a kind."""
MAX_SHOWING, MAX_IN_FULL = 3, 8
"""Entries that are told of for each criterion, and in all where each criterion has one."""


@dataclass(frozen=True, slots=True)
class _CaseEntry:
    """An entry as the objective sees it, and the criteria that it shows as bits."""

    weighed_entry: WeighedEntry
    criteria: int


def select_case(
    entries: Iterable[Evidence],
    criteria: Iterable[CoverageTarget],
    period: Period,
    max_entries: int,
    weight: Callable[[Evidence], int] | None = None,
) -> tuple[Evidence, ...]:
    """Return the entries that make the best case, oldest first: from MIN_ENTRIES to `max_entries` of them."""
    pool = best_of_each(weigh_for_criteria(entries, criteria, period, weight))
    return tuple(entry.weighed_entry.item for entry in best_set(pool, case_value, MIN_ENTRIES, max_entries))


def weigh_for_criteria(
    entries: Iterable[Evidence],
    criteria: Iterable[CoverageTarget],
    period: Period,
    weight: Callable[[Evidence], int] | None = None,
) -> list[_CaseEntry]:
    """Return the entries as the objective sees them, oldest first."""
    ids, bits = {criterion.id for criterion in criteria}, BitNumbers()
    return [
        _CaseEntry(weighed_entry, bits.mask(sorted(linked_criteria(weighed_entry.item) & ids)))
        for weighed_entry in weigh_entries(entries, period, weight=weight)
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
    the one that others need least. What remains goes to where least is told so far.
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


class TellingOptions(Protocol):
    """Whether the author chose the entries, and which of them are told in full."""

    @property
    def is_chosen(self) -> bool: ...
    @property
    def in_full(self) -> Collection[UUID]: ...


def draft_criteria(
    coverages: Sequence[CriterionCoverage],
    entries: Sequence[Evidence],
    voice: Voice,
    options: TellingOptions,
    told_above: Collection[UUID] = (),
) -> tuple[DraftParagraph, ...]:
    """Return a list a criterion that something shows: its best entry, each told in full once.

    Where there is room for more than one each, further ones follow; of entries that the author chose, all do.
    What was `told_above` begins with how it came about.

    A criterion whose entries are all told under others has the strongest of them again, by its result alone.
    """
    assignments = assign_entries(entries, [coverage.target for coverage in coverages])
    paragraphs = []
    groups = {
        criterion_id: strongest_first(group)[:MAX_SHOWING] for criterion_id, group in assignments.items()
    }
    first_ids = {group[0].id for group in groups.values() if group}
    further = strongest_first(entry for group in groups.values() for entry in group[1:])
    room = len(further) if options.is_chosen else max(MAX_IN_FULL - len(first_ids), 0)
    told_ids = first_ids | {entry.id for entry in further[:room]}
    for coverage in coverages:
        own_entries = [entry for entry in groups[coverage.target.id] if entry.id in told_ids]
        bullets = [_word_bullet(entry, voice, options, told_above).sentence for entry in own_entries]
        if not bullets:
            bullets = [_by_result(entry, voice) for entry in coverage.entries[:1]]
        if bullets:
            paragraphs.append(DraftParagraph(_heading(coverage.target), tuple(bullets), is_list=True))
    return tuple(paragraphs)


def _word_bullet(
    entry: Evidence, voice: Voice, options: TellingOptions, told_above: Collection[UUID]
) -> WordedEntry:
    bullet = word_entry(entry, voice, MAX_SUPPORT_WORDS, in_full=entry.id in options.in_full)
    return put_deed_first(bullet, entry, voice) if entry.id in told_above else bullet


def _by_result(entry: Evidence, voice: Voice) -> DraftSentence:
    bullet = word_entry(entry, voice, MAX_SUPPORT_WORDS).with_headline
    lead = end_with_stop(bullet.lead)
    return DraftSentence(lead, (entry.id,), lead)


def _heading(criterion: CoverageTarget) -> str:
    """Return a criterion as a heading: its theme and what it asks for."""
    theme = title_case(criterion.theme) if isinstance(criterion, Criterion) else ""
    text = without_stop(criterion.text)
    return f"{theme}: {text}" if theme else text
