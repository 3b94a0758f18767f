"""The 1:1: one or two entries that somebody has not seen, where they could help, and what stayed open."""

from collections.abc import Iterator, Sequence
from datetime import date

from vividmap.core.dates import Period
from vividmap.core.facts.facts import YEAR
from vividmap.core.facts.pursued import is_pursued
from vividmap.core.facts.strength import strength
from vividmap.core.packets.beside import notes
from vividmap.core.packets.choosing.choose import choose
from vividmap.core.packets.choosing.meeting import Meeting, nobody_said, whom
from vividmap.core.packets.choosing.pick import chosen
from vividmap.core.packets.choosing.reasons import reasons
from vividmap.core.packets.packet import (
    PROPOSED,
    Choices,
    Note,
    Packet,
    Paragraph,
    Proposal,
    Section,
    Sentence,
)
from vividmap.core.packets.parts.helping import helping
from vividmap.core.packets.parts.thread import OPEN, notes_on, still_open, thread
from vividmap.core.packets.wording.prose import contribution, outcome
from vividmap.core.packets.wording.voice import Voice, quoted, quoted_title
from vividmap.core.record import Criterion, Evidence, Record, SkillEntry, by_date
from vividmap.core.saying import days_before, on
from vividmap.core.saying import entries as counted

CONVERSATION = "one-on-one"
TITLE = "What I bring"
MOST = 2
"""Entries in one conversation: more of them make a status update."""


def one_on_one(record: Record, period: Period, today: date, choices: Choices = PROPOSED) -> Packet:
    """Return the packet for a conversation with `person`, or with the one manager that there is.

    It is written around the `chosen` entries, which may be of any date and may have been shown before; or
    else around one or two of the period that the person has not seen, the strongest first. Private entries
    are held back, and from somebody outside the company internal ones, unless they are `shown`.
    """
    person = whom(record, today, choices)
    if person is None:
        said = "That person is not on the map any more" if choices.person else nobody_said(record, today)
        return Packet(CONVERSATION, "1:1", period, notes=(Note(f"{said}."),))
    return _packet(Meeting(record, person, period, min(period.last, today), choices))


def _packet(meeting: Meeting) -> Packet:
    record, period, choices = meeting.record, meeting.period, meeting.choices
    unseen = [one for one in record.all(Evidence) if period.covers(one.when) and not meeting.has_seen(one)]
    free = [one for one in unseen if meeting.shows(one)]
    wanted = chosen(record, choices, outside=meeting.outside)
    picked = wanted if choices.chosen else _proposed(free, meeting)
    before, (help_wanted, on_gaps) = thread(meeting), helping(meeting)
    sections = (_brought(picked, meeting), help_wanted, still_open(before))
    held = _held_back(unseen, meeting)
    return Packet(
        conversation=CONVERSATION,
        title=f"1:1 with {meeting.person.text}, {on(meeting.day)}",
        period=period,
        proposals=tuple(_proposals(picked, free, meeting)),
        sections=tuple(one for one in sections if one.paragraphs),
        notes=(
            *notes_on(before, meeting.person.text, Voice(record, period)),
            *_left(picked, free, meeting),
            *notes.weak_spots(picked, record),
            *on_gaps,
            *_asks(sections[-1]),
            *_said_held(held, meeting),
        ),
        held_back=tuple(one.id for one in held),
    )


def _proposed(free: Sequence[Evidence], meeting: Meeting) -> tuple[Evidence, ...]:
    """Return the entries that serve best, the strongest first, and those that the author wants shown."""
    picked = {one.id for one in choose(free, meeting.period, least=1, most=MOST)}
    some = (one for one in free if one.id in picked or one.id in meeting.choices.shown)
    return tuple(sorted(some, key=lambda one: (-strength(one), by_date(one))))


