"""What comes next: each goal in a line, with what is open and what its author does next.

A reader is told the topic of a gap, and what is open and done by its latest update. The rest is the author's
own (`gap_topics`): the notes name it, and the author may put it back.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from vividmap.core.english.dates import Period
from vividmap.core.english.phrasing import quote
from vividmap.core.english.reached import open_targets
from vividmap.core.english.standstill import is_idle
from vividmap.core.facts.active_goals import first_day, list_open_gaps
from vividmap.core.facts.reached_goals import split_goals
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.gap_topics import (
    GapTopic,
    goal_words,
    read_remaining,
    read_topic,
    tellable_action,
    tellable_gap,
)
from vividmap.core.packets.in_full import has_all_in_full, read_in_full
from vividmap.core.packets.packet import (
    AuthorNote,
    AuthorNoteLine,
    DraftParagraph,
    DraftSection,
    DraftSentence,
)
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.forms import capitalise_first, end_with_stop, reform, without_stop
from vividmap.core.packets.wording.trimming import trim
from vividmap.core.record import Gap, Goal, Item, Record, Update, by_date
from vividmap.core.text import decapitalise
from vividmap.core.vocabulary import GAP_HOLDER_TAG
from vividmap.core.when import describe_when, month_name

TITLE = "What comes next"
MAX_LINES = 5
_MAX_OPEN = 2
_TIME = lazy_pattern(r"\b(?:by|in|until|before)\b.*\d{4}", re.IGNORECASE)


class GoalTeller(NamedTuple):
    """How goals are told: as of which day, what may be told, and which gaps and updates in full."""

    voice: Voice
    end: date
    confidentiality: ConfidentialityFilter
    in_full: Collection[UUID] = ()

    def topic_of(self, gap: Gap) -> GapTopic:
        """Return what of a gap is told, in the words of a reader."""
        text = self.voice.words(gap, gap.text)
        return GapTopic(text) if gap.id in self.in_full else read_topic(text)

    def last_update(self, item: Goal | Gap) -> Update | None:
        """Return the update that says how a goal or gap stands."""
        known_by = max(self.end, first_day(item, self.voice.record))
        return latest_update(item, self.voice.record, known_by, self.confidentiality)

    def need_in(self, update: Update | None) -> str:
        """Return what an update says is open, as far as it is told."""
        if update is None:
            return ""
        return update.gap if update.id in self.in_full else tellable_gap(update.gap)

    def remaining_in(self, update: Update | None) -> str:
        """Return what an update says is left to do, where its text alone says it: "done except paperwork"."""
        return read_remaining(update.text) if update and not update.gap else ""

    def action_in(self, update: Update | None) -> str:
        """Return what an update says is being done, as far as it is told."""
        if update is None:
            return ""
        return update.action if update.id in self.in_full else tellable_action(update.action, self.end)

    def within(self, text: str) -> str:
        """Return a text as it stands after a colon or in brackets."""
        return self.voice.within(_within(text))


def draft_next_section(
    teller: GoalTeller, only_goal: Goal | None = None
) -> tuple[DraftSection, tuple[AuthorNote, ...]]:
    """Return the section on every goal that is pursued, or `only_goal`, and a note on what it leaves out."""
    goals = [only_goal] if only_goal else split_goals(teller.voice.record, teller.end)[0]
    told = (describe_goal(goal, teller) for goal in goals if teller.confidentiality.can_tell(goal))
    lines = tuple(islice(filter(None, told), MAX_LINES))
    paragraphs = (DraftParagraph("", lines, is_list=True),) if lines else ()
    return DraftSection(TITLE, paragraphs), tuple(_left_out_notes(goals, teller))


def goal_items_in_full(record: Record, choices: AuthorChoices) -> frozenset[UUID]:
    """Return the gaps and updates whose handle the author names: “all” is of entries, not of confessions."""
    items = [*record.items_of(Gap), *record.items_of(Update)]
    return frozenset() if has_all_in_full(choices) else read_in_full(choices, items)


def describe_goal(goal: Goal, teller: GoalTeller) -> DraftSentence | None:
    """Return a goal in a line, with what is open and what comes next; of one that holds gaps the gaps."""
    if not is_gap_holder(goal, teller):
        return _describe_aim(goal, teller)
    parts, sources = read_held_gaps(goal, teller)
    text = end_with_stop(f"Working on: {'; '.join(parts)}")
    return DraftSentence(text, sources, "Working on:") if parts else None


def is_gap_holder(goal: Goal, teller: GoalTeller) -> bool:
    """Return whether a goal only groups gaps, such as "Areas to grow"."""
    return GAP_HOLDER_TAG in goal.tags and any(
        teller.confidentiality.can_tell(gap) for gap in list_open_gaps(goal, teller.voice.record)
    )


class GoalFacts(NamedTuple):
    """What is told of a goal: its text, by when, what is open, what is next, and the sources."""

    text: str
    asides: tuple[str, ...]
    open_parts: tuple[str, ...]
    next_step: str
    sources: tuple[UUID, ...]


def _describe_aim(goal: Goal, teller: GoalTeller) -> DraftSentence:
    facts = read_goal(goal, teller)
    lead = f"{facts.text} ({', '.join(facts.asides)})" if facts.asides else facts.text
    parts = [end_with_stop(lead)]
    if facts.open_parts:
        parts.append(f"Still missing: {end_with_stop(_join_topics(facts.open_parts))}")
    if facts.next_step:
        parts.append(f"Next step: {end_with_stop(facts.next_step)}")
    return DraftSentence(" ".join(parts), facts.sources, parts[0])


def _without_brackets(text: str) -> str:
    return re.sub(r"\([^()]*\)", "", text)


def _join_topics(topics: Sequence[str]) -> str:
    """Return topics as a list: "a and b", or "a, not just b; and c" where a topic has a comma or an "and"."""
    *head, last = topics
    has_joint = any("," in text or " and " in text for text in map(_without_brackets, topics))
    return f"{'; '.join(head)}; and {last}" if head and has_joint else " and ".join(topics)


def read_goal(goal: Goal, teller: GoalTeller) -> GoalFacts:
    """Return what is told of a goal."""
    record, end = teller.voice.record, teller.end
    asides = [f"by {month_name(goal.target)}"] if goal.target and not _has_time(goal) else []
    later_notes = _named_later(goal, record, end)
    sources: list[Item] = [goal, *(_first_updates(goal, record) if later_notes else ())]
    open_parts: list[str] = []
    next_step = ""
    items: list[Goal | Gap] = [goal, *list_open_gaps(goal, record)]
    for item in items:
        if not teller.confidentiality.can_tell(item):
            continue
        update = teller.last_update(item)
        need = teller.need_in(update) or teller.remaining_in(update)
        topic = teller.topic_of(item) if isinstance(item, Gap) else GapTopic("")
        has_room = len(open_parts) < _MAX_OPEN and not (isinstance(item, Gap) and not topic.topic)
        if need and update and has_room and need not in open_parts:
            need = teller.within(teller.voice.words(update, need))
            open_parts.append(f"{topic.topic} ({need})" if topic.topic else need)
            sources += [item, update]
        elif topic.topic and has_room and not need:
            is_later_than_goal = first_day(item, record) > first_day(goal, record)
            later = _named_later(item, record, end) if is_later_than_goal else []
            open_parts.append(f"{topic.topic} ({later[0]})" if later else topic.topic)
            sources += [item, *(_first_updates(item, record) if later else ())]
        action = teller.action_in(update)
        if (action or topic.plan) and not next_step:
            next_step = teller.voice.words(update, action) if update and action else topic.plan
            sources.append(update if update and action else item)
    return GoalFacts(
        capitalise_first(goal_words(open_targets(goal.text))),
        (*asides, *later_notes),
        tuple(map(teller.within, open_parts)),
        teller.within(next_step),
        tuple(dict.fromkeys(source.id for source in sources)),
    )


def _has_time(goal: Goal) -> bool:
    """Return whether the text of a goal says itself by when: its year, or its target's month."""
    month = month_name(goal.target).partition(" ")[0] if goal.target else ""
    has_year = bool(goal.target and re.search(rf"\b{goal.target.year}\b", goal.text))
    return (
        has_year
        or bool(_TIME.search(goal.text))
        or bool(month and re.search(rf"\b{month}\b", goal.text, re.IGNORECASE))
    )


