"""The thread of a series of 1:1s: when we met, what was shown, what stayed open.

Open questions are what the author wrote beneath a heading "Open questions" in the packet of the last 1:1, and
left there: a line each, `- [x]` for one that is done.
"""

import re
from collections.abc import Iterator
from datetime import date

from vividmap.core.english.phrasing import describe_day, join_names, quote
from vividmap.core.facts.facts import YEAR
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.draft_text import marked_handles, remove_marks, unescape_markdown
from vividmap.core.packets.one_on_one.fields import PERSON
from vividmap.core.packets.one_on_one.meeting import Meeting, touchpoints
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.request import read_request
from vividmap.core.packets.voice import Voice, quote_text
from vividmap.core.record import Evidence, SavedPacket, SkillEntry, Touchpoint, by_date
from vividmap.core.when import days_before

NAME = "one-on-one"
OPEN = "Open questions"

_OPEN_HEADING = lazy_pattern(rf"#{{1,6}}\s+{OPEN}\b.*", re.IGNORECASE)
_HEADING = lazy_pattern(r"#{1,6}\s")
_BULLET = lazy_pattern(r"(?:[-*+]|\d{1,9}[.)])\s+")
_CHECKBOX = lazy_pattern(r"\[(?P<tick>[ xX])\]\s+")


@dataclass(frozen=True, slots=True)
class MeetingThread:
    """What there was before a conversation: the last touchpoint, all feedback, entries shown, packet."""

    touchpoint: Touchpoint | None
    feedback: tuple[SkillEntry, ...]
    shown_entries: tuple[Evidence | SkillEntry, ...]
    shown_on: date | None
    packet: SavedPacket | None


def find_thread(meeting: Meeting) -> MeetingThread:
    """Return how things stood before a conversation.

    What happened on its very day counts as this conversation, so that drafting it anew changes nothing.
    """
    earlier_shown = list(meeting.earlier_shown())
    shown_on = max((day for day, _ in earlier_shown), default=None)
    shown_entries = sorted((entry for day, entry in earlier_shown if day == shown_on), key=by_date)
    return MeetingThread(
        max(_earlier_touchpoints(meeting), key=by_date, default=None),
        tuple(sorted(_earlier_feedback(meeting), key=by_date)),
        tuple(shown_entries),
        shown_on,
        max(_earlier_packets(meeting), key=by_date, default=None),
    )


def _earlier_touchpoints(meeting: Meeting) -> Iterator[Touchpoint]:
    for touchpoint in touchpoints(meeting.record, meeting.person):
        when = touchpoint.when
        if when and (when.last < meeting.day or when.last <= meeting.period.first):
            yield touchpoint


def _earlier_feedback(meeting: Meeting) -> Iterator[SkillEntry]:
    """Yield the person's feedback of the last year that they may be told of."""
    first = days_before(meeting.day, YEAR)
    for entry in meeting.record.items_of(SkillEntry):
        is_theirs = entry.category == "feedback" and meeting.person.id in entry.linked_ids("person")
        if is_theirs and meeting.can_tell(entry) and entry.when and first <= entry.when.last <= meeting.day:
            yield entry


def _earlier_packets(meeting: Meeting) -> Iterator[SavedPacket]:
    for packet in meeting.record.items_of(SavedPacket):
        is_earlier = packet.conversation == NAME and packet.when and packet.when.last < meeting.day
        if is_earlier and read_request(packet).choices.answer(PERSON) == meeting.person.id:
            yield packet


def draft_open_questions(thread: MeetingThread) -> DraftSection:
    """Return the questions that the last 1:1 left open, as its author wrote them."""
    packet = thread.packet
    if packet is None:
        return DraftSection(OPEN, ())
    questions = tuple(DraftSentence(question, (packet.id,)) for question in read_open_questions(packet.body))
    return DraftSection(OPEN, (DraftParagraph("", questions, is_list=True),) if questions else ())


def read_open_questions(text: str) -> Iterator[str]:
    """Yield what stands in a Markdown text beneath "Open questions", a line each, without what is ticked."""
    is_open = False
    for line in map(str.strip, text.splitlines()):
        if _HEADING.match(line):
            is_open = bool(_OPEN_HEADING.fullmatch(line))
        elif is_open:
            content = _BULLET.sub("", line, count=1)
            checkbox = _CHECKBOX.match(content)
            question = unescape_markdown(
                remove_marks(content[checkbox.end() :] if checkbox else content)
            ).strip()
            if question and not (checkbox and checkbox["tick"].strip()):
                yield question


def thread_notes(thread: MeetingThread, name: str, voice: Voice) -> Iterator[AuthorNote]:
    """Yield to the author where the last conversation left off; only here a touchpoint is quoted."""
    touchpoint, packet = thread.touchpoint, thread.packet
    feedback = thread.feedback[-1] if thread.feedback else None
    if touchpoint and touchpoint.when:
        text = touchpoint.text
        quotation = f": {quote_text(voice.words(touchpoint, text))}" if text.strip() else "."
        yield AuthorNote(f"You last met on {describe_day(touchpoint.when.last)}{quotation}", (touchpoint.id,))
    else:
        yield AuthorNote(f"No touchpoint with {name} is noted from before this one.")
    if thread.shown_on:
        names = join_names((quote(entry.text) for entry in thread.shown_entries), 3)
        ids = tuple(entry.id for entry in thread.shown_entries)
        yield AuthorNote(f"Last shown to {name}, on {describe_day(thread.shown_on)}: {names}.", ids)
    if feedback and feedback.when:
        quotation = quote_text(voice.words(feedback, feedback.text))
        lead = f"The last feedback from {name}, on {describe_day(feedback.when.last)}"
        yield AuthorNote(f"{lead}: {quotation}", (feedback.id,))
    if packet and not _has_taken_place(thread, packet):
        warning = "was prepared and is not marked as held; mark it if it was, so that nothing is said twice"
        yield AuthorNote(f"{quote(packet.text)} {warning}.", (packet.id,))


def _has_taken_place(thread: MeetingThread, packet: SavedPacket) -> bool:
    """Return whether anything happened from the day on which a packet that names entries was prepared."""
    if packet.when is None or not marked_handles(packet.body):
        return True
    touchpoint = thread.touchpoint
    last_met = touchpoint.when.last if touchpoint and touchpoint.when else date.min
    return max(last_met, thread.shown_on or date.min) >= packet.when.last
