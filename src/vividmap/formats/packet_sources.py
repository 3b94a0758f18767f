"""What a packet's sources say: to its author each item's own words, to its readers those without talk.

The same transformations as in the draft leave asides out, so that what a sentence does not tell is not
printed beneath it. The author has the whole text in the record, and in the notes what was left out.
"""

from collections.abc import Iterable
from uuid import UUID

from vividmap.core.entry_details import read_details
from vividmap.core.packets.gap_topics import is_plain_action, read_topic, tellable_gap
from vividmap.core.packets.learned_section import learned_sentences
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.trimming import is_talk, trim
from vividmap.core.record import Criterion, Evidence, Gap, Goal, Item, Record, SkillEntry, Touchpoint, Update
from vividmap.core.vocabulary import GAP_HOLDER_TAG
from vividmap.core.when import describe_when_in_prose

_ALL_WORDS = 10_000


def entry_sources(source_ids: Iterable[UUID], record: Record) -> list[UUID]:
    """Return the sources that footnotes quote: neither criteria nor headings that only hold gaps."""
    return [source_id for source_id in source_ids if is_quotable(record.by_id[source_id])]


def is_quotable(item: Item) -> bool:
    """Return whether an item may stand among the sources: no criterion, and no heading of gaps."""
    is_gap_holder = isinstance(item, Goal) and GAP_HOLDER_TAG in item.tags
    return not (isinstance(item, Criterion) or is_gap_holder)


def words_for_author(item: Item, voice: Voice) -> str:
    """Return an item in its author's words: date, text, outcome; of a gap what a reader may see."""
    words = voice.words(item, item.text)
    if isinstance(item, Evidence):
        words = _join_evidence(
            words,
            voice.words(item, item.outcome),
            [voice.words(item, detail) for detail in read_details(item)],
        )
    return _with_date(item, _other_words(item, voice) or words)


def words_for_readers(item: Item, voice: Voice) -> str:
    """Return the same without talk, and of feedback without who gave it; never what kind of note it is."""
    words = _other_words(item, voice) or voice.words(item, item.text)
    if isinstance(item, Evidence):
        details = [_without_talk(voice.words(item, detail)) for detail in read_details(item)]
        outcome = _without_talk(voice.words(item, item.outcome))
        text = trim(words).text
        words = _join_evidence(text.rstrip(".") if outcome else text, outcome, details)
    elif isinstance(item, SkillEntry) and item.category == "feedback":
        words = " ".join(learned_sentences(item, voice, _ALL_WORDS)) or "feedback"
    else:
        words = trim(words).text
    return f"{describe_when_in_prose(item.when)}: {words}" if item.is_dated else words


def _without_talk(text: str) -> str:
    """Return a text without talk, "" if it is nothing else."""
    told_text = trim(text).text
    return "" if is_talk(told_text) else told_text


def _join_evidence(text: str, outcome: str, details: Iterable[str]) -> str:
    return "; ".join((f"{text} → {outcome}" if outcome else text, *filter(None, details)))


def _with_date(item: Item, words: str) -> str:
    return f"{describe_when_in_prose(item.when) if item.is_dated else item.kind}: {words}"


def _other_words(item: Item, voice: Voice) -> str:
    """Return what is told of a conversation, a gap or an update; "" for other items."""
    if isinstance(item, Touchpoint):  # the rest of what was noted is for its author
        person = voice.record.by_id.get(item.parent) if item.parent else None
        return f"a conversation with {person.text}" if person else "a conversation"
    if isinstance(item, Gap):
        return read_topic(voice.words(item, item.text)).topic
    if isinstance(item, Update) and (item.gap or item.action):
        parts = [tellable_gap(item.gap), item.action if is_plain_action(item.action) else ""]
        told_parts = [part for part in parts if part] or [part for part in (item.gap, item.action) if part]
        return "; ".join(voice.words(item, part) for part in told_parts)
    return ""