def read_held_gaps(goal: Goal, teller: GoalTeller) -> tuple[list[str], tuple[UUID, ...]]:
    """Return the topics of a goal's gaps, each with its plan "(next step: …)"; and the sources."""
    parts: list[str] = []
    sources: list[Item] = [goal]
    for gap in list_open_gaps(goal, teller.voice.record):
        topic, update = teller.topic_of(gap), teller.last_update(gap)
        if not topic.topic or len(parts) == MAX_LINES or not teller.confidentiality.can_tell(gap):
            continue
        action = teller.action_in(update)
        plan = teller.voice.words(update, action) if update and action else topic.plan
        topic_text = teller.within(topic.topic)
        parts.append(f"{topic_text} (next step: {teller.within(plan)})" if plan else topic_text)
        sources += [gap, update] if update and action else [gap]
    return parts, tuple(source.id for source in sources)


def _named_later(item: Goal | Gap, record: Record, end: date) -> list[str]:
    """Return when a goal or gap was named, if that was after the last day that the packet is about.

    Nothing where only the day of writing down is known: that of an import says nothing of a goal.
    """
    day = first_day(item, record)
    is_later = day > end and bool(_first_updates(item, record))
    return [f"named on {day.day} {month_name(day)}"] if is_later else []


def _first_updates(item: Goal | Gap, record: Record) -> list[Update]:
    """Return the updates of the day on which a goal or gap was named, at any depth."""
    day = first_day(item, record)
    below = [
        descendant
        for child in record.children.get(item.id, ())
        for descendant in (child, *record.children.get(child.id, ()))
    ]
    updates = [descendant for descendant in below if isinstance(descendant, Update)]
    return [update for update in updates if update.when and update.when.first == day]


