"""What the person said, and what came of it: their last feedback, told back to them."""

from vividmap.core.packets.learned_section import tell_learning
from vividmap.core.packets.months import format_when
from vividmap.core.packets.one_on_one.meeting import Meeting
from vividmap.core.packets.packet import DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.bullets import MAX_SUPPORT_WORDS, word_entry
from vividmap.core.packets.wording.forms import end_with_stop, lower_start
from vividmap.core.record import Evidence, SkillEntry, by_date

TITLE = "What you said"


def draft_feedback_section(feedback: SkillEntry | None, meeting: Meeting) -> DraftSection:
    """Return the person's last feedback in a line, with the result of later work on the same thing."""
    if feedback is None:
        return DraftSection(TITLE, ())
    voice = Voice(meeting.record, meeting.period, addressee=meeting.person.id)
    text = tell_learning(feedback, Voice(meeting.record, meeting.period))
    if not text:
        return DraftSection(TITLE, ())
    date_text = format_when(feedback.when, meeting.period) if feedback.when else ""
    lead = f"You said {date_text[:1].lower()}{date_text[1:]}:" if date_text else "You said:"
    sentences = [f"{lead} {lower_start(text)}"]
    sources: list[Evidence | SkillEntry] = [feedback]
    if entry := _later_entry(feedback, meeting):
        result = end_with_stop(word_entry(entry, voice, MAX_SUPPORT_WORDS).lead)
        sentences.append(f"Since then: {lower_start(result)}")
        sources.append(entry)
    sentence = DraftSentence(" ".join(sentences), tuple(source.id for source in sources), lead)
    return DraftSection(TITLE, (DraftParagraph("", (sentence,), is_list=True),))


def _later_entry(feedback: SkillEntry, meeting: Meeting) -> Evidence | None:
    """Return the latest evidence after a feedback that is on the same goal or skill and may be told."""
    links = {*feedback.linked_ids("goal"), *feedback.linked_ids("skill")}
    if feedback.when is None or not links:
        return None
    last_day = feedback.when.last
    entries = (
        entry
        for entry in meeting.record.items_of(Evidence)
        if entry.when and last_day < entry.when.first <= meeting.day
        if links & {*entry.linked_ids("goal"), *entry.linked_ids("skill")} and meeting.can_tell(entry)
    )
    return max(entries, key=by_date, default=None)
