"""What to ask for: an ask for each gap that does not move, and those that the person has had a part in.

A gap that has stalled is told to who decides about me (a manager, or above), and to a real relationship that
is no report of mine; one without any update to the former. A gap that an entry links with the person is told
to anybody, to a report where that is their feedback.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vividmap.core.english.phrasing import count_noun, join_names
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
"""How a need begins that others could help to meet."""


class _HelpGap(NamedTuple):
    """A gap where help is wanted, and how long it has not moved, if it has not."""

    gap: Gap
    stall: Stall | None


def draft_help_section(meeting: Meeting) -> tuple[DraftSection, tuple[AuthorNote, ...]]:
    """Return the section as of the day of a conversation, and what the author should know about it."""
    help_gaps = sorted(
        _find_help_gaps(meeting), key=lambda item: (-item.stall.months if item.stall else 0, item.gap.id)
    )
    asks = tuple(_draft_asks([item.gap for item in help_gaps[:MAX_GAPS]], meeting))
    paragraphs = (DraftParagraph("", asks, is_list=True),) if asks else ()
    return DraftSection(TITLE, paragraphs), tuple(_gap_notes(help_gaps))


def _find_help_gaps(meeting: Meeting) -> Iterator[_HelpGap]:
    facts, person = Facts(meeting.record, meeting.day), meeting.person
    height = person.position(meeting.day).height
    can_help = height in DECIDING_HEIGHTS or (bool(person.trust_marks) and height != "report")
    for gap in open_gaps(facts):
        updates = facts.updates.get(gap.id, ())
        stall = find_stall(updates, meeting.day, facts.limit(GAP_STILL)) if can_help else None
        is_new = height in DECIDING_HEIGHTS and not updates and bool(read_topic(gap.text).topic)
        is_linked = any(
            person.id in entry.linked_ids("person")
            and meeting.can_tell(entry)
            and (height != "report" or entry.category == "feedback")
            for entry in facts.entries_naming("goal").get(gap.id, ())
        )
        if (stall or is_linked or is_new) and _can_tell_gap(gap, updates, meeting):
            yield _HelpGap(gap, stall)


def _can_tell_gap(gap: Gap, updates: Sequence[Update], meeting: Meeting) -> bool:
    """Return whether the person may be told of a gap, with its goal and all updates of both."""
    if not meeting.can_tell(gap):
        return False
    goal = meeting.record.by_id.get(gap.parent) if gap.parent else None
    goal_items = (goal, *meeting.record.children.get(goal.id, ())) if goal else ()
    return not any(map(meeting.confidentiality.is_held_back, (*updates, *goal_items)))


def _draft_asks(gaps: Sequence[Gap], meeting: Meeting) -> Iterator[DraftSentence]:
    """Yield what to ask: about each gap's need, and one question for all gaps without one."""
    others: list[Gap] = []
    for gap in gaps:
        update = latest_update(gap, meeting.record, meeting.day, meeting.confidentiality)
        need = update.gap.strip() if update and tellable_gap(update.gap) else ""
        if update and need:
            yield _ask(gap, update, need, meeting)
        else:
            others.append(gap)
    if others:
        first, *further = map(_topic, others)
        lead = f"{capitalise_first(join_names([first, *map(lower_start, further)]))}:"
        yield DraftSentence(f"{lead} what would you do next?", tuple(gap.id for gap in others), lead)


def _topic(gap: Gap) -> str:
    return without_stop(read_topic(gap.text).topic or gap.text)


def _ask(gap: Gap, update: Update, need: str, meeting: Meeting) -> DraftSentence:
    """Return the question where the person sees what a gap needs, or what they would do about it."""
    lead = f"{capitalise_first(_topic(gap))}:"
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
            "These gaps have also stalled, or are linked; the draft leaves them out.", omitted_ids
        )