def _within(text: str) -> str:
    """Return a text as it stands after a colon."""
    wording = without_stop(reform(text))
    first = wording.partition(" ")[0]
    is_word = first.istitle() and not text[:1].isupper()
    return decapitalise(wording) if is_word else wording


def latest_update(
    item: Goal | Gap, record: Record, end: date, confidentiality: ConfidentialityFilter
) -> Update | None:
    """Return the last update of a goal or gap by a day that may be told of."""
    updates = [
        child
        for child in record.children.get(item.id, ())
        if isinstance(child, Update)
        and not (child.when and child.when.first > end)
        and not confidentiality.is_held_back(child)
    ]
    return max(updates, key=by_date, default=None)


def goal_notes(
    record: Record, period: Period, today: date, only_goal: Goal | None = None
) -> Iterator[AuthorNote]:
    """Yield what the author should know about goals and gaps: where nothing is done, what was reached."""
    end = min(period.last, today)
    pursued, reached_goals = split_goals(record, end)
    goals = [only_goal] if only_goal else pursued
    yield from _idle_gap_notes(record, goals, end)
    for goal in () if only_goal else reached_goals:
        text = f"Your notes say that the goal {quote(goal.text)} is reached, so it is not told as next."
        yield AuthorNote(f"{text} Mark it: vividmap edit HANDLE --state reached.", (goal.id,))
    yield from _completion_notes(record, period, only_goal)


def wording_note(section: DraftSection) -> Iterator[AuthorNote]:
    """Yield that goals are told as their author noted them, which no rule can reword for a reader."""
    if section.paragraphs:
        yield AuthorNote(
            f"“{TITLE}” tells your goals in your own words.",
            step=f"Read your goals in “{TITLE}” as your director would.",
        )


