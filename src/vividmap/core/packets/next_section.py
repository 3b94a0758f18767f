"""What comes next: each goal in a line, with what is open and what its author does next.

Only goals, the gaps and actions of their latest updates are told: the text of an update is a remark of the
author's to herself, and so is a gap or an action that is no noun phrase ("nobody on the panel has seen my
work"), asks ("deprecation policy follow up?") or says that nothing is done ("nothing yet").
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from vividmap.core.english.asides import CIRCUMSTANCE, DOUBT, FIRST_PERSON, INTERJECTION, MOOD
from vividmap.core.english.dates import Period
from vividmap.core.english.standstill import is_idle, is_same, is_still
from vividmap.core.english.verbs import FINITE
from vividmap.core.facts.active_goals import first_day, list_active_goals, list_open_gaps
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.forms import capitalise_first, end_with_stop, reform, without_stop
from vividmap.core.packets.wording.trimming import is_talk, trim
from vividmap.core.record import Gap, Goal, Item, Record, Update, by_date
from vividmap.core.vocabulary import GAP_HOLDER_TAG
from vividmap.core.when import MONTHS, describe_when, month_name

TITLE = "What comes next"
MAX_LINES = 5
_MAX_OPEN = 2
_NEED = lazy_pattern(r"^(?:need|needs|missing|lacking|want)(?:s|ed)? (?:an? )?", re.IGNORECASE)
_NEGATIVE = lazy_pattern(
    r"\b(?:nobody|nothing|never|no one|none|not yet|have not|haven't|hasn't|didn't|only dared)\b",
    re.IGNORECASE,
)
_POINTING = lazy_pattern(
    r"\b(?:one|it|that|them|they|this|these|those|him|her|he|she)\b(?! (?:page|decision|record"
    r"|a month))",
    re.IGNORECASE,
)
_REMARK_START = lazy_pattern(
    r"(?:too|so|very|quite|just|only|hardly|barely|rather|no longer|honestly|who|why|same|as|meant|hoped"
    r"|wanted|planned|tried|on hold|paused|zero|no (?:time|energy|progress|luck|idea)|people|everybody"
    r"|everyone|somebody|someone|afraid|scared|ashamed|shy|unsure|stuck|lazy)\b(?!-)",
    re.IGNORECASE,
)
"""How a remark to oneself begins, where a need or a deed would name a thing."""
_MOODS = (INTERJECTION, MOOD, DOUBT, CIRCUMSTANCE)
_TIME = lazy_pattern(r"\b(?:by|in|until|before)\b.*\d{4}", re.IGNORECASE)


def draft_next_section(
    record: Record,
    period: Period,
    today: date,
    confidentiality: ConfidentialityFilter,
    only_goal: Goal | None = None,
) -> DraftSection:
    """Return the section as of the period's end: every goal that is pursued, or `only_goal`."""
    end = min(period.last, today)
    voice = Voice(record, period)
    goals = [only_goal] if only_goal else list_active_goals(record)
    lines = [
        describe_goal(goal, voice, end, confidentiality) for goal in goals if confidentiality.can_tell(goal)
    ]
    return DraftSection(TITLE, (DraftParagraph("", tuple(lines[:MAX_LINES]), is_list=True),) if lines else ())


def describe_goal(
    goal: Goal, voice: Voice, end: date, confidentiality: ConfidentialityFilter
) -> DraftSentence:
    """Return a goal in a line, with what is open and what comes next; of one that holds gaps the gaps."""
    if GAP_HOLDER_TAG in goal.tags:
        gaps = [gap for gap in list_open_gaps(goal, voice.record) if confidentiality.can_tell(gap)]
        if gaps:
            return _describe_held_gaps(goal, gaps[:MAX_LINES], voice)
    return _describe_aim(goal, voice, end, confidentiality)


def _describe_aim(
    goal: Goal, voice: Voice, end: date, confidentiality: ConfidentialityFilter
) -> DraftSentence:
    lead = capitalise_first(without_stop(goal.text))
    asides = [f"by {month_name(goal.target)}"] if goal.target and not _has_time(goal) else []
    later_notes = _named_later(goal, voice.record, end)
    asides += later_notes
    sources: list[Item] = [goal, *(_first_updates(goal, voice.record) if later_notes else ())]
    if asides:
        lead = f"{lead} ({', '.join(asides)})"
    open_parts: list[str] = []
    next_parts: list[str] = []
    items: list[Goal | Gap] = [goal, *list_open_gaps(goal, voice.record)]
    for item in items:
        if not confidentiality.can_tell(item):
            continue
        known_by = max(end, first_day(item, voice.record))
        update = latest_update(item, voice.record, known_by, confidentiality)
        gap_text = tellable_gap(update.gap) if update else ""
        if gap_text and update and len(open_parts) < _MAX_OPEN and gap_text not in open_parts:
            gap_words = _within(voice.words(update, gap_text))
            open_parts.append(f"{item.text} ({gap_words})" if isinstance(item, Gap) else gap_words)
            sources += [item, update]
        elif isinstance(item, Gap) and len(open_parts) < _MAX_OPEN and not gap_text:
            is_later_than_goal = first_day(item, voice.record) > first_day(goal, voice.record)
            later = _named_later(item, voice.record, end) if is_later_than_goal else []
            open_parts.append(f"{item.text} ({later[0]})" if later else item.text)
            sources += [item, *(_first_updates(item, voice.record) if later else ())]
        action = tellable_action(update.action, end) if update else ""
        if action and update and not next_parts:
            next_parts.append(voice.words(update, action))
            sources.append(update)
    parts = [end_with_stop(lead)]
    if open_parts:
        open_text = "; ".join(voice.within(_within(part)) for part in open_parts)
        parts.append(f"Open: {end_with_stop(open_text)}")
    if next_parts:
        parts.append(f"Next: {end_with_stop(_within(next_parts[0]))}")
    ids = tuple(dict.fromkeys(source.id for source in sources))
    return DraftSentence(" ".join(parts), ids, parts[0])


