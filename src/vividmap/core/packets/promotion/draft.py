"""The draft of a promotion: the strongest entries for each criterion, the matrix, what is weak."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from vividmap.core.criteria.coverage import CriterionCoverage, evaluate_coverage, strongest_first
from vividmap.core.criteria.suggest import Suggester
from vividmap.core.criteria.target_level import PromotionTarget, find_promotion_target
from vividmap.core.english.dates import Period
from vividmap.core.english.phrasing import count_noun, join_names, quote
from vividmap.core.facts.facts import Facts
from vividmap.core.packets import author_notes
from vividmap.core.packets.author_choices import NO_CHOICES, AuthorChoices
from vividmap.core.packets.confidentiality import ConfidentialityFilter, chosen_entries, held_back_entries
from vividmap.core.packets.form_questions import count_words
from vividmap.core.packets.forward_section import draft_forward_section, name_goal
from vividmap.core.packets.narration import narrate
from vividmap.core.packets.packet import (
    AuthorNote,
    DraftParagraph,
    DraftSection,
    DraftSentence,
    DraftTable,
    EntryProposal,
    Packet,
)
from vividmap.core.packets.promotion import case, readiness_notes
from vividmap.core.packets.promotion.fields import COMMITTEE, FRAMEWORK, LEVEL, MANAGER, READER
from vividmap.core.packets.promotion.level_notes import level_notes
from vividmap.core.packets.reasons import selection_reasons
from vividmap.core.packets.themes import group_by_theme
from vividmap.core.packets.voice import Voice, quote_title
from vividmap.core.record import Criterion, Evidence, Record, by_date

NAME = "promotion"
CASE, MATRIX, OPEN = "The case", "Criterion by criterion", "What is still open"


class _CaseLength(NamedTuple):
    """How many entries a reader has time for at most, and how many words (0: any number)."""

    max_entries: int
    max_words: int = 0


LENGTHS = {COMMITTEE: _CaseLength(8), MANAGER: _CaseLength(4, 350)}
"""A committee reads a case, a manager one page."""
_CASE_WORDS = 290
"""Of a manager's page, what the case may have at most; the rest is for what is still open."""


@dataclass(frozen=True, slots=True)
class _PromotionCase:
    """What a draft is based on: `entries` of the period, those `selected`, and how they cover the aim."""

    facts: Facts
    period: Period
    target: PromotionTarget
    entries: Sequence[Evidence]
    selected: Sequence[Evidence]
    coverages: Sequence[CriterionCoverage]

    @property
    def record(self) -> Record:
        return self.facts.record


def draft_promotion(
    record: Record, period: Period, today: date, choices: AuthorChoices = NO_CHOICES
) -> Packet:
    """Return the packet for a promotion: for a committee or, on a page, for a manager (`READER`).

    It is held against a level of a framework, as chosen or as the record states it; where there are no
    criteria, against the gaps of the goal. Entries that the author chose may be of any date, and stand in the
    author's order. Private ones are held back, chosen or not, unless they are shown.
    """
    reader = MANAGER if choices.answer(READER) == MANAGER else COMMITTEE
    confidentiality = ConfidentialityFilter(record, choices.shown_ids)
    promotion_case = _build_case(record, period, today, choices, LENGTHS[reader].max_entries)
    private_entries = held_back_entries(record.items_of(Evidence), period, choices, confidentiality)
    if reader == MANAGER:
        sections, cut_off_notes = _draft_one_page(promotion_case)
    else:
        sections, cut_off_notes = _draft_in_full(promotion_case), ()
    return Packet(
        conversation=NAME,
        title=_title(promotion_case.target, reader),
        period=period,
        proposals=tuple(_proposals(promotion_case, is_chosen=bool(choices.chosen_ids))),
        sections=tuple(section for section in sections if section.paragraphs),
        notes=(
            *cut_off_notes,
            *level_notes(promotion_case.target, record, choices.answer(FRAMEWORK), choices.answer(LEVEL)),
            *_author_notes(promotion_case),
            *author_notes.held_back_note(private_entries),
        ),
        held_back=tuple(entry.id for entry in private_entries),
    )


