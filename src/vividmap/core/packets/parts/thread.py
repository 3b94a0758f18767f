"""The thread of a series of 1:1s: when we met, what was shown, what stayed open.

Open questions are what the author wrote beneath a heading "Open questions" in the packet of the last 1:1, and
left there: a line each, `- [x]` for one that is done.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vividmap.core.facts.facts import YEAR
from vividmap.core.packets.choosing.meeting import Meeting, touchpoints
from vividmap.core.packets.kept import asked
from vividmap.core.packets.kept.drafts import handles, plain, unmarked
from vividmap.core.packets.packet import Note, Paragraph, Section, Sentence
from vividmap.core.packets.wording.voice import Voice, quoted
from vividmap.core.record import Evidence, SavedPacket, SkillEntry, Touchpoint, by_date
from vividmap.core.saying import days_before, listed, on
from vividmap.core.saying import quoted as briefly

OPEN = "Open questions"

_OPENED = re.compile(rf"#{{1,6}}\s+{OPEN}\b.*", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}\s")
_BULLET = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+")
_BOX = re.compile(r"\[(?P<tick>[ xX])\]\s+")


@dataclass(frozen=True, slots=True)
class Thread:
    """What there was before a conversation: the last touchpoint, feedback, what was shown, packet."""

    met: Touchpoint | None
    feedback: SkillEntry | None
    shown: tuple[Evidence | SkillEntry, ...]
    shown_on: date | None
    last: SavedPacket | None


def thread(meeting: Meeting) -> Thread:
    """Return how things stood before a conversation.

    What happened on its very day counts as this conversation, so that drafting it anew changes nothing.
    """
    record, person, day = meeting.record, meeting.person, meeting.day
    met = (
        one
        for one in touchpoints(record, person)
        if one.when and (one.when.last < day or one.when.last <= meeting.period.first)
    )
    feedback = (
        one
        for one in record.all(SkillEntry)
        if one.what == "feedback" and person.id in one.linked("person") and meeting.shows(one)
        if one.when and days_before(day, YEAR) <= one.when.last <= day
    )
    shown = list(meeting.shown())
    shown_on = max((on for on, _ in shown), default=None)
    packets = (
        one
        for one in record.all(SavedPacket)
        if one.what == "one-on-one" and asked.of(one).choices.person == person.id
        if one.when and one.when.last < day
    )
    return Thread(
        max(met, key=by_date, default=None),
        max(feedback, key=by_date, default=None),
        tuple(sorted((item for on, item in shown if on == shown_on), key=by_date)),
        shown_on,
        max(packets, key=by_date, default=None),
    )


def still_open(thread: Thread) -> Section:
    """Return the questions that the last 1:1 left open, as its author wrote them."""
    last = thread.last
    questions = tuple(Sentence(one, (last.id,)) for one in open_questions(last.body)) if last else ()
    return Section(OPEN, (Paragraph("", questions, listed=True),) if questions else ())


def open_questions(text: str) -> Iterator[str]:
    """Yield what stands in a Markdown text beneath "Open questions", a line each, without what is ticked."""
    is_open = False
    for line in map(str.strip, text.splitlines()):
        if _HEADING.match(line):
            is_open = bool(_OPENED.fullmatch(line))
        elif is_open:
            said = _BULLET.sub("", line, count=1)
            box = _BOX.match(said)
            question = plain(unmarked(said[box.end() :] if box else said)).strip()
            if question and not (box and box["tick"].strip()):
                yield question


def notes_on(thread: Thread, name: str, voice: Voice) -> Iterator[Note]:
    """Yield to the author where the last conversation left off. What a touchpoint says stands here alone."""
    met, last = thread.met, thread.last
    if met and met.when:
        said = f": {quoted(voice.words(met, met.text))}" if met.text.strip() else "."
        yield Note(f"You last met on {on(met.when.last)}{said}", (met.id,))
    else:
        yield Note(f"No touchpoint with {name} is noted from before this one.")
    if thread.shown_on:
        told = listed((briefly(one.text) for one in thread.shown), 3)
        ids = tuple(one.id for one in thread.shown)
        yield Note(f"Last shown to {name}, on {on(thread.shown_on)}: {told}.", ids)
    if thread.feedback and thread.feedback.when:
        when, words = on(thread.feedback.when.last), voice.words(thread.feedback, thread.feedback.text)
        yield Note(f"The last feedback from {name}, of {when}: {quoted(words)}", (thread.feedback.id,))
    if last and not _took_place(thread, last):
        said = "was prepared and is not marked as said; mark it if you had it, so that nothing is told twice"
        yield Note(f"{briefly(last.text)} {said}.", (last.id,))


def _took_place(thread: Thread, last: SavedPacket) -> bool:
    """Tell whether anything happened from the day on which a packet that tells of something was prepared."""
    if last.when is None or not handles(last.body):
        return True
    met = thread.met.when.last if thread.met and thread.met.when else date.min
    return max(met, thread.shown_on or date.min) >= last.when.last
