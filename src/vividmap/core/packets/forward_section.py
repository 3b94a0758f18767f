"""The forward-looking section: active goals and open gaps, as their latest updates describe them."""

from collections.abc import Iterator, Sequence
from datetime import date

from vividmap.core.english.dates import Period
from vividmap.core.english.standstill import is_idle
from vividmap.core.facts.active_goals import first_day, list_active_goals, list_open_gaps
from vividmap.core.packets.months import format_when
from vividmap.core.packets.narration import join_with_colon
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.voice import Voice, quote_text, quote_title, title_case
from vividmap.core.record import Gap, Goal, Item, Record, Update, by_date
from vividmap.core.when import describe_when, month_name

TITLE = "What comes next"
_GOAL = {
    "promotion": "I am working towards a promotion",
    "capability": "A capability that I am building",
    "scope": "I am working towards this scope",
    "work": "I want to change the kind of work that I do",
    "": "A goal of mine",
}
_FIRST_GAP = "A gap that I have named for this is {title}."
_FURTHER_GAP = ("Another gap is {title}.", "I have named {title} as a gap, too.")
_STATE = ("{When} I noted: {quote}", "My last note on it, {when}, says: {quote}")


def draft_forward_section(
    record: Record, period: Period, today: date, only_goal: Goal | None = None
) -> tuple[DraftSection, tuple[AuthorNote, ...]]:
    """Return the section as of the period's end, and what the author should know about it.

    It is about every goal that is pursued, or about `only_goal`.
    """
    end = min(period.last, today)
    voice = Voice(record, period)
    goals = [only_goal] if only_goal else list_active_goals(record)
    paragraphs = tuple(
        DraftParagraph(title_case(goal.text), sentences)
        for goal in goals
        for sentences in _goal_paragraphs(goal, voice, end)
    )
    notes = (*_idle_gap_notes(record, goals, end), *_completion_notes(record, period, only_goal))
    return DraftSection(TITLE, paragraphs), notes


def _updates(item: Item, record: Record, end: date | None = None) -> list[Update]:
    """Return the updates of a goal or gap, those of a later day than `end` left out, oldest first."""
    updates = (child for child in record.children.get(item.id, ()) if isinstance(child, Update))
    return sorted(
        (update for update in updates if not (end and update.when and update.when.first > end)), key=by_date
    )


def _goal_paragraphs(goal: Goal, voice: Voice, end: date) -> Iterator[tuple[DraftSentence, ...]]:
    """Yield what there is to tell of a goal, then of each of its gaps."""
    yield describe_goal(goal, voice, end)
    for index, gap in enumerate(list_open_gaps(goal, voice.record)):
        yield describe_gap(gap, voice, end, is_further=index > 0)


def describe_goal(goal: Goal, voice: Voice, end: date) -> tuple[DraftSentence, ...]:
    """Return what a goal is, its last update by a day, and when it was named if that was later."""
    return name_goal(goal), *_later_sentences(goal, voice, end), *_last_update_sentences(goal, voice, end)


def describe_gap(gap: Gap, voice: Voice, end: date, *, is_further: bool) -> tuple[DraftSentence, ...]:
    """Return a gap's name, and its last update by a day; `is_further` if another was named just before."""
    template = voice.turn(_FURTHER_GAP) if is_further else _FIRST_GAP
    name_sentence = DraftSentence(template.format(title=quote_title(gap.text)), (gap.id,))
    return name_sentence, *_later_sentences(gap, voice, end), *_last_update_sentences(gap, voice, end)


def _later_sentences(item: Goal | Gap, voice: Voice, end: date) -> Iterator[DraftSentence]:
    """Yield when a goal or gap was named, if that was after the last day that the packet is about."""
    day = first_day(item, voice.record)
    if day > end:
        yield DraftSentence(f"I named this {item.kind} on {day.day} {month_name(day)}.", (item.id,))


def name_goal(goal: Goal) -> DraftSentence:
    """Return the sentence that states what a goal is, and by when."""
    text = join_with_colon(_GOAL[goal.goal_kind], goal.text)
    if goal.target:
        text = f"{text.removesuffix('.')} (target: {goal.target.day} {month_name(goal.target)})."
    return DraftSentence(text, (goal.id,))


def _last_update_sentences(item: Goal | Gap, voice: Voice, end: date) -> Iterator[DraftSentence]:
    updates = _updates(item, voice.record, max(end, first_day(item, voice.record)))
    if not updates:
        return
    last = updates[-1]
    if last.text.strip():
        date_text = format_when(last.when, voice.period) if last.when else ""
        template = voice.turn(_STATE) if date_text else "I noted: {quote}"
        quotation = quote_text(voice.words(last, last.text))
        lower_date_text = date_text[:1].lower() + date_text[1:]
        yield DraftSentence(
            template.format(When=date_text, when=lower_date_text, quote=quotation), (last.id,)
        )
    is_current = last == _updates(item, voice.record)[-1]
    if last.gap:
        lead = "What is missing" if is_current else "What was missing then"
        yield DraftSentence(join_with_colon(lead, voice.words(last, last.gap)), (last.id,))
    if last.action:
        lead = "What I am doing about it" if is_current else "What I was doing about it"
        yield DraftSentence(_describe_action(lead, voice.words(last, last.action)), (last.id,))


def _describe_action(lead: str, action: str) -> str:
    """Return what is done about a gap; that it is nothing is quoted, as those are the author's words."""
    return f"{lead}: {quote_text(action)}" if is_idle(action) else join_with_colon(lead, action)


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
