"""The draft of a promotion: the strongest entries for each criterion, the matrix, what is weak."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from vividmap.core.criteria.coverage import CriterionCoverage, evaluate_coverage, strongest_first
from vividmap.core.criteria.suggest import Suggester
from vividmap.core.criteria.target_level import PromotionTarget, find_promotion_target
from vividmap.core.english.dates import Period
from vividmap.core.english.phrasing import count_noun, join_names, quote
from vividmap.core.entry_details import evidence_during
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.strength import max_strength, result_points
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.packets import author_notes
from vividmap.core.packets.author_choices import NO_CHOICES, AuthorChoices
from vividmap.core.packets.claim_sections import (
    WordedClaim,
    draft_claims,
    draft_in_short,
    word_claims,
)
from vividmap.core.packets.claims import find_themes, group_claims
from vividmap.core.packets.confidentiality import ConfidentialityFilter, chosen_entries, held_back_entries
from vividmap.core.packets.head import packet_subtitle
from vividmap.core.packets.in_full import read_in_full
from vividmap.core.packets.left_out import left_out_notes
from vividmap.core.packets.next_section import GoalTeller, draft_next_section, goal_items_in_full, goal_notes
from vividmap.core.packets.packet import (
    AuthorNote,
    CriterionStanding,
    DraftSection,
    EntryProposal,
    Packet,
)
from vividmap.core.packets.promotion import case, readiness_notes, tables
from vividmap.core.packets.promotion.argument import CaseFacts, draft_argument, witness_note
from vividmap.core.packets.promotion.fields import COMMITTEE, FRAMEWORK, LEVEL, MANAGER, READER
from vividmap.core.packets.promotion.heading import case_heading, name_aim, packet_title
from vividmap.core.packets.promotion.level_notes import level_notes
from vividmap.core.packets.promotion.one_page import fit_page
from vividmap.core.packets.promotion.wide_first import promotion_weight, select_wide_first
from vividmap.core.packets.reasons import selection_reasons
from vividmap.core.packets.selection import shortlist, weigh_entries
from vividmap.core.packets.voice import Voice
from vividmap.core.record import Criterion, Evidence, Record, by_date

NAME = "promotion"
CRITERIA, OVERVIEW, OPEN = "Criterion by criterion", "Criteria at a glance", "What is still open"
FURTHER_EVIDENCE = "Further evidence, newest first"
MAX_ENTRIES = 15
"""Entries that a case tells, its table included, unless its author chose more."""
MIN_ROW_POINTS = 2
"""Points of a result that make a row without a criterion worth reading: not "nobody has asked"."""


class _CaseLength(NamedTuple):
    """How many entries a reader has time for at most, and how many words (0: any number)."""

    max_entries: int
    max_words: int = 0


LENGTHS = {COMMITTEE: _CaseLength(12), MANAGER: _CaseLength(9, 350)}
"""A committee reads a full case, a manager one page."""


@dataclass(frozen=True, slots=True)
class _PromotionCase:
    """What a draft is based on: the entries of the period, those linked to the aim, and those selected."""

    facts: Facts
    confidentiality: ConfidentialityFilter
    period: Period
    target: PromotionTarget
    entries: Sequence[Evidence]
    linked: Sequence[Evidence]
    selected: Sequence[Evidence]
    coverages: Sequence[CriterionCoverage]
    in_full: frozenset[UUID]

    @property
    def weight(self) -> Callable[[Evidence], int]:
        """Return how much an entry speaks for this promotion."""
        return promotion_weight(self.period.last)

    @property
    def record(self) -> Record:
        return self.facts.record


def draft_promotion(
    record: Record, period: Period, today: date, choices: AuthorChoices = NO_CHOICES
) -> Packet:
    """Return the packet for a promotion: for a committee or, on a page, for a manager (`READER`).

    It is held against a level of a framework, as chosen or as the record states it; where there are no
    criteria, it goes by project and reach. Entries that the author chose may be of any date, and stand in the
    author's order. Private ones are held back, chosen or not, unless they are shown.
    """
    reader = MANAGER if choices.answer(READER) == MANAGER else COMMITTEE
    confidentiality = ConfidentialityFilter(record, choices.shown_ids)
    promotion_case = _build_case(record, period, today, choices, LENGTHS[reader].max_entries)
    private_entries = held_back_entries(record, [Evidence], period, choices, confidentiality)
    standings = readiness_notes.criterion_standings(
        promotion_case.coverages, Suggester(record, promotion_case.entries)
    )
    if reader == MANAGER:
        sections, cut_off_notes, untold_notes = _draft_one_page(promotion_case)
    else:
        sections, cut_off_notes, untold_notes = _draft_in_full(promotion_case), (), ()
    return Packet(
        conversation=NAME,
        title=packet_title(promotion_case.target, reader),
        heading=case_heading(record, promotion_case.target, reader),
        subtitle=packet_subtitle(record, min(period.last, today)),
        period=period,
        proposals=tuple(_proposals(promotion_case, is_chosen=bool(choices.chosen_ids))),
        sections=tuple(section for section in sections if section.paragraphs),
        notes=(
            *cut_off_notes,
            *level_notes(promotion_case.target, record, choices.answer(FRAMEWORK), choices.answer(LEVEL)),
            *_author_notes(promotion_case, standings, sections),
            *left_out_notes(sections, Voice(record, period)),
            *untold_notes,
            *author_notes.held_back_note(private_entries),
        ),
        held_back=tuple(entry.id for entry in private_entries),
        criteria=standings,
    )


def _build_case(
    record: Record,
    period: Period,
    today: date,
    choices: AuthorChoices,
    max_entries: int,
) -> _PromotionCase:
    confidentiality = ConfidentialityFilter(record, choices.shown_ids)
    target = find_promotion_target(record, choices.answer(FRAMEWORK), choices.answer(LEVEL))
    entries = [entry for entry in evidence_during(record, period) if confidentiality.can_tell(entry)]
    entries.sort(key=by_date)
    linked = _linked_entries(entries, target)
    selected = chosen_entries(record, choices, confidentiality)
    if not selected:
        proposed = _propose_entries(record, entries, linked, target, period, max_entries)
        best_ids = {entry.id for entry in proposed}
        selected = tuple(entry for entry in entries if entry.id in best_ids.union(choices.shown_ids))
    facts = Facts(record, today)
    # By their ids: comparing thousands of entries field by field is slow.
    coverages = evaluate_coverage(
        facts, target.requirements, {entry.id: entry for entry in (*entries, *selected)}.values()
    )
    return _PromotionCase(
        facts,
        confidentiality,
        period,
        target,
        entries,
        linked,
        selected,
        coverages,
        read_in_full(choices, selected) | goal_items_in_full(record, choices),
    )


def _propose_entries(  # noqa: PLR0913, PLR0917 - what there is, and what it is for
    record: Record,
    entries: Sequence[Evidence],
    linked: Sequence[Evidence],
    target: PromotionTarget,
    period: Period,
    max_entries: int,
) -> Sequence[Evidence]:
    """Return the entries of the best case for the criteria; without any, the strongest of all."""
    criteria = [requirement for requirement in target.requirements if isinstance(requirement, Criterion)]
    weight = promotion_weight(period.last)
    if criteria and linked:
        return case.select_case(linked, criteria, period, max_entries, weight)
    candidates = shortlist(entries, weight, promotion_weight(period.last, max_strength))
    weighed = weigh_entries(candidates, period, find_themes(candidates, record), weight)
    return select_wide_first(weighed, period.last, max_entries)


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


# --- why these entries


def _proposals(promotion_case: _PromotionCase, *, is_chosen: bool) -> Iterator[EntryProposal]:
    first_reasons = ["you chose it"] if is_chosen else []
    for entry in promotion_case.selected:
        reasons = selection_reasons(
            entry,
            promotion_case.selected,
            promotion_case.entries,
            promotion_case.record,
            promotion_case.period,
        )
        criteria_reasons = _criteria_reasons(entry, promotion_case.coverages)
        yield EntryProposal(entry.id, (*first_reasons, *criteria_reasons, *reasons))


def _criteria_reasons(entry: Evidence, coverages: Sequence[CriterionCoverage]) -> Iterator[str]:
    """Yield which criteria nothing else shows, and which others an entry shows."""
    own_coverages = [
        coverage
        for coverage in coverages
        if isinstance(coverage.target, Criterion) and entry in coverage.entries
    ]
    only_here = [coverage for coverage in own_coverages if len(coverage.entries) == 1]
    elsewhere_too = [coverage for coverage in own_coverages if coverage not in only_here]
    for lead, group in (("the only entry that shows", only_here), ("shows", elsewhere_too)):
        if group:
            yield f"{lead} {join_names((quote(coverage.target.text, 60) for coverage in group), 3)}"


# --- the draft


def _word(
    entries: Sequence[Evidence], promotion_case: _PromotionCase, *, is_brief: bool = False
) -> tuple[WordedClaim, ...]:
    """Return entries as claims in words."""
    voice = Voice(promotion_case.record, promotion_case.period)
    claims = group_claims(entries, promotion_case.record)
    return word_claims(claims, voice, promotion_case.in_full, is_brief=is_brief)


def _criteria_coverages(promotion_case: _PromotionCase) -> list[CriterionCoverage]:
    """Return how the criteria of a level are covered; goals and gaps are the author's alone."""
    return [coverage for coverage in promotion_case.coverages if isinstance(coverage.target, Criterion)]


