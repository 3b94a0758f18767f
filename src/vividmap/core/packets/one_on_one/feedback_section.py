"""What the person gave as feedback, and what came of it, told back to them."""

from collections.abc import Collection, Iterable
from uuid import UUID

from vividmap.core.packets.learned_section import tell_in_full, tell_learning
from vividmap.core.packets.months import format_when
from vividmap.core.packets.one_on_one.meeting import Meeting
from vividmap.core.packets.packet import DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.bullets import word_entry
from vividmap.core.packets.wording.forms import end_with_stop, lower_start
from vividmap.core.record import Evidence, SkillEntry, by_date

TITLE = "What you told me"
MAX_FEEDBACK = 2
"""Feedback that is told back in one conversation: the last."""


def draft_feedback_section(
    feedback: Iterable[SkillEntry],
    meeting: Meeting,
    told_before: Collection[UUID] = (),
    in_full: Collection[UUID] = (),
) -> DraftSection:
    """Return the person's last feedback, a line each, with the result of later work on the same thing.

    What another part of the draft has told before is not told again. Nothing is left out of the entries
    `in_full`.
    """
    told_ids = set(told_before)
    lines = []
    for entry in sorted(feedback, key=by_date, reverse=True)[:MAX_FEEDBACK]:
        line = _draft_line(entry, meeting, told_ids, in_full)
        if line:
            lines.append(line)
            told_ids.update(line.sources)
    return DraftSection(TITLE, (DraftParagraph("", tuple(lines), is_list=True),) if lines else ())


def _draft_line(
    feedback: SkillEntry, meeting: Meeting, told_ids: Collection[UUID], in_full: Collection[UUID]
) -> DraftSentence | None:
    tell = tell_in_full if feedback.id in in_full else tell_learning
    text = tell(feedback, Voice(meeting.record, meeting.period))
    if not text:
        return None
    date_text = format_when(feedback.when, meeting.period) if feedback.when else ""
    lead = f"You told me {date_text[:1].lower()}{date_text[1:]}:" if date_text else "You told me:"
    sentences = [f"{lead} {lower_start(text)}"]
    sources: list[Evidence | SkillEntry] = [feedback]
    if entry := _later_entry(feedback, meeting, told_ids):
        voice = Voice(meeting.record, meeting.period, addressee=meeting.person.id)
        bullet = word_entry(entry, voice, in_full=entry.id in in_full)
        later_text = bullet.sentence.text if entry.id in in_full else end_with_stop(bullet.lead)
        sentences.append(f"Since then: {lower_start(later_text)}")
        sources.append(entry)
    return DraftSentence(" ".join(sentences), tuple(source.id for source in sources), lead)


def _later_entry(feedback: SkillEntry, meeting: Meeting, told_ids: Collection[UUID]) -> Evidence | None:
    """Return the latest evidence after a feedback that is on the same goal or skill and may be told."""
    links = {*feedback.linked_ids("goal"), *feedback.linked_ids("skill")}
    if feedback.when is None or not links:
        return None
    last_day = feedback.when.last
    entries = (
        entry
        for entry in meeting.record.items_of(Evidence)
        if entry.when and last_day < entry.when.first <= meeting.day and entry.id not in told_ids
        if links & {*entry.linked_ids("goal"), *entry.linked_ids("skill")} and meeting.can_tell(entry)
    )
    return max(entries, key=by_date, default=None)
