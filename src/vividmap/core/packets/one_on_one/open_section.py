"""What is open between the two: what the person asked for, what the author said to do, and what to pass on.

It is read from touchpoints of the last weeks: those with the person, who was there, and those with others in
which the author notes to tell this person something. The rest of a touchpoint stays the author's.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from vividmap.core.english.due_dates import find_due_date
from vividmap.core.english.phrasing import describe_day, quote
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.one_on_one.asks import read_asks, read_clauses
from vividmap.core.packets.one_on_one.meeting import Meeting, touchpoints
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.sentences import outside_marks
from vividmap.core.packets.voice import Voice, first_name
from vividmap.core.packets.wording.forms import end_with_stop, reform_within, without_stop
from vividmap.core.packets.wording.trimming import drop_day_pointers
from vividmap.core.record import Person, Touchpoint, by_date
from vividmap.core.text import decapitalise
from vividmap.core.when import days_before, month_name

TITLE = "Open from before"
OPEN_DAYS = 45
"""Days for which a promise or a request is brought along."""
LAST_TALK_DAYS = 180
"""Days for which those of the last conversation are, where none is more recent."""
MAX_LINES = 4
DUE_DAYS = 21
"""Days before something is due from which its author is told: there is time to do it."""

_TELLING = (
    r"(?:tell|say|mention|raise|bring|pass|report|talk|speak|show|take|check)\b(?: \w+){0,4}? "
    r"(?:to |with |by )?"
)
"""How a clause begins that passes something on, before a name."""
_POINTING_DEED = lazy_pattern(
    r"(?:so|it|this|that|them|up|on|about|to|with|by|say|tell|mention|raise|bring|pass|report|talk|speak|show"
    r"|take|check|soon|also|too|maybe|again|the|a|an|this|next|by|before|of|in|week|month|year|quarter|time|1:1"
    r"|day|half|end)\b",
    re.IGNORECASE,
)
_PREDICATE = lazy_pattern(
    r"(?:wants?|wanted|needs?|needed|asks?|asked|is|has|had|thinks|likes|hopes|plans|prefers|would|will|can"
    r"|cannot)\b",
    re.IGNORECASE,
)
_ADDITION = lazy_pattern(r"[,;] | \(")
_THAT = lazy_pattern(r"(?:that|about|of|:)\s+", re.IGNORECASE)


class OpenPoint(NamedTuple):
    """A line of what is open, its words in bold, the touchpoint that holds it, and by when it is due."""

    text: str
    emphasis: str
    source: Touchpoint
    due: date | None = None


def draft_open_section(meeting: Meeting) -> tuple[DraftSection, tuple[AuthorNote, ...]]:
    """Return what is open from before a conversation, the newest first, and notes on what is due."""
    points = [*_own_points(meeting), *_points_to_pass_on(meeting)][:MAX_LINES]
    lines = tuple(DraftSentence(point.text, (point.source.id,), emphasis=point.emphasis) for point in points)
    section = DraftSection(TITLE, (DraftParagraph("", lines, is_list=True),) if lines else ())
    return section, tuple(_due_notes(points, meeting.day))


def _due_notes(points: Iterable[OpenPoint], day: date) -> Iterator[AuthorNote]:
    """Yield what was due before a day, or will be soon, with its date: the note itself may not state it."""
    for point in sorted((point for point in points if point.due), key=lambda point: point.due or day):
        if point.due and point.due <= days_before(day, -DUE_DAYS):
            state = "Overdue since" if point.due < day else "Due on"
            text = f"{state} {describe_day(point.due)}: {quote(without_stop(point.text))}."
            yield AuthorNote(text, (point.source.id,), step=text)


def _own_points(meeting: Meeting) -> Iterator[OpenPoint]:
    """Yield what the person asked for, and what the author said to do, in the last conversations."""
    voice = Voice(meeting.record, meeting.period, addressee=meeting.person.id)
    for touchpoint in _recent_with(meeting):
        said_on = touchpoint.when.last if touchpoint.when else meeting.day
        for ask in read_asks(voice.words(touchpoint, f"{touchpoint.text}\n{touchpoint.body}".strip())):
            due = find_due_date(ask.clause, said_on)
            yield _point(ask.lead, ask.words, touchpoint)._replace(due=due)


def _point(lead: str, words: str, touchpoint: Touchpoint) -> OpenPoint:
    """Return a line of what is open, with the day of the conversation."""
    day = touchpoint.when.last if touchpoint.when else None
    aside = f" ({day.day} {month_name(day).partition(' ')[0]})" if day else ""
    wording = without_stop(reform_within(words))
    return OpenPoint(end_with_stop(f"{lead} {wording}{aside}"), _core_of(wording), touchpoint)


def _core_of(wording: str) -> str:
    """Return the words that say what is open, without what is added behind a comma."""
    end = next(outside_marks(wording, _ADDITION.finditer(wording)), None)
    return wording[: end.start()] if end else wording


def _clauses(touchpoint: Touchpoint, voice: Voice) -> list[str]:
    text = voice.words(touchpoint, touchpoint.text)
    return [clause for clause in map(_without_pointers, read_clauses(text)) if clause]


def _without_pointers(clause: str) -> str:
    return drop_day_pointers(clause).text.strip(" .,;")


def _recent(meeting: Meeting, person: Person, days: int = OPEN_DAYS) -> list[Touchpoint]:
    """Return the touchpoints with a person in the days before a conversation that may be told of."""
    first = days_before(meeting.day, days)
    recent = (
        touchpoint
        for touchpoint in touchpoints(meeting.record, person)
        if touchpoint.when and first <= touchpoint.when.last and _is_before(touchpoint.when.last, meeting)
        if not meeting.confidentiality.is_held_back(touchpoint)
    )
    return sorted(recent, key=by_date, reverse=True)


def _recent_with(meeting: Meeting) -> list[Touchpoint]:
    """Return the touchpoints of the last weeks with the person, or those of the last day they met."""
    earlier = _recent(meeting, meeting.person, LAST_TALK_DAYS)
    recent = _recent(meeting, meeting.person)
    return recent or [talk for talk in earlier if talk.when == earlier[0].when]


def _is_before(day: date, meeting: Meeting) -> bool:
    return day < meeting.day or day <= meeting.period.first


def _points_to_pass_on(meeting: Meeting) -> Iterator[OpenPoint]:
    """Yield what the author noted to tell or to ask this person, in conversations with others."""
    names = (meeting.person.text, first_name(meeting.person.text))
    name = rf"(?:{'|'.join(map(re.escape, names))})(?!\w)"
    pass_on, ask = re.compile(_TELLING + name, re.IGNORECASE), re.compile(rf"ask {name}", re.IGNORECASE)
    for other in sorted(meeting.record.items_of(Person), key=lambda person: person.id.int):
        if other.id == meeting.person.id or not meeting.can_tell(other):
            continue
        for touchpoint in _recent(meeting, other):
            clauses = _clauses(touchpoint, Voice(meeting.record, meeting.period))
            for place, clause in enumerate(clauses):
                if match := ask.match(clause):
                    lead = "I wanted to ask you"
                    words = clause[match.end() :].strip(" :")
                elif match := pass_on.match(clause):
                    lead, words = _message(clauses, place, match, other)
                else:
                    continue
                if words:
                    yield _point(lead, words, touchpoint)


def _message(clauses: list[str], place: int, match: re.Match[str], other: Person) -> tuple[str, str]:
    """Return from whom a message is and what it says: the rest of the clause, or the clause before it."""
    clause = clauses[place]
    words = _THAT.sub("", clause[match.end() :].strip(), count=1)
    if _POINTING_DEED.sub("", words).strip(" ,.:") == "":
        words = clauses[place - 1] if place else ""
    lead = other.text if _PREDICATE.match(words) else f"{other.text}:"
    return lead, decapitalise(words) if _PREDICATE.match(words) else words