def _draft_in_full(promotion_case: _PromotionCase) -> tuple[DraftSection, ...]:
    """Return the case: the strongest results, how each criterion stands and what shows it, and the rest."""
    record, period, selected = promotion_case.record, promotion_case.period, promotion_case.selected
    coverages = _criteria_coverages(promotion_case)
    by_criterion = (
        case.draft_criteria(coverages, selected, Voice(record, period), promotion_case.in_full)
        if coverages
        else ()
    )
    told_ids = {
        source
        for paragraph in by_criterion
        for sentence in paragraph.sentences
        for source in sentence.sources
    }
    other_entries = [entry for entry in selected if entry.id not in told_ids]
    further = _word(other_entries, promotion_case)
    told_ids |= {entry.id for entry in other_entries}
    untold_entries = (entry for entry in _case_entries(promotion_case) if entry.id not in told_ids)
    table = tables.results_table(untold_entries, Voice(record, period))
    told_ids |= {source for row in table.rows for cell in row for source in cell.sources}
    overview = (tables.criteria_table(coverages, told_ids),) if by_criterion else ()
    body = (
        DraftSection(_criteria_title(promotion_case.target), by_criterion, is_claim=True),
        *draft_claims(further, Voice(record, period)),
    )
    return (
        draft_argument(_case_facts(promotion_case, selected, told_ids, body)),
        draft_in_short(_word(selected, promotion_case), Voice(record, period), promotion_case.weight),
        DraftSection(OVERVIEW, overview),
        *body,
        DraftSection(FURTHER_EVIDENCE, (table,) if table.rows else ()),
    )


