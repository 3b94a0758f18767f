"""What managers said of the author's level, word for word, with who said it and when.

    Priya (manager), October 2026: “You are already working at the Principal level on the migration.”

Only their own words count: a quotation or a rating, given by somebody who decides about the author, and only
its sentences about a level.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from vividmap.core.english.dates import Period
from vividmap.core.facts.relationships import DECIDING_HEIGHTS
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.feedback_quotes import find_quotation, find_rating
from vividmap.core.packets.packet import DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.voice import Voice, quote_text
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.record import Person, Record, SkillEntry, by_date
from vividmap.core.when import describe_month_in_prose

TITLE = "In their words"
MAX_LINES = 3
"""The newest: an older one is outlived by it."""
_LEVEL = lazy_pattern(
    r"\b(?:senior staff|staff|principal|distinguished|senior)(?: engineer)?[- ](?:level|scope)\b"
    r"|\b(?:at|of) (?:the |a )?(?:senior staff|staff|principal|distinguished)\b"
    r"|\b(?:next|higher) level\b|\bexceed(?:s|ed|ing)?\b|\babove expectations\b"
    r"|\bready for (?:senior staff|staff|principal|distinguished|promotion|the next)\b",
    re.IGNORECASE,
)


def add_manager_words(
    sections: Sequence[DraftSection], record: Record, period: Period, confidentiality: ConfidentialityFilter
) -> tuple[DraftSection, ...]:
    """Return the sections of a case with what managers said of the level behind the first."""
    lines = tuple(islice(_draft_lines(record, period, confidentiality), MAX_LINES))
    paragraphs = (DraftParagraph("", lines, is_list=True),) if lines else ()
    return (*sections[:1], DraftSection(TITLE, paragraphs), *sections[1:])


def _draft_lines(
    record: Record, period: Period, confidentiality: ConfidentialityFilter
) -> Iterator[DraftSentence]:
    voice = Voice(record, period)
    entries = (
        entry
        for entry in record.items_during(SkillEntry, period)
        if entry.category == "feedback" and confidentiality.can_tell(entry)
    )
    for entry in sorted(entries, key=by_date, reverse=True):
        givers = [record.by_id.get(target) for target in entry.linked_ids("person")]
        giver = next((person for person in givers if isinstance(person, Person)), None)
        if giver and confidentiality.can_tell(giver) and (line := _draft_line(entry, giver, voice)):
            yield line


def _draft_line(entry: SkillEntry, giver: Person, voice: Voice) -> DraftSentence | None:
    """Return what somebody who decides about the author said of a level, None if they said nothing."""
    height = giver.position(entry.when.last).height if entry.when else ""
    words = _level_words(voice.words(entry, entry.text))
    if height not in DECIDING_HEIGHTS or not words or entry.when is None:
        return None
    lead = f"{giver.text} ({height}), {describe_month_in_prose(entry.when)}:"
    return DraftSentence(f"{lead} {words}", (entry.id,), lead)


def _level_words(text: str) -> str:
    """Return the sentences of a quotation that speak of a level, in quotation marks, or the rating."""
    if rating := find_rating(text):
        return f"rated {rating}" if _LEVEL.search(rating) else ""
    quotation = find_quotation(text)[1:-1]
    sentences = [sentence for sentence in split_notes(quotation) if _LEVEL.search(sentence)]
    return quote_text(" ".join(sentences)) if sentences else ""
