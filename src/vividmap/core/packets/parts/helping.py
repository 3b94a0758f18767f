"""Where somebody could help: the gaps that do not move, and those that they have had a part in.

A gap that has stood still is told to who decides about me (a manager, or above), and to a real relationship.
A gap that an entry links with the person is told to anybody: it is their feedback on it, say.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vividmap.core.facts.circle import UP
from vividmap.core.facts.facts import Facts
from vividmap.core.insights.gaps import GAP_STILL
from vividmap.core.insights.skills import open_gaps
from vividmap.core.packets.choosing.meeting import Meeting
from vividmap.core.packets.packet import Note, Paragraph, Section, Sentence
from vividmap.core.packets.parts.forward import of_gap, of_goal
from vividmap.core.packets.wording.months import say_when
from vividmap.core.packets.wording.prose import contribution
from vividmap.core.packets.wording.voice import Voice, capitalised, quoted, quoted_title
from vividmap.core.record import Evidence, Gap, Goal, SkillEntry, Update, by_date
from vividmap.core.saying import counted
from vividmap.core.standing import Still, stood_still

TITLE = "Where I could use help"
MOST = 3
"""Gaps in one conversation: those that have stood still longest."""


class _Stuck(NamedTuple):
    gap: Gap
    still: Still | None
    first: Update | None
    """What was noted when it began to stand still, where more has been noted since."""
    theirs: Evidence | SkillEntry | None
    """The last entry that links the gap with the person."""


def helping(meeting: Meeting) -> tuple[Section, tuple[Note, ...]]:
    """Return the section as of the day of a conversation, and what the author should know about it."""
    found = sorted(_stuck(meeting), key=lambda one: (-one.still.months if one.still else 0, one.gap.id))
    return Section(TITLE, tuple(_paragraphs(found[:MOST], meeting))), tuple(_notes(found))


def _stuck(meeting: Meeting) -> Iterator[_Stuck]:
    facts, person = Facts(meeting.record, meeting.day), meeting.person
    helps = person.position(meeting.day).height in UP or bool(person.real)
    for gap in open_gaps(facts):
        updates = facts.updates.get(gap.id, ())
        still = stood_still(updates, meeting.day, facts.limit(GAP_STILL)) if helps else None
        first = updates[-still.times] if still and still.times > 1 else None
        named = facts.naming("goal").get(gap.id, ())
        theirs = [one for one in named if person.id in one.linked("person") and meeting.shows(one)]
        if gap.text.strip() and (still or theirs):
            yield _Stuck(gap, still, first, max(theirs, key=by_date, default=None))


def _paragraphs(told: Sequence[_Stuck], meeting: Meeting) -> Iterator[Paragraph]:
    """Yield the goals of the gaps that are told, each with its gaps beneath."""
    voice = Voice(meeting.record, meeting.period)
    for parent in dict.fromkeys(one.gap.parent for one in told):
        goal = meeting.record.by_id.get(parent) if parent else None
        theme = capitalised(goal.text) if goal else ""
        if isinstance(goal, Goal) and goal.text.strip():
            yield Paragraph(theme, of_goal(goal, voice, meeting.day))
        for place, one in enumerate(one for one in told if one.gap.parent == parent):
            said = of_gap(one.gap, voice, meeting.day, again=place > 0)
            yield Paragraph(theme, (*said, *_more(one, voice)))


def _more(one: _Stuck, voice: Voice) -> Iterator[Sentence]:
    if one.first and one.first.when and one.first.text.strip():
        said = f"{say_when(one.first.when, voice.period)} I had noted: "
        yield Sentence(said + quoted(voice.words(one.first, one.first.text)), (one.first.id,))
    if one.theirs:
        yield from contribution(one.theirs, voice)


def _notes(found: Sequence[_Stuck]) -> Iterator[Note]:
    for one in found[:MOST]:
        if one.still:
            title, long = quoted_title(one.gap.text), counted(one.still.months, "month")
            said = f"The gap {title} has stood still for {long}: have one thing in mind to ask for."
            yield Note(said, (one.gap.id,))
    if left := tuple(one.gap.id for one in found[MOST:]):
        yield Note("These gaps stand still, too, or are linked; the draft leaves them out.", left)
