"""The answer to a question about feedback: what others said of the author's work, a line each."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from vividmap.core.english.dates import Period
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.feedback_quotes import find_quotation
from vividmap.core.packets.learned_section import (
    FEEDBACK,
    MAX_LINES,
    attribute_feedback,
    group_entries,
    is_fault,
    tell_briefly,
    tell_in_full,
)
from vividmap.core.packets.packet import DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.record import Record, SkillEntry


def draft_feedback(
    record: Record, period: Period, confidentiality: ConfidentialityFilter, in_full: Collection[UUID] = ()
) -> DraftSection:
    """Return what others said of the author's work, a line each, newest first: praise, and no fault."""
    voice = Voice(record, period)
    groups = group_entries(record, period, confidentiality)
    entries = [entry for group in groups if group.title == FEEDBACK for entry in group.entries]
    told = [(_feedback_words(entry, voice, in_full), entry) for entry in reversed(entries)]
    lines = tuple(DraftSentence(text, (entry.id,)) for text, entry in told if text)[:MAX_LINES]
    return DraftSection(FEEDBACK, (DraftParagraph("", lines, is_list=True),) if lines else ())


def _feedback_words(entry: SkillEntry, voice: Voice, in_full: Collection[UUID]) -> str:
    is_in_full = entry.id in in_full
    quotation = find_quotation(voice.words(entry, entry.text) or entry.text)
    if quotation and not is_in_full and not any(map(is_fault, split_notes(quotation.strip('"“”„«» ')))):
        return quotation
    text = tell_in_full(entry, voice) if is_in_full else tell_briefly(entry, voice)
    return attribute_feedback(entry, text, voice)


def without_feedback(section: DraftSection) -> DraftSection:
    """Return the section without its line of feedback, where another place tells that."""
    paragraphs = (
        replace(part, sentences=tuple(line for line in part.sentences if line.lead != f"{FEEDBACK}."))
        for part in section.paragraphs
        if isinstance(part, DraftParagraph)
    )
    return replace(section, paragraphs=tuple(part for part in paragraphs if part.sentences))