def _case_facts(
    promotion_case: _PromotionCase,
    entries: Sequence[Evidence],
    case_ids: Collection[UUID],
    body: Sequence[DraftSection],
) -> CaseFacts:
    """Return what an argument rests on: what the body of a draft tells of entries, and the whole case."""
    texts: dict[UUID, str] = {}
    for section in body:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                texts |= {source: f"{texts.get(source, '')} {sentence.text}" for source in sentence.sources}
    return CaseFacts(
        promotion_case.facts,
        promotion_case.confidentiality,
        Voice(promotion_case.record, promotion_case.period),
        [entry for entry in entries if entry.id in texts],
        texts,
        _criteria_coverages(promotion_case),
        case_ids,
        find_themes(entries, promotion_case.record),
        name_aim(promotion_case.target),
        promotion_case.weight,
    )


def _case_entries(promotion_case: _PromotionCase) -> list[Evidence]:
    """Return the entries of the case: those selected, those for a criterion, then the strongest."""
    entries: dict[UUID, Evidence] = {}
    for entry in _ranked_for_case(promotion_case):
        if len(entries) == MAX_ENTRIES:
            break
        entries.setdefault(entry.id, entry)
    return list(entries.values())


def _ranked_for_case(promotion_case: _PromotionCase) -> Iterator[Evidence]:
    """Yield entries in the order of the case; later groups are sorted only when they are reached."""
    yield from promotion_case.selected
    if _criteria_coverages(promotion_case):  # not for gaps: they are for the author alone
        yield from strongest_first(promotion_case.linked)
    for is_narrow in (False, True):
        entries = [entry for entry in promotion_case.entries if (entry.scope in ("", "team")) == is_narrow]
        yield from (entry for entry in strongest_first(entries) if result_points(entry) >= MIN_ROW_POINTS)


