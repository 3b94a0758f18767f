"""The draft of a promotion: the strongest entries for each criterion, the matrix, what is weak."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from uuid import UUID

from vividmap.core.criteria.coverage import CriterionCoverage, strongest_first
from vividmap.core.criteria.suggest import Suggester
from vividmap.core.criteria.target_level import PromotionTarget
from vividmap.core.english.dates import Period
from vividmap.core.english.phrasing import count_noun, join_names, quote
from vividmap.core.facts.strength import result_points
from vividmap.core.packets import author_notes
from vividmap.core.packets.author_choices import NO_CHOICES, AuthorChoices
from vividmap.core.packets.claim_sections import WordedClaim, draft_claims, draft_in_short, word_claims
from vividmap.core.packets.claims import Claim, find_themes, group_claims
from vividmap.core.packets.confidentiality import ConfidentialityFilter, held_back_entries
from vividmap.core.packets.head import packet_subtitle
from vividmap.core.packets.left_out import left_out_notes
from vividmap.core.packets.next_section import GoalTeller, draft_next_section, goal_notes
from vividmap.core.packets.own_repairs import own_repairs_note, without_own_repairs
from vividmap.core.packets.packet import (
    AuthorNote,
    CriterionStanding,
    DraftSection,
    DraftTable,
    EntryProposal,
    Packet,
)
from vividmap.core.packets.promotion import case, manager_words, readiness_notes, tables
from vividmap.core.packets.promotion.argument import argument_title, draft_argument
from vividmap.core.packets.promotion.case_facts import CaseFacts
from vividmap.core.packets.promotion.fields import COMMITTEE, FRAMEWORK, LEVEL, MANAGER, READER
from vividmap.core.packets.promotion.heading import case_heading, name_aim, packet_title
from vividmap.core.packets.promotion.level_notes import level_notes
from vividmap.core.packets.promotion.one_page import fit_page
from vividmap.core.packets.promotion.people_to_ask import witness_note
from vividmap.core.packets.promotion.promotion_case import LENGTHS, PromotionCase, build_case
from vividmap.core.packets.promotion.wide_first import rank
from vividmap.core.packets.reasons import selection_reasons
from vividmap.core.packets.selection import has_told_outcome
from vividmap.core.packets.voice import Voice
from vividmap.core.record import Criterion, Evidence, Record

NAME = "promotion"
CRITERIA, OVERVIEW, OPEN = "Criterion by criterion", "Criteria at a glance", "What is still open"
FURTHER_EVIDENCE = "Further evidence, newest first"
RESULTS, STRONGEST_RESULTS, WORK = "Results", "Strongest results", "Results and work"
MAX_ROWS = 5
"""Rows of the table: what is weaker is left out, and named to the author."""
MIN_ROW_POINTS = 2
"""Points of a result that make a row without a criterion worth reading: not "nobody has asked"."""


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
    promotion_case = build_case(record, period, today, choices, reader)
    private_entries = held_back_entries(record, [Evidence], period, choices, confidentiality)
    standings = readiness_notes.criterion_standings(
        promotion_case.coverages, Suggester(record, promotion_case.entries)
    )
    if reader == MANAGER:
        sections, cut_off_notes, untold_notes = _draft_one_page(promotion_case)
    else:
        sections, cut_off_notes, untold_notes = _draft_in_full(promotion_case), (), ()
        sections = manager_words.add_manager_words(sections, record, period, confidentiality)
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
            *left_out_notes(sections, Voice(record, period), argument_title(name_aim(promotion_case.target))),
            *untold_notes,
            *author_notes.held_back_note(private_entries),
        ),
        held_back=tuple(entry.id for entry in private_entries),
        criteria=standings,
    )


# --- why these entries


def _proposals(promotion_case: PromotionCase, *, is_chosen: bool) -> Iterator[EntryProposal]:
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
    entries: Sequence[Evidence], promotion_case: PromotionCase, *, is_brief: bool = False
) -> tuple[WordedClaim, ...]:
    """Return entries as claims in words."""
    voice = Voice(promotion_case.record, promotion_case.period)
    claims = group_claims(entries, promotion_case.record)
    return word_claims(claims, voice, promotion_case.in_full, is_brief=is_brief)


def _criteria_coverages(promotion_case: PromotionCase) -> list[CriterionCoverage]:
    """Return how the criteria of a level are covered; goals and gaps are the author's alone."""
    return [coverage for coverage in promotion_case.coverages if isinstance(coverage.target, Criterion)]


