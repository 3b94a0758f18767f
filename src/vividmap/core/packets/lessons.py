"""What an author would do differently, in the words in which the record says it already.

A gap under a heading that asks just that ("What would you do differently?") is the answer to it; elsewhere a
sentence is one that says so itself: "I should have involved Security earlier". What concerns a feeling, a
quarrel or the author's own case is left to its author.
"""

import re
from collections.abc import Iterator
from uuid import UUID

from vividmap.core.english.dates import Period
from vividmap.core.english.gap_words import CAMPAIGN, PRIVATE
from vividmap.core.english.own_faults import is_own_fault
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.packet import DraftSentence
from vividmap.core.packets.question_topics import question_topic
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.forms import end_with_stop, reform
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.record import Evidence, Gap, Goal, Record, SkillEntry, by_date

MAX_LESSONS = 3
_HINDSIGHT = lazy_pattern(
    r"\b(?:(?:should|could|ought to) have|shouldn['’]t have|next time|in hindsight|looking back"
    r"|with hindsight"
    r"|(?:i would|i['’]d) (?:\w+ ){0,4}(?:differently|earlier|sooner)|wish i had|lesson(?: learned)?"
    r"|took on too much|hätte (?:\w+ ){0,8}(?:sollen|müssen)|nächstes mal|im nachhinein|rückblickend"
    r"|j['’]aurais dû|la prochaine fois|avec le recul|debería haber|la próxima vez|avrei dovuto"
    r"|deveria ter|had (?:ik )?(?:\w+ ){0,6}moeten)\b",
    re.IGNORECASE,
)


def draft_lessons(
    record: Record, voice: Voice, confidentiality: ConfidentialityFilter
) -> tuple[DraftSentence, ...]:
    """Return the sentences of gaps and goals that say what their author would do differently."""
    lessons: list[DraftSentence] = []
    items: list[Gap | Goal] = [*record.items_of(Gap), *record.items_of(Goal)]
    for item in items:
        if not confidentiality.can_tell(item) or question_topic(item.text) == "differently":
            continue
        sentences = split_notes(voice.words(item, item.text) or item.text)
        told = [
            sentence for sentence in sentences if _is_told(sentence, is_answer=_is_asked_for(item, record))
        ]
        if told and any(map(_HINDSIGHT.search, told)):
            text = " ".join(end_with_stop(reform(sentence)) for sentence in told)
            lessons.append(DraftSentence(text, (item.id,)))
    return tuple(lessons[:MAX_LESSONS])


def _is_asked_for(item: Gap | Goal, record: Record) -> bool:
    """Return whether an item stands under a heading that asks what its author would do differently."""
    holder = record.by_id.get(item.parent) if item.parent else None
    return holder is not None and question_topic(holder.text) == "differently"


def _is_told(sentence: str, *, is_answer: bool) -> bool:
    is_private = bool(PRIVATE.search(sentence) or CAMPAIGN.search(sentence))
    return not is_private and (is_answer or bool(_HINDSIGHT.search(sentence)))


def lesson_entries(record: Record, period: Period, confidentiality: ConfidentialityFilter) -> Iterator[UUID]:
    """Yield the entries of a period from which an author may say what to do differently."""
    entries = [*record.items_during(Evidence, period), *record.items_during(SkillEntry, period)]
    for entry in sorted(filter(confidentiality.can_tell, entries), key=by_date):
        text = f"{entry.text}; {entry.body}"
        if is_own_fault(text) or _HINDSIGHT.search(text):
            yield entry.id
