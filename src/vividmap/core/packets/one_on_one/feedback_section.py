"""What the person gave as feedback, and what came of it, told back to them.

    You told me in June: “Executives need the ask in line 1.” Since then, in July: decision memo, 2 pages.
    You told me in October that I answer before the question is finished.
    You noted in November, on the queue record: short is good, but I had explained it in four meetings.

What was said is always told as theirs; what its author answered stands behind it as "On my side: …".
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from uuid import UUID

from vividmap.core.english.quotations import without_quotations
from vividmap.core.english.stems import stems
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.learned_section import MY_CLAUSE, drop_giver, tell_in_full, tell_learning
from vividmap.core.packets.months import format_when
from vividmap.core.packets.one_on_one.meeting import Meeting
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.bullets import word_entry
from vividmap.core.packets.wording.forms import end_with_stop, lower_start
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.record import Evidence, Gap, SkillEntry, by_date
from vividmap.core.text import decapitalise

TITLE = "What you told me"
MAX_FEEDBACK = 2
"""Feedback that is told back in one conversation: the last."""


_TOPIC = lazy_pattern(r"(?P<topic>On [^:\"“”]{3,40}): (?=\S)")
_MINE = lazy_pattern(r"\b(?:I(?!/)|[Mm]e|[Mm]y|[Ww]e|[Oo]ur|us)\b")
_ANSWER = lazy_pattern(
    r"(?:now,? I"
    r"|(?:so )?I(?:[’']ll|[’']m going to| will| am going to| promised| agreed| checked| asked))\b",
    re.IGNORECASE,
)
"""How a sentence behind feedback begins that is its author's own."""


def draft_feedback_section(
    feedback: Iterable[SkillEntry],
    meeting: Meeting,
    told_before: Collection[UUID] = (),
    in_full: Collection[UUID] = (),
) -> tuple[DraftSection, tuple[AuthorNote, ...]]:
    """Return the person's last feedback, a line each, with later work that answers it; notes on the rest.

    What another part of the draft has told before is not told again. Nothing is left out of the entries
    `in_full`.
    """
    told_ids = set(told_before)
    lines: list[DraftSentence] = []
    unanswered: list[SkillEntry] = []
    for entry in sorted(feedback, key=by_date, reverse=True)[:MAX_FEEDBACK]:
        answers = _find_answers(entry, meeting)
        line = _draft_line(
            entry, [answer for answer in answers if answer.id not in told_ids], meeting, in_full
        )
        if line:
            lines.append(line)
            told_ids.update(line.sources)
            unanswered += [] if answers else [entry]
    section = DraftSection(TITLE, (DraftParagraph("", tuple(lines), is_list=True),) if lines else ())
    return section, tuple(_unanswered_notes(unanswered, meeting.person.text))


def _draft_line(
    feedback: SkillEntry, answers: Sequence[Evidence], meeting: Meeting, in_full: Collection[UUID]
) -> DraftSentence | None:
    tell = tell_in_full if feedback.id in in_full else tell_learning
    text = tell(feedback, Voice(meeting.record, meeting.period))
    if not text:
        return None
    lead, told_text = _tell_who_said(text, _date_text(feedback, meeting))
    sentences = [f"{lead} {told_text}"]
    sources: list[Evidence | SkillEntry] = [feedback]
    if answers:
        answer = max(answers, key=by_date)
        sentences.append(_tell_answer(answer, meeting, in_full=answer.id in in_full))
        sources.append(answer)
    return DraftSentence(" ".join(sentences), tuple(source.id for source in sources), lead)


def _tell_who_said(text: str, date_text: str) -> tuple[str, str]:
    """Return the words in bold, which say who said or noted a text, and the text as it goes on after them."""
    topic = _TOPIC.match(text)
    told_text = lower_start(text[topic.end() :] if topic else text)
    place = ", ".join(part for part in (date_text, topic and lower_start(topic["topic"])) if part)
    lead = f"You told me {place}".rstrip()
    if told_text.startswith("to "):
        return lead, told_text
    if not _MINE.search(without_quotations(told_text)):
        return f"{lead}:", told_text
    remark, answer = _split_answer(told_text)
    answer_text = f" On my side: {answer}" if answer else ""
    if MY_CLAUSE.match(remark):
        clause = remark if remark.startswith("I") else decapitalise(remark)
        return f"{lead}," if topic else lead, f"that {clause}{answer_text}"
    return f"{f'You noted {place}'.rstrip()}:", f"{remark}{answer_text}"


def _split_answer(text: str) -> tuple[str, str]:
    """Return what was said, and what the author answered or did about it, "" if that is not told."""
    sentences = split_notes(text)
    place = next(
        (place for place, sentence in enumerate(sentences) if place and _ANSWER.match(sentence)), None
    )
    if place is None:
        return text, ""
    return " ".join(sentences[:place]), lower_start(" ".join(sentences[place:]))


def _tell_answer(answer: Evidence, meeting: Meeting, *, in_full: bool) -> str:
    """Return later work as a sentence: what was done before what came of it."""
    voice = Voice(meeting.record, meeting.period, addressee=meeting.person.id)
    bullet = word_entry(answer, voice, in_full=in_full)
    if in_full:
        text = bullet.sentence.text
    elif bullet.is_result_first and bullet.deed:
        text = f"{bullet.deed}; {lower_start(bullet.result)}"
    else:
        text = bullet.lead
    date_text = f", {_date_text(answer, meeting)}" if answer.when else ""
    sign = "," if ": " in text else ":"
    return f"Since then{date_text}{sign} {end_with_stop(lower_start(text))}"


def _date_text(entry: Evidence | SkillEntry, meeting: Meeting) -> str:
    text = format_when(entry.when, meeting.period) if entry.when else ""
    return decapitalise(text)


def _find_answers(feedback: SkillEntry, meeting: Meeting) -> list[Evidence]:
    """Return the evidence after a feedback that answers it and may be told.

    That is work on the same gap; on the same goal or skill, which many entries share, only where it also has
    a word in common with what was said.
    """
    if feedback.when is None:
        return []
    last_day = feedback.when.last
    return [
        entry
        for entry in meeting.record.items_of(Evidence)
        if entry.when and last_day < entry.when.first <= meeting.day
        if _is_answered_by(feedback, entry, meeting) and meeting.can_tell(entry)
    ]


def _is_answered_by(feedback: SkillEntry, entry: Evidence, meeting: Meeting) -> bool:
    shared_ids = {*feedback.linked_ids("goal"), *feedback.linked_ids("skill")} & {
        *entry.linked_ids("goal"),
        *entry.linked_ids("skill"),
    }
    if any(isinstance(meeting.record.by_id.get(item_id), Gap) for item_id in shared_ids):
        return True
    if not shared_ids:
        return False
    voice = Voice(meeting.record, meeting.period)
    said = drop_giver(voice.words(feedback, feedback.text), voice.name_pattern)
    done = voice.words(entry, f"{entry.text} {entry.outcome}")
    return not stems(said).keys().isdisjoint(stems(done))


def _unanswered_notes(entries: Sequence[SkillEntry], name: str) -> Iterator[AuthorNote]:
    if entries:
        yield AuthorNote(
            f"Nothing in the record follows this feedback from {name}: have an answer ready, or link later"
            " work to the same gap.",
            tuple(entry.id for entry in entries),
        )