def _draft_in_full(promotion_case: PromotionCase) -> tuple[DraftSection, ...]:
    """Return the case: why, the strongest results in full, how each criterion stands, a table of others."""
    record, period, selected = promotion_case.record, promotion_case.period, promotion_case.selected
    voice, coverages = Voice(record, period), _criteria_coverages(promotion_case)
    by_criterion = case.draft_criteria(coverages, selected, voice, promotion_case)
    told_ids = {
        source
        for paragraph in by_criterion
        for sentence in paragraph.sentences
        for source in sentence.sources
    }
    further = [
        entry
        for entry in selected
        if entry.id not in told_ids and (promotion_case.is_chosen or not by_criterion)
    ]
    told_ids |= {entry.id for entry in further}
    table = tables.results_table(_ranked_for_table(promotion_case, told_ids), voice, MAX_ROWS)
    claims = _results_claim(further, promotion_case, has_table=bool(table.rows or by_criterion))
    told_ids |= {source for row in table.rows for cell in row for source in cell.sources}
    tables_of_case = (DraftSection(FURTHER_EVIDENCE, (table,) if table.rows else ()),)
    criteria = DraftSection(_criteria_title(promotion_case.target), by_criterion, is_claim=True)
    body = (criteria, *draft_claims(claims, voice))
    facts = _case_facts(promotion_case, told_ids, (*body, *tables_of_case))
    argument = draft_argument(facts)
    summary = argument
    if (
        by_criterion and not argument.paragraphs
    ):  # without criteria, the strongest results stand right beneath
        summary = draft_in_short(_word(selected, promotion_case), voice, promotion_case.weight)
    told_above = set(summary.sources)
    paragraphs = case.draft_criteria(coverages, selected, voice, promotion_case, told_above)
    body = (replace(criteria, paragraphs=paragraphs), *draft_claims(claims, voice, told_above))
    overview = (tables.criteria_table(coverages, told_ids),) if by_criterion else ()
    return (summary, DraftSection(OVERVIEW, overview), *body, *tables_of_case)


def _results_claim(
    entries: Sequence[Evidence], promotion_case: PromotionCase, *, has_table: bool
) -> tuple[WordedClaim, ...]:
    """Return entries as one list of results: as their author ordered them, else the weightiest first."""
    if not entries:
        return ()
    if not promotion_case.is_chosen:
        entries = sorted(entries, key=rank(promotion_case.weight), reverse=True)
    title = STRONGEST_RESULTS if has_table else RESULTS
    title = title if all(map(has_told_outcome, entries)) else WORK
    claim = Claim(title, tuple(entries), is_project=False)
    voice = Voice(promotion_case.record, promotion_case.period)
    return word_claims((claim,), voice, promotion_case.in_full)


def _ranked_for_table(promotion_case: PromotionCase, told_ids: Collection[UUID]) -> Iterator[Evidence]:
    """Yield what the table may tell beside the entries told: those considered for the case, then others."""
    key = rank(promotion_case.weight)
    weighty = [entry for entry in promotion_case.entries if result_points(entry) >= MIN_ROW_POINTS]
    groups: list[Sequence[Evidence]] = [[*promotion_case.candidates, *weighty]]
    if _criteria_coverages(promotion_case):  # what shows one first; not for gaps: they are the author's alone
        groups = [promotion_case.candidates, promotion_case.linked, weighty]
    unique: dict[UUID, Evidence] = {}
    for group in groups:
        for entry in sorted(without_own_repairs(group), key=key, reverse=True):
            unique.setdefault(entry.id, entry)
    yield from (entry for entry in unique.values() if entry.id not in told_ids)


