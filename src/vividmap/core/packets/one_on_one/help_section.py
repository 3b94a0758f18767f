"""What to ask for: an ask for each gap that does not move, and those that the person has had a part in.

A gap that has stalled is told to who decides about me (a manager, or above), and to a real relationship that
is no report of mine; one without any update to the former. A gap that an entry links with the person is told
to anybody, to a report where that is their feedback.

A talk has a question where the record offers one. If no gap is such a one, who decides about me is asked
about the open gap that nothing is done about, or whose last update is the oldest; else anybody about the
feedback that they gave; else who decides about the first goal.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from vividmap.core.english.phrasing import count_noun, join_names
from vividmap.core.english.standstill import is_idle
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.reached_goals import split_goals
from vividmap.core.facts.relationships import DECIDING_HEIGHTS
from vividmap.core.insights.gaps import GAP_STILL
from vividmap.core.insights.skills import open_gaps
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.gap_topics import goal_words, read_topic, tellable_action, tellable_gap
from vividmap.core.packets.months import format_when
from vividmap.core.packets.next_section import latest_update
from vividmap.core.packets.one_on_one.feedback_words import is_praise
from vividmap.core.packets.one_on_one.meeting import Meeting
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.voice import Voice, quote_title
from vividmap.core.packets.wording.forms import capitalise_first, lower_start, reform_within, without_stop
from vividmap.core.record import Gap, Goal, SkillEntry, Update, by_date
from vividmap.core.stalled_gaps import Stall, find_stall
from vividmap.core.text import decapitalise
from vividmap.core.vocabulary import GAP_HOLDER_TAG

TITLE = "What I would ask you"
MAX_GAPS = 4
"""Asks in one conversation: those for the gaps that have stalled longest."""
_THING = lazy_pattern(r"(?:an?|one|more|another|some) \w", re.IGNORECASE)
"""How a need begins that others could help to meet."""


class _HelpGap(NamedTuple):
    """A gap where help is wanted, and how long it has not moved, if it has not."""

    gap: Gap
    stall: Stall | None


def draft_help_section(
    meeting: Meeting, told_feedback: Sequence[SkillEntry] = ()
) -> tuple[DraftSection, tuple[AuthorNote, ...]]:
    """Return the section as of the day of a conversation, and what the author should know about it.

    `told_feedback` is what the draft tells the person of their own feedback.
    """
    help_gaps = sorted(
        _find_help_gaps(meeting), key=lambda item: (-item.stall.months if item.stall else 0, item.gap.id)
    )
    asks = tuple(_draft_asks([item.gap for item in help_gaps[:MAX_GAPS]], meeting))
    asks = asks or tuple(_draft_other_ask(meeting, told_feedback))
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
    """Yield what to ask: about each gap's need, and one question a goal for its gaps without one."""
    others: list[Gap] = []
    for gap in gaps:
        update = latest_update(gap, meeting.record, meeting.day, meeting.confidentiality)
        need = update.gap.strip() if update and tellable_gap(update.gap) else ""
        if update and need:
            yield _ask(gap, update, need, meeting)
        else:
            others.append(gap)
    parents = dict.fromkeys(gap.parent for gap in others)
    for parent in parents:
        yield _ask_next([gap for gap in others if gap.parent == parent], meeting)


def _ask_next(gaps: Sequence[Gap], meeting: Meeting) -> DraftSentence:
    """Return the question what to do next about gaps of one goal, with that goal or my next step."""
    goal = _goal_of(gaps[0], meeting)
    first, *further = map(_topic, gaps)
    topics = capitalise_first(join_names([first, *map(lower_start, further)]))
    lead = f"{topics}, for {quote_title(goal_words(goal.text))}:" if goal else f"{topics}:"
    sources = [*(gap.id for gap in gaps), *([goal.id] if goal else [])]
    update = latest_update(gaps[0], meeting.record, meeting.day, meeting.confidentiality)
    action = tellable_action(update.action, meeting.day) if update and len(gaps) == 1 else ""
    if not update or not action:
        return DraftSentence(f"{lead} what would you do next?", tuple(sources), lead)
    voice = Voice(meeting.record, meeting.period, addressee=meeting.person.id)
    step = voice.within(reform_within(without_stop(voice.words(update, action))))
    text = f"{lead} my next step is {step}. What else would you do?"
    return DraftSentence(text, (*sources, update.id), lead)


def _is_decider(meeting: Meeting) -> bool:
    return meeting.person.position(meeting.day).height in DECIDING_HEIGHTS


def _goal_of(gap: Gap, meeting: Meeting) -> Goal | None:
    """Return the goal of a gap, if it is more than a heading and told to the person, who decides about me."""
    goal = meeting.record.by_id.get(gap.parent) if gap.parent else None
    if not _is_decider(meeting) or not isinstance(goal, Goal) or GAP_HOLDER_TAG in goal.tags:
        return None
    return goal if meeting.can_tell(goal) else None


def _draft_other_ask(meeting: Meeting, told_feedback: Sequence[SkillEntry]) -> Iterator[DraftSentence]:
    """Yield one question where no gap asks for help: about an open gap, their feedback, or my first goal."""
    is_decider = _is_decider(meeting)
    if is_decider and (gap := _find_quiet_gap(meeting)):
        yield from _draft_asks([gap], meeting)
    elif open_feedback := [entry for entry in told_feedback if not is_praise(entry.text)]:
        yield _ask_about_feedback(max(open_feedback, key=by_date), meeting)
    elif is_decider and (goal := _find_goal(meeting)):
        lead = f"{quote_title(goal_words(goal.text))}:"
        yield DraftSentence(f"{lead} what would you do next?", (goal.id,), lead)


def _find_quiet_gap(meeting: Meeting) -> Gap | None:
    """Return the open gap that nothing is done about, or else whose last update is the oldest."""
    facts = Facts(meeting.record, meeting.day)
    gaps = [
        gap
        for gap in open_gaps(facts)
        if read_topic(gap.text).topic and _can_tell_gap(gap, facts.updates.get(gap.id, ()), meeting)
    ]

    def rank(gap: Gap) -> tuple[bool, date, int]:
        update = latest_update(gap, meeting.record, meeting.day, meeting.confidentiality)
        noted_on = update.when.last if update and update.when else date.min
        return bool(update and not is_idle(update.action)), noted_on, gap.id.int

    return min(gaps, key=rank, default=None)


def _ask_about_feedback(feedback: SkillEntry, meeting: Meeting) -> DraftSentence:
    month = decapitalise(format_when(feedback.when, meeting.period)) if feedback.when else ""
    lead = f"Your feedback {month}:" if month else "Your feedback:"
    return DraftSentence(f"{lead} what would show you that I have acted on it?", (feedback.id,), lead)


def _find_goal(meeting: Meeting) -> Goal | None:
    """Return the first goal that is pursued and may be told with all that is noted of it."""
    for goal in split_goals(meeting.record, meeting.day)[0]:
        items = (goal, *meeting.record.children.get(goal.id, ()))
        is_aim = GAP_HOLDER_TAG not in goal.tags and meeting.can_tell(goal)
        if is_aim and not any(map(meeting.confidentiality.is_held_back, items)):
            return goal
    return None


def _topic(gap: Gap) -> str:
    return reform_within(without_stop(read_topic(gap.text).topic or gap.text))


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
