"""The draft of a review: a self-assessment written around a few entries, skills, what comes next."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from vividmap.core.english.dates import Period
from vividmap.core.facts.strength import strength
from vividmap.core.packets import author_notes
from vividmap.core.packets.author_choices import NO_CHOICES, AuthorChoices
from vividmap.core.packets.confidentiality import ConfidentialityFilter, chosen_entries, held_back_entries
from vividmap.core.packets.form_questions import QUESTIONS, AnswerMaterial, draft_answers
from vividmap.core.packets.forward_section import draft_forward_section
from vividmap.core.packets.months import clamp_to_entries
from vividmap.core.packets.narration import narrate
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSection, EntryProposal, Packet
from vividmap.core.packets.reasons import criteria_reasons, selection_reasons
from vividmap.core.packets.review.skills_section import draft_skills
from vividmap.core.packets.selection import select_entries
from vividmap.core.packets.themes import group_by_theme
from vividmap.core.packets.voice import Voice
from vividmap.core.record import Evidence, Record, SkillEntry, by_date

NAME = "review"
TITLE = "What I contributed"


def draft_review(record: Record, period: Period, today: date, choices: AuthorChoices = NO_CHOICES) -> Packet:
    """Return the packet for a period's review, written around the chosen entries, or else those proposed.

    Entries that the author chose may be of any date, and stand in the author's order. Private ones are held
    back, chosen or not, unless they are shown. With `QUESTIONS`, the draft answers those instead.
    """
    period = clamp_to_entries(period, record.items_of(Evidence))
    confidentiality = ConfidentialityFilter(record, choices.shown_ids)
    entries_of_period = [entry for entry in record.items_of(Evidence) if period.covers(entry.when)]
    entries = [entry for entry in entries_of_period if confidentiality.can_tell(entry)]
    selected = chosen_entries(record, choices, confidentiality)
    if not choices.chosen_ids:
        selected = _propose_entries(entries, period, choices)
    skills, skill_notes = draft_skills(record, period, entries, selected, confidentiality)
    forward, goal_notes = draft_forward_section(record, period, today)
    all_entries: list[Evidence | SkillEntry] = [*record.items_of(Evidence), *record.items_of(SkillEntry)]
    private_entries = held_back_entries(all_entries, period, choices, confidentiality)
    narrate_entries = partial(
        _narrate_by_theme, record=record, period=period, keep_order=bool(choices.chosen_ids)
    )
    sections: tuple[DraftSection, ...]
    answer_notes: tuple[AuthorNote, ...]
    if questions := choices.answer(QUESTIONS):
        tellable = [*entries, *(entry for entry in selected if entry not in entries)]
        material = AnswerMaterial(tellable, selected, narrate_entries, skills, forward)
        sections, answer_notes = draft_answers(questions, material)
    else:
        sections, answer_notes = (DraftSection(TITLE, narrate_entries(selected)), skills, forward), ()
    return Packet(
        conversation=NAME,
        title=f"Self-assessment, {period.name}",
        period=period,
        proposals=tuple(_proposals(selected, entries, record, period, is_chosen=bool(choices.chosen_ids))),
        sections=tuple(section for section in sections if section.paragraphs),
        notes=(
            *answer_notes,
            *author_notes.few_entries(entries, period),
            *author_notes.outcome_counts(entries),
            *author_notes.month_notes(record, entries_of_period, period, today),
            *author_notes.weak_spots(selected, record),
            *author_notes.strong_left_out(entries, selected),
            *goal_notes,
            *skill_notes,
            *author_notes.undated_entries(record),
            *author_notes.held_back_note(private_entries),
        ),
        held_back=tuple(entry.id for entry in private_entries),
    )


def _propose_entries(
    entries: Sequence[Evidence], period: Period, choices: AuthorChoices
) -> tuple[Evidence, ...]:
    """Return the entries that serve best, and with them those that the author wants shown all the same."""
    ids = {entry.id for entry in select_entries(entries, period)}
    return tuple(
        sorted((entry for entry in entries if entry.id in ids.union(choices.shown_ids)), key=by_date)
    )


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


def _narrate_by_theme(
    entries: Sequence[Evidence], record: Record, period: Period, *, keep_order: bool
) -> tuple[DraftParagraph, ...]:
    """Return a paragraph a theme: the strongest first, or with `keep_order` in the order of the entries."""
    voice = Voice(record, period)
    groups = group_by_theme(entries, record)
    if not keep_order:
        groups.sort(key=lambda group: -max(map(strength, group[1])))
    return tuple(DraftParagraph(theme, tuple(narrate(group, voice))) for theme, group in groups)