def _has_time(goal: Goal) -> bool:
    """Return whether the text of a goal says itself by when: its year, or the month of its target."""
    month = month_name(goal.target).partition(" ")[0] if goal.target else ""
    return bool(_TIME.search(goal.text)) or bool(
        month and re.search(rf"\b{month}\b", goal.text, re.IGNORECASE)
    )


def _describe_held_gaps(goal: Goal, gaps: Sequence[Gap], voice: Voice) -> DraftSentence:
    """Return gaps in a line without the remarks beside them: "Working on: delegating; estimating."."""
    texts = "; ".join(voice.within(_within(trim(gap.text).text)) for gap in gaps)
    ids = (goal.id, *(gap.id for gap in gaps))
    return DraftSentence(end_with_stop(f"Working on: {texts}"), ids, "Working on:")


def _named_later(item: Goal | Gap, record: Record, end: date) -> list[str]:
    """Return when a goal or gap was named, if that was after the last day that the packet is about."""
    day = first_day(item, record)
    return [f"named on {day.day} {month_name(day)}"] if day > end else []


def _first_updates(item: Goal | Gap, record: Record) -> list[Update]:
    """Return the updates on the day on which a goal or gap was named, at any depth: they hold that day."""
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
    return wording[:1].lower() + wording[1:] if is_word else wording


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


def tellable_gap(gap: str) -> str:
    """Return what a gap needs, if it is a noun phrase that a reader may see; else ""."""
    text = _NEED.sub("", gap.strip())
    if not text or FIRST_PERSON.search(text) or not _is_plain(text) or _is_remark(text):
        return ""
    return "" if any(word.casefold().strip(",.") in FINITE for word in text.split()) else text


def tellable_action(action: str, end: date) -> str:
    """Return what is done about a gap, if it is being done, and is not over by a day; else ""."""
    text = trim(action.strip(), may_empty=True).text
    if is_talk(text) or not _is_plain(text) or _is_remark(text):
        return ""
    months = [
        place for place, month in enumerate(MONTHS, 1) if re.search(rf"\b{month}\b", text, re.IGNORECASE)
    ]
    return "" if months and max(months) <= end.month else text


def _is_remark(text: str) -> bool:
    """Return whether a text says how it feels, or that nothing is done: for its author alone."""
    is_standing_still = is_idle(text) or is_same(text) or is_still(text)
    return is_standing_still or bool(_REMARK_START.match(text)) or any(mood.search(text) for mood in _MOODS)


def _is_plain(text: str) -> bool:
    """Return whether a text neither denies, nor asks, nor points at something said before."""
    return not (_NEGATIVE.search(text) or _POINTING.search(text) or text.rstrip().endswith("?"))


def goal_notes(
    record: Record, period: Period, today: date, only_goal: Goal | None = None
) -> Iterator[AuthorNote]:
    """Yield what the author should know about goals and gaps: where nothing is done, what was reached."""
    end = min(period.last, today)
    goals = [only_goal] if only_goal else list_active_goals(record)
    yield from _idle_gap_notes(record, goals, end)
    yield from _completion_notes(record, period, only_goal)


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
                f"The gap “{gap.text}” has no update: say how it stands, and what you do about it.", (gap.id,)
            )
        elif not updates[-1].action:
            yield AuthorNote(
                f"The gap “{gap.text}” does not say what you are doing about it.", (gap.id, updates[-1].id)
            )
        elif idle_updates := _idle_run(updates):
            ids = (update.id for update in idle_updates)
            yield AuthorNote(_describe_idle_run(gap, idle_updates), (gap.id, *ids))


def _idle_run(updates: Sequence[Update]) -> list[Update]:
    """Return the latest updates, oldest first, that all state that nothing is done."""
    run: list[Update] = []
    for update in reversed(updates):
        if not (update.action and is_idle(update.action)):
            break
        run.insert(0, update)
    return run


def _describe_idle_run(gap: Gap, idle_updates: Sequence[Update]) -> str:
    text = f"The gap “{gap.text}”: what you do about it is “{idle_updates[-1].action}”"
    if len(idle_updates) == 1:
        return f"{text}."
    since = describe_when(idle_updates[0].when)
    return f"{text}, and has been nothing since {since} ({len(idle_updates)} updates)."


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
