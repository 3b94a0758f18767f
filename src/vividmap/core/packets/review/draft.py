"""The draft of a review: claims with their results in front, what was learned, what comes next."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from vividmap.core.english.dates import Period
from vividmap.core.entry_details import evidence_during
from vividmap.core.packets import author_notes
from vividmap.core.packets.author_choices import NO_CHOICES, AuthorChoices
from vividmap.core.packets.claim_sections import (
    draft_claims,
    draft_in_short,
    word_claims,
)
from vividmap.core.packets.claims import claim_entries, find_themes, group_claims, order_claims
from vividmap.core.packets.confidentiality import ConfidentialityFilter, chosen_entries, held_back_entries
from vividmap.core.packets.feedback_answer import draft_feedback, without_feedback
from vividmap.core.packets.form_questions import QUESTIONS, AnswerMaterial, draft_answers
from vividmap.core.packets.head import packet_heading, packet_subtitle
from vividmap.core.packets.in_full import read_in_full
from vividmap.core.packets.learned_section import draft_learned
from vividmap.core.packets.left_out import left_out_notes
from vividmap.core.packets.lessons import draft_lessons, lesson_entries
from vividmap.core.packets.months import clamp_to_entries
from vividmap.core.packets.next_section import (
    GoalTeller,
    draft_next_section,
    goal_items_in_full,
    goal_notes,
    wording_note,
)
from vividmap.core.packets.own_repairs import own_repairs_note, without_own_repairs
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSection, EntryProposal, Packet
from vividmap.core.packets.prose import PROSE, STYLE, as_prose, claim_paragraph, claim_sections
from vividmap.core.packets.prose_sections import goals_in_prose, learned_in_prose
from vividmap.core.packets.question_topics import question_topics
from vividmap.core.packets.reasons import criteria_reasons, selection_reasons
from vividmap.core.packets.selection import add_support, select_entries, shortlist
from vividmap.core.packets.telling_weight import TellingWeight
from vividmap.core.packets.voice import Voice
from vividmap.core.record import Evidence, Record, SkillEntry

NAME = "review"
TITLE = "self-assessment"


def draft_review(record: Record, period: Period, today: date, choices: AuthorChoices = NO_CHOICES) -> Packet:
    """Return the packet for a period's review, written around the chosen entries, or else those proposed.

    Entries that the author chose may be of any date, and stand in the author's order. Private ones are held
    back, chosen or not, unless they are shown. With `QUESTIONS`, the draft answers those instead.
    """
    period = clamp_to_entries(period, record)
    end = min(period.last, today)
    confidentiality = ConfidentialityFilter(record, choices.shown_ids)
    entries_of_period = evidence_during(record, period)
    entries = [entry for entry in entries_of_period if confidentiality.can_tell(entry)]
    selected = chosen_entries(record, choices, confidentiality)
    if not choices.chosen_ids:
        selected = _propose_entries(entries, record, period, choices)
    in_full = read_in_full(choices, (*selected, *record.items_during(SkillEntry, period)))
    claims = order_claims(selected, record) if choices.chosen_ids else group_claims(selected, record)
    told_entries = selected if choices.chosen_ids else tuple(claim_entries(claims))
    worded_claims = word_claims(claims, Voice(record, period), in_full)
    learned_section, skill_notes = draft_learned(record, period, confidentiality, in_full)
    teller = GoalTeller(Voice(record, period), end, confidentiality, goal_items_in_full(record, choices))
    forward, untold_notes = draft_next_section(teller)
    endings = learned_section, forward
    private_entries = held_back_entries(record, (Evidence, SkillEntry), period, choices, confidentiality)
    sections: tuple[DraftSection, ...]
    answer_notes: tuple[AuthorNote, ...]
    style, questions = choices.answer(STYLE), choices.answer(QUESTIONS)
    if questions:
        tellable = [*entries, *(entry for entry in selected if entry not in entries)]
        tell = partial(_tell_by_theme, record=record, period=period, choices=choices)
        asks_feedback = any("feedback" in question_topics(question.question) for question in questions)
        answers = (without_feedback(learned_section) if asks_feedback else learned_section, forward)
        material = AnswerMaterial(
            tellable,
            selected,
            tell,
            *answers,
            *_endings_in_prose(*answers, teller),
            draft_feedback(record, period, confidentiality, in_full),
            draft_lessons(record, Voice(record, period), confidentiality),
            tuple(lesson_entries(record, period, confidentiality)),
        )
        sections, answer_notes = draft_answers(questions, material, style)
    else:
        in_short = draft_in_short(worded_claims, Voice(record, period))
        told_above = set(in_short.sources)
        draft = claim_sections if style == PROSE else partial(draft_claims, told_above=told_above)
        endings = _endings_in_prose(*endings, teller) if style == PROSE else endings
        sections = (in_short, *draft(worded_claims, Voice(record, period)), *endings)
        sections = tuple(map(as_prose, sections)) if style == PROSE else sections
        answer_notes = ()
    told_ids = {id_ for section in sections for id_ in section.sources}
    return Packet(
        conversation=NAME,
        title=f"Self-assessment, {period.name}",
        heading=packet_heading(record, TITLE, period, end),
        subtitle=packet_subtitle(record, end),
        period=period,
        proposals=tuple(
            _proposals(told_entries, entries, record, period, is_chosen=bool(choices.chosen_ids))
        ),
        sections=tuple(section for section in sections if section.paragraphs or questions),
        notes=(
            *answer_notes,
            *author_notes.few_entries(entries, period),
            *author_notes.name_note(record),
            *author_notes.language_note(record),
            *author_notes.outcome_counts(entries),
            *author_notes.month_notes(record, entries_of_period, period, today),
            *author_notes.untold_entries(entries, told_ids),
            *own_repairs_note(entries, told_ids),
            *author_notes.ongoing_entries(selected),
            *author_notes.longer_notes(told_entries),
            *author_notes.weak_spots(selected, record),
            *author_notes.strong_left_out(entries, selected),
            *goal_notes(record, period, today),
            *skill_notes,
            *author_notes.undated_entries(record, period),
            *left_out_notes(sections, Voice(record, period)),
            *untold_notes,
            *author_notes.held_back_note(private_entries),
            *(() if questions else wording_note(forward)),
        ),
        held_back=tuple(entry.id for entry in private_entries),
    )


def _endings_in_prose(
    learned: DraftSection, forward: DraftSection, teller: GoalTeller
) -> tuple[DraftSection, DraftSection]:
    """Return what was learned and what comes next in prose."""
    return learned_in_prose(learned, teller.voice), goals_in_prose(forward.title, teller)


def _tell_by_theme(
    entries: Sequence[Evidence], max_sentences: int, record: Record, period: Period, choices: AuthorChoices
) -> tuple[DraftParagraph, ...]:
    """Return entries as claims, a list each under its theme; in prose with a limit of sentences for each."""
    voice = Voice(record, period)
    claims = word_claims(group_claims(entries, record), voice, read_in_full(choices, entries))
    if max_sentences:
        return tuple(claim_paragraph(claim, voice, max_sentences) for claim in claims)
    return tuple(
        DraftParagraph(worded_claims.claim.heading(period), worded_claims.sentences, is_list=True)
        for worded_claims in claims
    )


def _propose_entries(
    entries: Sequence[Evidence], record: Record, period: Period, choices: AuthorChoices
) -> tuple[Evidence, ...]:
    """Return the entries that serve best, what supports them, and those that are shown all the same."""
    weight = TellingWeight(record)
    candidates = shortlist(without_own_repairs(entries, choices.shown_ids), weight, weight.most)
    themes = find_themes(candidates, record)
    selected = select_entries(candidates, period, themes, weight)
    selected_ids = {entry.id for entry in selected}
    shown_entries = [
        entry for entry in entries if entry.id in choices.shown_ids and entry.id not in selected_ids
    ]
    return add_support([*selected, *shown_entries], candidates, themes, weight, weight.has_outcome)


def _proposals(
    selected: Sequence[Evidence],
    entries: Sequence[Evidence],
    record: Record,
    period: Period,
    *,
    is_chosen: bool,
) -> Iterator[EntryProposal]:
    for entry in selected:
        reasons = (
            *criteria_reasons(entry, record),
            *selection_reasons(entry, selected, entries, record, period),
        )
        yield EntryProposal(entry.id, ("you chose it", *reasons) if is_chosen else reasons)
