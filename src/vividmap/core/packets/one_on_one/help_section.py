"""Where somebody could help: the gaps that do not move, and those that they have had a part in.

A gap that has stalled is told to who decides about me (a manager, or above), and to a real relationship.
A gap that an entry links with the person is told to anybody: it is their feedback on it, say.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vividmap.core.english.phrasing import count_noun
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.relationships import DECIDING_HEIGHTS
from vividmap.core.insights.gaps import GAP_STILL
from vividmap.core.insights.skills import open_gaps
from vividmap.core.packets.forward_section import describe_gap, describe_goal
from vividmap.core.packets.months import format_when
from vividmap.core.packets.narration import narrate_contribution
from vividmap.core.packets.one_on_one.meeting import Meeting
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.voice import Voice, quote_text, quote_title, title_case
from vividmap.core.record import Evidence, Gap, Goal, SkillEntry, Update, by_date
from vividmap.core.stalled_gaps import Stall, find_stall

TITLE = "Where I could use help"
MAX_GAPS = 3
"""Gaps in one conversation: those that have stalled longest."""


class _HelpGap(NamedTuple):
    """A gap where help is wanted, and why.

    `first_update` is what was noted when it began to stall, where more has been noted since. `entry` is the
    last one that links the gap with the person.
    """

    gap: Gap
    stall: Stall | None
    first_update: Update | None
    entry: Evidence | SkillEntry | None


def draft_help_section(meeting: Meeting) -> tuple[DraftSection, tuple[AuthorNote, ...]]:
    """Return the section as of the day of a conversation, and what the author should know about it."""
    help_gaps = sorted(
        _find_help_gaps(meeting), key=lambda item: (-item.stall.months if item.stall else 0, item.gap.id)
    )
    paragraphs = tuple(_paragraphs(help_gaps[:MAX_GAPS], meeting))
    return DraftSection(TITLE, paragraphs), tuple(_gap_notes(help_gaps))


def _find_help_gaps(meeting: Meeting) -> Iterator[_HelpGap]:
    facts, person = Facts(meeting.record, meeting.day), meeting.person
    can_help = person.position(meeting.day).height in DECIDING_HEIGHTS or bool(person.trust_marks)
    for gap in open_gaps(facts):
        updates = facts.updates.get(gap.id, ())
        stall = find_stall(updates, meeting.day, facts.limit(GAP_STILL)) if can_help else None
        first_update = updates[-stall.times] if stall and stall.times > 1 else None
        entries = [
            entry
            for entry in facts.entries_naming("goal").get(gap.id, ())
            if person.id in entry.linked_ids("person") and meeting.can_tell(entry)
        ]
        if (stall or entries) and _can_tell_gap(gap, updates, meeting):
            yield _HelpGap(gap, stall, first_update, max(entries, key=by_date, default=None))


def _can_tell_gap(gap: Gap, updates: Sequence[Update], meeting: Meeting) -> bool:
    """Return whether the person may be told of a gap, with its goal and all updates of both."""
    if not meeting.can_tell(gap):
        return False
    goal = meeting.record.by_id.get(gap.parent) if gap.parent else None
    goal_items = (goal, *meeting.record.children.get(goal.id, ())) if goal else ()
    return not any(map(meeting.confidentiality.is_held_back, (*updates, *goal_items)))


def _paragraphs(help_gaps: Sequence[_HelpGap], meeting: Meeting) -> Iterator[DraftParagraph]:
    """Yield the goals of the gaps that are told, each with its gaps beneath."""
    voice = Voice(meeting.record, meeting.period)
    for goal_id in dict.fromkeys(item.gap.parent for item in help_gaps):
        goal = meeting.record.by_id.get(goal_id) if goal_id else None
        theme = title_case(goal.text) if goal else ""
        if isinstance(goal, Goal) and goal.text.strip():
            yield DraftParagraph(theme, describe_goal(goal, voice, meeting.day))
        gaps_of_goal = [item for item in help_gaps if item.gap.parent == goal_id]
        for index, item in enumerate(gaps_of_goal):
            sentences = describe_gap(item.gap, voice, meeting.day, is_further=index > 0)
            yield DraftParagraph(theme, (*sentences, *_history_sentences(item, voice)))


def _history_sentences(item: _HelpGap, voice: Voice) -> Iterator[DraftSentence]:
    update = item.first_update
    if update and update.when and update.text.strip():
        lead = f"{format_when(update.when, voice.period)} I had noted: "
        yield DraftSentence(lead + quote_text(voice.words(update, update.text)), (update.id,))
    if item.entry:
        yield from narrate_contribution(item.entry, voice)


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