def _build_case(
    record: Record,
    period: Period,
    today: date,
    choices: AuthorChoices,
    max_entries: int,
) -> _PromotionCase:
    confidentiality = ConfidentialityFilter(record, choices.shown_ids)
    target = find_promotion_target(
        record, min(period.last, today), choices.answer(FRAMEWORK), choices.answer(LEVEL)
    )
    entries = [
        entry
        for entry in record.items_of(Evidence)
        if period.covers(entry.when) and confidentiality.can_tell(entry)
    ]
    entries.sort(key=by_date)
    selected = chosen_entries(record, choices, confidentiality)
    if not selected:
        pool = _linked_entries(entries, target) or entries
        best_ids = {entry.id for entry in case.select_case(pool, target.requirements, period, max_entries)}
        selected = tuple(entry for entry in entries if entry.id in best_ids.union(choices.shown_ids))
    facts = Facts(record, today)
    # By their ids: comparing thousands of entries field by field is slow.
    coverages = evaluate_coverage(
        facts, target.requirements, {entry.id: entry for entry in (*entries, *selected)}.values()
    )
    return _PromotionCase(facts, period, target, entries, selected, coverages)


def _linked_entries(entries: Iterable[Evidence], target: PromotionTarget) -> list[Evidence]:
    ids = {criterion.id for criterion in target.requirements}
    return [entry for entry in entries if not ids.isdisjoint(case.linked_criteria(entry))]


def _title(target: PromotionTarget, reader: str) -> str:
    level = f" to {target.level}" if target.level else ""
    return f"Promotion{level}: {'in short' if reader == MANAGER else 'the case'}"


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


def _case_paragraphs(
    promotion_case: _PromotionCase, voice: Voice, *, in_full: bool
) -> tuple[DraftParagraph, ...]:
    """Return the case: what it is about, each criterion, and the selected entries that show none of them."""
    selected, record = promotion_case.selected, promotion_case.record
    opening = tuple(_opening_sentences(promotion_case.target))
    linked_entries = _linked_entries(selected, promotion_case.target)
    other_entries = [entry for entry in selected if entry not in linked_entries]
    return (
        *([DraftParagraph("", opening)] if opening else []),
        *case.narrate_criteria(promotion_case.coverages, selected, voice, in_full=in_full),
        *(
            DraftParagraph(theme, tuple(narrate(group, voice)))
            for theme, group in group_by_theme(other_entries, record)
        ),
    )


def _opening_sentences(target: PromotionTarget) -> Iterator[DraftSentence]:
    if target.goal:
        yield name_goal(target.goal)
    if target.framework and target.requirements and isinstance(target.requirements[0], Criterion):
        level = f" for {target.level}" if target.level else ""
        text = f"The criteria are those{level} in {quote_title(target.framework.text)}."
        yield DraftSentence(text, (target.framework.id, target.requirements[0].id))


def _draft_in_full(promotion_case: _PromotionCase) -> tuple[DraftSection, ...]:
    voice = Voice(promotion_case.record, promotion_case.period)
    case_section = DraftSection(CASE, _case_paragraphs(promotion_case, voice, in_full=True))
    coverages = promotion_case.coverages
    return case_section, DraftSection(MATRIX, (case.criteria_matrix(coverages, voice),) if coverages else ())