def _case_facts(
    promotion_case: PromotionCase,
    case_ids: Collection[UUID],
    body: Sequence[DraftSection],
) -> CaseFacts:
    """Return what an argument rests on: what the body of a draft tells of entries, and the whole case."""
    texts: dict[UUID, str] = {}
    in_full: set[UUID] = set()
    for section in body:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                texts |= {source: f"{texts.get(source, '')} {sentence.text}" for source in sentence.sources}
                in_full |= set() if isinstance(paragraph, DraftTable) else set(sentence.sources)
    entries = [entry for entry in promotion_case.selected if entry.id in in_full]
    further = [entry for entry in promotion_case.entries if entry.id in texts.keys() - in_full]
    return CaseFacts(
        promotion_case.facts,
        promotion_case.confidentiality,
        Voice(promotion_case.record, promotion_case.period),
        entries,
        sorted(further, key=rank(promotion_case.weight), reverse=True),
        texts,
        _criteria_coverages(promotion_case),
        case_ids,
        find_themes([*entries, *further], promotion_case.record),
        name_aim(promotion_case.target),
        promotion_case.weight,
    )


def _criteria_title(target: PromotionTarget) -> str:
    level = f"{target.level} in " if target.level else ""
    return f"{CRITERIA}: {level}{target.framework.text}" if target.framework else CRITERIA


def _draft_one_page(
    promotion_case: PromotionCase,
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

    selected_ids = {entry.id for entry in promotion_case.selected}
    further_ids = (entry.id for entry in _ranked_for_table(promotion_case, selected_ids))
    case_ids = {*selected_ids, *islice(further_ids, MAX_ROWS)}

    def draft(entries: Sequence[Evidence]) -> tuple[DraftSection, ...]:
        claims = draft_claims(_word(entries, promotion_case, is_brief=True), Voice(record, period))
        case_facts = _case_facts(promotion_case, case_ids, claims)
        return (draft_argument(case_facts, is_brief=True), *claims, forward)

    weight, max_words = promotion_case.weight, LENGTHS[MANAGER].max_words
    sections, cut_off_notes = fit_page(promotion_case.selected, draft, weight, max_words)
    return sections, cut_off_notes, untold_notes


# --- what the author should know


def _author_notes(
    promotion_case: PromotionCase, standings: Sequence[CriterionStanding], sections: Sequence[DraftSection]
) -> Iterator[AuthorNote]:
    target, record = promotion_case.target, promotion_case.record
    entries, selected = promotion_case.entries, promotion_case.selected
    linked_entries = promotion_case.linked
    if target.requirements and entries and not linked_entries:
        yield AuthorNote(
            "No entry of the period is linked to what is asked for: this is written around the strongest."
        )
    yield from author_notes.name_note(record)
    yield from author_notes.language_note(record)
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
    told_ids = {source for section in sections for source in section.sources}
    yield from _left_out_note(promotion_case, told_ids)
    yield from own_repairs_note(entries, told_ids)
    if target.goal:
        today = promotion_case.facts.today
        yield from goal_notes(record, promotion_case.period, today, target.goal)
    yield from author_notes.undated_entries(record, promotion_case.period)


def _left_out_note(promotion_case: PromotionCase, told_ids: Collection[UUID]) -> Iterator[AuthorNote]:
    """Yield the entries that were considered for the case and are weaker than what it tells."""
    omitted_entries = [entry for entry in promotion_case.candidates if entry.id not in told_ids]
    if omitted_entries and not promotion_case.is_chosen:
        ids = tuple(entry.id for entry in strongest_first(omitted_entries))
        yield AuthorNote("Left out: weaker than what the case tells. Choose them to have them in full.", ids)


def _name_target(target: PromotionTarget) -> str:
    if target.requirements and isinstance(target.requirements[0], Criterion):
        level = f" for {target.level}" if target.level else ""
        return f"{count_noun(len(target.requirements), 'criterion', 'criteria')}{level}"
    return "the goal and its gaps"
