"""The forward-looking section: active goals and open gaps, as their latest updates tell of them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from vividmap.core.dates import Period
from vividmap.core.facts.pursued import gaps_of, goals_of
from vividmap.core.packets.packet import Note, Paragraph, Section, Sentence
from vividmap.core.packets.wording.months import say_when
from vividmap.core.packets.wording.prose import after_colon
from vividmap.core.packets.wording.voice import Voice, capitalised, quoted, quoted_title
from vividmap.core.record import Gap, Goal, Item, Record, Update, by_date
from vividmap.core.when import month_name, say

TITLE = "What comes next"
_GOAL = {
    "promotion": "I am working towards a promotion",
    "capability": "A capability that I am building",
    "scope": "I am working towards this scope",
    "work": "I want to change the kind of work that I do",
    "": "A goal of mine",
}
_FIRST_GAP = "A gap that I have named for this is {title}."
_GAP = ("Another gap is {title}.", "I have named {title} as a gap, too.")
_STATE = ("{When} I noted: {quote}", "My last note on it, {when}, says: {quote}")
_NOTHING = re.compile(r"(?:nothing|none|nil|n/a)\b|-+$", re.IGNORECASE)


def forward(
    record: Record, period: Period, today: date, only: Goal | None = None
) -> tuple[Section, tuple[Note, ...]]:
    """Return the section as of the period's end, and what the author should know about it.

    It is about every goal that is pursued, or about one `only`.
    """
    end = min(period.last, today)
    voice = Voice(record, period)
    goals = [only] if only else goals_of(record, end)
    paragraphs = tuple(
        Paragraph(capitalised(goal.text), sentences)
        for goal in goals
        for sentences in _of_goal(goal, voice, end)
    )
    return Section(TITLE, paragraphs), (*_idle(record, goals, end), *_reached(record, period, only))


def _updates(item: Item, record: Record, end: date | None = None) -> list[Update]:
    """Return the updates of a goal or gap, those of a later day than `end` left out, oldest first."""
    found = (one for one in record.children.get(item.id, ()) if isinstance(one, Update))
    return sorted((one for one in found if not (end and one.when and one.when.first > end)), key=by_date)


def _of_goal(goal: Goal, voice: Voice, end: date) -> Iterator[tuple[Sentence, ...]]:
    """Yield what there is to say of a goal, then of each of its gaps."""
    yield of_goal(goal, voice, end)
    for place, gap in enumerate(gaps_of(goal, voice.record, end)):
        yield of_gap(gap, voice, end, again=place > 0)


def of_goal(goal: Goal, voice: Voice, end: date) -> tuple[Sentence, ...]:
    """Return what a goal is, and its last update by a day."""
    return pursued(goal), *_last_update(goal, voice, end)


def of_gap(gap: Gap, voice: Voice, end: date, *, again: bool) -> tuple[Sentence, ...]:
    """Return a gap's name, and its last update by a day; `again`, where another was named just before."""
    named = voice.turn(_GAP) if again else _FIRST_GAP
    return Sentence(named.format(title=quoted_title(gap.text)), (gap.id,)), *_last_update(gap, voice, end)


def pursued(goal: Goal) -> Sentence:
    """Return the sentence that says what a goal is, and by when."""
    said = after_colon(_GOAL[goal.what], goal.text)
    if goal.target:
        said = f"{said.removesuffix('.')} (target: {_day(goal.target)})."
    return Sentence(said, (goal.id,))


def _day(day: date) -> str:
    return f"{day.day} {month_name(day)}"


def _last_update(item: Goal | Gap, voice: Voice, end: date) -> Iterator[Sentence]:
    updates = _updates(item, voice.record, end)
    if not updates:
        return
    last = updates[-1]
    if last.text.strip():
        when = say_when(last.when, voice.period) if last.when else ""
        form = voice.turn(_STATE) if when else "I noted: {quote}"
        yield Sentence(
            form.format(
                When=when, when=when[:1].lower() + when[1:], quote=quoted(voice.words(last, last.text))
            ),
            (last.id,),
        )
    is_current = last == _updates(item, voice.record)[-1]
    if last.gap:
        lead = "What is missing" if is_current else "What was missing then"
        yield Sentence(after_colon(lead, voice.words(last, last.gap)), (last.id,))
    if last.doing:
        lead = "What I am doing about it" if is_current else "What I was doing about it"
        yield Sentence(_doing(lead, voice.words(last, last.doing)), (last.id,))


def _doing(lead: str, doing: str) -> str:
    """Return what is done about a gap; that it is nothing is quoted, for those are the author's words."""
    return f"{lead}: {quoted(doing)}" if _NOTHING.match(doing) else after_colon(lead, doing)


def _idle(record: Record, goals: Sequence[Goal], end: date) -> Iterator[Note]:
    """Yield the gaps about which nothing is done, and for how long that has been so."""
    for gap in (gap for goal in goals for gap in gaps_of(goal, record, end)):
        updates = _updates(gap, record, end)
        if not updates:
            yield Note(
                f"The gap “{gap.text}” has no update: say how it stands, and what you do about it.", (gap.id,)
            )
        elif not updates[-1].doing:
            yield Note(
                f"The gap “{gap.text}” does not say what you are doing about it.", (gap.id, updates[-1].id)
            )
        elif idle := _idle_run(updates):
            yield Note(_said_idle(gap, idle), (gap.id, *(one.id for one in idle)))


def _idle_run(updates: Sequence[Update]) -> list[Update]:
    """Return the latest updates, oldest first, that all say that nothing is done."""
    run: list[Update] = []
    for update in reversed(updates):
        if not _NOTHING.match(update.doing):
            break
        run.insert(0, update)
    return run


def _said_idle(gap: Gap, idle: Sequence[Update]) -> str:
    said = f"The gap “{gap.text}”: what you do about it is “{idle[-1].doing}”"
    return (
        f"{said}, and has been nothing since {say(idle[0].when)} ({len(idle)} updates)."
        if idle[1:]
        else f"{said}."
    )


def _reached(record: Record, period: Period, only: Goal | None) -> Iterator[Note]:
    """Yield what was reached or closed, if its last update is of the period: the draft leaves it out."""
    items: list[Goal | Gap] = [*record.all(Goal), *record.all(Gap)]
    if only:
        items = [one for one in items if only.id in (one.id, one.parent)]
    for item in sorted(items, key=lambda one: one.id.int):
        done = {"reached": "The goal", "closed": "The gap"}.get(item.state)
        updates = _updates(item, record)
        if done and updates and period.covers(updates[-1].when):
            yield Note(
                f"{done} “{item.text}” is {item.state}; the draft does not say so by itself.", (item.id,)
            )