def _draft_one_page(
    promotion_case: _PromotionCase,
) -> tuple[tuple[DraftSection, ...], tuple[AuthorNote, ...]]:
    """Return the draft on one page, and a note on what does not fit."""
    max_words, goal = LENGTHS[MANAGER].max_words, promotion_case.target.goal
    record, period = promotion_case.record, promotion_case.period
    paragraphs = _case_paragraphs(promotion_case, Voice(record, period), in_full=False)
    case_section, case_cut = _fit_section(CASE, paragraphs, _CASE_WORDS)
    forward_paragraphs: Sequence[DraftParagraph | DraftTable] = ()
    if goal:
        forward_paragraphs = draft_forward_section(record, period, promotion_case.facts.today, goal)[
            0
        ].paragraphs
    title_words = count_words(_title(promotion_case.target, MANAGER)) + 1
    room = max_words - title_words - _count_section_words(case_section)
    open_section, open_cut = _fit_section(OPEN, [*_without_goal_name(forward_paragraphs)], room)
    sources = tuple(
        dict.fromkeys(
            source for paragraph in (*case_cut, *open_cut) for source in paragraph.sentences[-1].sources
        )
    )
    text = f"On one page of {max_words} words there is no room for what the draft would say of these."
    return (case_section, open_section), (AuthorNote(text, sources),) if sources else ()


def _without_goal_name(paragraphs: Sequence[DraftParagraph | DraftTable]) -> Iterator[DraftParagraph]:
    """Yield what is written about a goal without the sentence that names it: the case opens with that."""
    for index, paragraph in enumerate(paragraphs):
        sentences = paragraph.sentences[1:] if index == 0 else paragraph.sentences
        if sentences:
            yield DraftParagraph(paragraph.theme, sentences)


def _fit_section(
    title: str, paragraphs: Sequence[DraftParagraph], max_words: int
) -> tuple[DraftSection, list[DraftParagraph]]:
    """Return a section of so many words at most, and the paragraphs for which it has no room."""
    section, cut_paragraphs = DraftSection(title, ()), []
    for paragraph in paragraphs:
        longer_section = DraftSection(title, (*section.paragraphs, paragraph))
        if _count_section_words(longer_section) <= max_words:
            section = longer_section
        else:
            cut_paragraphs.append(paragraph)
    return section, cut_paragraphs


def _count_section_words(section: DraftSection) -> int:
    """Return the words of a section as its text has them, with those of its headings and their signs."""
    themes = (theme for theme, _ in groupby(paragraph.theme for paragraph in section.paragraphs) if theme)
    sentences = (sentence.text for paragraph in section.paragraphs for sentence in paragraph.sentences)
    headings = (section.title, *themes)
    return sum(map(count_words, sentences)) + sum(1 + count_words(heading) for heading in headings)


# --- what the author should know


def _author_notes(promotion_case: _PromotionCase) -> Iterator[AuthorNote]:
    target, record = promotion_case.target, promotion_case.record
    entries, selected = promotion_case.entries, promotion_case.selected
    linked_entries = _linked_entries(entries, target)
    if target.requirements and entries and not linked_entries:
        yield AuthorNote(
            "No entry of the period is linked to what is asked for: this is written around the strongest."
        )
    yield from readiness_notes.coverage_note(promotion_case.coverages, _name_target(target))
    yield from readiness_notes.weak_notes(promotion_case.coverages, Suggester(record, entries))
    yield from readiness_notes.speaker_notes(
        promotion_case.facts, strongest_first(linked_entries or selected)
    )
    if not entries:
        yield from author_notes.few_entries((), promotion_case.period)
    yield from author_notes.weak_spots(selected, record)
    yield from author_notes.strong_left_out(linked_entries, selected)
    if target.goal:
        today = promotion_case.facts.today
        yield from draft_forward_section(record, promotion_case.period, today, target.goal)[1]
    yield from author_notes.undated_entries(record, promotion_case.period)


def _name_target(target: PromotionTarget) -> str:
    if target.requirements and isinstance(target.requirements[0], Criterion):
        level = f" for {target.level}" if target.level else ""
        return f"{count_noun(len(target.requirements), 'criterion', 'criteria')}{level}"
    return "the goal and its gaps"