def _proposals(picked: Sequence[Evidence], free: Sequence[Evidence], meeting: Meeting) -> Iterator[Proposal]:
    for item in picked:
        seen = "has seen it" if meeting.has_seen(item) else "has not seen it, as far as is noted"
        why = (
            f"{meeting.person.text} {seen}",
            *reasons(item, picked, free, meeting.record, meeting.period),
        )
        yield Proposal(item.id, ("you chose it", *why) if meeting.choices.chosen else why)


def _brought(picked: Sequence[Evidence], meeting: Meeting) -> Section:
    voice = Voice(meeting.record, meeting.period)
    return Section(TITLE, tuple(Paragraph("", tuple(_told(one, voice))) for one in picked))


def _told(item: Evidence, voice: Voice) -> Iterator[Sentence]:
    """Yield an entry as evidence: what I did, what came of it, why it counts, what it stands for."""
    yield from contribution(item, voice)
    yield from outcome(item, voice)
    if item.strong:
        why = quoted(voice.words(item, item.strong) or item.strong)
        yield Sentence(f"Why I count it among my strongest work: {why}", (item.id,))
    for target in dict.fromkeys((*item.linked("criterion"), *item.linked("goal"))):
        known = voice.record.by_id.get(target)
        if isinstance(known, Criterion) and known.text.strip():
            expected = f"what is expected at {known.level}" if known.level else "what is expected"
            yield Sentence(f"It is an example of {expected}: {quoted(known.text)}", (item.id, known.id))
        elif known is not None and is_pursued(known, voice.record) and known.text.strip():
            yield Sentence(f"It serves the {known.kind} {quoted_title(known.text)}.", (item.id, known.id))


def _left(picked: Sequence[Evidence], free: Sequence[Evidence], meeting: Meeting) -> Iterator[Note]:
    """Yield what the person has not seen either: of the period, and what is strong of the year before it."""
    name, period = meeting.person.text, meeting.period
    if not picked:
        yield Note(
            f"There is nothing in {period.name} that {name} has not seen: choose an older entry, or log what"
            " you did since."
        )
    left = sorted((one for one in free if one not in picked), key=by_date)
    if left:
        yield Note(
            f"Left out: {counted(len(left))} that {name} has not seen, in case you are asked for news.",
            tuple(one.id for one in left),
        )
    first = days_before(meeting.day, YEAR)
    strong = [
        one
        for one in meeting.record.all(Evidence)
        if one.strong and one.when and first <= one.when.last < period.first
        if one not in picked and meeting.shows(one) and not meeting.has_seen(one)
    ]
    if strong:
        yield Note(
            f"You marked these strong in the year before, and {name} has not seen them, as far as is noted.",
            tuple(one.id for one in sorted(strong, key=by_date)),
        )


def _asks(questions: Section) -> Iterator[Note]:
    if not questions.paragraphs:
        yield Note(
            f"Write what you want to ask beneath a heading “{OPEN}”: what is still there is brought along to"
            " the next 1:1."
        )


def _held_back(unseen: Sequence[Evidence], meeting: Meeting) -> list[Evidence | SkillEntry]:
    """Return what would be told, or was chosen, and must not be; what links a goal with the person, too."""
    chosen = (meeting.record.by_id.get(one) for one in meeting.choices.chosen)
    theirs = (
        one
        for one in meeting.record.all(SkillEntry)
        if one.when and one.when.last <= meeting.day
        if meeting.person.id in one.linked("person") and any(one.linked("goal"))
    )
    told = {one.id: one for one in (*unseen, *chosen, *theirs) if isinstance(one, Evidence | SkillEntry)}
    return sorted((one for one in told.values() if one.text.strip() and not meeting.shows(one)), key=by_date)


def _said_held(held: Sequence[Evidence | SkillEntry], meeting: Meeting) -> Iterator[Note]:
    private = [one for one in held if one.confidentiality == "private"]
    yield from notes.held_back(private)
    if internal := tuple(one.id for one in held if one not in private):
        why = f"they are internal, and {meeting.person.text} is outside the company"
        yield Note(f"Held back because {why}.", internal)
