"""What the person gave as feedback, and what came of it, told back to them.

    You told me in June: “Executives need the ask in line 1.” Since then, in July: decision memo, 2 pages.
    You told me in October that I answer before the question is finished.
    In November you said of the queue record that short is good, but I had explained it in four meetings.
    You told me in March: “Put the ask first.” Is the Kafka memo (July) closer to what you meant?

What was said is always told as theirs; what its author answered stands behind it as "On my side: …".
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from vividmap.core.english.quotations import without_quotations
from vividmap.core.english.stems import stems
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.feedback_quotes import find_quotation, find_rating
from vividmap.core.packets.learned_section import MY_CLAUSE, drop_giver, tell_in_full, tell_learning
from vividmap.core.packets.months import format_when
from vividmap.core.packets.one_on_one.asks import read_asks
from vividmap.core.packets.one_on_one.feedback_words import find_clause, is_praise
from vividmap.core.packets.one_on_one.meeting import Meeting
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.voice import Voice, first_name
from vividmap.core.packets.wording.bullets import word_entry
from vividmap.core.packets.wording.forms import capitalise_first, end_with_stop, lower_start, without_stop
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.packets.wording.topics import find_topic
from vividmap.core.record import Evidence, Gap, Person, SkillEntry, by_date
from vividmap.core.text import decapitalise

TITLE = "What you told me"
MAX_FEEDBACK = 2
"""Feedback that is told back in one conversation: the last."""


_TOPIC = lazy_pattern(r"(?P<topic>On [^:\"“”]{3,40}): (?=\S)")
_MINE = lazy_pattern(r"\b(?:I(?!/)|[Mm]e|[Mm]y|[Ww]e|[Oo]ur|us)\b")
_CLAUSE = lazy_pattern(
    r"(?:[\w’'-]+ ){1,5}?(?:is|are|was|were|has|have|had|does|did|needs?|should|could|can|will|would|reads?"
    r"|looks?)\b"
)
"""How a remark begins that is a sentence with a verb: "short is good"."""
_CLAUSE_END = lazy_pattern(r"[,;:] ")
_MAX_CORE_WORDS = 12
_MIN_COMMON_WORDS = 2
"""Words in common with feedback from which later work is told as an answer to it."""
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
    remark_line = _tell_feedback(feedback, meeting, in_full)
    if remark_line is None:
        return None
    sources: list[Evidence | SkillEntry] = [feedback]
    text = remark_line.text
    told_answers = [
        answer for answer in answers if answer.id in in_full or _has_answered(feedback, answer, meeting)
    ]
    if answer := max(told_answers, key=by_date, default=None):
        text = f"{text} {_tell_answer(answer, meeting, in_full=answer.id in in_full)}"
        sources.append(answer)
    elif not is_praise(remark_line.text) and (question := _ask_about_answer(answers, meeting)):
        text = f"{text} {question.text}"
        sources.append(question.answer)
    return DraftSentence(text, tuple(source.id for source in sources), emphasis=remark_line.emphasis)


class _ToldFeedback(NamedTuple):
    """A sentence that tells feedback back, and its words in bold: what it is about."""

    text: str
    emphasis: str


class _AnswerQuestion(NamedTuple):
    """The question whether later work is what was meant, and that work."""

    text: str
    answer: Evidence


def _tell_feedback(feedback: SkillEntry, meeting: Meeting, in_full: Collection[UUID]) -> _ToldFeedback | None:
    """Return feedback as a sentence to who gave it, None where nothing of it may be told."""
    voice = Voice(meeting.record, meeting.period)
    date_text = _date_text(feedback, meeting)
    if feedback.id in in_full:
        return _tell_who_said(tell_in_full(feedback, voice), date_text)
    note = voice.words(feedback, feedback.text)
    words = drop_giver(note, voice.name_pattern)
    place = f" {date_text}" if date_text else ""
    if _has_name_held_back(note, meeting):
        return None
    if rating := find_rating(words):
        return _ToldFeedback(
            end_with_stop(f"{capitalise_first(f'{date_text} you'.strip())} rated me {rating}"), rating
        )
    topic = _TOPIC.match(capitalise_first(words.strip()))
    if quotation := "" if topic else find_quotation(note) or find_quotation(words):
        quotation = _without_asks(quotation)
        return _ToldFeedback(f"You told me{place}: {_end_quotation(quotation)}", _core_of(quotation[1:-1]))
    if clause := find_clause(words):
        return _ToldFeedback(end_with_stop(f"You told me{place} that {clause}"), _core_of(clause))
    text = tell_learning(feedback, voice)
    return _tell_who_said(text, date_text) if text else None


def _tell_who_said(text: str, date_text: str) -> _ToldFeedback:
    """Return a text that tells feedback, with who said it and when in front."""
    topic = _TOPIC.match(text)
    told_text = lower_start(text[topic.end() :] if topic else text)
    subject = topic["topic"][len("On ") :] if topic else ""
    about = f" of {subject}" if subject else ""
    lead = capitalise_first(f"{date_text} you said{about}") if about else f"You told me {date_text}".rstrip()
    if told_text.startswith("to "):
        return _ToldFeedback(f"{lead} {told_text}", subject or _core_of(told_text))
    if not _MINE.search(without_quotations(told_text)):
        sign = " that" if about and _CLAUSE.match(told_text) else ":"
        return _ToldFeedback(f"{lead}{sign} {told_text}", subject or _core_of(told_text))
    remark, answer = _split_answer(told_text)
    answer_text = f" On my side: {answer}" if answer else ""
    if MY_CLAUSE.match(remark) or (about and _CLAUSE.match(remark)):
        clause = remark if remark.startswith("I") else decapitalise(remark)
        return _ToldFeedback(f"{lead} that {clause}{answer_text}", subject or _core_of(clause))
    noted_lead = lead if about else f"You noted {date_text}".rstrip()
    return _ToldFeedback(f"{noted_lead}: {remark}{answer_text}", subject or _core_of(remark))


def _without_asks(quotation: str) -> str:
    """Return a quotation without what its speaker asked for, which stands among what is open."""
    inner = quotation[1:-1].strip()
    sentences = [sentence for sentence in split_notes(inner) if not any(read_asks(sentence))]
    return f"{quotation[0]}{' '.join(sentences) or inner}{quotation[-1]}"


def _end_quotation(quotation: str) -> str:
    return quotation if quotation[-2:-1] in tuple(".!?…") else f"{quotation}."


def _core_of(text: str) -> str:
    """Return the words of feedback that stand out: its first sentence, or the beginning of a long one."""
    sentence = without_stop(next(iter(split_notes(text)), text)).strip('“”"„«» ')
    if len(sentence.split()) <= _MAX_CORE_WORDS:
        return sentence
    clause = _CLAUSE_END.split(sentence, maxsplit=1)[0]
    return clause if len(clause.split()) <= _MAX_CORE_WORDS else ""


def _has_name_held_back(text: str, meeting: Meeting) -> bool:
    """Return whether a text names somebody on the map of whom the person may not be told."""
    people = (person for person in meeting.record.items_of(Person) if not meeting.can_tell(person))
    return any(re.search(rf"(?<!\w){re.escape(first_name(person.text))}(?!\w)", text) for person in people)


def _has_answered(feedback: SkillEntry, answer: Evidence, meeting: Meeting) -> bool:
    """Return whether work has words enough in common with feedback to be told as what came of it."""
    voice = Voice(meeting.record, meeting.period)
    feedback_words = drop_giver(voice.words(feedback, feedback.text), voice.name_pattern)
    work_words = voice.words(answer, f"{answer.text} {answer.outcome}")
    return len(stems(feedback_words).keys() & stems(work_words).keys()) >= _MIN_COMMON_WORDS


def _ask_about_answer(answers: Sequence[Evidence], meeting: Meeting) -> _AnswerQuestion | None:
    """Return the question whether the newest work on the same subject that has a name is what was meant."""
    voice = Voice(meeting.record, meeting.period)
    for answer in sorted(answers, key=by_date, reverse=True):
        if topic := find_topic(answer, voice):
            date_text = format_when(answer.when, meeting.period).removeprefix("In ") if answer.when else ""
            month = f" ({date_text})" if date_text else ""
            return _AnswerQuestion(f"Is {_with_article(topic)}{month} closer to what you meant?", answer)
    return None


def _with_article(topic: str) -> str:
    """Return the name of a piece of work as the subject of a sentence: "the Kafka memo", "RFC 112"."""
    words = topic.split()
    is_own_name = any(map(str.isdigit, words[-1])) or words[0].casefold() in ("the", "my", "our", "a", "an")
    return lower_start(topic) if is_own_name else f"the {lower_start(topic)}"


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
