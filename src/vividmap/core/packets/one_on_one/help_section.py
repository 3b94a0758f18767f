"""What to ask for: an ask for each gap that does not move, and those that the person has had a part in.

A gap that has stalled is told to who decides about me (a manager, or above), and to a real relationship.
A gap that an entry links with the person is told to anybody: it is their feedback on it, say.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vividmap.core.english.phrasing import count_noun
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.relationships import DECIDING_HEIGHTS
from vividmap.core.insights.gaps import GAP_STILL
from vividmap.core.insights.skills import open_gaps
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.gap_topics import read_topic, tellable_gap
from vividmap.core.packets.next_section import latest_update
from vividmap.core.packets.one_on_one.meeting import Meeting
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.voice import Voice, quote_title
from vividmap.core.packets.wording.forms import capitalise_first, lower_start, reform_within, without_stop
from vividmap.core.record import Gap, Update
from vividmap.core.stalled_gaps import Stall, find_stall

TITLE = "What I would ask you"
MAX_GAPS = 4
"""Asks in one conversation: those for the gaps that have stalled longest."""
_THING = lazy_pattern(r"(?:an?|one|more|another|some) \w", re.IGNORECASE)
"""How a need begins that somebody else could help to find."""


class _HelpGap(NamedTuple):
    """A gap where help is wanted, and how long it has not moved, if it has not."""

    gap: Gap
    stall: Stall | None


def draft_help_section(meeting: Meeting) -> tuple[DraftSection, tuple[AuthorNote, ...]]:
    """Return the section as of the day of a conversation, and what the author should know about it."""
    help_gaps = sorted(
        _find_help_gaps(meeting), key=lambda item: (-item.stall.months if item.stall else 0, item.gap.id)
    )
    asks = tuple(_ask(item.gap, meeting) for item in help_gaps[:MAX_GAPS])
    paragraphs = (DraftParagraph("", asks, is_list=True),) if asks else ()
    return DraftSection(TITLE, paragraphs), tuple(_gap_notes(help_gaps))


def _find_help_gaps(meeting: Meeting) -> Iterator[_HelpGap]:
    facts, person = Facts(meeting.record, meeting.day), meeting.person
    can_help = person.position(meeting.day).height in DECIDING_HEIGHTS or bool(person.trust_marks)
    for gap in open_gaps(facts):
        updates = facts.updates.get(gap.id, ())
        stall = find_stall(updates, meeting.day, facts.limit(GAP_STILL)) if can_help else None
        is_linked = any(
            person.id in entry.linked_ids("person") and meeting.can_tell(entry)
            for entry in facts.entries_naming("goal").get(gap.id, ())
        )
        if (stall or is_linked) and _can_tell_gap(gap, updates, meeting):
            yield _HelpGap(gap, stall)


def _can_tell_gap(gap: Gap, updates: Sequence[Update], meeting: Meeting) -> bool:
    """Return whether the person may be told of a gap, with its goal and all updates of both."""
    if not meeting.can_tell(gap):
        return False
    goal = meeting.record.by_id.get(gap.parent) if gap.parent else None
    goal_items = (goal, *meeting.record.children.get(goal.id, ())) if goal else ()
    return not any(map(meeting.confidentiality.is_held_back, (*updates, *goal_items)))


def _ask(gap: Gap, meeting: Meeting) -> DraftSentence:
    """Return what to ask about a gap: for the thing that it needs, or what the person would do about it."""
    topic = read_topic(gap.text).topic or gap.text
    lead = f"{capitalise_first(without_stop(topic))}:"
    update = latest_update(gap, meeting.record, meeting.day, meeting.confidentiality)
    need = update.gap.strip() if update and tellable_gap(update.gap) else ""
    if update is None or not need:
        return DraftSentence(f"{lead} what would you do next?", (gap.id,), lead)
    voice = Voice(meeting.record, meeting.period, addressee=meeting.person.id)
    wording = reform_within(without_stop(voice.words(update, need)))
    if _THING.match(wording):
        question = f"where do you see {lower_start(wording)} for me?"
    else:
        question = f"{lower_start(wording)}. What would you do next?"
    return DraftSentence(f"{lead} {question}", (gap.id, update.id), lead)


def _gap_notes(help_gaps: Sequence[_HelpGap]) -> Iterator[AuthorNote]:
    for item in help_gaps[:MAX_GAPS]:
        if item.stall:
            title, duration = quote_title(item.gap.text), count_noun(item.stall.months, "month")
            text = f"The gap {title} has stood still for {duration}: have one thing in mind to ask for."
            yield AuthorNote(text, (item.gap.id,))
    if omitted_ids := tuple(item.gap.id for item in help_gaps[MAX_GAPS:]):
        yield AuthorNote(
            "These gaps stand still, too, or are linked; the draft leaves them out.", omitted_ids
        )