def _left_out_notes(goals: Sequence[Goal], teller: GoalTeller) -> Iterator[AuthorNote]:
    """Yield what the draft does not tell of goals and gaps, since it is a remark of the author's."""
    left_out: dict[UUID, str] = {}
    for goal in goals:
        items: list[Goal | Gap] = [goal, *list_open_gaps(goal, teller.voice.record)]
        for item in items:
            if not teller.confidentiality.can_tell(item):
                continue
            remarks = teller.topic_of(item).left_out if isinstance(item, Gap) else trim(item.text).left_out
            if remarks:
                left_out[item.id] = " ".join(remarks)
            update = teller.last_update(item)
            if update and (remark := _remark_in(update, teller)):
                left_out[update.id] = remark
    if left_out:
        lines = [AuthorNoteLine(quote(remark), item_id) for item_id, remark in left_out.items()]
        yield AuthorNote.listing(
            f"Left out of “{TITLE}”, since it says how things stand or is for you alone:", lines, "aside"
        )


def _remark_in(update: Update, teller: GoalTeller) -> str:
    """Return what an update says is open or being done and the draft keeps to its author."""
    needs = [update.gap] if update.gap and not teller.need_in(update) else []
    is_told = not update.action or is_idle(update.action) or teller.action_in(update)
    parts = needs if is_told else [*needs, update.action]
    return "; ".join(parts)


def _updates(item: Item, record: Record, end: date | None = None) -> list[Update]:
    """Return the updates of a goal or gap, those of a later day than `end` left out, oldest first."""
    updates = (child for child in record.children.get(item.id, ()) if isinstance(child, Update))
    return sorted(
        (update for update in updates if not (end and update.when and update.when.first > end)), key=by_date
    )


def _idle_gap_notes(record: Record, goals: Sequence[Goal], end: date) -> Iterator[AuthorNote]:
    """Yield the gaps about which nothing is done, and for how long that has been so."""
    for gap in (gap for goal in goals for gap in list_open_gaps(goal, record)):
        updates = _updates(gap, record, end)
        if not updates:
            yield AuthorNote(
                f"The gap {quote(gap.text)} has no update: say how it stands, and what you do about it.",
                (gap.id,),
            )
        elif not updates[-1].action:
            yield AuthorNote(
                f"The gap “{gap.text}” does not say what you are doing about it.", (gap.id, updates[-1].id)
            )
        elif idle_updates := _idle_run(updates):
            step = f"Decide what to do about {quote(gap.text)}; write it down or close the gap."
            yield AuthorNote(_describe_idle_run(gap, idle_updates), (gap.id,), step=step)


def _idle_run(updates: Sequence[Update]) -> list[Update]:
    """Return the latest updates, oldest first, that all state that nothing is done."""
    run: list[Update] = []
    for update in reversed(updates):
        if not (update.action and is_idle(update.action)):
            break
        run.insert(0, update)
    return run


def _describe_idle_run(gap: Gap, idle_updates: Sequence[Update]) -> str:
    if len(idle_updates) == 1:
        return f"According to your last update, you do nothing about the gap {quote(gap.text)} yet."
    since = describe_when(idle_updates[0].when)
    return (
        f"According to your updates, you have done nothing about the gap {quote(gap.text)} since {since}"
        f" ({len(idle_updates)} updates)."
    )


def _completion_notes(record: Record, period: Period, only_goal: Goal | None) -> Iterator[AuthorNote]:
    """Yield what was reached or closed, if its last update is of the period: the draft leaves it out."""
    items: list[Goal | Gap] = [*record.items_of(Goal), *record.items_of(Gap)]
    if only_goal:
        items = [item for item in items if only_goal.id in (item.id, item.parent)]
    for item in sorted(items, key=lambda item: item.id.int):
        subject = {"reached": "The goal", "closed": "The gap"}.get(item.state)
        updates = _updates(item, record)
        if subject and updates and period.covers(updates[-1].when):
            text = f"{subject} “{item.text}” is {item.state}; the draft does not say so by itself."
            yield AuthorNote(text, (item.id,))
