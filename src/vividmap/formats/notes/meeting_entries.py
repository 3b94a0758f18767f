"""Conversations that lines tell of → touchpoints, feedback by the other person, and what the author did."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vividmap.core.first_names import first_name_key
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import Person, SkillEntry, Touchpoint
from vividmap.core.shorthand import Draft, NameMark
from vividmap.core.text import fold
from vividmap.core.when import When
from vividmap.formats.notes.content import giver_of, named_quote_giver
from vividmap.formats.notes.dating import DatedText, split_date
from vividmap.formats.notes.heading_sections import HeadingSectionReader
from vividmap.formats.notes.making import Place, ReadEntry, ReadMeeting
from vividmap.formats.notes.meetings import NotedMeeting, read_meeting, read_remarks
from vividmap.formats.notes.nodes import Node, walk

OPEN_SECTIONS = ("", "evidence", "notes", "other", "ask", "one-on-one")
"""Where a line may tell of a conversation."""
_FROM_OTHERS = lazy_pattern(r"\b(?:from|by|via|von|de|par)\s", re.IGNORECASE)
_MOST_CHARACTERS = 800
"""Of a conversation in one text; the lines beneath a longer one stay its free text."""


class MeetingReader(HeadingSectionReader):
    """Reads lines that tell of a conversation with one person."""

    def _add_meeting(self, node: Node, place: Place) -> bool:
        """Read a line that tells of a conversation, and what is beneath it; return whether it is one."""
        if place.section not in OPEN_SECTIONS or place.person is not None or node.line.checked is False:
            return False
        dated_text = take_date(node.plain.text, place)
        meeting = read_meeting(dated_text.text)
        if meeting is None:
            return False
        moment = dated_text.moment or place.around.above
        place = place._replace(around=place.around._replace(above=moment), tags=(), is_asked=False)
        parts = [(node, meeting.text)]
        parts += [
            (line, line.plain.text)
            for child in node.children
            for line in walk(child)
            if line.sort in ("item", "text", "quote")
        ]
        touchpoint = self._touchpoint_of(node, meeting, dated_text.text, parts[1:], place, moment)
        if touchpoint is None:
            return False
        feedback: list[ReadEntry] = []
        for line, text in parts:
            own_line = Node(line.sort, line.lines)
            for remark in read_remarks(text, meeting.partner):
                giver = named_quote_giver(remark.text)
                if remark.sort == "feedback" and (
                    entry := self._feedback_of(own_line, remark.text, giver or meeting.partner, place, moment)
                ):
                    is_partner = not giver or first_name_key(giver) == first_name_key(meeting.partner)
                    (feedback if is_partner else self.entries).append(_with_all_lines(entry, node))
                elif remark.sort == "deed":
                    below = place._replace(section="evidence")
                    entry = self.maker.make(own_line, below, text=remark.text, when=moment)
                    self._add(entry and _with_all_lines(entry, node), own_line, "")
        self.meetings.append(ReadMeeting(meeting.partner, meeting.height, touchpoint, tuple(feedback)))
        return True

    def _touchpoint_of(  # noqa: PLR0913, PLR0917 - all that was read of the line
        self,
        node: Node,
        meeting: NotedMeeting,
        line: str,
        below: Sequence[tuple[Node, str]],
        place: Place,
        moment: When | None,
    ) -> ReadEntry | None:
        """Return the touchpoint of a conversation, with the lines beneath it."""
        text = _join([meeting.words, *(text for _, text in below)])
        own_line = Node(node.sort, node.lines)
        if len(text) > _MOST_CHARACTERS:
            text, own_line = meeting.words, node
        place = place._replace(section="one-on-one")
        entry = self.maker.make(own_line, place, kind=Touchpoint, text=text or line, when=moment)
        return entry and entry._replace(spans=((node.first, node.end, entry.draft.place),))

    def _feedback_of(
        self, node: Node, text: str, giver: str, place: Place, moment: When | None
    ) -> ReadEntry | None:
        place = place._replace(section="feedback", project="")
        return self.maker.make(node, place, kind=SkillEntry, text=text, when=moment, giver=giver)

    def _add_feedback_in(self, node: Node, text: str, place: Place) -> None:
        """Add the feedback that a line holds which is kept as a touchpoint with the person of its heading."""
        if place.person is None:
            return
        dated_text = take_date(text, place)
        name, moment = place.person.name, dated_text.moment or place.around.above
        own_line = Node(node.sort, node.lines)
        for remark in read_remarks(dated_text.text, name):
            if remark.sort == "feedback":
                giver = named_quote_giver(remark.text) or name
                self._add(self._feedback_of(own_line, remark.text, giver, place, moment), own_line, "")

    def add_meetings(self) -> None:
        """Add the people of all conversations that were read, with their touchpoints and feedback."""
        people = [entry.draft for entry in self.entries if entry.draft.kind == Person.kind]
        partners = [meeting.partner for meeting in self.meetings if meeting.partner]
        for meeting in self.meetings:
            touchpoint = meeting.touchpoint
            name = _full_name(meeting, people, partners)
            self.entries += [_with_giver(entry, name) for entry in meeting.feedback]
            if name:
                person = Draft(
                    kind=Person.kind, text=name, place=touchpoint.draft.place, children=(touchpoint.draft,)
                )
                self.entries.append(ReadEntry(person, touchpoint.spans, touchpoint.has_assumed_date))
            else:
                reason = "a conversation without a name: write “1:1 with” and the name"
                for first, end, _ in touchpoint.spans:
                    self._skip(first, end, reason)


def _with_all_lines(entry: ReadEntry, node: Node) -> ReadEntry:
    """Return what was read from a line of a conversation as read from all of it.

    "Private" or "do not share" in one of its lines is then said of whatever is read from it.
    """
    place = node.first + 1
    return entry._replace(draft=replace(entry.draft, place=place), spans=((node.first, node.end, place),))


def giver_below(text: str, place: Place) -> str:
    """Return who gave the feedback in a line below "1:1 with Dana", "" where the line names another."""
    if place.person is None or place.section != "feedback":
        return ""
    name, giver = place.person.name, giver_of(text)
    is_theirs = fold(giver) == fold(name)[:1] or first_name_key(giver) == first_name_key(name)
    is_from_others = bool(_FROM_OTHERS.search(text[:60])) or (giver and not is_theirs)
    return "" if is_from_others else name


def take_date(text: str, place: Place) -> DatedText:
    """Return a line without the date in front of it; one at its end may be when something is due."""
    dated_text = split_date(text, place.around)
    is_in_front = text.endswith(dated_text.text)
    return dated_text if is_in_front or place.around.above is None else DatedText(text)


def list_right_below(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.line.after_blank or child.sort == "text":
            return
        yield child


def _join(parts: Sequence[str]) -> str:
    """Return parts as one text, each a sentence of its own."""
    text = ""
    for part in filter(None, (part.strip() for part in parts)):
        sign = "" if not text else " " if text.endswith((".", "!", "?", "…", '."', ".”")) else "; "
        text += sign + part
    return text


def _full_name(meeting: ReadMeeting, people: Sequence[Draft], partners: Sequence[str]) -> str:
    """Return the name under which a document introduces a partner, "" for a role that nobody has."""
    if not meeting.partner:
        holders = [person.text for person in people if _has_height(person, meeting.height)]
        return holders[0] if len(set(holders)) == 1 else ""
    names = [person.text for person in people] + list(partners)
    if any(fold(name) == fold(meeting.partner) for name in names[: len(people)]):
        return meeting.partner
    if " " in meeting.partner:
        return meeting.partner
    key = first_name_key(meeting.partner)
    longer = {name for name in names if " " in name and key and first_name_key(name) == key}
    return longer.pop() if len(longer) == 1 else meeting.partner


def _has_height(person: Draft, height: str) -> bool:
    return any(position.height == height for position in person.fields.get("positions", ()))


def _with_giver(entry: ReadEntry, name: str) -> ReadEntry:
    """Return feedback with the full name of who gave it."""
    draft = entry.draft
    if not name or any(fold(mark.name) == fold(name) for mark in draft.mentions):
        return entry
    key = first_name_key(name)
    other_marks = (
        mark for mark in draft.mentions if mark.sort != "person" or first_name_key(mark.name) != key
    )
    return entry._replace(draft=replace(draft, mentions=(*other_marks, NameMark("person", name))))