def _criteria_title(target: PromotionTarget) -> str:
    level = f"{target.level} in " if target.level else ""
    return f"{CRITERIA}: {level}{target.framework.text}" if target.framework else CRITERIA


def _draft_one_page(
    promotion_case: _PromotionCase,
) -> tuple[tuple[DraftSection, ...], tuple[AuthorNote, ...], tuple[AuthorNote, ...]]:
    """Return the draft on one page, and notes on what does not fit and on what of the goal is not told."""
    record, period, goal = promotion_case.record, promotion_case.period, promotion_case.target.goal
    forward = DraftSection(OPEN, ())
    untold_notes: tuple[AuthorNote, ...] = ()
    if goal:
        end = min(period.last, promotion_case.facts.today)
        teller = GoalTeller(
            Voice(record, period), end, promotion_case.confidentiality, promotion_case.in_full
        )
        forward, untold_notes = draft_next_section(teller, goal)
        forward = replace(forward, title=OPEN)

    case_ids = {entry.id for entry in _case_entries(promotion_case)}

    def draft(entries: Sequence[Evidence]) -> tuple[DraftSection, ...]:
        claims = draft_claims(_word(entries, promotion_case, is_brief=True), Voice(record, period))
        case_facts = _case_facts(promotion_case, entries, case_ids, claims)
        return (draft_argument(case_facts, is_brief=True), *claims, forward)

    weight, max_words = promotion_case.weight, LENGTHS[MANAGER].max_words
    sections, cut_off_notes = fit_page(promotion_case.selected, draft, weight, max_words)
    return sections, cut_off_notes, untold_notes


# --- what the author should know


def _author_notes(
    promotion_case: _PromotionCase, standings: Sequence[CriterionStanding], sections: Sequence[DraftSection]
) -> Iterator[AuthorNote]:
    target, record = promotion_case.target, promotion_case.record
    entries, selected = promotion_case.entries, promotion_case.selected
    linked_entries = promotion_case.linked
    if target.requirements and entries and not linked_entries:
        yield AuthorNote(
            "No entry of the period is linked to what is asked for: this is written around the strongest."
        )
    yield from author_notes.name_note(record)
    yield from readiness_notes.coverage_note(promotion_case.coverages, _name_target(target))
    yield from readiness_notes.weak_notes(promotion_case.coverages, standings)
    yield from readiness_notes.speaker_notes(
        promotion_case.facts,
        strongest_first({entry.id: entry for entry in (*linked_entries, *selected)}.values()),
    )
    if not entries:
        yield from author_notes.few_entries((), promotion_case.period)
    yield from witness_note(sections, promotion_case.facts)
    yield from author_notes.ongoing_entries(selected)
    yield from author_notes.longer_notes(selected)
    yield from author_notes.weak_spots(selected, record)
    yield from author_notes.strong_left_out(linked_entries, selected)
    if target.goal:
        today = promotion_case.facts.today
        yield from goal_notes(record, promotion_case.period, today, target.goal)
    yield from author_notes.undated_entries(record, promotion_case.period)


def _name_target(target: PromotionTarget) -> str:
    if target.requirements and isinstance(target.requirements[0], Criterion):
        level = f" for {target.level}" if target.level else ""
        return f"{count_noun(len(target.requirements), 'criterion', 'criteria')}{level}"
    return "the goal and its gaps"
