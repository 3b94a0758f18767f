"""What a promotion is based on: the entries of its period, those linked to its aim, those told in full."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from vividmap.core.criteria.coverage import CriterionCoverage, evaluate_coverage
from vividmap.core.criteria.target_level import PromotionTarget, find_promotion_target
from vividmap.core.english.dates import Period
from vividmap.core.entry_details import evidence_during
from vividmap.core.facts.facts import Facts
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.claims import find_themes
from vividmap.core.packets.confidentiality import ConfidentialityFilter, chosen_entries
from vividmap.core.packets.in_full import read_in_full
from vividmap.core.packets.next_section import goal_items_in_full
from vividmap.core.packets.own_repairs import without_own_repairs
from vividmap.core.packets.promotion import case
from vividmap.core.packets.promotion.fields import COMMITTEE, FRAMEWORK, LEVEL, MANAGER
from vividmap.core.packets.promotion.wide_first import promotion_weight, select_strongest
from vividmap.core.packets.selection import has_told_outcome, shortlist
from vividmap.core.packets.telling_weight import TellingWeight
from vividmap.core.record import Criterion, Evidence, Record, by_date


class _CaseLength(NamedTuple):
    """How many entries a reader has time for at most, how many of them in full, and words (0: any number)."""

    max_entries: int
    max_in_full: int
    max_words: int = 0


MIN_IN_FULL = 4
"""Beyond so many entries, none is told in full that is less than half as weighty as the first."""
LENGTHS = {COMMITTEE: _CaseLength(12, 6), MANAGER: _CaseLength(9, 9, 350)}
"""A committee reads six results in full and a table of others, a manager one page."""


@dataclass(frozen=True, slots=True)
class PromotionCase:
    """What a draft is based on: the entries of the period, those linked to the aim, and those selected.

    `candidates` are the entries that make the best case; `selected` those of them that are told in full,
    which the author may have chosen.
    """

    facts: Facts
    confidentiality: ConfidentialityFilter
    period: Period
    target: PromotionTarget
    entries: Sequence[Evidence]
    linked: Sequence[Evidence]
    candidates: Sequence[Evidence]
    selected: Sequence[Evidence]
    is_chosen: bool
    coverages: Sequence[CriterionCoverage]
    in_full: frozenset[UUID]
    telling: TellingWeight

    @property
    def weight(self) -> Callable[[Evidence], int]:
        """Return how much an entry speaks for this promotion."""
        return _case_weight(self.telling, self.target, self.period)

    @property
    def record(self) -> Record:
        return self.facts.record


def build_case(
    record: Record,
    period: Period,
    today: date,
    choices: AuthorChoices,
    reader: str,
) -> PromotionCase:
    """Return what a case for a reader is based on; entries that the author chose are all told in full."""
    confidentiality = ConfidentialityFilter(record, choices.shown_ids)
    target = find_promotion_target(record, choices.answer(FRAMEWORK), choices.answer(LEVEL))
    entries = [entry for entry in evidence_during(record, period) if confidentiality.can_tell(entry)]
    entries.sort(key=by_date)
    linked = _linked_entries(entries, target)
    selected = candidates = chosen_entries(record, choices, confidentiality)
    is_chosen = bool(selected)
    telling = TellingWeight(record)
    if not is_chosen:
        length = LENGTHS[reader]
        candidates = tuple(
            _propose_entries(record, entries, linked, target, period, length.max_entries, telling)
        )
        selected = candidates
        if not _has_criteria(linked, target):
            weight = _case_weight(telling, target, period)
            selected = tuple(
                entry
                for place, entry in enumerate(candidates[: length.max_in_full])
                if place < MIN_IN_FULL or 2 * weight(entry) >= weight(candidates[0])
            )
        best_ids = {entry.id for entry in selected}.union(choices.shown_ids)
        selected = tuple(entry for entry in entries if entry.id in best_ids)
    facts = Facts(record, today)
    # By their ids: comparing thousands of entries field by field is slow.
    coverages = evaluate_coverage(
        facts, target.requirements, {entry.id: entry for entry in (*entries, *selected)}.values()
    )
    return PromotionCase(
        facts,
        confidentiality,
        period,
        target,
        entries,
        linked,
        candidates,
        selected,
        is_chosen,
        coverages,
        read_in_full(choices, selected) | goal_items_in_full(record, choices),
        telling,
    )


def _propose_entries(  # noqa: PLR0913, PLR0917 - what there is, and what it is for
    record: Record,
    entries: Sequence[Evidence],
    linked: Sequence[Evidence],
    target: PromotionTarget,
    period: Period,
    max_entries: int,
    telling: TellingWeight,
) -> Sequence[Evidence]:
    """Return the entries of the best case for the criteria; without any, the weightiest first."""
    weight = _case_weight(telling, target, period)
    entries, linked = without_own_repairs(entries), without_own_repairs(linked)
    if _has_criteria(linked, target):
        return case.select_case(linked, _criteria_of(target), period, max_entries, weight)
    most = promotion_weight(period.last, telling.most, _is_linked_to_aim(target))
    pool = shortlist(entries, weight, most)
    return select_strongest(pool, weight, find_themes(pool, record), max_entries, telling.has_outcome)


def _case_weight(
    telling: TellingWeight, target: PromotionTarget, period: Period
) -> Callable[[Evidence], int]:
    """Return how much an entry speaks for a promotion to a target; criteria count where a case is built."""
    if _criteria_of(target):
        return promotion_weight(period.last)
    is_linked = _is_linked_to_aim(target)
    return promotion_weight(period.last, telling, lambda entry: is_linked(entry) and has_told_outcome(entry))


def _is_linked_to_aim(target: PromotionTarget) -> Callable[[Evidence], bool]:
    """Return what tells whether an entry is linked to the goal of a promotion, or to what it requires."""
    aims = [*target.requirements, *([target.goal] if target.goal else [])]
    aim_ids = {aim.id for aim in aims}
    return lambda entry: any(goal in aim_ids for goal in entry.linked_ids("goal"))


def _has_criteria(linked: Sequence[Evidence], target: PromotionTarget) -> bool:
    return bool(linked and _criteria_of(target))


def _criteria_of(target: PromotionTarget) -> list[Criterion]:
    return [requirement for requirement in target.requirements if isinstance(requirement, Criterion)]


def _linked_entries(entries: Iterable[Evidence], target: PromotionTarget) -> list[Evidence]:
    ids = {criterion.id for criterion in target.requirements}
    if not ids:
        return []
    sorts = ("criterion", "goal")  # requirements are criteria, or else a goal and its gaps
    return [
        entry
        for entry in entries
        if any(mention.sort in sorts and mention.target in ids for mention in entry.mentions)
    ]
